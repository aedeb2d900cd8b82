"""The report as one HTML page that needs nothing else: no network, no other file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import chain
from string import Template

from actes.article import Article
from actes.evaluation.report import Report
from actes.ontology import Ontology
from actes.report import confusion, details, overview
from actes.report.browser import browser_data
from actes.report.faults.alignment import align
from actes.report.faults.article import aligned_errors
from actes.report.markup import element, join

SCRIPTS = ("marks.js", "filter.js", "page.js")


def render_html(
    report: Report,
    gold: Sequence[Article],
    predictions: Mapping[str, Sequence[Article]],
    ontology: Ontology,
) -> str:
    """The page: figures, plots, confusions, and a browser of every difference.

    Args:
        report: of the systems.
        gold: the articles that were scored, with their texts, in the order they are shown.
        predictions: of every system by name, in any order; an article without prediction is shown as all missed. Of
            several runs, give the one to look at.
        ontology: the vocabularies.

    Raises:
        ValueError: a prediction is of an article that is not in ``gold``.
    """
    alignments = {}
    for system, articles in predictions.items():
        by_id = {article.id: article for article in articles}
        unknown = by_id.keys() - {article.id for article in gold}
        if unknown:
            raise ValueError(
                f"{system}: predictions of articles that are not in the gold: {', '.join(sorted(unknown))}"
            )
        alignments[system] = [align(article, by_id.get(article.id, Article(article.id)), ontology) for article in gold]
    faults = {system: [aligned_errors(a) for a in aligned] for system, aligned in alignments.items()}
    confused = {system: confusion.confusions(aligned, ontology) for system, aligned in alignments.items()}
    sections = [
        overview.systems(report),
        overview.tasks(report),
        overview.comparisons(report),
        details.labels(report),
        details.confusions(confused),
        details.breakdowns(report.parts),
    ]
    shown = [section for section in sections if section is not None]
    counts = details.error_counts({system: list(chain.from_iterable(found)) for system, found in faults.items()})
    style, script = _template("page.css"), "\n".join(map(_template, SCRIPTS))
    return Template(_template("page.html")).substitute(
        policy=_policy(style, script),
        title=element("title", "ACTES evaluation: ", ", ".join(system.name for system in report.systems)),
        style=style,
        script=script,
        masthead=overview.masthead(report),
        links=join(*(section.link() for section in shown)),
        sections=join(*(section.render() for section in shown)),
        counts=counts,
        data=browser_data(gold, alignments, faults),
    )


def _policy(style: str, script: str) -> str:
    """Only this style and this script, and nothing from anywhere."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _template(name: str) -> str:
    return files("actes.report").joinpath("templates", name).read_text(encoding="utf-8")
