"""``actes fix``: a correction of an article in one line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from actes.annotation.strict_yaml import Source, load
from actes.checking import check_project
from actes.cli.arguments import annotation_path, counted
from actes.files import write_bytes
from actes.fix.document import Document, UsageError, check_shape
from actes.fix.edits import GRAMMAR, correct
from actes.fix.outcome import State, difference, introduced, judge
from actes.problem import Problem, render_text
from actes.project import SPLITS_FILE, Project, parse_annotation, read_registry, read_source, read_text, schema_version
from actes.vocabulary import read_ontology

_PINNING = ("id", "text", "origin", "sha256")
"""The fields that say which text is annotated."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = (
        "Correct an annotation file, show the difference, check the result, and write it if it has no problem that it\n"
        "had not before. Exit 0 if nothing is wrong with the article then, 1 if something is."
    )
    parser.epilog = f"corrections, with the word and between them:\n{GRAMMAR}"
    parser.add_argument("article", metavar="ID", help="the article, or an annotation file")
    parser.add_argument("correction", nargs="+", metavar="WORD", help="see below")
    parser.add_argument("--force", action="store_true", help="write it even so, if it can be read back")
    parser.add_argument("--dry-run", action="store_true", help="show and check; write nothing")


def run(arguments: argparse.Namespace) -> int:
    """Read, correct, judge, write."""
    project = Project(arguments.root)
    path = annotation_path(project, arguments.article)
    document = _read(project, read_source(project, path))
    try:
        corrected = correct(document, arguments.correction)
    except UsageError as error:
        sys.stderr.write(f"actes fix: {error}\nSee actes fix --help.\n")
        return 2
    ontology = read_ontology(schema_version(document.root, document.source))
    registry = read_registry(project, [])
    before = judge(document, ontology, registry)
    after = judge(corrected, ontology, registry)
    if path.parent == project.root / "corpus":
        after = _with_story(project, document, corrected, after)
    new = introduced(before, after)
    wanted = after.content is not None and (arguments.force or not new)
    shown = project.shown(path)
    if after.content is not None:
        sys.stdout.writelines(f"{line}\n" for line in difference(document.source.content, after.content, shown))
    sys.stdout.writelines(f"{line}\n" for line in render_text(after.problems))
    changed = after.content != document.source.content
    if after.content is not None and wanted and changed and not arguments.dry_run:
        write_bytes(path, after.content)
    sys.stderr.write(f"{shown}: {_told(after, new, changed=changed, force=arguments.force, dry=arguments.dry_run)}\n")
    return 1 if after.problems else 0


def _read(project: Project, source: Source) -> Document:
    """The file and its text, whatever is wrong with its structure and labels but for the fields that name the text.

    Raises:
        InputError: these are wrong, or the text is.
    """
    root = load(source.content, source.path)
    pinned = {field: root.get(field) if isinstance(root, dict) else None for field in _PINNING}
    stated = {field: value for field, value in pinned.items() if isinstance(value, str)}
    if len(stated) < len(_PINNING):
        parse_annotation(source)  # raises, with all that is wrong
    text = read_text(
        project,
        source,
        name=stated["id"],
        stated=stated["text"],
        origin=stated["origin"],
        sha256=stated["sha256"],
    )
    check_shape(root, source, read_ontology(schema_version(root, source)))
    return Document(source, root, text)


def _with_story(project: Project, before: Document, corrected: Document, state: State) -> State:
    """The state, with the problem of a story that the correction divides over splits."""
    article, story = corrected.root.get("id"), corrected.root.get("story")
    if story == before.root.get("story"):
        return state
    checked = check_project(project)
    split = checked.splits.get(article)
    others = {a.file.id: checked.splits.get(a.file.id) for a in checked.files if a.file.story == story}
    for other, other_split in others.items():
        if split is not None and other_split not in (None, split):
            message = f"the story is divided: {article} is in {split}, {other} in {other_split}; see {SPLITS_FILE}"
            problem = corrected.source.problem(("story",), message, "story-leak")
            return State(state.content, (*state.problems, problem))
    return state


def _told(state: State, new: Sequence[Problem], *, changed: bool, force: bool, dry: bool) -> str:
    """What became of the correction, and what remains to be done."""
    remain = f"; {counted(len(state.problems), 'problem')} in it" if state.problems else ""
    if state.content is None:
        return "not written: what is wrong above keeps it from being read; mend that in the same command (and)"
    if not changed:
        return f"unchanged{remain}"
    if new and not force:
        codes = ", ".join(sorted({problem.code for problem in new}))
        return f"not written: the correction brings {codes}; mend that in the same command (and), or --force"
    return f"{'would be written' if dry else 'written'}{remain}"
