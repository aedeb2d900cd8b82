"""Reading a brat collection back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from actes.annotation.text import decode_text
from actes.convert import standoff
from actes.convert.brat_config import ARTICLE, PLACES, STANCE_TYPE
from actes.convert.brat_lines import EQUIV, LINK, NOTE, REGISTRY, Line, parse_lines, parse_note
from actes.convert.standoff import ACTOR, COREF, EVENT, STANCE, Origin, Region, Relation, Standoff, surface
from actes.problem import InputError, Problem


def from_brat(files: Mapping[str, bytes]) -> list[Standoff]:
    """The articles of a collection: every ``.ann`` with the ``.txt`` beside it."""
    articles = []
    problems: list[Problem] = []
    for path in sorted(files):
        stem, dot, kind = path.rpartition(".")
        partner = f"{stem}.{'txt' if kind == 'ann' else 'ann'}"
        if not dot or kind not in ("ann", "txt"):
            continue
        if partner not in files:
            problems.append(Problem(path, 0, "", f"there is no {partner} beside it", "file-missing"))
        elif kind == "ann":
            try:
                text = decode_text(files[partner], partner)
                articles.append(_Reading(text, path).article(_decode(files[path], path)))
            except InputError as error:
                problems.extend(error.problems)
    if problems:
        raise InputError([*problems, *(problem for article in articles for problem in article.problems)])
    return articles


def _decode(content: bytes, path: str) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError([Problem(path, line, "", "not UTF-8", "import-syntax")]) from None
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        message = "a carriage return, so that offsets may be shifted; save the file with \\n line ends"
        raise InputError([Problem(path, line, "", message, "text-line-end")])
    return text


class _Reading:
    """The lines of one ``.ann``, put together."""

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        self._problems: list[Problem] = []
        self._header: dict[str, tuple[str, ...]] = {}
        self._spans: dict[str, Line] = {}
        self._regions: dict[str, Region] = {}
        self._values: dict[str, dict[str, tuple[str, ...]]] = {}
        self._relations: list[Relation] = []
        self._event_of: dict[str, list[str]] = {}
        self._lost: set[str] = set()
        """Ids of what is a problem already: nothing more is said of what refers to it."""

    def article(self, content: str) -> Standoff:
        """What the lines say. The kinds are read in the order in which they refer to one another."""
        lines = list(parse_lines(content, self._path, self._problems))
        seen: set[str] = set()
        for line in lines:
            if line.kind != "*" and line["id"] in seen:
                self._problem(line, f"the id {line['id']} is used twice", "id-duplicate")
            seen.add(line.fields.get("id", ""))
        self._each(lines, "T", self._span)
        self._each(lines, "E", self._event)
        self._other_spans()
        self._each(lines, "E", self._arguments)
        self._each(lines, "R", self._relation)
        self._each(lines, "*", self._equivalence)
        self._each(lines, "AM", self._attribute)
        self._each(lines, "N", self._reference)
        self._each(lines, "#", self._note)
        regions = tuple(self._regions.values())
        origin = Origin(self._path)
        return Standoff(self._header, self._text, regions, self._relations, origin, problems=tuple(self._problems))

    def _each(self, lines: list[Line], kinds: str, take: Callable[[Line], None]) -> None:
        for line in lines:
            if line.kind in kinds:
                take(line)

    def _problem(self, line: Line, message: str, code: str) -> None:
        self._problems.append(line.origin.problem(message, code))

    def _span(self, line: Line) -> None:
        self._spans[line["id"]] = line
        if ";" in line["spans"]:
            self._problem(line, f'"{line["text"]}" is in several pieces; a span is one piece', "import-lost")
            self._lost.add(line["id"])
            return
        start, end = _ends(line)
        found = self._text[start:end]
        if end <= len(self._text) and found != line["text"]:
            self._problem(line, f'"{line["text"]}" is said to stand where the text has "{found}"', "span-text")

    def _event(self, line: Line) -> None:
        name, trigger = line["id"], line["trigger"]
        if trigger not in self._spans:
            self._problem(line, f"the trigger {trigger} is not there", "reference-unknown")
            self._lost.add(name)
            return
        if trigger in self._lost:
            self._lost.add(name)
            return
        span = self._spans[trigger]
        if span["type"] != line["type"]:
            message = f"an event of type {line['type']} with the trigger {trigger} of type {span['type']}"
            self._problem(line, message, "import-conflict")
        self._event_of.setdefault(trigger, []).append(name)
        if line["type"] == STANCE_TYPE:
            self._region(name, STANCE, span, line.origin)
        else:
            self._region(name, EVENT, span, line.origin, type=line["type"])

    def _other_spans(self) -> None:
        for name, line in self._spans.items():
            if name in self._event_of or name in self._lost or line["type"] == ARTICLE:
                continue
            if line["type"] in PLACES:
                self._region(name, PLACES[line["type"]], line, line.origin)
            elif line["type"] == STANCE_TYPE:
                self._problem(line, "a stance that is no event: tie it to a holder and a target", "import-lost")
                self._lost.add(name)
            else:
                self._region(name, ACTOR, line, line.origin, kind=line["type"])

    def _region(self, name: str, label: str, span: Line, origin: Origin, **values: str) -> None:
        start, end = _ends(span)
        said = self._values.setdefault(name, {key: (value,) for key, value in values.items()})
        place = Origin(origin.path, origin.line, f"{origin.pointer} {surface(self._text, start, end)}")
        self._regions[name] = Region(name, label, start, end, said, place)

    def _arguments(self, line: Line) -> None:
        for argument in line["arguments"].split():
            role, _, target = argument.partition(":")
            self._tie(re.sub(r"[0-9]+$", "", role), line["id"], target, line)

    def _relation(self, line: Line) -> None:
        self._tie(line["type"], line["source"], line["target"], line)

    def _equivalence(self, line: Line) -> None:
        first, *others = line["members"].split()
        if line["type"] != EQUIV:
            self._problem(line, f"a set of type {line['type']!r}; only {EQUIV} has a meaning here", "import-lost")
        for other in others:
            self._tie(COREF, other, first, line)

    def _tie(self, label: str, source: str, target: str, line: Line) -> None:
        ends = (self._resolved(source), self._resolved(target))
        if not self._lost & {*ends}:
            self._relations.append(Relation(label, *ends, line.origin))

    def _resolved(self, name: str) -> str:
        """What an id refers to: a trigger stands for its event, where it has one."""
        events = self._event_of.get(name, [])
        return events[0] if len(events) == 1 else name

    def _attribute(self, line: Line) -> None:
        if line["value"]:
            self._say(line, {line["name"]: line["value"]})
        else:
            self._problem(line, f"the attribute {line['name']} has no value", "import-lost")

    def _reference(self, line: Line) -> None:
        if line["base"] == REGISTRY:
            self._say(line, {LINK: line["entry"]})
        else:
            message = f"a reference to {line['base']}:{line['entry']}; only those to {REGISTRY} can be kept"
            self._problem(line, message, "import-lost")

    def _note(self, line: Line) -> None:
        said = parse_note(line["text"]) if line["type"] == NOTE else None
        if said is None:
            shown = line["text"] if len(line["text"]) <= 60 else f"{line['text'][:59]}…"
            message = f"the {line['type']} {shown!r} is not of the form: field=value; field=value"
            self._problem(line, message, "import-lost")
        else:
            self._say(line, said)

    def _say(self, line: Line, said: Mapping[str, str]) -> None:
        target = self._resolved(line["target"])
        if target in self._lost:
            return
        is_article = target in self._spans and self._spans[target]["type"] == ARTICLE
        if not is_article and target not in self._regions:
            self._problem(line, f"it is about {target}, which is not there", "reference-unknown")
            return
        values = self._header if is_article else self._values[target]
        for name, value in said.items():
            if name in values:
                self._problem(line, f"{name} of {target} is said twice; keep one", "import-conflict")
            values[name] = standoff.split_list(name, value)


def _ends(span: Line) -> tuple[int, int]:
    start, _, end = span["spans"].partition(" ")
    return int(start), int(end)
