"""Markdown from values: templates, tables, enumerations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from string import Template


def fill(template: str, values: Mapping[str, str]) -> str:
    """A file of ``templates/`` with every ``$name`` replaced; a name without a value raises KeyError."""
    text = resources.files("actes.build").joinpath("templates", template).read_text(encoding="utf-8")
    return Template(text).substitute(values)


def table(header: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """A table; columns that hold numbers in the first row are aligned to the right."""
    body = [list(row) for row in rows]
    numeric = [isinstance(cell, int | float) for cell in body[0]] if body else [False] * len(header)
    lines: list[Sequence[object]] = [header, ["---:" if right else "---" for right in numeric], *body]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 article``, ``1,234 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def occurrences(counts: Mapping[str, int]) -> str:
    """Labels with how often they occur, the frequent ones first, those that do not occur left out."""
    present = sorted(((n, label) for label, n in counts.items() if n), key=lambda item: (-item[0], item[1]))
    return ", ".join(f"`{label}` {n:,}" for n, label in present) or "none"


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
