"""What an import makes of each article that came back, decided before anything is written.

A tool may have had an article for weeks. An export says which revision it held; where the corpus has another by now,
somebody has worked here too, and neither work may push the other aside.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from actes.annotation.canonical import write_annotation
from actes.annotation.resolve import WITHHELD, Anchored, anchor, quotations, to_article
from actes.annotation.strict_yaml import load
from actes.convert import import_article, revision
from actes.convert.from_article import make_standoff
from actes.convert.standoff import EXPORTED, Standoff
from actes.convert.to_annotation import Imported
from actes.diff.comparison import version_changes
from actes.diff.render import plain_lines
from actes.diff.snapshot import Version
from actes.problem import InputError, Problem
from actes.project import LAYER_FORM, LAYER_NAME, LAYERS_FOLDER, Project, read_annotation, upgraded
from actes.vocabulary import read_ontology

CHANGED, UNCHANGED, UNTOUCHED = "changed", "unchanged", "untouched"

_ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article that came back, and what is to become of it."""

    article: Standoff
    path: Path
    """The file that it belongs to."""
    content: bytes
    state: str
    """``CHANGED``: ``content`` is to be written; ``UNCHANGED``: the file says it; ``UNTOUCHED``: nobody annotated."""
    revision: str
    changes: Sequence[str] = ()
    """What changes in meaning, a line each."""
    named: Sequence[str] = ()
    """Ids and names that were made up."""


def layer_folder(project: Project, layer: str | None) -> Path:
    """The folder of a layer, of the gold if none is named.

    Raises:
        InputError: ``layer`` is no name.
    """
    if layer is None:
        return project.root / "corpus"
    if not LAYER_NAME.fullmatch(layer):
        raise InputError([Problem("--layer", 0, "", f"{layer!r}: {LAYER_FORM}", "field-form")])
    return project.root / LAYERS_FOLDER / layer


def bring_back(
    project: Project,
    articles: Sequence[Standoff],
    *,
    layer: str | None = None,
    replace: bool = False,
    only: Collection[str] = (),
) -> list[Incoming]:
    """Convert articles and decide about each.

    Args:
        project: where they belong.
        articles: what came back; those that nobody annotated are passed over.
        layer: the annotator's layer that they are for; the gold if none is named.
        replace: let them take the place of files that have changed since the export.
        only: the ids of those that are meant; all if none is named.

    Raises:
        InputError: with everything that cannot be kept, of all articles.
    """
    folder = layer_folder(project, layer)
    incoming: list[Incoming] = []
    problems: list[Problem] = []
    for article in articles:
        name = article.header.get("id", ("",))[0]
        if not article.annotated or (only and name not in only):
            continue
        try:
            # The id makes the path: what is not an id is a problem of the conversion, and no path.
            path = folder / f"{name}.yaml" if _ID.fullmatch(name) else None
            incoming.append(_decide(project, article, path, layer=layer, replace=replace))
        except InputError as error:
            problems.extend(error.problems)
            continue
        if any(other.path == path for other in incoming[:-1]):
            problems.append(article.origin.problem(f"{name} comes twice; import one of the two", "article-duplicate"))
    if problems:
        raise InputError(problems)
    return incoming


def _decide(project: Project, article: Standoff, path: Path | None, *, layer: str | None, replace: bool) -> Incoming:
    if path is None:
        import_article(article)  # which says what is wrong with the id
        raise InputError([article.origin.problem("the id of the article makes no file name", "field-form")])
    project.refuse_links(path)
    there = path.exists()
    current = _read(project, path, article) if there else None
    quoted = current or _read(project, project.root / "corpus" / path.name, article)
    imported = import_article(article, quoted)
    problems = list(_text_problems(project, article, imported))
    if problems:
        raise InputError(problems)
    ontology = read_ontology(imported.anchored.file.schema)
    content = write_annotation(imported.anchored, ontology).encode()
    load(content, project.shown(path))  # what is written can be read again, or is refused now
    came, exported = revision(article, ontology), article.header.get(EXPORTED, ("",))[0]
    now = _revision(current) if current else None
    if there and (now == came or project.read(path) == content):
        state = UNCHANGED
    elif came == exported and (there or layer is not None):
        state = UNTOUCHED
    elif there and not replace and (now is None or exported not in ("", now)):
        raise InputError([_stale(project, path, article, readable=now is not None)])
    else:
        state = CHANGED
    changes = _changes(current, imported) if state == CHANGED else []
    return Incoming(article, path, content, state, came, changes, imported.named)


def _read(project: Project, path: Path, article: Standoff) -> Anchored | None:
    """The annotation file there is, if it can be read; a withheld text that is not here is the one that came."""
    try:
        current = read_annotation(project, path)[0]
        if current.text is None and current.file.sha256 in _digests(article.text):
            current = anchor(current.source, current.file, article.text)[0]
        return upgraded(current)
    except InputError:
        return None


def _revision(current: Anchored) -> str | None:
    """The revision of a file of the corpus, if it is whole."""
    if {pointer for pointer, _ in quotations(current.file)} - current.spans.keys():
        return None
    ontology = read_ontology(current.file.schema)
    try:
        return revision(make_standoff(current, ontology), ontology)
    except InputError:
        return None


def _stale(project: Project, path: Path, article: Standoff, *, readable: bool) -> Problem:
    what = "is not as it was exported" if readable else "cannot be read, and may hold work"
    message = (
        f"{project.shown(path)} {what}; to keep both, import into a --layer and merge with actes adjudicate; "
        "to put what came back in its place, --replace"
    )
    return article.origin.problem(message, "import-stale")


def _changes(current: Anchored | None, imported: Imported) -> list[str]:
    after = Version(to_article(imported.anchored), imported.anchored.file.note)
    if current is None or _revision(current) is None:
        layers = {"actors": after.article.actors, "events": after.article.events, "stances": after.article.stances}
        return [f"  + {', '.join(f'{len(layer or ())} {name}' for name, layer in layers.items())}"]
    changes = version_changes(Version(to_article(current), current.file.note), after)
    return plain_lines(sorted(changes, key=lambda change: change.order))


def _text_problems(project: Project, article: Standoff, imported: Imported) -> Iterator[Problem]:
    """The text that was annotated must be the one in ``seeds/`` that the file pins."""
    file, source = imported.anchored.file, imported.anchored.source
    if file.sha256 not in _digests(article.text):
        message = f"the text that was annotated is not the one that sha256 names; annotate {file.text} unchanged"
        yield source.problem(("sha256",), message, "text-hash")
    path = project.root / file.text
    if path.exists() or path.is_symlink():
        if hashlib.sha256(project.read(path)).hexdigest() != file.sha256:
            message = f"{file.text} is not the text that was annotated; export the article anew"
            yield source.problem(("sha256",), message, "text-hash")
    elif file.origin != WITHHELD:
        yield source.problem(("text",), f"there is no {file.text}; add the text first", "text-missing")


def _digests(text: str) -> list[str]:
    """The SHA-256 that the file of a text may have: with a final newline, or without."""
    return [hashlib.sha256(content).hexdigest() for content in (text.encode(), f"{text}\n".encode())]
