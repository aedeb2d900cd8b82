"""Annotation tools: articles out to Label Studio, brat and UIMA CAS, and the work back.

Every format is a pair of pure functions over files in memory: ``write`` makes them, ``read`` takes them. Between them
and an annotation file stands one form, :class:`actes.convert.standoff.Standoff`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from actes.annotation.canonical import write_annotation
from actes.annotation.resolve import Anchored
from actes.annotation.text import MAX_CHARACTERS
from actes.convert.archive import unpack
from actes.convert.from_article import make_standoff
from actes.convert.standoff import EXPORTED, Standoff
from actes.convert.to_annotation import Imported, make_annotation
from actes.ontology import Ontology
from actes.problem import InputError, Problem, limited
from actes.vocabulary import latest_version, read_ontology, schema_versions

Files = Mapping[str, bytes]

MAX_REGIONS = 5_000
"""Of an article: twenty times as many as the densest has."""
MAX_RELATIONS = 20_000


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
    drawn: dict[str, Standoff] = {}
    problems: list[Problem] = []
    for article in articles:
        if article.file.id in drawn:
            message = f"{article.file.id} was named twice; an export holds an article once"
            problems.append(article.source.problem(("id",), message, "article-duplicate"))
            continue
        try:
            standoff = drawn[article.file.id] = _stamped(make_standoff(article, ontology), ontology)
            problems.extend(_losses(article, standoff, tool, ontology))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return tool.write(list(drawn.values()), ontology)


def blank_articles(articles: Sequence[Anchored], tool: Format, ontology: Ontology) -> dict[str, bytes]:
    """The files of a tool for the texts alone, for an annotator who should not see what others did."""
    bare: dict[str, Any] = {"contexts": [], "actors": [], "events": [], "stances": [], "note": None}
    emptied = [replace(article, file=msgspec.structs.replace(article.file, **bare), spans={}) for article in articles]
    return export_articles(emptied, tool, ontology)


def read_articles(files: Files, tool: Format) -> list[Standoff]:
    """The articles in the files of a tool, annotated or not.

    Raises:
        InputError: where the files are not of the format.
    """
    try:
        return tool.read(unpack(files))
    except InputError as error:
        raise InputError(limited(error.problems, error.problems[0].path)) from None


def import_article(article: Standoff, previous: Anchored | None = None) -> Imported:
    """The annotation file of an article that came back; ``previous`` is the one in the corpus.

    Raises:
        InputError: with everything that cannot be kept.
    """
    version = article.header.get("schema", (latest_version(),))[0]
    if version not in schema_versions():
        message = f"schema {version!r} is unknown; known: {', '.join(schema_versions())}"
        raise InputError([*article.problems, article.origin.problem(message, "schema-unknown")])
    for what, number, most in (
        ("characters", len(article.text), MAX_CHARACTERS),
        ("regions", len(article.regions), MAX_REGIONS),
        ("relations", len(article.relations), MAX_RELATIONS),
    ):
        if number > most:
            raise InputError([article.origin.problem(f"{number} {what}; at most {most} are read", "file-size")])
    try:
        return make_annotation(article, read_ontology(version), previous)
    except InputError as error:
        raise InputError(limited(error.problems, article.origin.path)) from None


def revision(article: Standoff, ontology: Ontology) -> str:
    """Sixteen hexadecimal digits that two articles share if they say the same of the same text, however they quote it.

    Raises:
        InputError: where the article is not one that can be imported.
    """
    canonical = write_annotation(make_annotation(article, ontology).anchored, ontology)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def _stamped(article: Standoff, ontology: Ontology) -> Standoff:
    return replace(article, header={**article.header, EXPORTED: (revision(article, ontology),)})


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
