"""The ``actes`` command. Each module here is one subcommand: ``configure`` declares its arguments, ``run`` does it."""

from __future__ import annotations

import argparse
import gc
import importlib
import keyword
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from actes import __version__
from actes.problem import InputError, render_text

# A command's module is imported when it is called: actes check need not wait for what only actes build uses.
COMMANDS = {
    "check": "say everything that is wrong with the corpus",
    "fmt": "write annotation files in the canonical way",
    "show": "show an article with its annotations",
    "stats": "what the corpus covers, and how its texts are written",
    "new": "begin an article: clean its text, name it, write an empty draft",
    "prelabel": "fill a draft with what a baseline proposes",
    "fix": "correct an article: a label, a span, an id; merge, add, remove",
    "build": "build the dataset folder",
    "evaluate": "score predictions, or a baseline",
    "diff": "what changed in meaning since a revision or another folder",
    "preview": "articles on one HTML page, with what changed and what is wrong",
    "review": "what a pull request is asked: check, format, version, diff, preview",
    "agreement": "how far annotators' layers agree, and where they do not",
    "adjudicate": "merge two layers, disputes marked",
    "export": "write articles for Label Studio, brat or INCEpTION",
    "import": "read annotations from Label Studio, brat or INCEpTION",
    "migrate": "take annotation files to a newer schema version",
    "labelstudio": "annotate in Label Studio on this machine",
    "schema": "print the JSON Schema of annotation files",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command. Returns 0 when all is well, 1 for problems in the input, 2 for wrong usage."""
    argv = sys.argv[1:] if argv is None else list(argv)
    if argv and argv[0] in COMMANDS:
        return run_command(argv[0], argv[1:], prog=f"actes {argv[0]}")
    parser = argparse.ArgumentParser(
        prog="actes",
        description="Check, format, show, build and score the ACTES corpus.",
        epilog="commands:\n" + "".join(f"  {name:11} {what}\n" for name, what in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=list(COMMANDS), metavar="COMMAND", help="see below; actes COMMAND --help")
    parser.add_argument("--version", action="version", version=f"actes {__version__}")
    parser.parse_args(argv)
    raise AssertionError("a known command was run above")


def run_command(name: str, argv: Sequence[str], *, prog: str) -> int:
    """Run one subcommand; ``prog`` is how its help calls it."""
    # A corpus is a hundred thousand values without cycles; looking for some among them takes a fifth of the time.
    gc.set_threshold(100_000)
    module = f"{name}_" if keyword.iskeyword(name) else name
    command = importlib.import_module(f"actes.cli.{module}")
    parser = argparse.ArgumentParser(prog=prog, allow_abbrev=False)
    command.configure(parser)
    root_help = "the folder that holds corpus/ and seeds/ (default: .)"
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help=root_help)
    # Ids may come after options too; but intermixed parsing forgets what -- means.
    arguments = parser.parse_args(argv) if "--" in argv else parser.parse_intermixed_args(argv)
    return guarded(lambda: int(command.run(arguments)))


def guarded(run: Callable[[], int]) -> int:
    """Run a command so that bad input ends in its problems and a closed pipe in silence, never in a traceback."""
    try:
        return run()
    except InputError as error:
        sys.stderr.write("".join(f"{line}\n" for line in render_text(error.problems)))
        return 1
    except BrokenPipeError:
        # The reader (head, less) has gone; what Python would still flush to it goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return 130
