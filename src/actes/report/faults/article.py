"""Every difference between the gold and the prediction of one article."""

from __future__ import annotations

from collections.abc import Iterator

from actes.article import Article
from actes.ontology import Ontology
from actes.report.faults.alignment import Alignment, align
from actes.report.faults.clusters import cluster_faults, link_faults, status_faults
from actes.report.faults.graph import Graph
from actes.report.faults.slots import arguments, slot_faults, sources
from actes.report.faults.spans import mentions, pair_spans, span_faults, triggers
from actes.report.faults.stances import stance_faults
from actes.report.faults.values import LAYERS, Claim, Fault, missed, spurious
from actes.score.sides import Sides


def errors(gold: Article, prediction: Article, ontology: Ontology) -> tuple[Fault, ...]:
    """Where ``prediction`` differs from ``gold``, in the order of the text; what has no place comes first.

    Every layer is judged by the definition of its task, so that the differences account for the score: of the items of
    either side, those without a difference are the correct ones. What is wrong is told once, in its own layer:

    ======================  =====================================================  =================================
    layer                   an item is                                             kinds
    ======================  =====================================================  =================================
    contexts                a context                                              missed, spurious
    mentions, triggers      a span with its label                                  missed, spurious, wrong label,
                                                                                   wrong boundary (and label)
    coreference,            a cluster, as far as both sides have its spans         split, merged
    event_coreference
    linking, status         a pair of clusters that share spans (for status, of    missed (nothing is said),
                            one type), with all of them                            wrong link, wrong status
    arguments, attribution  a filler of an event                                   missed, spurious, wrong role,
                                                                                   wrong boundary
    stance                  (holder, target, polarity)                             missed, spurious, wrong polarity,
                                                                                   wrong holder, wrong target
    ======================  =====================================================  =================================

    Dyads follow from the other layers, and stance pairs have a table of confusions of their own.

    Args:
        gold: with its text, where differences are to quote it.
        prediction: valid for this gold, as :mod:`actes.evaluation.validity` checks; of a layer left out, all is missed.
        ontology: the vocabularies.

    Raises:
        ValueError: the prediction has a label the ontology lacks.
    """
    return aligned_errors(align(gold, prediction, ontology))


def aligned_errors(alignment: Alignment) -> tuple[Fault, ...]:
    """The differences of an article whose graphs are aligned already; see :func:`errors`."""
    return tuple(sorted(_faults(alignment), key=_order))


def _faults(alignment: Alignment) -> Iterator[Fault]:
    graphs = alignment.graphs
    yield from _context_faults(graphs)
    yield from span_faults("mentions", graphs, pair_spans(graphs.map(mentions)))
    yield from cluster_faults("coreference", graphs, alignment.actors)
    yield from link_faults(graphs, alignment.actors)
    yield from span_faults("triggers", graphs, pair_spans(graphs.map(triggers)))
    yield from cluster_faults("event_coreference", graphs, alignment.events)
    yield from slot_faults("arguments", graphs.map(arguments), alignment)
    yield from status_faults(graphs, alignment.events)
    yield from slot_faults("attribution", graphs.map(sources), alignment)
    yield from stance_faults(alignment)


def _context_faults(graphs: Sides[Graph]) -> Iterator[Fault]:
    gold, predicted = graphs.map(lambda graph: dict.fromkeys(graph.article.contexts or ()))
    yield from (missed("contexts", Claim(label, label)) for label in gold if label not in predicted)
    yield from (spurious("contexts", Claim(label, label)) for label in predicted if label not in gold)


def _order(fault: Fault) -> tuple[tuple[int, int], int, str, list[tuple[str, str]]]:
    claims = [claim for claim in (fault.gold, fault.predicted) if claim]
    places = [span for claim in claims for span in claim.spans[:1]]
    words = [(claim.label, claim.words) for claim in claims]
    return min(places, default=(-1, -1)), LAYERS.index(fault.layer), fault.kind, words
