"""``actes new``: an article from a text, ready to be annotated."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from actes.annotation.rules.corpus import parse_splits
from actes.authoring.change import Change
from actes.authoring.cleaning import clean
from actes.authoring.draft import LICENCES, begin, with_line
from actes.authoring.proposal import (
    NEW_STORY_SPLIT,
    Choice,
    check_new,
    choose_date,
    choose_id,
    choose_region,
    choose_split,
    choose_story,
)
from actes.checking import Checked, check_project
from actes.corpus import SPLITS
from actes.files import read_bytes, read_input, write_together
from actes.printable import printable
from actes.problem import InputError, Problem
from actes.project import MAX_FILE_BYTES, SPLITS_FILE, Project, read_awaiting, read_registry
from actes.statistics.texts import HEADER, REGIONS, REGISTERS, TEXTS_FILE
from actes.vocabulary import read_ontology

STANDARD_INPUT = "-"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Begin an article: clean a text by the rules of texts, saying what is changed, name it, find its story and "
        "split, and write seeds/ID.txt, an empty draft corpus/ID.yaml and its lines of corpus/splits.tsv and "
        "corpus/texts.tsv, all or none. Nothing is written over."
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
    region_help = "where the story happens (default: as its other articles)"
    parser.add_argument(
        "--region", choices=list(REGIONS), metavar="REGION", help=f"{region_help}: {', '.join(REGIONS)}"
    )
    register_help = f"how the text is written: {', '.join(REGISTERS)}"
    parser.add_argument("--register", choices=list(REGISTERS), metavar="REGISTER", help=register_help)
    parser.add_argument("--dry-run", action="store_true", help="show the text and the draft; write nothing")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written, and why so. ``lines`` are tables of the corpus with a line more."""

    choices: Mapping[str, Choice]
    new: Mapping[Path, bytes]
    lines: Mapping[Path, bytes]
    unlisted: bool
    """Whether ``texts.tsv`` still lacks the article."""


def run(arguments: argparse.Namespace) -> int:
    """Clean, propose, write, say what to do next."""
    project = Project(arguments.root)
    checked = _survey(project)
    name = "standard input" if arguments.file == STANDARD_INPUT else str(arguments.file)
    if arguments.file == STANDARD_INPUT and sys.stdin.isatty():
        sys.stderr.write("reading the text from the terminal; end it with Ctrl-D\n")
    path = None if arguments.file == STANDARD_INPUT else Path(arguments.file)
    cleaning = clean(read_input(path, name, limit=MAX_FILE_BYTES), name, title=arguments.title)
    check_new(cleaning.text, checked)
    plan = _plan(project, arguments, cleaning.text, checked)
    _check_places(project, {**plan.new, **plan.lines})
    if not arguments.dry_run:
        write_together({**plan.new, **plan.lines}, new=list(plan.new))
    outcome = _shown(project, plan) if arguments.dry_run else _next(project, plan)
    said = [*_told(name, cleaning.changes), *_chosen(plan.choices), *outcome]
    sys.stdout.writelines(f"{line}\n" for line in said)
    return 0


def _survey(project: Project) -> Checked:
    """The corpus as it stands and what awaits adjudication; only the lines of the splits must be right."""
    splits, _, problems = parse_splits(read_bytes(project.root / SPLITS_FILE, SPLITS_FILE), SPLITS_FILE)
    if problems:
        raise InputError(problems)
    empty = Checked((), read_registry(project, []), splits, ())
    checked = check_project(project) if project.articles() else empty
    return dataclasses.replace(checked, files=(*checked.files, *read_awaiting(project)))


def _plan(project: Project, arguments: argparse.Namespace, text: str, checked: Checked) -> _Plan:
    taken = {path.stem for folder in ("corpus", "seeds") for path in (project.root / folder).glob("*")}
    date = choose_date(arguments.date, text)
    article = choose_id(arguments.id, text, date.value, taken | checked.splits.keys())
    story = choose_story(arguments.story, text, date.value, checked)
    choices = {
        "id": article,
        "date": date,
        "story": story,
        "split": choose_split(arguments.split, story.value, checked),
    }
    table = _read_texts_table(project, needed=bool(arguments.region or arguments.register))
    region = choose_region(arguments.region, story.value, checked, _regions(table))
    header = {name: choices[name].value for name in ("id", "date", "story")} | {"origin": arguments.origin}
    new = {
        project.root / f"seeds/{article.value}.txt": text.encode(),
        project.root / f"corpus/{article.value}.yaml": begin(text, header, read_ontology()),
    }
    splits = project.root / SPLITS_FILE
    lines = {splits: with_line(read_bytes(splits, SPLITS_FILE), article.value, choices["split"].value)}
    if table is not None and region is not None and arguments.register is not None:
        choices |= {"region": region, "register": Choice(arguments.register, "given")}
        cells = (article.value, region.value, arguments.register, "")
        lines[project.root / TEXTS_FILE] = with_line(table, *cells)
    return _Plan(choices, new, lines, unlisted=table is not None and len(lines) == 1)


def _read_texts_table(project: Project, *, needed: bool) -> bytes | None:
    """``texts.tsv``, which a corpus may do without."""
    path = project.root / TEXTS_FILE
    if not path.exists() and not needed:
        return None
    content = read_bytes(path, TEXTS_FILE)
    if not content.startswith(f"{HEADER}\n".encode()):
        message = f"the first line must be: {HEADER.replace(chr(9), '<TAB>')}"
        raise InputError([Problem(TEXTS_FILE, 1, "", message, "texts-form")])
    return content


def _regions(table: bytes | None) -> dict[str, str]:
    """The regions of the articles that a table lists."""
    rows = [line.split("\t") for line in (table or b"").decode("utf-8", "replace").splitlines()[1:]]
    return {cells[0]: cells[1] for cells in rows if len(cells) > 1}


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


def _chosen(choices: Mapping[str, Choice]) -> Iterator[str]:
    width = max(map(len, choices))
    for name, choice in choices.items():
        yield f"{name:{width}}  {choice.value}  ({choice.reason})"


def _shown(project: Project, plan: _Plan) -> Iterator[str]:
    for path, content in plan.new.items():
        yield f"would be written: {project.shown(path)}"
        yield from (f"  {line}".rstrip() for line in content.decode().split("\n")[:-1])
    for path in plan.lines:
        yield f"would be written: {project.shown(path)}, one line more"


def _next(project: Project, plan: _Plan) -> Iterator[str]:
    article = plan.choices["id"].value
    yield f"written: {', '.join(project.shown(path) for path in (*plan.new, *plan.lines))}"
    yield "next:"
    if plan.unlisted:
        yield f"  a line in {TEXTS_FILE}: {article}<TAB>region<TAB>register<TAB> (--region and --register write it)"
    steps = {
        f"actes prelabel {article}": "let a baseline propose annotations; or begin from nothing",
        f"actes show {article}": "read them beside the text",
        f"actes fix {article} ...": f"correct and add, one line each; or edit corpus/{article}.yaml",
        f"actes fix {article} remove draft": "when you have read every annotation",
        "actes check": "",
    }
    width = max(map(len, steps))
    yield from (f"  {command:{width}}  {what}".rstrip() for command, what in steps.items())
