"""The lists beside the text of an article: its actors, events and stances, each with what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actes.article import AUTHOR, Actor, Argument, Article, Event, Stance
from actes.corpus import RegistryEntry
from actes.diff.change import Change
from actes.diff.wording import describe
from actes.ontology import Label, Ontology
from actes.preview.marks import POLARITIES, SIGNS, Changes, Mark
from actes.preview.values import ArticlePreview, Fault
from actes.report.markup import EMPTY, Markup, element, join

WIKIDATA = "https://www.wikidata.org/wiki/"
_SEPARATOR = Markup(" · ")
_NODES = {"actor": "a", "event": "e", "stance": "s"}


def lists(
    preview: ArticlePreview,
    marks: Sequence[Mark],
    registry: Mapping[str, RegistryEntry],
    ontology: Ontology,
    *,
    prefix: str,
) -> Markup:
    """The actors, events and stances of an article.

    Args:
        preview: of an article that can be read.
        marks: of its text.
        registry: the entries that actors may be linked to.
        ontology: says what codes mean.
        prefix: goes before the names of marks and entries, which are those of one article.
    """
    article = preview.article or Article(preview.name)
    # Where stances are left out, the numbers by which problems name the others are not those of this list.
    faults = [f for f in preview.faults if not (preview.lost and f.problem.pointer.startswith("stances"))]
    shown = _Lists(article, Changes(preview.changes), faults, marks, registry, ontology, prefix)
    return join(
        shown.list("actor", "Actors", [shown.actor(i, actor) for i, actor in enumerate(article.actors or ())]),
        shown.list("event", "Events", [shown.event(i, event) for i, event in enumerate(article.events or ())]),
        shown.list("stance", "Stances", [shown.stance(i, stance) for i, stance in enumerate(article.stances or ())]),
    )


def change_list(changes: Sequence[Change]) -> Markup:
    """Changes in words, one below another."""
    return element("ul", *map(_change, changes), class_="changes") if changes else EMPTY


def fault_list(faults: Sequence[Fault], *, places: bool = True) -> Markup:
    """Problems, one below another, with the lines of their files unless ``places`` is false."""
    return element("ul", *(_fault(fault, places) for fault in faults), class_="faults") if faults else EMPTY


@dataclass(frozen=True, slots=True)
class _Lists:
    article: Article
    changes: Changes
    faults: Sequence[Fault]
    marks: Sequence[Mark]
    registry: Mapping[str, RegistryEntry]
    ontology: Ontology
    prefix: str

    def list(self, layer: str, title: str, entries: Sequence[Markup]) -> Markup:
        there = {"actor": self.article.actors, "event": self.article.events, "stance": self.article.stances}[layer]
        gone = [
            element("li", change_list(changes), class_="entry removed")
            for changes in self.changes.of_others(layer, {each.id or "" for each in there or ()})
        ]
        shown = [*entries, *gone] or [element("li", "none", class_="faint")]
        heading = element("h4", title, " ", element("span", str(len(entries)), class_="count"))
        return element("details", element("summary", heading), element("ol", *shown, class_="entries"), open=True)

    def actor(self, i: int, actor: Actor) -> Markup:
        code = " ".join([actor.country or "", *(actor.sectors or ())]).strip()
        facts = [element("code", actor.id), actor.kind, *([code] if code else []), self._link(actor)]
        name = element("strong", actor.name or actor.id, lang="fr")
        head = join(element("span", str(i + 1), class_=f"number {actor.kind}"), name)
        spans = self._spans(f"a{i + 1}", "mention")
        return self._entry("actor", i, actor.id, head, [_line("facts", _spread(facts)), _line("spans", spans)])

    def event(self, i: int, event: Event) -> Markup:
        type_, status = self.ontology.types.get(event.type), str(event.status or "")
        labels: Mapping[str, Label] = type_.modes if type_ else {}
        head = join(
            element("span", str(i + 1), class_="number event"),
            element("strong", event.type, title=_meaning(type_)),
            *(element("span", mode, class_="label", title=_meaning(labels.get(mode))) for mode in event.modes or ()),
            element(
                "span", status, class_=f"label status {status}", title=_meaning(self.ontology.statuses.get(status))
            ),
        )
        rows = [("triggers", self._spans(f"e{i + 1}", "trigger"))]
        rows += [(argument.role, self._filler(i, event, argument)) for argument in event.arguments]
        sources = [self._node(source) for source in event.sources or ()]
        rows.append(("on the word of", _spread(sources) if sources else Markup("the author")))
        return self._entry("event", i, event.id, head, [_line("facts", element("code", event.id)), _rows(rows)])

    def stance(self, i: int, stance: Stance) -> Markup:
        sign = element("span", POLARITIES.get(stance.polarity, ""), aria_hidden="true")
        polarity = element("span", sign, " ", stance.polarity, class_=f"polarity {stance.polarity}")
        number = element("span", str(i + 1), class_="number stance")
        head = join(number, self._node(stance.holder), polarity, " → ", self._node(stance.target))
        sources = [self._node(source) for source in stance.sources or ()]
        facts = [element("code", stance.id or ""), stance.basis or ""]
        if sources:
            facts.append(join("on the word of ", _spread(sources)))
        spans = self._spans(f"s{i + 1}", "evidence")
        return self._entry("stance", i, stance.id or "", head, [_line("facts", _spread(facts)), _line("spans", spans)])

    def _entry(self, layer: str, i: int, subject: str, head: Markup, facts: Sequence[Markup]) -> Markup:
        node = f"{_NODES[layer]}{i + 1}"
        faults = [fault for fault in self.faults if _is_of(fault, f"{layer}s[{i}]")]
        state = self.changes.state(layer, subject)
        badge = element("span", {"added": "new"}.get(state, state), class_="badge") if state else EMPTY
        told = self.changes.of(layer, subject) if state == "changed" else []
        classes = ["entry", layer, node, state, *(["faulty"] * bool(faults))]
        return element(
            "li",
            element("p", head, badge, class_="head"),
            *facts,
            change_list(told),
            fault_list(faults, places=False),
            id=f"{self.prefix}{node}",
            class_=" ".join(filter(None, classes)),
        )

    def _link(self, actor: Actor) -> Markup:
        link = actor.link or ""
        if not link:
            return element("span", "not in the registry", class_="faint")
        entry = self.registry.get(link)
        if entry is None:
            return element("span", f"{link}?", class_="unknown", title="not in the registry")
        if entry.wikidata is None:
            return element("span", f"→\u00a0{link}", title=entry.name)
        source = element("a", entry.wikidata, href=f"{WIKIDATA}{entry.wikidata}", rel="noreferrer")
        return element("span", f"→\u00a0{link} (", source, ")", title=entry.name)

    def _spans(self, node: str, what: str) -> Markup:
        found = [self._quote(mark) for mark in self.marks if (mark.node, mark.what) == (node, what)]
        return _spread(found) if found else element("span", "no words of the text", class_="faint")

    def _quote(self, mark: Mark) -> Markup:
        text = self.article.text
        if text is None:
            return join(f"{mark.start}-{mark.end}")
        words = element("q", text[mark.start : mark.end].replace("\n", "¶"), lang=self.article.language)
        sign = f"{SIGNS[mark.change]} " if mark.change else ""
        classes = " ".join(filter(None, ["quote", mark.change, *(["faulty"] * mark.faulty)]))
        link = element("a", sign, words, href=f"#{self.prefix}{mark.name}", class_=classes, title=mark.title)
        return join(link, " ", element("small", mark.note)) if mark.note else link

    def _filler(self, i: int, event: Event, argument: Argument) -> Markup:
        state = self.changes.state_of_argument(event.id, argument)
        sign = element("span", SIGNS[state], " ", class_=f"sign {state}") if state else EMPTY
        if argument.actor is not None:
            return join(sign, self._node(argument.actor))
        places = [mark for mark in self.marks if (mark.node, mark.what) == (f"e{i + 1}", "slot")]
        words = [self._quote(m) for m in places if (m.start, m.end) == (argument.start, argument.end)][:1]
        value = element("span", f" = {argument.value}", class_="value") if argument.value else EMPTY
        return join(*words, value)

    def _node(self, name: str) -> Markup:
        """An actor or event, by its number and name, as a link to its entry."""
        for i, actor in enumerate(self.article.actors or ()):
            if actor.id == name:
                return self._link_to(f"a{i + 1}", name, actor.kind, actor.name or name)
        for i, event in enumerate(self.article.events or ()):
            if event.id == name:
                return self._link_to(f"e{i + 1}", name, "event", join(event.type, " ", element("code", name)))
        if name == AUTHOR:
            return element("span", "the author", class_="node")
        return element("span", f"{name}?", class_="unknown", title="no such actor or event")

    def _link_to(self, node: str, name: str, kind: str, words: str) -> Markup:
        number = element("span", node[1:], class_=f"number {kind}")
        return element("a", number, words, href=f"#{self.prefix}{node}", class_="node", title=name)


def _meaning(label: Label | None) -> str | None:
    return f"{label.name}: {label.en}" if label else None


def _is_of(fault: Fault, pointer: str) -> bool:
    return fault.problem.pointer == pointer or fault.problem.pointer.startswith((f"{pointer}.", f"{pointer}["))


def _change(change: Change) -> Markup:
    state = change.action if change.action in SIGNS else "changed"
    told = describe(change, code=str, words=lambda text: f"“{text}”")
    return element("li", element("span", SIGNS[state], class_="sign"), " ", told, class_=state)


def _fault(fault: Fault, places: bool) -> Markup:
    problem = fault.problem
    code = element("span", problem.code, class_="code")
    if not places:
        return element("li", problem.message, " ", code)
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    pointer = join(" ", element("span", problem.pointer, class_="faint")) if problem.pointer else EMPTY
    line = element("pre", element("code", fault.line)) if fault.line else EMPTY
    return element("li", element("code", place), pointer, " ", problem.message, " ", code, line)


def _line(class_: str, content: Markup) -> Markup:
    return element("p", content, class_=class_)


def _spread(parts: Sequence[str]) -> Markup:
    """Parts with something between them."""
    pieces = [piece for part in parts for piece in (_SEPARATOR, part)]
    return join(*pieces[1:])


def _rows(rows: Sequence[tuple[str, Markup]]) -> Markup:
    return element("dl", *(piece for term, content in rows for piece in (element("dt", term), element("dd", content))))
