"""How often the corpus holds what it is meant to hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from actes.article import AUTHOR, Article
from actes.corpus import Corpus
from actes.statistics.texts import PHENOMENA, REGIONS, REGISTERS, TextRow

CHAIN = 3
"""Pronouns that make a chain."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Occurrences by label; labels that never occur count 0. Values of the mappings count articles, or annotations."""

    articles: int
    stories: int
    years: Mapping[str, int]
    regions: Mapping[str, int]
    registers: Mapping[str, int]
    types: Mapping[str, int]
    modes: Mapping[str, int]
    statuses: Mapping[str, int]
    polarities: Mapping[str, int]
    bases: Mapping[str, int]
    stances: int
    author_stances: int
    phenomena: Mapping[str, int]
    """Articles that hold each phenomenon of :data:`PHENOMENA_FOUND` and of the texts' own list."""
    hard_articles: int
    """Articles that hold at least three phenomena."""


def cover(corpus: Corpus, rows: Mapping[str, TextRow]) -> Coverage:
    """Count a corpus whose every article has a row."""
    articles, ontology = corpus.articles, corpus.ontology
    events = [event for article in articles for event in article.events or ()]
    stances = [stance for article in articles for stance in article.stances or ()]
    modes = Counter(f"{event.type} {mode}" for event in events for mode in _listed(event.modes))
    found = {article.id: phenomena_of(article, rows[article.id]) for article in articles}
    return Coverage(
        articles=len(articles),
        stories=len({article.story for article in articles}),
        years=_counted(sorted({_year(article) for article in articles}), (_year(article) for article in articles)),
        regions=_counted(REGIONS, (rows[article.id].region for article in articles)),
        registers=_counted(REGISTERS, (rows[article.id].register for article in articles)),
        types=_counted(ontology.types, (event.type for event in events)),
        modes={
            f"{code} {mode}": modes[f"{code} {mode}"] for code, kind in ontology.types.items() for mode in kind.modes
        },
        statuses=_counted(ontology.statuses, (str(event.status) for event in events)),
        polarities=_counted(ontology.polarities, (stance.polarity for stance in stances)),
        bases=_counted(ontology.bases, (str(stance.basis) for stance in stances)),
        stances=len(stances),
        author_stances=sum(stance.holder == AUTHOR for stance in stances),
        phenomena=_counted([*PHENOMENA_FOUND, *PHENOMENA], (name for names in found.values() for name in names)),
        hard_articles=sum(len(names) >= 3 for names in found.values()),
    )


def phenomena_of(article: Article, row: TextRow) -> list[str]:
    """The phenomena an article holds, those that its annotation shows first."""
    return [*(name for name, holds in PHENOMENA_FOUND.items() if holds(article)), *row.phenomena]


def _nested(article: Article) -> bool:
    """Somebody reports that somebody accuses, or two voices stand behind one event."""
    return any(len(_listed(event.sources)) > (0 if event.type == "ACCUSE" else 1) for event in article.events or ())


def _metonymy(article: Article) -> bool:
    return any(mention.form == "metonym" for actor in article.actors or () for mention in actor.mentions)


def _chain(article: Article) -> bool:
    return any(sum(m.form == "pronoun" for m in actor.mentions) >= CHAIN for actor in article.actors or ())


def _with_status(status: str) -> Callable[[Article], bool]:
    return lambda article: any(event.status == status for event in article.events or ())


PHENOMENA_FOUND: Mapping[str, Callable[[Article], bool]] = {
    "nested": _nested,
    "metonymy": _metonymy,
    "pronouns": _chain,
    "negated": _with_status("negated"),
    "planned": _with_status("planned"),
    "possible": _with_status("possible"),
}


def _listed(value: object) -> Sequence[str]:
    return value if isinstance(value, list) else []


def _year(article: Article) -> str:
    return str(article.date)[:4]


def _counted(labels: Sequence[str] | Mapping[str, object], values: object) -> dict[str, int]:
    found = Counter(values)  # type: ignore[call-overload]
    return {label: found[label] for label in labels}
