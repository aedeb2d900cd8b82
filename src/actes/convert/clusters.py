"""From regions and relations to actors, events and stances: who belongs together, and what is said of whom."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from actes.annotation.structure import suggestion
from actes.article import AUTHOR
from actes.convert import standoff
from actes.convert.standoff import (
    ACTOR,
    COREF,
    EVENT,
    HOLDER,
    LABELS,
    LISTS,
    PLACE,
    RELATIONS,
    STANCE,
    TARGET,
    TIME,
    Origin,
    Region,
    Relation,
    Standoff,
    surface,
)
from actes.problem import Problem

Stated = dict[str, tuple[tuple[str, ...], Origin]]
"""What was said of each field, and where."""


@dataclass(slots=True)
class Node:
    """An actor, an event or a stance with its regions; a place or time is a node of one region."""

    label: str
    regions: list[Region]
    stated: Stated = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    id: str = ""

    @property
    def origin(self) -> Origin:
        """Where it stands: its first region."""
        return self.regions[0].origin

    def value(self, name: str) -> str | None:
        """The one value of a field."""
        return self.stated[name][0][0] if name in self.stated else None


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation from a node to another."""

    label: str
    target: Node
    origin: Origin


@dataclass(slots=True)
class Graph:
    """What the regions and relations of an article amount to."""

    nodes: list[Node] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    """The ids and names that were made up, in words."""

    def of(self, label: str) -> list[Node]:
        """The nodes of a label."""
        return [node for node in self.nodes if node.label == label]


def make_graph(article: Standoff) -> Graph:
    """The graph of an article; whatever has no place in it is a problem."""
    graph = Graph()
    regions = _known_regions(article, graph.problems)
    relations = list(_known_relations(article, regions, graph.problems))
    node_of = _group(regions, [relation for relation in relations if relation.label == COREF])
    graph.nodes = _distinct(node_of)
    for relation in relations:
        if relation.label is not None and relation.label != COREF:
            node_of[relation.source].ties.append(Tie(relation.label, node_of[relation.target], relation.origin))
    for node in graph.nodes:
        _gather(node, graph.problems)
    _find_loose(graph)
    _name(graph, article.text)
    return graph


def state(stated: Stated, name: str, values: tuple[str, ...], origin: Origin) -> Problem | None:
    """Add what is said of a field; a problem where it was said otherwise before."""
    several = len(values) > 1 and name not in LISTS
    if several or (name in stated and stated[name][0] != values):
        said = [f'"{" ".join(stated[name][0])}" ({stated[name][1].pointer})'] if name in stated else []
        said += [f'"{value}"' for value in values] if several else [f'"{" ".join(values)}"']
        return origin.problem(f"{name} is said to be {' and '.join(said)}; keep one", "import-conflict")
    stated[name] = (values, origin)
    return None


def _known_regions(article: Standoff, problems: list[Problem]) -> dict[str, Region]:
    regions: dict[str, Region] = {}
    for region in article.regions:
        if region.label not in LABELS:
            message = f"{region.label!r} is not a label; {suggestion(region.label, LABELS)}"
            problems.append(region.origin.problem(message, "label-unknown"))
            continue
        if region.id in regions:
            problems.append(region.origin.problem(f"the id {region.id!r} is used twice", "id-duplicate"))
        if not 0 <= region.start < region.end <= len(article.text):
            length = len(article.text)
            message = f"the span [{region.start}, {region.end}) is not in the text: the text has {length} code points"
            problems.append(region.origin.problem(message, "span-range"))
        known = standoff.names(standoff.ATTRIBUTES[region.label])
        for name in region.values.keys() - known:
            message = f"{name!r} is not an attribute of {region.label}; {suggestion(name, known)}"
            problems.append(region.origin.problem(message, "import-lost"))
        regions.setdefault(region.id, region)
    return regions


def _known_relations(article: Standoff, regions: dict[str, Region], problems: list[Problem]) -> Iterable[Relation]:
    drawn = {region.id for region in article.regions}
    for relation in article.relations:
        ends = [regions[end] for end in (relation.source, relation.target) if end in regions]
        if len(ends) < 2:
            for end in {relation.source, relation.target} - drawn:
                message = f"a relation from or to {end!r}, which is not there"
                problems.append(relation.origin.problem(message, "reference-unknown"))
            continue
        allowed = [name for name in RELATIONS if _fits(name, *(region.label for region in ends))]
        if relation.label in allowed:
            yield relation
            continue
        what = "has no label" if relation.label is None else f"is labelled {relation.label!r}"
        source, target = (f"{end.label} {surface(article.text, end.start, end.end)}" for end in ends)
        between = f"the relation from {source} to {target} {what}"
        hint = f"choose one of: {', '.join(allowed)}" if allowed else "nothing ties these two; remove it"
        problems.append(relation.origin.problem(f"{between}; {hint}", "import-relation"))


def _fits(name: str, source: str, target: str) -> bool:
    sources, targets = RELATIONS[name]
    return source in sources and target in targets and (name != COREF or source == target)


def _group(regions: dict[str, Region], links: Iterable[Relation]) -> dict[str, Node]:
    """Each region's node: regions tied by ``coref``, or with the same id written on them, are one."""
    node_of = {name: Node(region.label, [region]) for name, region in regions.items()}

    def merge(one: str, other: str) -> None:
        kept, absorbed = node_of[one], node_of[other]
        if kept is absorbed:
            return
        if len(kept.regions) < len(absorbed.regions):  # the fewer move: a long chain takes no square of its length
            kept, absorbed = absorbed, kept
        kept.regions.extend(absorbed.regions)
        node_of.update((region.id, kept) for region in absorbed.regions)

    for link in links:
        merge(link.target, link.source)
    first: dict[tuple[str, str], str] = {}
    for name, region in regions.items():
        if region.label in (ACTOR, EVENT):
            for written in region.values.get("id", ()):
                merge(first.setdefault((region.label, written), name), name)
    order = {name: number for number, name in enumerate(regions)}
    for node in _distinct(node_of):
        node.regions.sort(key=lambda region: order[region.id])
    return node_of


def _distinct(node_of: dict[str, Node]) -> list[Node]:
    return list({id(node): node for node in node_of.values()}.values())


def _gather(node: Node, problems: list[Problem]) -> None:
    """What the regions say of the node as a whole; what they say of themselves alone stays with them."""
    own = standoff.names(standoff.MENTION)
    for region in node.regions:
        known = standoff.names(standoff.ATTRIBUTES[region.label])
        for name, values in region.values.items():
            into: Stated = {} if name in own else node.stated
            problem = state(into, name, values, region.origin) if values and name in known else None
            if problem:
                problems.append(problem)
    for label in (HOLDER, TARGET):
        tied = [tie for tie in node.ties if tie.label == label]
        said = len(tied) + (label in node.stated)
        if said > 1 and node.label == STANCE:
            origin = (tied[1] if len(tied) > 1 else tied[0]).origin
            problems.append(origin.problem(f"a stance has one {label}; this one has {said}", "import-conflict"))
    if node.label == STANCE and node.value(HOLDER) not in (None, AUTHOR):
        message = f"holder is {node.value(HOLDER)!r}; draw a relation to an actor, or write {AUTHOR}"
        problems.append(node.stated[HOLDER][1].problem(message, "import-relation"))


def _find_loose(graph: Graph) -> None:
    tied = {id(tie.target) for node in graph.nodes for tie in node.ties}
    for node in graph.nodes:
        if node.label in (PLACE, TIME) and id(node) not in tied:
            message = f"a {node.label} that no event is tied to; draw a relation from the event, or remove it"
            graph.problems.append(node.origin.problem(message, "import-lost"))


def _name(graph: Graph, text: str) -> None:
    """Give names and ids to what the annotator gave none."""
    ids = _Ids({AUTHOR} | {value for node in graph.nodes if (value := node.value("id"))})

    def words(regions: Sequence[Region]) -> str:
        return " ".join(text[max(regions[0].start, 0) : max(regions[0].end, 0)].split())

    for node in graph.of(ACTOR):
        if "name" not in node.stated:
            named = [
                region for region in node.regions if not region.values.get("form") or "name" in region.values["form"]
            ]
            _make_up(graph, node, "name", words(named or node.regions))
        _identify(graph, node, node.value("name") or "", ids)
    for node in graph.of(EVENT):
        _identify(graph, node, words(node.regions), ids)
    for node in graph.of(STANCE):
        tied = {tie.label: tie.target.id for tie in node.ties}
        side = {"favor": "pour", "against": "contre"}.get(node.value("polarity") or "", "sur")
        _identify(graph, node, f"{tied.get(HOLDER, AUTHOR)} {side} {tied.get(TARGET, '')}", ids)


@dataclass(slots=True)
class _Ids:
    """The ids of an article."""

    taken: set[str]
    numbers: dict[str, int] = field(default_factory=dict)

    def free(self, stem: str) -> str:
        """``stem``, or if it is taken the first number after it that is not."""
        name = stem
        while name in self.taken:
            self.numbers[stem] = self.numbers.get(stem, 1) + 1
            name = f"{stem}-{self.numbers[stem]}"
        return name


def _identify(graph: Graph, node: Node, words: str, ids: _Ids) -> None:
    if "id" not in node.stated:
        plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
        _make_up(graph, node, "id", ids.free(re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or node.label.lower()))
    node.id = node.value("id") or ""
    ids.taken.add(node.id)


def _make_up(graph: Graph, node: Node, name: str, value: str) -> None:
    node.stated[name] = ((value,), node.origin)
    graph.named.append(f'{node.origin.pointer}: {name} "{value}"')
