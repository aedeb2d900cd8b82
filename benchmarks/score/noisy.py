"""Made-up gold and predictions with the noise of the project's scoring study, for timing only.

An article has 20 mentions of about ten actors over 400 tokens; a prediction misses a tenth of them, adds a tenth,
shifts the end of a tenth, gives 8 % to an actor of another kind and moves 12 % to another actor. ``full`` adds events,
arguments, sources, stances, contexts, pairs and links with like noise.
"""

from __future__ import annotations

from random import Random

from actes.article import AUTHOR, Actor, Argument, Article, Event, Mention, Pair, Stance, Trigger
from actes.ontology import EventType, Label, Ontology
from actes.pairs import stance_pairs

TOKENS = 400
MENTIONS = 20
ACTORS = 10
EVENTS = 6
COUNTRIES = ("FRA", "NOR", "MLI", "DZA", "RUS", "USA")


def corpus(n_articles: int, *, seed: int, full: bool, first: int = 0) -> tuple[list[Article], list[Article]]:
    """Gold and predictions; the n-th article is the same whatever the number of articles and where they start."""
    pairs = [article_pair(i, Random(f"{seed}.{i}"), full=full) for i in range(first, first + n_articles)]  # noqa: S311
    return [gold for gold, _ in pairs], [prediction for _, prediction in pairs]


def article_pair(number: int, rng: Random, *, full: bool) -> tuple[Article, Article]:
    """One gold article and its prediction."""
    spans = _spans(rng)
    owner = [rng.randrange(ACTORS) for _ in spans]
    kind = [rng.choice(KINDS) for _ in range(ACTORS)]
    gold = _article(number, list(zip(spans, owner, strict=True)), kind, rng if full else None)
    mentions = _noisy_mentions(spans, owner, kind, rng)
    prediction = _article(number, mentions, kind, None)
    return gold, _noisy_graph(gold, prediction, rng) if full else prediction


def ontology() -> Ontology:
    """Vocabularies of the size of schema 1.0."""
    return Ontology(
        version="1.0",
        languages=_labels("fr"),
        licences=_labels("CC-BY-4.0"),
        origins=_labels("written"),
        kinds=_labels(*KINDS),
        forms=_labels("name"),
        statuses=_labels(*STATUSES),
        roles=_labels("actor", "recipient", "place", "time"),
        polarities=_labels(*POLARITIES),
        bases=_labels("stated"),
        types={code: EventType(code, code, code, code, 1, 0.0, False, False, {}) for code in TYPES},
        quads=_labels("1"),
        contexts=_labels(*CONTEXTS),
        sectors=_labels("GOV"),
        countries=dict.fromkeys(COUNTRIES, ""),
        dependencies={},
        cameo={},
        compounds=frozenset(),
        pronouns=frozenset(),
    )


KINDS = ("person", "state", "organisation", "group")
STATUSES = ("actual", "planned", "possible", "negated")
POLARITIES = ("favor", "against", "ambivalent")
TYPES = tuple(f"TYPE{i:02}" for i in range(16))
CONTEXTS = tuple(f"context{i:02}" for i in range(37))

_Span = tuple[int, int]


def _labels(*codes: str) -> dict[str, Label]:
    return {code: Label(code, code, code, code) for code in codes}


def _spans(rng: Random) -> list[_Span]:
    """Twenty spans of one to three tokens that do not overlap."""
    starts = sorted(rng.sample(range(0, TOKENS, 4), MENTIONS))
    return [(start, start + rng.randint(1, 3)) for start in starts]


def _noisy_mentions(spans: list[_Span], owner: list[int], kind: list[str], rng: Random) -> list[tuple[_Span, int]]:
    free = sorted(set(range(0, TOKENS, 4)) - {start for start, _ in spans})
    mentions: dict[_Span, int] = {}
    for span, actor in zip(spans, owner, strict=True):
        if rng.random() < 0.1:
            continue
        if rng.random() < 0.1:
            start = rng.choice(free)
            mentions[start, start + 1] = rng.randrange(ACTORS)
        start, end = span
        if rng.random() < 0.1:
            end = end + 1 if end - start < 3 else end - 1
        if rng.random() < 0.08:
            actor = rng.choice([i for i in range(ACTORS) if kind[i] != kind[actor]] or [actor])
        elif rng.random() < 0.12:
            actor = rng.randrange(ACTORS)
        mentions[start, end] = actor
    return sorted(mentions.items())


def _article(number: int, mentions: list[tuple[_Span, int]], kind: list[str], graph: Random | None) -> Article:
    by_actor: dict[int, list[Mention]] = {}
    for (start, end), actor in mentions:
        by_actor.setdefault(actor, []).append(Mention(start, end))
    actors = [Actor(f"a{i}", found, kind[i]) for i, found in by_actor.items()]
    if graph is None:
        return Article(f"article-{number:06}", actors=actors)
    actors = [_described(actor, graph) for actor in actors]
    events = [_event(i, actors, graph) for i in range(EVENTS)]
    targets = [*(actor.id for actor in actors), *(event.id for event in events)]
    ends = {(graph.choice([AUTHOR, *(actor.id for actor in actors)]), graph.choice(targets)) for _ in range(4)}
    stances = [Stance(holder, target, graph.choice(POLARITIES)) for holder, target in sorted(ends) if holder != target]
    return Article(
        f"article-{number:06}",
        contexts=graph.sample(CONTEXTS, 2),
        actors=actors,
        events=events,
        stances=stances,
    )


def _described(actor: Actor, rng: Random) -> Actor:
    link = rng.choice([None, "entry-1", "entry-2", "entry-3"])
    return Actor(actor.id, actor.mentions, actor.kind, country=rng.choice(COUNTRIES), link=link)


def _event(number: int, actors: list[Actor], rng: Random) -> Event:
    start = 2 * TOKENS + 20 * number
    return Event(
        f"e{number}",
        rng.choice(TYPES),
        [Trigger(start + 3 * i, start + 3 * i + 2) for i in range(rng.randint(1, 3))],
        [
            Argument("actor", rng.choice(actors).id),
            Argument("recipient", rng.choice(actors).id),
            Argument("place", start=start + 12, end=start + 14),
            Argument("time", start=start + 15, end=start + 18),
        ],
        status=rng.choice(STATUSES),
        sources=[rng.choice(actors).id] if rng.random() < 0.3 else [],
    )


def _noisy_graph(gold: Article, prediction: Article, rng: Random) -> Article:
    """The graph of ``gold`` over the actors of ``prediction``, a tenth of everything changed."""
    actors = [_described(actor, rng) for actor in prediction.actors or ()]
    known = {actor.id for actor in actors}

    def kept(name: str) -> str:
        return name if name in known | {AUTHOR} and rng.random() < 0.9 else rng.choice(actors).id

    events = [
        Event(
            event.id,
            event.type if rng.random() < 0.9 else rng.choice(TYPES),
            [trigger for trigger in event.triggers if rng.random() < 0.9] or event.triggers,
            [
                argument if argument.actor is None else Argument(argument.role, kept(argument.actor))
                for argument in event.arguments
                if rng.random() < 0.9
            ],
            status=event.status if rng.random() < 0.9 else rng.choice(STATUSES),
            sources=[kept(source) for source in event.sources or ()],
        )
        for event in gold.events or ()
        if rng.random() < 0.9
    ]
    nodes = known | {AUTHOR} | {event.id for event in events}
    stances = [
        Stance(stance.holder, stance.target, stance.polarity if rng.random() < 0.9 else rng.choice(POLARITIES))
        for stance in gold.stances or ()
        if stance.holder in nodes and stance.target in nodes
    ]
    pairs = [
        Pair(pair.holder, pair.target, pair.polarity if rng.random() < 0.9 else rng.choice(POLARITIES))
        for pair in stance_pairs(gold)
    ]
    contexts = sorted({context if rng.random() < 0.9 else rng.choice(CONTEXTS) for context in gold.contexts or ()})
    return Article(gold.id, contexts=contexts, actors=actors, events=events, stances=stances, pairs=pairs)
