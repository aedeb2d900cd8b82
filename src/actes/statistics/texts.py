"""``corpus/texts.tsv``: what the texts set out to be. It describes the corpus and is no annotation of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from actes.annotation.structure import suggestion
from actes.problem import InputError, Problem

TEXTS_FILE = "corpus/texts.tsv"
HEADER = "id\tregion\tregister\tphenomena"
REGIONS = {
    "north-africa": "North Africa",
    "west-africa": "West Africa",
    "central-africa": "Central Africa",
    "east-africa": "East Africa and the Indian Ocean",
    "southern-africa": "Southern Africa",
    "middle-east": "Middle East",
    "europe": "Europe and the Caucasus",
    "central-asia": "Central Asia",
    "south-asia": "South Asia",
    "east-asia": "East Asia",
    "southeast-asia": "South-East Asia",
    "oceania": "Oceania",
    "north-america": "North America",
    "latin-america": "Latin America and the Caribbean",
    "world": "the world at large",
}
REGISTERS = {
    "agency": "news agency",
    "daily": "daily newspaper",
    "broadcaster": "broadcaster's site",
    "communique": "communiqué",
    "column": "opinion column",
    "rephrased": "rough machine-rephrased copy",
}
PHENOMENA = {
    "variants": "one actor under several spellings",
    "headline": "a headline that the body contradicts",
}
"""What the annotation does not show by itself; the other phenomena are counted from it."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line: where the article's story happens, how it is written, what it holds on purpose."""

    region: str
    register: str
    phenomena: tuple[str, ...]


def parse_texts(content: bytes, articles: Collection[str], awaiting: Collection[str] = ()) -> dict[str, TextRow]:
    """The rows by article id; every article has one, one that awaits adjudication may.

    Raises:
        InputError: ``texts-form``, with every line that is not a row and every article without one.
    """
    lines = content.decode("utf-8", "replace").removesuffix("\n").split("\n")
    problems = []
    rows: dict[str, TextRow] = {}
    if lines[0] != HEADER:
        problems.append(_problem(1, f"the first line must be: {HEADER.replace(chr(9), '<TAB>')}"))
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != 4:
            problems.append(_problem(number, "a line is an id, a region, a register and phenomena (or nothing)"))
            continue
        article, region, register, phenomena = cells
        row = TextRow(region, register, tuple(phenomena.split()))
        problems.extend(_problem(number, message) for message in _faults(row))
        if article in rows:
            problems.append(_problem(number, f"{article} is there already; remove one"))
        if article not in articles and article not in awaiting:
            problems.append(_problem(number, f"no article {article}; remove the line"))
        rows[article] = row
    problems.extend(_problem(0, f"{article} has no line; add one") for article in sorted(set(articles) - set(rows)))
    if problems:
        raise InputError(problems)
    return rows


def _faults(row: TextRow) -> list[str]:
    named = [("region", row.region, REGIONS), ("register", row.register, REGISTERS)]
    named += [("phenomenon", name, PHENOMENA) for name in row.phenomena]
    return [
        f"{code!r} is not a {what}; {suggestion(code, vocabulary)}"
        for what, code, vocabulary in named
        if code not in vocabulary
    ]


def _problem(line: int, message: str) -> Problem:
    return Problem(TEXTS_FILE, line, "", message, "texts-form")
