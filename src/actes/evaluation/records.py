"""Articles as JSON Lines: one object per line, in the shape of ``actes.article.Article``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from actes.article import Article
from actes.evaluation.json_keys import repeated_key
from actes.evaluation.tagging import Tagged, to_article
from actes.problem import InputError, Problem

MAX_LINE_BYTES = 50_000_000
NULL_IS_A_VALUE = frozenset({"country", "link", "actor", "recipient"})
"""Fields whose null says something: no country applies, the actor is in no registry, a dyad has no such side."""
_has_tags = re.compile(rb'"(?:actor|event)_tags"\s*:').search
_PLACE = re.compile(r"(?P<what>.*?)(?: - at `\$(?:\.)?(?P<pointer>[^`]*)`)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Record:
    """An article and the line (from 1) of the file it came from."""

    path: str
    line: int
    article: Article

    def problem(self, pointer: str, message: str, code: str) -> Problem:
        """A problem at a place of this record."""
        return Problem(self.path, self.line, pointer, message, code)


def parse_lines(lines: Iterable[bytes], path: str) -> Iterator[Record | Problem]:
    """Each line that is not blank as a record, or as the problem that keeps it from being one."""
    decode = msgspec.json.Decoder(Article).decode
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if len(line) > MAX_LINE_BYTES:
            message = f"a line of {len(line)} bytes; at most {MAX_LINE_BYTES} are read"
            yield Problem(path, number, "", message, "file-size")
            continue
        try:
            if b'_tags"' in line and _has_tags(line):
                read = _tagged_record(_decode_tagged(line), path, number)
            else:
                read = Record(path, number, decode(line))
            repeated = repeated_key(line)
            yield Problem(path, number, *repeated, "json-duplicate-key") if repeated else read
        except msgspec.ValidationError as error:
            yield _shape_problem(str(error), path, number)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            yield Problem(path, number, "", f"not JSON: {error}", "json-syntax")


def parse_row(row: object, path: str, number: int) -> Record | Problem:
    """One article or row of tagged tokens, given as a dictionary; its nulls are left out, as a table cannot."""
    row = _without_nulls(row)
    try:
        if isinstance(row, Mapping) and ("actor_tags" in row or "event_tags" in row):
            return _tagged_record(msgspec.convert(row, Tagged), path, number)
        return Record(path, number, msgspec.convert(row, Article))
    except msgspec.ValidationError as error:
        return _shape_problem(str(error), path, number)


def write_lines(articles: Iterable[Article]) -> bytes:
    """Articles as JSON Lines, every line self-contained."""
    return b"".join(msgspec.json.encode(article) + b"\n" for article in articles)


def only_records(parsed: Iterable[Record | Problem]) -> list[Record]:
    """The records.

    Raises:
        InputError: with every line that is not one.
    """
    records = []
    problems = []
    for item in parsed:
        if isinstance(item, Record):
            records.append(item)
        else:
            problems.append(item)
    if problems:
        raise InputError(problems)
    return records


_decode_tagged = msgspec.json.Decoder(Tagged).decode


def _tagged_record(tagged: Tagged, path: str, number: int) -> Record | Problem:
    try:
        return Record(path, number, to_article(tagged))
    except ValueError as error:
        return Problem(path, number, "", str(error), "tags-form")


def _without_nulls(value: object) -> object:
    if isinstance(value, Mapping):
        return {
            key: _without_nulls(member) for key, member in value.items() if member is not None or key in NULL_IS_A_VALUE
        }
    return [_without_nulls(member) for member in value] if isinstance(value, list) else value


def _shape_problem(message: str, path: str, line: int) -> Problem:
    found = _PLACE.fullmatch(message)
    what = found["what"] if found else message
    pointer = (found["pointer"] if found else None) or ""
    if "missing required field" in what:
        code = "field-missing"
    elif "unknown field" in what:
        code = "field-unknown"
    else:
        code = "field-type"
    return Problem(path, line, pointer, what.replace("`", "'"), code)
