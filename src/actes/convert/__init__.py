"""Annotation tools: articles out to Label Studio, brat and UIMA CAS, and the work back.

Every format is a pair of pure functions over files in memory: ``write`` makes them, ``read`` takes them. Between them
and an annotation file stands one form, :class:`actes.convert.standoff.Standoff`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from actes.annotation.canonical import write_annotation
from actes.annotation.resolve import Anchored
from actes.convert.archive import unpack
from actes.convert.from_article import make_standoff
from actes.convert.standoff import Standoff
from actes.convert.to_annotation import Imported, make_annotation
from actes.ontology import Ontology
from actes.problem import InputError, Problem
from actes.vocabulary import latest_version, read_ontology, schema_versions

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A tool's format. ``read`` is given archives unpacked."""

    title: str
    write: Callable[[Sequence[Standoff], Ontology], dict[str, bytes]]
    read: Callable[[Files], list[Standoff]]


def export_articles(articles: Sequence[Anchored], tool: Format, ontology: Ontology) -> dict[str, bytes]:
    """The files of a tool for articles in which every quotation was found.

    Each article is read back first: what a tool cannot carry is told before anybody works on it.

    Raises:
        InputError: with what cannot be exported.
    """
    drawn = []
    problems: list[Problem] = []
    for article in articles:
        try:
            standoff = make_standoff(article, ontology)
            problems.extend(_losses(article, standoff, tool, ontology))
            drawn.append(standoff)
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return tool.write(drawn, ontology)


def read_articles(files: Files, tool: Format) -> list[Standoff]:
    """The articles in the files of a tool, annotated or not.

    Raises:
        InputError: where the files are not of the format.
    """
    return tool.read(unpack(files))


def import_article(article: Standoff, previous: Anchored | None = None) -> Imported:
    """The annotation file of an article that came back; ``previous`` is the one in the corpus.

    Raises:
        InputError: with everything that cannot be kept.
    """
    version = article.header.get("schema", (latest_version(),))[0]
    if version not in schema_versions():
        message = f"schema {version!r} is unknown; known: {', '.join(schema_versions())}"
        raise InputError([*article.problems, article.origin.problem(message, "schema-unknown")])
    return make_annotation(article, read_ontology(version), previous)


def _losses(article: Anchored, standoff: Standoff, tool: Format, ontology: Ontology) -> list[Problem]:
    """What would not come back from the tool as it went there."""
    try:
        (returned,) = read_articles(tool.write([standoff], ontology), tool)
        content = write_annotation(import_article(returned, article).anchored, ontology)
    except InputError as error:
        return [_loss(article, f"{problem.pointer} {problem.message}".strip(), tool) for problem in error.problems]
    sent, came = write_annotation(article, ontology).splitlines(), content.splitlines()
    if sent == came:
        return []
    lost = next((line for line in sent if line not in came), sent[-1])
    return [_loss(article, f"this line would be lost: {lost.strip()}", tool)]


def _loss(article: Anchored, message: str, tool: Format) -> Problem:
    return article.source.problem((), f"{tool.title} cannot carry this article: {message}", "export-lossy")
