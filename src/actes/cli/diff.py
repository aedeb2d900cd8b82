"""``actes diff``: what changed in the corpus, told in actors, events and stances rather than in lines."""

from __future__ import annotations

import argparse
import sys

from actes.diff.change import Difference
from actes.diff.comparison import compare
from actes.diff.markdown import COMMENT_LIMIT, render_markdown
from actes.diff.render import render_changelog, render_json, render_text
from actes.diff.revision import base_project
from actes.diff.snapshot import read_snapshots
from actes.diff.version import check_version
from actes.diff.wording import summary
from actes.problem import InputError
from actes.project import Project

FORMATS = {"text": render_text, "json": render_json, "changelog": render_changelog}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Say what changed in the corpus: articles, contexts, actors (renamed, merged, split), mentions, events, "
        "arguments, stances, registry. Annotators' layers are left out. Exit 0 whether or not anything changed."
    )
    parser.add_argument(
        "base",
        nargs="?",
        default="HEAD",
        metavar="BASE",
        help="a git revision, or a folder with corpus/ (default: HEAD)",
    )
    parser.add_argument(
        "--format",
        choices=[*FORMATS, "markdown"],
        default="text",
        help="markdown: a comment for a pull request; changelog: an entry for CHANGELOG.md (default: text)",
    )
    parser.add_argument(
        "--check-version",
        action="store_true",
        help="exit 1 if corpus/VERSION did not rise as the changes since BASE ask: patch for corrections that keep "
        "ids, minor for new articles, major for a new schema or any change of a test article",
    )
    parser.add_argument(
        "--link", default="", metavar="URL", help="markdown: what goes before the paths of files, to link to them"
    )
    parser.add_argument(
        "--limit",
        type=int,
        default=COMMENT_LIMIT,
        metavar="N",
        help=f"markdown: characters at most (default: {COMMENT_LIMIT})",
    )


def run(arguments: argparse.Namespace) -> int:
    """Compare, print, and check the version if asked."""
    with base_project(arguments.base, arguments.root) as before:
        snapshots = read_snapshots(before, Project(arguments.root), base=arguments.base)
    difference = compare(*snapshots)
    sys.stdout.write(_rendered(difference, arguments))
    if arguments.format == "text":
        sys.stderr.write(f"since {arguments.base}: {summary(difference)}\n")
    if arguments.check_version:
        problems = check_version(difference, arguments.base)
        if problems:
            raise InputError(problems)
    return 0


def _rendered(difference: Difference, arguments: argparse.Namespace) -> str:
    if arguments.format == "markdown":
        return render_markdown(difference, base=arguments.base, link=arguments.link, limit=arguments.limit)
    return FORMATS[arguments.format](difference)
