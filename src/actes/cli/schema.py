"""``actes schema``: the JSON Schema of annotation files, for editors."""

from __future__ import annotations

import argparse
import sys

from actes.annotation.json_schema import article_schema
from actes.cli.arguments import Subparsers
from actes.vocabulary import LATEST, read_ontology, schema_versions


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Declare the command."""
    parser = subparsers.add_parser(
        "schema",
        help="print the JSON Schema of annotation files",
        description="Print the JSON Schema of annotation files; schema/<version>/article.schema.json holds it.",
    )
    parser.add_argument(
        "--schema", choices=schema_versions(), default=LATEST, help=f"schema version (default: {LATEST})"
    )
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Print it."""
    sys.stdout.write(article_schema(read_ontology(arguments.schema)))
    return 0
