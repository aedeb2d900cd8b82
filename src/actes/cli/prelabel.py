"""``actes prelabel``: a draft filled with what a baseline proposes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actes.annotation.canonical import write_annotation
from actes.annotation.model import AnnotationFile
from actes.annotation.resolve import Anchored, to_article
from actes.article import AUTHOR, Article
from actes.authoring.prelabel import Proposal, to_annotation
from actes.authoring.pruning import Pruned, prune
from actes.checking import Checked, check_project
from actes.cli.arguments import annotation_path, counted
from actes.codes import CODES
from actes.evaluation.models import baseline_names, load_baseline, predict_articles
from actes.evaluation.validity import findings
from actes.files import write_bytes
from actes.printable import printable
from actes.problem import InputError, Problem
from actes.project import REGISTRY_FILE, Project, read_annotation, upgraded
from actes.vocabulary import read_ontology

DEFAULT = "linear"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Fill a draft with what a baseline proposes, trained on the finished articles of other stories. What actes "
        "check would refuse is left out, and told. The file stays a draft until somebody has read every annotation."
    )
    parser.add_argument("article", metavar="ID", help="the article: a draft, or one with nothing annotated")
    parser.add_argument(
        "--baseline", default=DEFAULT, metavar="NAME", help=f"{', '.join(baseline_names())} (default: {DEFAULT})"
    )
    parser.add_argument("--force", action="store_true", help="throw away what a draft holds already")
    parser.add_argument("--dry-run", action="store_true", help="print the file; write nothing")


@dataclass(frozen=True, slots=True)
class _Training:
    """The articles that a baseline learns from, and why others are left out."""

    articles: Sequence[Article]
    same_story: int
    unfinished: int


def run(arguments: argparse.Namespace) -> int:
    """Train, predict, take out what is refused, write, count."""
    project = Project(arguments.root)
    module = load_baseline(arguments.baseline)
    path = annotation_path(project, arguments.article)
    draft, problems = read_annotation(project, path)
    draft = upgraded(draft)
    _check_fillable(draft, force=arguments.force)
    if problems and not arguments.force:
        raise InputError(problems)
    checked = check_project(project)
    training = _training(checked, draft, len(project.articles()))
    sys.stderr.write(_announced(arguments.baseline, training, draft.file))
    if checked.splits.get(draft.file.id) == "test":
        sys.stderr.write(f"a test article: drafted by {arguments.baseline}, it will favour {arguments.baseline}\n")
    (record,) = predict_articles(module, arguments.baseline, training.articles, [to_article(draft)])
    ontology = read_ontology(draft.file.schema)
    text = draft.text or ""
    unsound = [record.problem(*finding) for finding in findings(record.article, text, ontology)]
    if unsound:
        raise InputError(unsound)
    proposal = to_annotation(record.article, draft.file, text, baseline=arguments.baseline)
    kinds = {entry.id: entry.kind for entry in checked.registry.actors}
    pruned = prune(draft.source, proposal.file, text, ontology, kinds, REGISTRY_FILE)
    content = write_annotation(pruned.anchored, ontology)
    if arguments.dry_run:
        sys.stdout.write(content)
    else:
        write_bytes(path, content.encode())
    out = sys.stderr if arguments.dry_run else sys.stdout
    shown = f"{'would fill' if arguments.dry_run else 'filled'} {project.shown(path)}"
    out.writelines(f"{line}\n" for line in _told(shown, proposal, pruned))
    return 0


def _check_fillable(draft: Anchored, *, force: bool) -> None:
    """Nobody's work is lost: a finished article is left alone, and a draft that holds something unless forced."""
    file, source = draft.file, draft.source
    held = bool(file.contexts or file.actors or file.events or file.stances)
    if held and file.draft is None:
        message = "is no draft and is annotated; prelabel fills drafts, and articles with nothing annotated"
        raise InputError([Problem(source.path, 0, "", message, "output-exists")])
    if held and not force:
        message = f"the draft by {file.draft} holds annotations, perhaps corrected ones; throw them away with --force"
        raise InputError([source.problem(("draft",), message, "output-exists")])
    if draft.text is None:
        message = "the text is withheld and not here; obtain it (see DATASHEET.md) to let a baseline read it"
        raise InputError([source.problem(("text",), message, "text-missing")])


def _training(checked: Checked, draft: Anchored, present: int) -> _Training:
    """Of the articles present, those without a problem, drafts being problems, of other stories than the draft's."""
    wrong = {problem.path for problem in checked.problems}
    wrong.add(draft.source.path)
    finished = [a for a in checked.files if a.source.path not in wrong and a.text is not None]
    usable = [a for a in finished if a.file.story != draft.file.story]
    if not usable:
        message = "no finished article of another story to learn from; annotate one first"
        raise InputError([Problem("corpus", 0, "", message, "corpus-empty")])
    articles = [to_article(upgraded(a), checked.splits.get(a.file.id)) for a in usable]
    return _Training(articles, len(finished) - len(usable), present - 1 - len(finished))


def _announced(baseline: str, training: _Training, file: AnnotationFile) -> str:
    said = f"training {baseline} on {counted(len(training.articles), 'article')}"
    said += f"; {training.same_story} of the story {file.story} left out" if training.same_story else ""
    said += f"; {training.unfinished} unfinished left out" if training.unfinished else ""
    return f"{said}\n"


def _told(shown: str, proposal: Proposal, pruned: Pruned) -> Iterator[str]:
    file = pruned.anchored.file
    mentions = sum(len(actor.mentions) for actor in file.actors)
    triggers = sum(len(event.triggers) for event in file.events)
    counts = [
        counted(len(file.contexts), "context"),
        f"{counted(len(file.actors), 'actor')} ({counted(mentions, 'mention')})",
        f"{counted(len(file.events), 'event')} ({counted(triggers, 'trigger')})",
        counted(len(file.stances), "stance"),
    ]
    yield f"{shown}: {', '.join(counts)}, proposed by {file.draft}"
    for code, words in sorted(pruned.left_out.items()):
        yield f"  left out {len(words)}, {CODES[code]} [{code}]: {printable(', '.join(words))}"
    if pruned.loose:
        yield f"  left out {pruned.loose} more that rested on these"
    known = {AUTHOR, *(actor.id for actor in file.actors), *(event.id for event in file.events)}
    unplaced = [f"{s.holder} {s.polarity} {s.target}" for s in proposal.unplaced if {s.holder, s.target} <= known]
    if unplaced:
        yield f"  left out {len(unplaced)}, a stance without evidence in the text: {', '.join(unplaced)}"
    yield f"next: read every annotation (actes show {file.id}), correct (actes fix {file.id} ...), then"
    yield f"  actes fix {file.id} remove draft"
