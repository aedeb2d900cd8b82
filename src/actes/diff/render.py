"""A difference as plain text, as JSON Lines, and as an entry of the changelog."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from actes.diff.change import Change, Difference
from actes.diff.version import demand
from actes.diff.wording import SIGNS, counted, describe
from actes.printable import printable, printable_json


def render_text(difference: Difference) -> str:
    """Every change on a line, under its article: ``+`` added, ``-`` removed, ``~`` changed."""
    lines = []
    for article, changes in difference.articles.items():
        lines += [printable(article or "registry"), *plain_lines(changes)]
    return "".join(f"{line}\n" for line in lines)


def plain_lines(changes: Iterable[Change]) -> list[str]:
    """Every change of one article on a line."""
    return [printable(f"  {SIGNS.get(change.action, '~')} {_plain(change)}") for change in changes]


def render_json(difference: Difference) -> str:
    """The versions, the rise that is asked for, and every change as an object."""
    content = {
        "versions": list(difference.versions),
        "bump": demand(difference).bump.name.lower(),
        "changes": [change.to_json() for change in difference.changes],
    }
    return printable_json(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def render_changelog(difference: Difference) -> str:
    """The entry of the corpus in CHANGELOG.md: new and removed articles by name, corrections by what they are of."""
    version = difference.versions[1] or "unreleased"
    lines = [f"### Corpus {version}", ""]
    for action, verb in (("added", "New"), ("removed", "Removed")):
        whole = [c for c in difference.changes if c.layer == "article" and c.action == action]
        if whole:
            lines += [f"- {verb}: {counted(len(whole), 'article')}.", *(f"  - {_named(change)}" for change in whole)]
    corrected = {
        article: changes
        for article, changes in difference.articles.items()
        if article and not any(c.layer == "article" and c.action in SIGNS for c in changes)
    }
    if corrected:
        lines.append(f"- Corrected: {counted(len(corrected), 'article')}.")
        lines += [f"  - `{article}`: {_counted_layers(changes)}." for article, changes in corrected.items()]
    registry = difference.articles.get("", ())
    if registry:
        counts = Counter(change.action for change in registry)
        lines.append(f"- Registry: {', '.join(f'{n} {action}' for action, n in sorted(counts.items()))}.")
    if not difference.changes:
        lines.append("- No change of the data.")
    return "".join(f"{printable(line)}\n" for line in lines)


def _named(change: Change) -> str:
    split = ", ".join(change.before or change.after)
    return f"`{change.article}` ({split}): {change.detail}."


def _counted_layers(changes: tuple[Change, ...]) -> str:
    """``2 mentions added, 1 event changed (type)``."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.layer, change.action), []).append(change)
    parts = []
    for (layer, action), members in groups.items():
        if layer == "article":
            parts.append(f"{', '.join(sorted({c.field for c in members}))} changed")
            continue
        fields = ", ".join(sorted({c.field for c in members})) if action == "changed" else ""
        number = len({(change.subject, change.detail, change.offset) for change in members} if fields else members)
        parts.append(f"{counted(number, layer)} {action}{f' ({fields})' if fields else ''}")
    return ", ".join(parts)


def _plain(change: Change) -> str:
    return describe(change, code=str, words=lambda text: f'"{text}"')
