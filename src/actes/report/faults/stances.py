"""Who is for or against whom or what, after alignment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from actes.article import Stance
from actes.report.faults.alignment import Alignment
from actes.report.faults.graph import Graph
from actes.report.faults.values import Claim, Fault, Kind, missed
from actes.score.sides import Sides


@dataclass(frozen=True, slots=True)
class Triple:
    """A stance between gold nodes. What a prediction aligns with none is ``None`` in their place, and never right."""

    holder: str | None
    target: str | None
    polarity: str
    said: tuple[Stance, ...]
    """The stances that say it, with the ids of their own side."""


StancePair = tuple[Triple | None, Triple | None]
"""A gold triple and the predicted one that answers it."""


def triples(alignment: Alignment) -> Sides[list[Triple]]:
    """The stances of both sides, each once, however often it is said."""
    graphs = alignment.graphs
    return Sides(_triples(graphs.gold, lambda node: node), _triples(graphs.predicted, alignment.nodes.get))


def _triples(graph: Graph, partner: Callable[[str], str | None]) -> list[Triple]:
    said: dict[tuple[str, str, str], list[Stance]] = {}
    for stance in graph.article.stances or ():
        said.setdefault((stance.holder, stance.target, stance.polarity), []).append(stance)
    return [
        Triple(partner(holder), partner(target), polarity, tuple(stances))
        for (holder, target, polarity), stances in said.items()
    ]


def pair_triples(sides: Sides[list[Triple]]) -> list[tuple[Kind | None, StancePair]]:
    """Pair the triples one to one, with what is wrong about each pair.

    In this order: right; another polarity between the same two; another holder; another target; the rest are missed
    or spurious.
    """
    pairs: list[tuple[Kind | None, StancePair]] = []
    free = Sides(list(sides.gold), list(sides.predicted))
    for kind, same in _TESTS:
        for theirs in list(free.predicted):
            ours = next((gold for gold in free.gold if same(gold, theirs)), None)
            if ours is not None:
                pairs.append((kind, (ours, theirs)))
                free.gold.remove(ours)
                free.predicted.remove(theirs)
    pairs += [(Kind.MISSED, (ours, None)) for ours in free.gold]
    pairs += [(Kind.SPURIOUS, (None, theirs)) for theirs in free.predicted]
    return pairs


def _ends(gold: Triple, predicted: Triple) -> bool:
    return (gold.holder, gold.target) == (predicted.holder, predicted.target)


_TESTS: tuple[tuple[Kind | None, Callable[[Triple, Triple], bool]], ...] = (
    (None, lambda gold, predicted: _ends(gold, predicted) and gold.polarity == predicted.polarity),
    (Kind.WRONG_POLARITY, _ends),
    (Kind.WRONG_HOLDER, lambda gold, other: (gold.target, gold.polarity) == (other.target, other.polarity)),
    (Kind.WRONG_TARGET, lambda gold, other: (gold.holder, gold.polarity) == (other.holder, other.polarity)),
)


def stance_faults(alignment: Alignment) -> Iterator[Fault]:
    """Every pair but the right ones."""
    graphs, found = alignment.graphs, set(alignment.nodes.values())
    for kind, (ours, theirs) in pair_triples(triples(alignment)):
        if theirs is None:
            if ours is not None:
                yield missed("stance", _claim(graphs.gold, ours), _alone(graphs.gold, ours, found, "prediction"))
        elif kind is not None:
            note = _alone(graphs.predicted, theirs, alignment.nodes, "gold")
            claim = None if ours is None else _claim(graphs.gold, ours)
            yield Fault("stance", kind, claim, _claim(graphs.predicted, theirs), note)


def _alone(graph: Graph, triple: Triple, partnered: Collection[str], other: str) -> str:
    """Which of holder and target cannot be right, for they are aligned with nobody."""
    alone = [node for node in (triple.said[0].holder, triple.said[0].target) if node not in partnered]
    return f"without partner in the {other}: {', '.join(map(graph.name, alone))}" if alone else ""


def _claim(graph: Graph, triple: Triple) -> Claim:
    stance = triple.said[0]
    spans = tuple(sorted({(s.start, s.end) for s in triple.said if s.start is not None and s.end is not None}))
    words = f"{graph.name(stance.holder)} → {graph.name(stance.target)}"
    return Claim(triple.polarity, words, spans, tuple(n for n in (stance.holder, stance.target) if graph.spans(n)))
