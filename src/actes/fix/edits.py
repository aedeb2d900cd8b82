"""The corrections: set, move, add, remove, rename, merge. Each changes a document, or says why it does not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from actes.annotation.structure import suggestion
from actes.fix import clusters
from actes.fix.document import LAYERS, Document, UsageError
from actes.fix.paths import Place, resolve, resolve_new, settable_fields
from actes.fix.quoting import locate, select

GRAMMAR = """
  PATH VALUE                           a label, a text, or codes with commas between
  PATH WORDS NEW-WORDS                 other words of the text for a mention, trigger, place, time or evidence
  PATH WORDS FIELD=VALUE ...           a field of a mention or argument, known by its words or its actor
  add PATH CODE                        a code of a list
  add PATH WORDS [FIELD=VALUE ...]     a mention, a trigger, a place or time
  add PATH role=ROLE actor=ID          an actor or recipient among the arguments
  add LAYER/ID WORDS FIELD=VALUE ...   an actor, event or stance
  remove PATH [WORDS | CODE]           an optional field, an entry, a member of a list
  rename ID NEW-ID                     and every reference to it
  merge ID INTO-ID                     two actors, or two events

paths:  events/visite.type  actors/kim.mentions  stances/kim-pour-accord.evidence  contexts  (or events[0].type)
words:  as in the text; brackets say which of several is meant: "dirigeant [Kim]"
"""
"""What a correction may be, for people."""

AND = "and"
"""The word between two corrections of one command."""

_ACTOR = "actor"
_ASSIGNMENT = re.compile(r"([a-z]+)=(.*)", re.DOTALL)
_READ_ONLY = {
    "id": "the id of an article is the name of its files; move seeds/, corpus/ and the line of splits.tsv yourself",
    "text": "the text of an article is named after its id",
    "sha256": "the digest says which text was annotated; see docs/problems/text-hash.md",
    "schema": "the schema version is not a correction",
    "draft": "the mark of a draft is only removed, when all has been read: remove draft",
}


def correct(document: Document, words: Sequence[str]) -> Document:
    """The document after the corrections of a command, in their order; ``document`` itself is left as it is.

    Raises:
        InputError: what a correction names is not there, or not clear.
        UsageError: the words are no correction.
    """
    for word in words:
        if any(unicodedata.category(c) in ("Cc", "Cs") for c in word):
            raise UsageError(f"{word!r} has a control character or is not UTF-8")
    changed = document.copy()
    corrections = [list(group) for is_and, group in groupby(words, lambda word: word == AND) if not is_and]
    if len(corrections) != list(words).count(AND) + 1:
        raise UsageError(f"a correction is missing beside {AND!r}")
    for correction in corrections:
        _correct(changed, correction)
    return changed


def _correct(document: Document, words: Sequence[str]) -> None:
    match words:
        case ["rename", old, new]:
            clusters.rename(document, old, new)
        case ["merge", name, into]:
            clusters.merge(document, name, into)
        case ["add", path, *rest] if rest:
            _add(document, path, rest)
        case ["remove", path, *rest] if len(rest) < 2:
            _remove(document, resolve(path, document), *rest)
        case ["rename" | "merge" | "add" | "remove" as verb, *_]:
            raise UsageError(f"not complete, or too long, as a correction: {verb} ...")
        case [path, value]:
            _set(document, resolve(path, document), value)
        case [path, member, *values] if values:
            _set_member(document, resolve(path, document), member, values)
        case _:
            raise UsageError("a correction is at least a path and a value")


def _set(document: Document, place: Place, value: str) -> None:
    """``PATH VALUE``."""
    if place.is_quotation:
        if place.is_list:
            raise UsageError(f"{place.path} are several; say which, by its words: {place.path} WORDS NEW-WORDS")
        _move(document, place, value)
    elif place.struct is not None:
        inside = ", ".join(settable_fields(place.struct))
        raise UsageError(f"{place.path} is no value; name a field of it ({inside}), or add, remove, rename, merge")
    elif len(place.pointer) == 1 and str(place.pointer[0]) in _READ_ONLY:
        raise UsageError(_READ_ONLY[str(place.pointer[0])])
    elif len(place.pointer) == 3 and place.pointer[-1] == "id":
        clusters.rename(document, str(place.value(document)), value)
    else:
        _container(document, place)[place.pointer[-1]] = _typed(value, is_list=place.is_list)


def _set_member(document: Document, place: Place, member: str, values: Sequence[str]) -> None:
    """``PATH WORDS NEW-WORDS`` and ``PATH WORDS FIELD=VALUE ...``, or both at once."""
    if not place.is_quotation:
        raise UsageError(f"{place.path} holds no words of the text; one value is set: {place.path} VALUE")
    if place.is_list:
        place = _find_member(document, place, member)
    else:
        present = place.value(document)
        select(member, [] if present is None else [present], place.path, document)
    words, assigned = _parted(document, place, values)
    if words is not None:
        _move(document, place, words)
    place.value(document).update(assigned)


def _move(document: Document, place: Place, words: str) -> None:
    """Let a quotation quote other words."""
    quote = place.value(document)
    if quote is None:  # the evidence of a stance that has none
        quote = _container(document, place)[place.pointer[-1]] = {}
    if _ACTOR in quote and "exact" not in quote:
        raise UsageError(f"{place.path} is no quotation; an actor is set by its id: ... actor=ID")
    text = document.words(place.path)
    before = document.span(quote, text)
    span = locate(words, place.path, document, near=before)
    if span == before:
        return  # its own quotation fits, and stays
    for field in ("prefix", "exact", "suffix", "at"):
        quote.pop(field, None)
    quote.update(document.quoted(span, text))


def _add(document: Document, path: str, values: Sequence[str]) -> None:
    new = resolve_new(path, document)
    if new is not None:
        _add_entry(document, path, *new, values)
        return
    place = resolve(path, document)
    if place.is_entry:
        raise document.problem(path, f"{path} is there already; ids are unique", "id-duplicate")
    if not place.is_list or (place.struct is not None and not place.is_quotation):
        raise UsageError(f"nothing is added to {path}; set it, or name a list: .mentions, .triggers, .arguments ...")
    members = _container(document, place).setdefault(place.pointer[-1], [])
    if place.struct is None:
        for code in _codes(",".join(values)):
            if code in members:
                raise document.problem(path, f"{code} is there already", "list-duplicate")
            members.append(code)
        return
    words, assigned = _parted(document, place, values)
    members.append({**(_quoted(document, path, words) if words is not None else {}), **assigned})


def _add_entry(document: Document, path: str, layer: Place, name: str, values: Sequence[str]) -> None:
    """An actor, event or stance, from the words that show it."""
    words, assigned = _parted(document, layer, values)
    if words is None:
        raise UsageError(f"{path} needs words of the text that show it: add {path} WORDS FIELD=VALUE ...")
    quote = _quoted(document, path, words)
    shown: dict[str, dict[str, Any]] = {
        "actors": {"name": quote["exact"], "mentions": [quote]},
        "events": {"triggers": [quote]},
        "stances": {"evidence": quote},
    }
    entry = {"id": name, **shown[str(layer.pointer[0])], **assigned}
    _container(document, layer).setdefault(layer.pointer[-1], []).append(entry)


def _remove(document: Document, place: Place, member: str | None = None) -> None:
    if member is not None:
        _remove_member(document, place, member)
    elif place.is_entry:
        clusters.remove(document, str(place.pointer[0]), int(place.pointer[1]))
    elif place.path in LAYERS:
        raise UsageError(f"{place.path} as a whole is not removed; name one of them: {place.path}/ID")
    elif place.value(document) is None:
        raise document.problem(place.path, f"{place.path} says nothing; there is nothing to remove", "field-missing")
    else:
        del _container(document, place)[place.pointer[-1]]


def _remove_member(document: Document, place: Place, member: str) -> None:
    if not place.is_list or (place.struct is not None and not place.is_quotation):
        raise UsageError(f"{place.path} is no list of words or codes; remove it without more: remove {place.path}")
    members = place.value(document) or []
    if place.struct is not None:
        del members[int(_find_member(document, place, member).pointer[-1])]
    elif member in members:
        members.remove(member)
    else:
        message = f"{member!r} is not among them; there are: {', '.join(map(str, members)) or 'none'}"
        raise document.problem(place.path, message, "reference-unknown")


def _find_member(document: Document, place: Place, member: str) -> Place:
    """The member of a list that has these words; an argument that is an actor is known by the actor's id."""
    members = place.value(document) or []
    form = place.form.member
    assert form is not None  # noqa: S101  # a list of the model, not input
    actors = [n for n, entry in enumerate(members) if entry.get(_ACTOR) == member]
    if len(actors) > 1:
        paths = ", ".join(f"{place.path}[{number}]" for number in actors)
        raise document.problem(place.path, f"{member} is several of them; say which: {paths}", "anchor-ambiguous")
    number = actors[0] if actors else select(member, members, place.path, document)
    return Place(f"{place.path}[{number}]", (*place.pointer, number), form)


def _parted(document: Document, place: Place, values: Sequence[str]) -> tuple[str | None, dict[str, Any]]:
    """What follows a path, as words of the text, if there are any, and values of fields."""
    known = settable_fields(place.struct)
    words = None
    assigned: dict[str, Any] = {}
    for value in values:
        found = _ASSIGNMENT.fullmatch(value)
        if found is None:
            if words is not None:
                raise UsageError(f"{place.path}: {words!r} and {value!r}; quote words that belong together")
            words = value
        elif found[1] not in known:
            message = f"there is no field {found[1]!r}; {suggestion(found[1], known)}"
            raise document.problem(place.path, message, "field-unknown")
        else:
            assigned[found[1]] = _typed(found[2], is_list=known[found[1]].form.base is list)
    return words, assigned


def _quoted(document: Document, path: str, words: str) -> dict[str, str]:
    return document.quoted(locate(words, path, document), document.words(path))


def _typed(value: str, *, is_list: bool) -> Any:
    return _codes(value) if is_list else value


def _codes(value: str) -> list[str]:
    return [code.strip() for code in value.split(",") if code.strip()]


def _container(document: Document, place: Place) -> Any:
    """What holds the place."""
    around = Place(place.path, place.pointer[:-1], place.form).value(document)
    if around is None:
        raise document.problem(place.path, "what it should be in is not there", "field-missing")
    return around
