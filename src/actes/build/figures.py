"""What the card and the data sheet say in numbers about a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from actes.article import Article
from actes.build.bio import LabelledSpan, mention_spans, outermost, trigger_spans
from actes.corpus import SPLITS, Corpus


@dataclass(frozen=True, slots=True)
class Size:
    """How much a set of articles holds."""

    articles: int
    stories: int
    words: int
    """Runs of characters between spaces."""
    actors: int
    mentions: int
    events: int
    triggers: int
    stances: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a corpus. ``sizes`` has the splits and then ``all``; the lost spans are those BIO cannot hold."""

    sizes: Mapping[str, Size]
    origins: Mapping[str, int]
    licences: Mapping[str, int]
    lost_mentions: int
    lost_triggers: int
    kinds: Mapping[str, int]
    types: Mapping[str, int]
    polarities: Mapping[str, int]
    contexts: Mapping[str, int]

    @property
    def total(self) -> Size:
        """The size of the whole corpus."""
        return self.sizes["all"]


def count(corpus: Corpus) -> Figures:
    """The figures of a corpus; labels that never occur count 0."""
    articles, ontology = corpus.articles, corpus.ontology
    sizes = {split: _size([article for article in articles if article.split == split]) for split in SPLITS}
    return Figures(
        sizes={**sizes, "all": _size(articles)},
        origins=_occurrences(ontology.origins, (a.origin for a in articles)),
        licences=_occurrences(ontology.licences, (a.licence for a in articles)),
        lost_mentions=sum(_lost(list(mention_spans(article))) for article in articles),
        lost_triggers=sum(_lost(list(trigger_spans(article))) for article in articles),
        kinds=_occurrences(ontology.kinds, (actor.kind for a in articles for actor in a.actors or ())),
        types=_occurrences(ontology.types, (event.type for a in articles for event in a.events or ())),
        polarities=_occurrences(ontology.polarities, (stance.polarity for a in articles for stance in a.stances or ())),
        contexts=_occurrences(ontology.contexts, (context for a in articles for context in a.contexts or ())),
    )


def _size(articles: Sequence[Article]) -> Size:
    return Size(
        articles=len(articles),
        stories=len({article.story for article in articles}),
        words=sum(len((article.text or "").split()) for article in articles),
        actors=sum(len(article.actors or ()) for article in articles),
        mentions=sum(len(actor.mentions) for article in articles for actor in article.actors or ()),
        events=sum(len(article.events or ()) for article in articles),
        triggers=sum(len(event.triggers) for article in articles for event in article.events or ()),
        stances=sum(len(article.stances or ()) for article in articles),
    )


def _lost(spans: Sequence[LabelledSpan]) -> int:
    return len(spans) - len(outermost(spans))


def _occurrences(vocabulary: Iterable[str], values: Iterable[str | None]) -> dict[str, int]:
    found = Counter(values)
    return {label: found[label] for label in vocabulary}
