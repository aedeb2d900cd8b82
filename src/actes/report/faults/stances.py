"""Who is for or against whom or what, after alignment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from actes.article import Stance
from actes.report.faults.alignment import Alignment
from actes.report.faults.graph import Graph
from actes.report.faults.values import Claim, Fault, Kind, missed, spurious
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
        if ours and theirs and kind:
            yield Fault("stance", kind, _claim(graphs.gold, ours), _claim(graphs.predicted, theirs))
        elif ours and not theirs:
            unfound = [end for end in (ours.holder, ours.target) if end is not None and end not in found]
            note = _note(graphs.gold, unfound, "not found")
            yield missed("stance", _claim(graphs.gold, ours), note)
        elif theirs and not ours:
            ends = (theirs.said[0].holder, theirs.said[0].target)
            unknown = [end for end in ends if end not in alignment.nodes]
            note = _note(graphs.predicted, unknown, "not in the gold")
            yield spurious("stance", _claim(graphs.predicted, theirs), note)


def _note(graph: Graph, nodes: list[str], what: str) -> str:
    return f"{' and '.join(map(graph.name, nodes))} {what}" if nodes else ""


def _claim(graph: Graph, triple: Triple) -> Claim:
    stance = triple.said[0]
    spans = tuple(sorted({(s.start, s.end) for s in triple.said if s.start is not None and s.end is not None}))
    words = f"{graph.name(stance.holder)} → {graph.name(stance.target)}"
    return Claim(triple.polarity, words, spans, tuple(n for n in (stance.holder, stance.target) if graph.spans(n)))
