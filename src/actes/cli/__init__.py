"""The ``actes`` command. Each module here is one subcommand: ``add_parser`` declares it, ``run`` does it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from actes.cli import build, check, fmt, schema, show
from actes.problem import InputError, render_text

COMMANDS: tuple[ModuleType, ...] = (check, fmt, show, build, schema)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command. Returns 0 when all is well, 1 for problems in the input, 2 for wrong usage."""
    parser = argparse.ArgumentParser(
        prog="actes", description="Check, format, show and build the ACTES corpus.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"actes {version('actes')}")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        subparser = command.add_parser(subparsers)
        subparser.set_defaults(run=command.run)
        subparser.add_argument(
            "--root",
            type=Path,
            default=Path(),
            metavar="DIR",
            help="the folder that holds corpus/ and seeds/ (default: .)",
        )
    arguments = parser.parse_args(argv)
    return guarded(lambda: int(arguments.run(arguments)))


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
