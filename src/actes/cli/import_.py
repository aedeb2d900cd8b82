"""``actes import``: annotation files from what an annotation tool exports."""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from actes.annotation.canonical import write_annotation
from actes.annotation.resolve import WITHHELD, Anchored
from actes.convert import import_article, read_articles
from actes.convert.sources import read_sources
from actes.convert.standoff import Standoff
from actes.convert.to_annotation import Imported
from actes.convert.tools import LABEL_STUDIO, TOOLS, label_studio
from actes.files import read_bytes, write_bytes
from actes.problem import InputError, Problem
from actes.project import Project, read_annotation
from actes.vocabulary import read_ontology

_ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class _Written:
    """A file to be written."""

    path: Path
    content: bytes
    changed: bool
    named: Sequence[str]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Make annotation files from the work of annotators in Label Studio (an export of type JSON), brat (.ann and "
        ".txt) or INCEpTION (UIMA CAS XMI, archives). Offsets become quotations; a span that was there keeps its own. "
        "What cannot be kept is told, all of it, and then nothing is written. See docs/formats.md."
    )
    parser.add_argument("tool", choices=list(TOOLS), metavar="TOOL", help=", ".join(TOOLS))
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, archives or folders of the tool")
    parser.add_argument(
        "--layer", metavar="NAME", help="write to corpus/annotators/NAME/, a layer of its own (default: corpus/)"
    )
    parser.add_argument(
        "--annotator", metavar="WHO", help="labelstudio: whose work, where several did a task (e-mail address or id)"
    )
    parser.add_argument("--predictions", action="store_true", help="labelstudio: predictions instead of annotations")
    parser.add_argument("--dry-run", action="store_true", help="say what would change; write nothing")


def run(arguments: argparse.Namespace) -> int:
    """Read, convert, write everything or nothing."""
    project = Project(arguments.root)
    if arguments.layer is not None and not _ID.fullmatch(arguments.layer):
        message = "a layer is named with lower-case letters a-z, digits and single hyphens"
        raise InputError([Problem("--layer", 0, "", f"{arguments.layer!r}: {message}", "field-form")])
    tool = TOOLS[arguments.tool]
    if arguments.tool == LABEL_STUDIO:
        tool = label_studio(predictions=arguments.predictions, annotator=arguments.annotator)
    articles = read_articles(read_sources(arguments.paths), tool)
    files = _convert(project, [article for article in articles if article.annotated], arguments.layer)
    for file in files:
        if file.changed and not arguments.dry_run:
            write_bytes(file.path, file.content)
        sys.stdout.write(f"{project.shown(file.path)}: {'changed' if file.changed else 'unchanged'}\n")
        sys.stdout.writelines(f"  named {named}\n" for named in file.named)
    untouched = [article.header.get("id", ("?",))[0] for article in articles if not article.annotated]
    if untouched:
        sys.stderr.write(f"not annotated, left as they are: {', '.join(untouched)}\n")
    changed = sum(file.changed for file in files)
    verb = "would change" if arguments.dry_run else "changed"
    sys.stderr.write(f"{len(files)} articles: {changed} {verb}{'; next: actes check' if changed else ''}\n")
    if not files:
        message = f"no annotated article of {tool.title} in these files"
        raise InputError([Problem(str(arguments.paths[0]), 0, "", message, "import-lost")])
    return 0


def _convert(project: Project, articles: Sequence[Standoff], layer: str | None) -> list[_Written]:
    files: list[_Written] = []
    problems: list[Problem] = []
    for article in articles:
        try:
            files.append(_file(project, article, layer))
        except InputError as error:
            problems.extend(error.problems)
            continue
        if any(file.path == files[-1].path for file in files[:-1]):
            message = f"{files[-1].path.stem} comes twice; import one of the two"
            problems.append(article.origin.problem(message, "article-duplicate"))
    if problems:
        raise InputError(problems)
    return files


def _file(project: Project, article: Standoff, layer: str | None) -> _Written:
    name = article.header.get("id", ("",))[0]
    # The id makes the path: what is not an id is a problem of the conversion, and no path.
    safe = _ID.fullmatch(name) is not None
    gold = project.root / "corpus" / f"{name}.yaml"
    path = project.root / "corpus" / "annotators" / layer / gold.name if layer else gold
    imported = import_article(article, _previous(project, path, gold) if safe else None)
    problems = list(_text_problems(project, article, imported))
    if path.is_symlink() or path.parent.is_symlink():
        problems.append(Problem(project.shown(path), 0, "", "a symbolic link is not written to", "file-link"))
    if problems:
        raise InputError(problems)
    content = write_annotation(imported.anchored, read_ontology(imported.anchored.file.schema)).encode()
    changed = not path.exists() or read_bytes(path, project.shown(path)) != content
    return _Written(path, content, changed, imported.named)


def _previous(project: Project, *paths: Path) -> Anchored | None:
    """The annotation file there is, for its quotations; one that cannot be read has none to keep."""
    for path in paths:
        if path.is_file():
            try:
                return read_annotation(project, path)[0]
            except InputError:
                return None
    return None


def _text_problems(project: Project, article: Standoff, imported: Imported) -> Iterator[Problem]:
    """The text that was annotated must be the one in ``seeds/`` that the file pins."""
    file, source = imported.anchored.file, imported.anchored.source
    shown = file.text
    written = [article.text.encode(), f"{article.text}\n".encode()]
    if file.sha256 not in [hashlib.sha256(content).hexdigest() for content in written]:
        message = f"the text that was annotated is not the one that sha256 names; annotate {shown} unchanged"
        yield source.problem(("sha256",), message, "text-hash")
    path = project.root / shown
    if path.is_symlink():
        yield Problem(shown, 0, "", "a symbolic link; the text must be an ordinary file", "file-link")
    elif path.exists():
        if hashlib.sha256(read_bytes(path, shown)).hexdigest() != file.sha256:
            message = f"{shown} is not the text that was annotated; export the article anew"
            yield source.problem(("sha256",), message, "text-hash")
    elif file.origin != WITHHELD:
        yield source.problem(("text",), f"there is no {shown}; add the text first", "text-missing")
