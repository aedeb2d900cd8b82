"""``actes new``: an article from a text, ready to be annotated."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from actes.annotation.rules.corpus import parse_splits
from actes.authoring.change import Change
from actes.authoring.cleaning import clean
from actes.authoring.draft import LICENCES, begin, with_split
from actes.authoring.proposal import (
    NEW_STORY_SPLIT,
    Choice,
    check_new,
    choose_date,
    choose_id,
    choose_split,
    choose_story,
)
from actes.corpus import SPLITS
from actes.files import read_bytes, read_input, write_together
from actes.problem import InputError, Problem, printable
from actes.project import MAX_FILE_BYTES, SPLITS_FILE, Checked, Project, check_project, read_registry
from actes.vocabulary import LATEST, read_ontology

STANDARD_INPUT = "-"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Begin an article: clean a text by the rules of texts, saying what is changed, name it, find its story and "
        "split, and write seeds/ID.txt, an empty draft corpus/ID.yaml and its line of corpus/splits.tsv, all or none. "
        "Nothing is written over."
    )
    parser.add_argument(
        "file", nargs="?", default=STANDARD_INPUT, metavar="FILE", help="the text (default: -, standard input)"
    )
    parser.add_argument("--id", metavar="ID", help="the article's id (default: month and words of the headline)")
    parser.add_argument("--date", metavar="EDTF", help="when it appeared: 2024-05-14, 2024-05 (default: as it says)")
    parser.add_argument("--story", metavar="ID", help="its story, new or not (default: one that it resembles, or new)")
    parser.add_argument("--split", choices=SPLITS, help=f"default: that of its story, {NEW_STORY_SPLIT} for a new one")
    parser.add_argument("--title", metavar="TEXT", help="the headline, where the text does not begin with it")
    parser.add_argument("--origin", choices=list(LICENCES), default="written", help="default: written")
    parser.add_argument("--dry-run", action="store_true", help="show the text and the draft; write nothing")


def run(arguments: argparse.Namespace) -> int:
    """Clean, propose, write, say what to do next."""
    project = Project(arguments.root)
    splits = read_bytes(project.root / SPLITS_FILE, SPLITS_FILE)
    checked = _check(project, splits)
    name = "standard input" if arguments.file == STANDARD_INPUT else str(arguments.file)
    if arguments.file == STANDARD_INPUT and sys.stdin.isatty():
        sys.stderr.write("reading the text from the terminal; end it with Ctrl-D\n")
    path = None if arguments.file == STANDARD_INPUT else Path(arguments.file)
    cleaning = clean(read_input(path, name, limit=MAX_FILE_BYTES), name, title=arguments.title)
    text = cleaning.text

    taken = {path.stem for folder in ("corpus", "seeds") for path in (project.root / folder).glob("*")}
    date = choose_date(arguments.date, text)
    article = choose_id(arguments.id, text, date.value, taken | checked.splits.keys())
    story = choose_story(arguments.story, text, date.value, checked)
    split = choose_split(arguments.split, story.value, checked)
    header = {"id": article.value, "date": date.value, "story": story.value, "origin": arguments.origin}
    files = {
        project.root / f"seeds/{article.value}.txt": text.encode(),
        project.root / f"corpus/{article.value}.yaml": begin(text, header, read_ontology(LATEST)),
        project.root / SPLITS_FILE: with_split(splits, article.value, split.value),
    }
    _check_places(project, files)
    check_new(text, checked)
    if not arguments.dry_run:
        write_together(files, new=[path for path in files if path.name != Path(SPLITS_FILE).name])
    out = [*_told(name, cleaning.changes), *_chosen(id=article, date=date, story=story, split=split)]
    out += _shown(project, files) if arguments.dry_run else _next(project, files, article.value)
    sys.stdout.write("".join(f"{line}\n" for line in out))
    return 0


def _check(project: Project, splits: bytes) -> Checked:
    """The corpus as it stands, whatever is wrong with its articles; only the lines of the splits must be right."""
    problems = parse_splits(splits, SPLITS_FILE)[2]
    if problems:
        raise InputError(problems)
    if project.articles():
        return check_project(project)
    return Checked((), read_registry(project, []), {}, ())


def _check_places(project: Project, files: Mapping[Path, bytes]) -> None:
    places = sorted({*files, *(path.parent for path in files)})
    links = [place for place in places if place.is_symlink()]
    if links:
        message = "a symbolic link is not written to"
        raise InputError(Problem(project.shown(place), 0, "", message, "file-link") for place in links)


def _told(name: str, changes: Sequence[Change]) -> Iterator[str]:
    yield f"{printable(name)}: {'changed' if changes else 'nothing to change'}"
    for change in changes:
        yield f"  {change.what}: {change.count}, first on line {change.line}"


def _chosen(**choices: Choice) -> Iterator[str]:
    for name, choice in choices.items():
        yield f"{name:6} {choice.value}  ({choice.reason})"


def _shown(project: Project, files: Mapping[Path, bytes]) -> Iterator[str]:
    for path, content in files.items():
        if path.name == Path(SPLITS_FILE).name:
            yield f"would be written: {project.shown(path)}, one line more"
        else:
            yield f"would be written: {project.shown(path)}"
            yield from (f"  {line}".rstrip() for line in content.decode().splitlines())


def _next(project: Project, files: Mapping[Path, bytes], article: str) -> Iterator[str]:
    yield f"written: {', '.join(project.shown(path) for path in files)}"
    yield "next:"
    steps = {
        f"actes prelabel {article}": "let a baseline propose annotations; or begin from nothing",
        f"actes show {article}": "read them beside the text",
        f"actes fix {article} ...": f"correct and add, one line each; or edit corpus/{article}.yaml",
        f"actes fix {article} remove draft": "when you have read every annotation",
        "actes check": "",
    }
    width = max(map(len, steps))
    yield from (f"  {command:{width}}  {what}".rstrip() for command, what in steps.items())
