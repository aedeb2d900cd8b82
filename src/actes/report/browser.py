"""The data of the error browser: articles, what both sides say of them, and the differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import UNSET

from actes.article import Article
from actes.report.faults import LAYERS, Claim, Fault, Kind
from actes.report.faults.alignment import Alignment
from actes.report.faults.graph import Graph
from actes.report.markup import Markup

Json = dict[str, Any]

_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def browser_data(
    gold: Sequence[Article],
    alignments: Mapping[str, Sequence[Alignment]],
    faults: Mapping[str, Sequence[Sequence[Fault]]],
) -> Markup:
    """JSON that is safe within a script element.

    Args:
        gold: the articles, in the order they are shown.
        alignments: of every system by name, in the order of ``gold``.
        faults: likewise.
    """
    content = {
        "systems": list(alignments),
        "layers": [layer.replace("_", " ") for layer in LAYERS],
        "kinds": [str(kind) for kind in Kind],
        "articles": [
            _article(article, [side[i] for side in alignments.values()], [found[i] for found in faults.values()])
            for i, article in enumerate(gold)
        ],
    }
    return Markup(msgspec.json.encode(content).decode().translate(_ESCAPES))


def _article(article: Article, alignments: Sequence[Alignment], faults: Sequence[Sequence[Fault]]) -> Json:
    graph = Graph.of(article, article.text)
    numbers = _numbers(graph)
    return {
        "id": article.id,
        "about": " · ".join(part for part in (article.date, article.story, article.origin) if part),
        "language": article.language or "",
        "text": article.text,
        "gold": _side(graph, numbers),
        "systems": [
            {
                "side": _side(alignment.graphs.predicted, _predicted_numbers(alignment, numbers)),
                "faults": [_fault(fault) for fault in found],
            }
            for alignment, found in zip(alignments, faults, strict=True)
        ],
    }


def _numbers(graph: Graph) -> dict[str, str]:
    """Actors and events numbered in the order of the text, apart."""
    return {
        node: str(number)
        for nodes in (graph.actors, graph.events)
        for number, node in enumerate(sorted(nodes, key=graph.spans), 1)
    }


def _predicted_numbers(alignment: Alignment, gold: Mapping[str, str]) -> dict[str, str]:
    """The number of the gold partner; letters where there is none."""
    graph = alignment.graphs.predicted
    numbers: dict[str, str] = {}
    for nodes in (graph.actors, graph.events):
        alone = [node for node in sorted(nodes, key=graph.spans) if node not in alignment.nodes]
        numbers |= {node: _letters(i) for i, node in enumerate(alone)}
        numbers |= {node: gold[alignment.nodes[node]] for node in nodes if node in alignment.nodes}
    return numbers


def _letters(i: int) -> str:
    """a, b, …, z, aa, ab, …."""
    return (_letters(i // 26 - 1) if i >= 26 else "") + chr(ord("a") + i % 26)


def _side(graph: Graph, numbers: Mapping[str, str]) -> Json:
    return {
        "contexts": graph.article.contexts or [],
        "actors": [
            {
                "id": actor.id,
                "number": numbers[actor.id],
                "label": actor.kind,
                "name": graph.name(actor.id),
                "more": "" if actor.link is UNSET else actor.link or "NIL",
                "spans": graph.spans(actor.id),
            }
            for actor in sorted(graph.actors.values(), key=lambda actor: graph.spans(actor.id))
        ],
        "events": [
            {
                "id": event.id,
                "number": numbers[event.id],
                "label": event.type,
                "name": " · ".join(dict.fromkeys(graph.quote(*span) for span in graph.spans(event.id))),
                "more": _event_words(graph, event.id),
                "spans": graph.spans(event.id),
                "slots": [
                    {"label": argument.role, "span": [argument.start, argument.end]}
                    for argument in event.arguments
                    if argument.start is not None
                ],
            }
            for event in sorted(graph.events.values(), key=lambda event: graph.spans(event.id))
        ],
        "stances": [
            {
                "label": stance.polarity,
                "name": f"{graph.name(stance.holder)} → {graph.name(stance.target)}",
                "spans": [] if stance.start is None else [[stance.start, stance.end]],
            }
            for stance in graph.article.stances or ()
        ],
    }


def _event_words(graph: Graph, node: str) -> str:
    """The status, arguments and sources of an event."""
    event = graph.events[node]
    words = [] if event.status is UNSET else [str(event.status)]
    for argument in event.arguments:
        if argument.actor is not None:
            words.append(f"{argument.role} {graph.name(argument.actor)}")
        elif argument.start is not None and argument.end is not None:
            words.append(f"{argument.role} {graph.quote(argument.start, argument.end)}")
    words += [f"source {graph.name(source)}" for source in (event.sources or ())]
    return ", ".join(words)


def _fault(fault: Fault) -> Json:
    return {
        "layer": LAYERS.index(fault.layer),
        "kind": list(Kind).index(fault.kind),
        "gold": _claim(fault.gold),
        "predicted": _claim(fault.predicted),
        "note": fault.note,
    }


def _claim(claim: Claim | None) -> Json | None:
    if claim is None:
        return None
    return {"label": claim.label, "words": claim.words, "spans": claim.spans, "nodes": claim.nodes}
