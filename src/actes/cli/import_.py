"""``actes import``: annotation files from what an annotation tool exports."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from actes.annotation.structure import suggestion
from actes.cli.arguments import counted
from actes.convert import read_articles
from actes.convert.incoming import CHANGED, UNTOUCHED, Incoming, bring_back, layer_folder
from actes.convert.sources import read_sources
from actes.convert.standoff import Standoff
from actes.convert.tools import LABEL_STUDIO, TOOLS, label_studio
from actes.files import write_bytes
from actes.printable import printable
from actes.problem import InputError, Problem
from actes.project import Project


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Make annotation files from the work of annotators in Label Studio (an export of type JSON), brat (.ann and "
        ".txt) or INCEpTION (UIMA CAS XMI, archives). Offsets become quotations; a span that was there keeps its own. "
        "What changes is told. What cannot be kept is told, all of it, and then nothing is written. See "
        "docs/formats.md."
    )
    parser.add_argument("tool", choices=list(TOOLS), metavar="TOOL", help=", ".join(TOOLS))
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, archives or folders of the tool")
    parser.add_argument(
        "--article", action="append", default=[], metavar="ID", help="import this one alone; repeat it for others"
    )
    parser.add_argument(
        "--layer", metavar="NAME", help="write to corpus/annotators/NAME/, a layer of its own (default: corpus/)"
    )
    parser.add_argument(
        "--replace", action="store_true", help="take the place of files that have changed since the export"
    )
    parser.add_argument(
        "--annotator", metavar="WHO", help="labelstudio: whose work, where several did a task (e-mail address or id)"
    )
    parser.add_argument("--predictions", action="store_true", help="labelstudio: predictions instead of annotations")
    parser.add_argument("--dry-run", action="store_true", help="say what would change; write nothing")
    parser.set_defaults(parser=parser)


def run(arguments: argparse.Namespace) -> int:
    """Read, convert, write everything or nothing."""
    tool = TOOLS[arguments.tool]
    if arguments.tool == LABEL_STUDIO:
        tool = label_studio(predictions=arguments.predictions, annotator=arguments.annotator)
    elif arguments.predictions or arguments.annotator:
        arguments.parser.error("--predictions and --annotator are for labelstudio")
    articles = read_articles(read_sources(arguments.paths), tool)
    require(articles, arguments.article, str(arguments.paths[0]))
    project = Project(arguments.root)
    incoming = bring_back(
        project, articles, layer=arguments.layer, replace=arguments.replace, only=set(arguments.article)
    )
    write(project, incoming, dry_run=arguments.dry_run)
    tell(project, articles, incoming, layer=arguments.layer, dry_run=arguments.dry_run)
    if not incoming:
        message = f"no annotated article of {tool.title} in these files"
        raise InputError([Problem(str(arguments.paths[0]), 0, "", message, "import-lost")])
    return 0


def require(articles: Sequence[Standoff], names: Sequence[str], path: str) -> None:
    """Refuse names that no article has.

    Raises:
        InputError: with every such name.
    """
    known = [article.header.get("id", ("",))[0] for article in articles]
    problems = [
        Problem(path, 0, "", f"no article {name} in it; {suggestion(name, known)}", "file-missing")
        for name in names
        if name not in known
    ]
    if problems:
        raise InputError(problems)


def write(project: Project, incoming: Sequence[Incoming], *, dry_run: bool = False) -> None:
    """Write what changed, and say what changed in it."""
    for article in incoming:
        if article.state != CHANGED:
            continue
        if not dry_run:
            write_bytes(article.path, article.content)
        sys.stdout.write(f"{printable(project.shown(article.path))}\n")
        sys.stdout.writelines(f"{line}\n" for line in article.changes)
        sys.stdout.writelines(f"  named {printable(named)}\n" for named in article.named)


def tell(
    project: Project,
    articles: Sequence[Standoff],
    incoming: Sequence[Incoming],
    *,
    layer: str | None,
    dry_run: bool = False,
) -> None:
    """Say what was left out, how many changed, and what to do next."""
    for which, what in (
        ([a for a in articles if not a.annotated and not a.unsubmitted], "not annotated, left as they are"),
        ([a.article for a in incoming if a.state == UNTOUCHED], "nobody changed them in the tool, left as they are"),
        (
            [a for a in articles if a.unsubmitted],
            "not submitted, so in the tool alone; press Submit or Update there",
        ),
    ):
        if which:
            names = ", ".join(article.header.get("id", ("?",))[0] for article in which)
            sys.stderr.write(f"{what}: {printable(names)}\n")
    changed = sum(article.state == CHANGED for article in incoming)
    verb = "would change" if dry_run else "changed"
    sys.stderr.write(f"{counted(len(incoming), 'article')}: {changed or 'nothing'} {verb}\n")
    if dry_run or not changed:
        return
    for article in incoming:
        if article.state == CHANGED and "draft" in article.article.header:
            name = article.path.stem
            sys.stderr.write(f"{name} is a draft; when every annotation was read: actes fix {name} remove draft\n")
    about = layer_folder(project, layer) / "about.yaml"
    if layer is not None and not about.exists():
        sys.stderr.write(f"next: write {project.shown(about)}, which says who annotated and how; then: actes check\n")
    else:
        sys.stderr.write("next: actes check\n")
