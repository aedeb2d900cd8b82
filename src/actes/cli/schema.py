"""``actes schema``: the JSON Schema of annotation files, for editors."""

from __future__ import annotations

import argparse
import sys

from actes.annotation.json_schema import article_schema
from actes.vocabulary import latest_version, read_ontology, schema_versions


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = "Print the JSON Schema of annotation files; schema/<version>/article.schema.json holds it."
    latest = latest_version()
    parser.add_argument("--schema", choices=schema_versions(), default=latest, help=f"version (default: {latest})")


def run(arguments: argparse.Namespace) -> int:
    """Print it."""
    sys.stdout.write(article_schema(read_ontology(arguments.schema)))
    return 0
