"""``actes review``: what a pull request is asked, on one's own desk."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from actes import git
from actes.diff.revision import base_project
from actes.files import write_bytes
from actes.problem import render_github, render_text
from actes.project import Project
from actes.review.steps import STEPS, Review

FORMATS = {"text": render_text, "github": render_github}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Run the steps of a review against the commit where this branch left the main one: check (problems on changed "
        "lines first), format, version, diff (a comment in Markdown), preview (a page of the changed articles). "
        "Every step is run, whatever the others find. Exit 0 if nothing is wrong, 1 if something is."
    )
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"of {', '.join(STEPS)}; default: all")
    parser.add_argument(
        "--base",
        metavar="BASE",
        help=f"the branch or revision to compare with, or a folder with corpus/ (default: {' or '.join(git.MAIN)})",
    )
    parser.add_argument(
        "--output", type=Path, default=Path("build/pr"), metavar="DIR", help="where files go (default: build/pr)"
    )
    parser.add_argument(
        "--format", choices=list(FORMATS), default="text", help="how problems are printed (default: text)"
    )
    parser.add_argument(
        "--link", default="", metavar="URL", help="in the comment: what goes before paths, to link to files"
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the steps, print what they found, then a line for each."""
    unknown = [step for step in arguments.steps if step not in STEPS]
    if unknown:
        sys.stderr.write(f"actes review: no step {', '.join(unknown)}; there are {', '.join(STEPS)}\n")
        return 2
    root: Path = arguments.root
    name, state = arguments.base, arguments.base
    if name is None or not (Path(name) / "corpus").is_dir():
        name, state = git.branched_from(root, name)
    with base_project(state, root) as before:
        review = Review(before, Project(root), name, arguments.link)
        outcomes = {step: STEPS[step](review) for step in arguments.steps or STEPS}
    lines = [f"compared with {name}{f' at {state[:10]}' if state != name else ''}"]
    for step, outcome in outcomes.items():
        for line in FORMATS[arguments.format](outcome.problems):
            sys.stdout.write(f"{line}\n")
        written = []
        for file, content in outcome.files.items():
            write_bytes(arguments.output / file, content)
            written.append(str(arguments.output / file))
        sign = "no" if outcome.problems else "ok"
        lines.append(f"{sign:3} {step:8} {' -> '.join([outcome.summary, *written])}")
    sys.stdout.flush()
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    return 1 if any(outcome.problems for outcome in outcomes.values()) else 0
