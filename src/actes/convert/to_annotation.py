"""From the regions and relations of a tool back to an annotation file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from actes.annotation.anchor import Anchorable, Span
from actes.annotation.model import AnnotationFile, Quote
from actes.annotation.resolve import WITHHELD, Anchored, anchor, quotations
from actes.annotation.strict_yaml import Source, Value
from actes.annotation.structure import to_struct
from actes.convert.clusters import Graph, Node, Stated, make_graph, state
from actes.convert.standoff import (
    ACTOR,
    EVENT,
    EXPORTED,
    HEADER,
    HOLDER,
    LISTS,
    MENTION,
    SOURCE,
    STANCE,
    TARGET,
    Origin,
    Region,
    Standoff,
    names,
)
from actes.ontology import Ontology
from actes.problem import MAX_TOLD, InputError, Pointer, Problem, render_pointer

MAX_QUOTED = 2_000
"""Characters of a quotation with its prefix and suffix: of a text that repeats itself for pages, none is shorter."""
Owner = tuple[str, str, str]
"""The layer, the id and the list that a quotation stands in."""


@dataclass(frozen=True)
class ImportedSource(Source):
    """The files of a tool as the source of an annotation file: a problem is told where it stands in them."""

    origins: Mapping[Pointer, Origin] = field(default_factory=dict)

    def problem(self, pointer: Pointer, message: str, code: str) -> Problem:
        """A problem at the place that ``pointer`` was read from, or the nearest around it."""
        length = next(n for n in range(len(pointer), -1, -1) if pointer[:n] in self.origins)
        inside = render_pointer(pointer[length:])
        return self.origins[pointer[:length]].problem(f"{inside}: {message}" if inside else message, code)


@dataclass(frozen=True, slots=True)
class Imported:
    """An annotation file made from a tool's; ``named`` tells the ids and names that were made up."""

    anchored: Anchored
    named: tuple[str, ...]


def make_annotation(article: Standoff, ontology: Ontology, previous: Anchored | None = None) -> Imported:
    """The annotation file that regions and relations say; ``previous`` is the one in the corpus, if there is one.

    A span that the previous file has keeps its quotation, so that only what was changed changes.

    Raises:
        InputError: with everything that cannot be kept, where it stands.
    """
    graph = make_graph(article)
    writing = _Writing(article, graph, _Quoting(article, previous))
    value = writing.article()
    source = ImportedSource(article.origin.path, b"", writing.origins)
    problems = [*article.problems, *graph.problems, *writing.problems]
    try:
        file = to_struct(value, source, AnnotationFile, ontology)
    except InputError as error:
        raise InputError([*problems, *error.problems]) from None
    if problems:
        raise InputError(problems)
    anchored, unanchored = anchor(source, file, article.text)
    if unanchored:
        raise InputError(unanchored)
    return Imported(anchored, tuple(graph.named))


class _Writing:
    """The annotation file as strings, lists and mappings, and the origin of each."""

    def __init__(self, article: Standoff, graph: Graph, quoting: _Quoting) -> None:
        self.origins: dict[Pointer, Origin] = {(): article.origin}
        self.problems: list[Problem] = []
        self._article = article
        self._graph = graph
        self._quoting = quoting

    def article(self) -> dict[str, Value]:
        stated: Stated = {}
        for name, values in self._article.header.items():
            problem = state(stated, name, values, self._article.origin) if values else None
            if problem:
                self.problems.append(problem)
            if name not in names(HEADER):
                message = f"{name!r} is not a field of the header"
                self.problems.append(self._article.origin.problem(message, "import-lost"))
        kept = names(HEADER) - {EXPORTED}
        header = {name: value for name, value in self._fields(stated, ()).items() if name in kept}
        return {
            **header,
            "text": f"seeds/{header.get('id')}.txt",
            "actors": [self._actor(node, ("actors", i)) for i, node in enumerate(self._graph.of(ACTOR))],
            "events": [self._event(node, ("events", i)) for i, node in enumerate(self._graph.of(EVENT))],
            "stances": [self._stance(node, ("stances", i)) for i, node in enumerate(self._graph.of(STANCE))],
        }

    def _actor(self, node: Node, pointer: Pointer) -> Value:
        return {**self._node(node, pointer), "mentions": self._spans(node, (*pointer, "mentions"))}

    def _event(self, node: Node, pointer: Pointer) -> Value:
        arguments: list[Value] = []
        for tie in node.ties:
            if tie.label == SOURCE:
                continue
            place = (*pointer, "arguments", len(arguments))
            self.origins[place] = tie.origin
            if tie.target.label == ACTOR:
                arguments.append({"role": tie.label, "actor": tie.target.id})
            else:
                quote = self._quote(tie.target.regions[0], ("events", node.id, "arguments"))
                arguments.append({"role": tie.label, **quote, **self._fields(tie.target.stated, place)})
        return {
            **self._node(node, pointer),
            **self._sources(node, pointer),
            "triggers": self._spans(node, (*pointer, "triggers")),
            "arguments": arguments,
        }

    def _stance(self, node: Node, pointer: Pointer) -> Value:
        tied: dict[str, Value] = {tie.label: tie.target.id for tie in node.ties if tie.label in (HOLDER, TARGET)}
        evidence = self._quote(node.regions[0], ("stances", node.id, "evidence"))
        return {**self._node(node, pointer), **tied, **self._sources(node, pointer), "evidence": evidence}

    def _node(self, node: Node, pointer: Pointer) -> dict[str, Value]:
        self.origins[pointer] = node.origin
        return self._fields(node.stated, pointer)

    def _fields(self, stated: Stated, pointer: Pointer) -> dict[str, Value]:
        for name, (_, origin) in stated.items():
            self.origins.setdefault((*pointer, name), origin)
        return {name: list(values) if name in LISTS else values[0] for name, (values, _) in stated.items()}

    def _sources(self, node: Node, pointer: Pointer) -> dict[str, Value]:
        ties = [tie for tie in node.ties if tie.label == SOURCE]
        self.origins.update(((*pointer, "sources", i), tie.origin) for i, tie in enumerate(ties))
        return {"sources": [tie.target.id for tie in ties]} if ties else {}

    def _spans(self, node: Node, pointer: Pointer) -> Value:
        owner = (str(pointer[0]), node.id, str(pointer[2]))
        spans: list[Value] = []
        for region in node.regions:
            self.origins[(*pointer, len(spans))] = region.origin
            own = names(MENTION) if region.label == ACTOR else frozenset()
            said = {name: values[0] for name, values in region.values.items() if name in own and values}
            spans.append({**self._quote(region, owner), **said})
        return spans

    def _quote(self, region: Region, owner: Owner) -> dict[str, Value]:
        outside = not 0 <= region.start < region.end <= len(self._article.text)
        if outside or len(self.problems) > MAX_TOLD:
            return {"exact": "?"}  # the region is a problem already, or no more are told
        quote = self._quoting.quote(Span(region.start, region.end), owner)
        length = sum(len(str(part)) for part in quote.values())
        if length > MAX_QUOTED:
            message = f"a quotation of it would have {length} characters; a file has at most {MAX_QUOTED}"
            self.problems.append(region.origin.problem(message, "anchor-ambiguous"))
            return {"exact": "?"}
        return quote


class _Quoting:
    """Quotations of spans: the previous file's where it has the span, else the shortest."""

    def __init__(self, article: Standoff, previous: Anchored | None) -> None:
        self._place = Anchorable(article.text)
        self._withheld = article.header.get("origin") == (WITHHELD,)
        self._kept: dict[Span | tuple[Owner, Span], dict[str, Value]] = {}
        if previous is None or previous.text != article.text:
            return
        for pointer, quote in quotations(previous.file):
            span = previous.spans.get(pointer)
            if span is None:
                continue
            layer, number, part = str(pointer[0]), int(pointer[1]), str(pointer[2])
            owner = (layer, str(getattr(previous.file, layer)[number].id), part)
            written = {name: getattr(quote, name) for name in ("prefix", "exact", "suffix", "at")}
            said: dict[str, Value] = {name: value for name, value in written.items() if value is not None}
            self._kept[owner, span] = said
            self._kept.setdefault(span, said)

    def quote(self, span: Span, owner: Owner) -> dict[str, Value]:
        """The quotation of ``span`` in a list of an entry: there as it was, else as anywhere in the file, else new."""
        kept = self._kept.get((owner, span), self._kept.get(span))
        if kept is not None and ("at" in kept) == self._withheld:
            return kept
        if self._withheld:
            return {"exact": self._place.text[span.start : span.end], "at": str(span.start)}
        quote: Quote = self._place.quote(span)
        written = {"prefix": quote.prefix, "exact": quote.exact, "suffix": quote.suffix}
        return {name: value for name, value in written.items() if value is not None}
