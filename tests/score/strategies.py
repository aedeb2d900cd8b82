"""Made-up articles for the tests: random graphs over a text so short that gold and prediction often meet."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from actes.article import AUTHOR, Actor, Argument, Article, Dyad, Event, Mention, Pair, Stance, Trigger
from actes.ontology import EventType, Label, Ontology
from actes.pairs import NONE, stance_pairs

examples = settings(deadline=None, derandomize=True, max_examples=60)
"""The same examples every time, and no deadline on a busy machine."""

KINDS = ("person", "state", "organisation", "group")
TYPES = ("CONSULT", "ACCUSE", "ASSAULT")
STATUSES = ("actual", "planned", "possible", "negated")
POLARITIES = ("favor", "against", "ambivalent")
CONTEXTS = ("military", "diplomatic", "legal", "health")
COUNTRIES = ("FRA", "NOR")


def _labels(*codes: str) -> dict[str, Label]:
    return {code: Label(code, code, code, code) for code in codes}


ONTOLOGY = Ontology(
    version="test",
    languages=_labels("fr"),
    licences=_labels("CC-BY-4.0"),
    origins=_labels("received", "written", "withheld"),
    kinds=_labels(*KINDS),
    forms=_labels("name"),
    statuses=_labels(*STATUSES),
    roles=_labels("actor", "recipient", "place", "time"),
    polarities=_labels(*POLARITIES),
    bases=_labels("stated"),
    types={code: EventType(code, code, code, code, 1, 0.0, False, code == "CONSULT", {}) for code in TYPES},
    quads=_labels("1"),
    contexts=_labels(*CONTEXTS),
    sectors=_labels("GOV"),
    countries=dict.fromkeys(COUNTRIES, ""),
    dependencies={},
    cameo={},
    compounds=frozenset(),
    pronouns=frozenset(),
)

spans = st.tuples(st.integers(0, 7), st.integers(1, 3)).map(lambda span: (span[0], sum(span)))


@st.composite
def articles(draw: st.DrawFn, name: str = "a", *, story: str | None = None) -> Article:
    """A complete article, as gold is. Spans may nest; one word may be the trigger of events of two types."""
    actors = draw(_actors())
    events = draw(_events([actor.id for actor in actors]))
    ids = [actor.id for actor in actors]
    holders, targets = [AUTHOR, *ids], [*ids, *(event.id for event in events)]
    ends = draw(st.lists(st.tuples(st.sampled_from(holders), st.sampled_from(targets)), max_size=4)) if targets else []
    stances = [Stance(a, b, draw(st.sampled_from(POLARITIES))) for a, b in ends if a != b]
    contexts = draw(st.lists(st.sampled_from(CONTEXTS), unique=True, max_size=3))
    return Article(name, story=story, contexts=contexts, actors=actors, events=events, stances=stances)


@st.composite
def predictions(draw: st.DrawFn, gold: Article) -> Article:
    """A prediction for ``gold``, with any of its layers and properties left out."""
    article = draw(articles(gold.id))
    asked = list(stance_pairs(gold))
    answered = draw(st.lists(st.integers(0, len(asked) - 1), unique=True, max_size=12)) if asked else []
    pairs = [
        Pair(asked[i].holder, asked[i].target, draw(st.sampled_from((NONE, *POLARITIES)))) for i in sorted(answered)
    ]
    left_out: dict[str, Any] = {name: None for name in ("contexts", "stances") if draw(st.booleans())}
    return _without_properties(draw, replace(article, pairs=draw(st.sampled_from((None, pairs))), **left_out))


@st.composite
def comparisons(draw: st.DrawFn, *, min_size: int = 1, max_size: int = 4) -> tuple[list[Article], list[Article]]:
    """Gold articles and their predictions."""
    size = draw(st.integers(min_size, max_size))
    gold = [draw(articles(f"article-{i}", story=draw(st.sampled_from((None, "s", "t"))))) for i in range(size)]
    return gold, [draw(predictions(article)) for article in gold]


@st.composite
def _actors(draw: st.DrawFn) -> list[Actor]:
    mentions = draw(st.lists(spans, unique=True, max_size=7))
    owners = [draw(st.integers(0, 3)) for _ in mentions]
    return [
        Actor(
            f"actor-{owner}",
            [Mention(*span) for span, of in zip(mentions, owners, strict=True) if of == owner],
            draw(st.sampled_from(KINDS)),
            country=draw(st.sampled_from((None, *COUNTRIES))),
            link=draw(st.sampled_from((None, "x", "y"))),
        )
        for owner in draw(st.permutations(sorted(set(owners))))
    ]


@st.composite
def _events(draw: st.DrawFn, actors: Sequence[str]) -> list[Event]:
    count = draw(st.integers(0, 3))
    types = [draw(st.sampled_from(TYPES)) for _ in range(count)]
    free = {kind: draw(st.lists(spans, unique=True, max_size=4)) for kind in sorted(set(types))}
    events = []
    for i, kind in enumerate(types):
        size = draw(st.integers(0, len(free[kind])))
        triggers, free[kind] = free[kind][:size], free[kind][size:]
        if triggers:
            events.append(
                Event(
                    f"event-{i}",
                    kind,
                    [Trigger(*span) for span in triggers],
                    draw(_arguments(actors)),
                    status=draw(st.sampled_from(STATUSES)),
                    sources=draw(st.lists(st.sampled_from(actors), unique=True, max_size=2)) if actors else [],
                )
            )
    return events


@st.composite
def _arguments(draw: st.DrawFn, actors: Sequence[str]) -> list[Argument]:
    roles = st.sampled_from(("actor", "recipient"))
    who = draw(st.lists(st.tuples(roles, st.sampled_from(actors)), unique=True, max_size=4)) if actors else []
    where = st.tuples(st.sampled_from(("place", "time")), spans)
    people = [Argument(role, actor) for role, actor in who]
    circumstances = draw(st.lists(where, unique=True, max_size=2))
    return people + [Argument(role, start=start, end=end) for role, (start, end) in circumstances]


def _without_properties(draw: st.DrawFn, article: Article) -> Article:
    actors, events = article.actors or [], article.events or []
    if draw(st.booleans()):
        actors = [replace(actor, link=UNSET) for actor in actors]
    if draw(st.booleans()):
        actors = [replace(actor, country=UNSET) for actor in actors]
    if draw(st.booleans()):
        events = [replace(event, status=UNSET) for event in events]
    if draw(st.booleans()):
        events = [replace(event, sources=UNSET) for event in events]
    dyad = Dyad(draw(st.sampled_from(COUNTRIES)), None, draw(st.sampled_from(TYPES)))
    return replace(article, actors=actors, events=events, dyads=draw(st.sampled_from((None, [dyad]))))


def shuffled(article: Article, rng: Random) -> Article:
    """The same graph with other ids, and everything in another order."""
    actors, events = list(article.actors or ()), list(article.events or ())
    old = [item.id for item in (*actors, *events)]
    names = {name: f"new-{i}" for name, i in zip(old, rng.sample(range(len(old)), len(old)), strict=True)}
    names[AUTHOR] = AUTHOR

    def mixed(items: Sequence[Any]) -> list[Any]:
        return rng.sample(list(items), len(items))

    def argument(old: Argument) -> Argument:
        return old if old.actor is None else replace(old, actor=names[old.actor])

    def event(old: Event) -> Event:
        sources = old.sources if old.sources is UNSET else mixed([names[source] for source in old.sources])
        arguments = mixed([argument(one) for one in old.arguments])
        return replace(old, id=names[old.id], triggers=mixed(old.triggers), arguments=arguments, sources=sources)

    return replace(
        article,
        contexts=None if article.contexts is None else mixed(article.contexts),
        actors=mixed([replace(actor, id=names[actor.id], mentions=mixed(actor.mentions)) for actor in actors]),
        events=mixed([event(one) for one in events]),
        stances=None
        if article.stances is None
        else mixed([replace(s, holder=names[s.holder], target=names[s.target]) for s in article.stances]),
        pairs=None if article.pairs is None else mixed(article.pairs),
    )


Labelled = tuple[int, int, str]


def noisy_spans(rng: Random, *, nested: bool) -> tuple[list[Labelled], list[Labelled]]:
    """Labelled spans of one text and a noisy copy: some missing, added, shifted or relabelled; each span once."""
    width = 3 if nested else 1
    gold: dict[tuple[int, int], str] = {}
    noisy: dict[tuple[int, int], str] = {}
    for start in range(0, rng.randrange(0, 40), 4):
        for _ in range(rng.randint(1, width)):
            first = start + rng.randrange(width)
            span, label = (first, first + rng.randint(1, 3 * width - 1)), rng.choice(KINDS)
            if rng.random() < 0.9:
                gold[span] = label
            if rng.random() < 0.9:
                shift = (0, 1) if nested or span[1] < start + 4 else (-1, 0)
                moved = (span[0], max(span[0] + 1, span[1] + rng.choice(shift))) if rng.random() < 0.3 else span
                noisy[moved] = label if rng.random() < 0.8 else rng.choice(KINDS)
    return sorted((*span, label) for span, label in gold.items()), sorted((*s, label) for s, label in noisy.items())


def with_mentions(name: str, labelled: Sequence[Labelled]) -> Article:
    """An article with an actor for every span."""
    actors = [Actor(str(i), [Mention(start, end)], kind) for i, (start, end, kind) in enumerate(labelled)]
    return Article(name, actors=actors)


Partition = list[list[int]]


def noisy_partition(rng: Random) -> tuple[Partition, Partition]:
    """Clusters of mentions, and a noisy copy: mentions missing, added and moved. Only ``random()`` is drawn on."""

    def below(n: int) -> int:
        return int(rng.random() * n)

    gold: dict[int, list[int]] = {}
    noisy: dict[int, list[int]] = {}
    for mention in range(below(40)):
        cluster = below(1 + below(12))
        if rng.random() < 0.9:
            gold.setdefault(cluster, []).append(mention)
        if rng.random() < 0.9:
            noisy.setdefault(below(12) if rng.random() < 0.25 else cluster, []).append(mention)
    return list(gold.values()), list(noisy.values())
