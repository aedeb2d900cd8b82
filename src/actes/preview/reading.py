"""From the files of a checkout to the values of a preview. What cannot be read is shown by its problems."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from actes.annotation.anchor import Span
from actes.annotation.model import ArgumentEntry
from actes.annotation.resolve import Anchored, quotations, to_article
from actes.annotation.rules.corpus import parse_splits
from actes.checking import registry_entries
from actes.diff.places import carried_over
from actes.diff.wording import summary
from actes.files import read_bytes
from actes.preview.values import ArticlePreview, Compared, Fault, Place, Preview, State
from actes.problem import InputError, Pointer, Problem, render_pointer
from actes.project import MAX_FILE_BYTES, SPLITS_FILE, Project, read_annotation, read_registry, upgraded
from actes.vocabulary import read_ontology

T = TypeVar("T")
_Places = Mapping[str, Place]
"""Where the words of a quotation are, by its pointer as problems have it."""

_SHOWN_CHARACTERS = 300


def to_be_shown(project: Project, compared: Compared, problems: Sequence[Problem]) -> list[str]:
    """The articles that a reviewer is shown: those that changed, then those that have problems."""
    found = compared.found
    changed = {*found.before.articles, *found.after.articles, *found.left_out, *compared.difference.articles} - {""}
    troubled = {path.stem for path in project.articles() if any(_is_of(problem, path.stem) for problem in problems)}
    return [*sorted(changed), *sorted(troubled - changed)]


def read_preview(
    project: Project, names: Sequence[str], problems: Sequence[Problem], compared: Compared | None = None
) -> Preview:
    """Read articles for a preview.

    Args:
        project: where they are.
        names: the articles, in the order in which they are shown; those that are gone, too.
        problems: of ``project``, in the order in which they are told.
        compared: an earlier state, if what changed is to be shown.
    """
    splits = _read_splits(project)
    articles = []
    for name in names:
        shown = _read(project, name, [problem for problem in problems if _is_of(problem, name)])
        shown = dataclasses.replace(shown, split=splits.get(name, ""))
        articles.append(_compare(shown, compared) if compared else shown)
    rest = [problem for problem in problems if not any(_is_of(problem, name) for name in names)]
    return Preview(
        articles=tuple(articles),
        ontology=read_ontology(),
        registry=registry_entries(read_registry(project, [])),
        changes=compared.difference.articles.get("", ()) if compared else (),
        faults=_faults(project, rest, {}),
        base=compared.base if compared else "",
        summary=summary(compared.difference) if compared else "",
    )


def _is_of(problem: Problem, name: str) -> bool:
    return problem.path in (f"corpus/{name}.yaml", f"seeds/{name}.txt")


def _read_splits(project: Project) -> Mapping[str, str]:
    try:
        return parse_splits(read_bytes(project.root / SPLITS_FILE, SPLITS_FILE), SPLITS_FILE)[0]
    except InputError:
        return {}


def _read(project: Project, name: str, problems: Sequence[Problem]) -> ArticlePreview:
    try:
        anchored, _ = read_annotation(project, project.root / "corpus" / f"{name}.yaml")
    except InputError:
        return ArticlePreview(name=name, faults=_faults(project, problems, {}))
    places = {render_pointer(pointer): (span.start, span.end) for pointer, span in anchored.spans.items()}
    return ArticlePreview(
        name=name,
        article=to_article(_current(_fitting(anchored))),
        faults=_faults(project, problems, places),
        lost=sum(1 for _ in quotations(anchored.file)) - len(anchored.spans),
    )


def _compare(shown: ArticlePreview, compared: Compared) -> ArticlePreview:
    """The article with what happened to it, unless it cannot be read in one of the two states."""
    found = compared.found
    was, now = found.before.articles.get(shown.name), found.after.articles.get(shown.name)
    changes = compared.difference.articles.get(shown.name, ())
    if shown.name in found.left_out:
        return shown
    if was is None or now is None:
        state = State.ADDED if now else State.REMOVED if was else State.SAME
        return dataclasses.replace(shown, state=state, changes=changes)
    old, new = was.article, now.article
    return dataclasses.replace(
        shown,
        state=State.CHANGED,
        before=old if new.text is None else carried_over(old, new.text),
        former_text=old.text if old.text != new.text else None,
        changes=changes,
    )


def _faults(project: Project, problems: Sequence[Problem], places: _Places) -> tuple[Fault, ...]:
    lines = {path: _lines(project, path) for path in {problem.path for problem in problems}}
    return tuple(
        Fault(
            problem,
            line=lines[problem.path][problem.line - 1] if 0 < problem.line <= len(lines[problem.path]) else "",
            place=_place(problem.pointer, places),
        )
        for problem in problems
    )


def _lines(project: Project, path: str) -> list[str]:
    file = project.root / path
    try:
        content = b"" if file.is_symlink() else read_bytes(file, path, limit=MAX_FILE_BYTES)
    except InputError:
        return []
    return [line.strip()[:_SHOWN_CHARACTERS] for line in content.decode("utf-8", "replace").split("\n")]


def _place(pointer: str, places: _Places) -> Place | None:
    """The place of the quotation that the pointer is of, or lies in."""
    while pointer and pointer not in places:
        pointer = pointer[: max(pointer.rfind("."), pointer.rfind("["), 0)]
    return places.get(pointer)


def _fitting(anchored: Anchored) -> Anchored:
    """The file without the quotations that fit no one place."""
    file, spans = anchored.file, dict[Pointer, Span]()

    def kept(owner: Pointer, items: list[T]) -> list[T]:
        numbers = [i for i, item in enumerate(items) if (*owner, i) in anchored.spans or _has_no_words(item)]
        for new, old in enumerate(numbers):
            if (*owner, old) in anchored.spans:
                spans[*owner, new] = anchored.spans[*owner, old]
        return [items[i] for i in numbers]

    actors = [replace(a, mentions=kept(("actors", i, "mentions"), a.mentions)) for i, a in enumerate(file.actors)]
    events = [
        replace(
            event,
            triggers=kept(("events", i, "triggers"), event.triggers),
            arguments=kept(("events", i, "arguments"), event.arguments),
        )
        for i, event in enumerate(file.events)
    ]
    numbers = [i for i in range(len(file.stances)) if ("stances", i, "evidence") in anchored.spans]
    spans |= {
        ("stances", new, "evidence"): anchored.spans["stances", old, "evidence"] for new, old in enumerate(numbers)
    }
    stances = [file.stances[i] for i in numbers]
    return Anchored(anchored.source, replace(file, actors=actors, events=events, stances=stances), anchored.text, spans)


def _current(anchored: Anchored) -> Anchored:
    """The file under the newest schema, as the comparison has it; as it stands where that waits for a decision."""
    try:
        return upgraded(anchored)
    except InputError:
        return anchored


def _has_no_words(item: object) -> bool:
    """Whether it is an argument that is an actor, which needs no place."""
    return isinstance(item, ArgumentEntry) and item.exact is None
