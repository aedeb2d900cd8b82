"""The dataset card: ``README.md`` with the YAML header that ``load_dataset`` and the Hub read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from actes.build.features import Column, Feature, Group, Labels, ListOf, Scalar, yaml_features
from actes.build.figures import Figures
from actes.build.markdown import counted, fill, occurrences, table
from actes.build.published import Published
from actes.build.summary import provenance, size_table
from actes.corpus import SPLITS, Corpus
from actes.tokens import TOKENISER

LANGUAGE_NAMES = {"fr": "fr-FR"}
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (math.inf, "100K<n<1M"))
_FREE_LICENCE = "CC-BY-4.0"


def render_card(corpus: Corpus, published: Sequence[Published], figures: Figures, withheld: int) -> str:
    """The whole ``README.md``."""
    header = yaml.safe_dump(
        card_metadata(corpus, published, figures),
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=None,
        width=120,
    )
    total = figures.total
    body = fill(
        "card.md",
        {
            "version": corpus.version,
            "schema": corpus.ontology.version,
            "provenance": provenance(figures),
            "withheld": _withheld(withheld),
            "configs": _config_table(published),
            "sizes": size_table(figures),
            "columns": "\n\n".join(_column_section(one) for one in published),
            "tokeniser": TOKENISER,
            "lost_mentions": f"{figures.lost_mentions:,} of {counted(total.mentions, 'mention')}",
            "lost_triggers": f"{figures.lost_triggers:,} of {counted(total.triggers, 'trigger')}",
            "licences": occurrences(figures.licences),
            "articles": f"{total.articles:,}",
            "mentions": f"{total.mentions:,}",
            "events": f"{total.events:,}",
            "stances": f"{total.stances:,}",
        },
    )
    return f"---\n{header}---\n\n{body}"


def card_metadata(corpus: Corpus, published: Sequence[Published], figures: Figures) -> dict[str, Any]:
    """The YAML header."""
    total = figures.total.articles
    found = any(n for origin, n in figures.origins.items() if origin != "written")
    languages = sorted({article.language or "" for article in corpus.articles})
    return {
        "pretty_name": "ACTES: actors, events and stance in French geopolitical news",
        "language": languages,
        "language_details": ", ".join(LANGUAGE_NAMES.get(language, language) for language in languages),
        **_licence(figures),
        "annotations_creators": ["machine-generated"],
        "language_creators": ["machine-generated", *(["found"] if found else [])],
        "multilinguality": ["monolingual" if len(languages) == 1 else "multilingual"],
        "size_categories": [next(name for limit, name in _SIZES if total < limit)],
        "source_datasets": ["original"],
        "task_categories": ["token-classification", "text-classification"],
        "task_ids": [
            "named-entity-recognition",
            "coreference-resolution",
            "multi-class-classification",
            "multi-label-classification",
            "multi-input-text-classification",
        ],
        "tags": [
            "actes",
            "actors",
            "event-extraction",
            "event-coreference",
            "stance-detection",
            "political-events",
            "plover",
            "news",
            "croissant",
        ],
        "configs": [_config_entry(one, corpus.version) for one in published if one.files],
        "dataset_info": [_dataset_info(one) for one in published if one.files],
    }


def _config_entry(published: Published, version: str) -> dict[str, Any]:
    return {
        "config_name": published.config.name,
        **({"default": True} if published.config.name == "articles" else {}),
        "version": version,
        "description": f"sha256:{published.digest}",
        "data_files": [{"split": split, "path": published.path(split)} for split in published.files],
    }


def _dataset_info(published: Published) -> dict[str, Any]:
    return {
        "config_name": published.config.name,
        "features": yaml_features(published.columns),
        "splits": [
            {"name": split, "num_bytes": file.table_bytes, "num_examples": file.rows}
            for split, file in published.files.items()
        ],
    }


def _licence(figures: Figures) -> dict[str, Any]:
    """One licence where all articles have the free one, else the Hub's ``other``: the column ``licence`` says which."""
    if all(name == _FREE_LICENCE for name, n in figures.licences.items() if n):
        return {"license": "cc-by-4.0"}
    return {
        "license": "other",
        "license_name": "cc-by-4.0-where-column-licence-says-so",
        "license_link": "https://creativecommons.org/licenses/by/4.0/",
    }


def _withheld(withheld: int) -> str:
    if not withheld:
        return ""
    return (
        f"\n{counted(withheld, 'article')} of the corpus {'is' if withheld == 1 else 'are'} not in this build, because "
        "the text may not be redistributed and was not at hand (origin `withheld`; `actes fetch` obtains it).\n"
    )


def _config_table(published: Sequence[Published]) -> str:
    rows = []
    for one in published:
        counts = [one.files[split].rows if split in one.files else 0 for split in SPLITS]
        rows.append((f"`{one.config.name}`", one.config.row, one.config.use, *counts))
    return table(("config", "one row is", "for", *SPLITS), rows)


def _column_section(published: Published) -> str:
    rows = ((f"`{name}`", kind, about) for name, kind, about in _flat(published.columns))
    return f"### `{published.config.name}`\n\n{table(('column', 'type', 'holds'), rows)}"


def _flat(columns: Sequence[Column], within: str = "") -> Iterator[tuple[str, str, str]]:
    for column in columns:
        name = within + column.name
        yield name, _kind(column.feature), column.about
        inner = column.feature.item if isinstance(column.feature, ListOf) else column.feature
        if isinstance(inner, Group):
            yield from _flat(inner.columns, f"{name}.")


def _kind(feature: Feature) -> str:
    match feature:
        case ListOf(Group()):
            return "list"
        case ListOf(item):
            return f"list of {_kind(item)}"
        case Group():
            return "group"
        case Labels(names):
            return f"label ({len(names)})" if len(names) > 4 else " / ".join(f"`{name}`" for name in names)
        case Scalar():
            return feature.value
