"""An annotation file under correction: what was read from it, before its structure is judged.

Corrections work on strings, lists and mappings rather than on the typed file, so that a file with a wrong label or a
quotation that fits no place can be corrected too: those are what corrections are for.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from actes.annotation.anchor import Anchorable, Span
from actes.annotation.model import AnnotationFile
from actes.annotation.resolve import WITHHELD
from actes.annotation.strict_yaml import Source, Value
from actes.annotation.structure import to_struct
from actes.ontology import Ontology
from actes.problem import InputError, Problem

LAYERS = ("actors", "events", "stances")
"""The lists whose members have an id."""


class UsageError(Exception):
    """Words that are no correction; the message says what is."""


def check_shape(root: Value, source: Source, ontology: Ontology) -> None:
    """See that texts, lists and mappings stand where the model has them; labels and the rest may be wrong.

    Raises:
        InputError: with every one that does not.
    """
    try:
        to_struct(root, source, AnnotationFile, ontology)
    except InputError as error:
        misshapen = [problem for problem in error.problems if problem.code == "field-type"]
        if misshapen:
            raise InputError(misshapen) from None


@dataclass(slots=True)
class Document:
    """The content of a file and the text it annotates; corrections change ``root`` in place."""

    source: Source
    root: Any
    """Strings, lists and mappings, each where the model has one (see :func:`check_shape`)."""
    text: str | None
    """``None`` for a withheld text that is not here."""

    def copy(self) -> Document:
        """One of its own to change."""
        return Document(self.source, copy.deepcopy(self.root), self.text)

    @property
    def withheld(self) -> bool:
        """Whether quotations are anchored by offsets."""
        return bool(self.root.get("origin") == WITHHELD)

    def problem(self, place: str, message: str, code: str) -> InputError:
        """What a correction cannot do; ``place`` is the path that it names."""
        return InputError([Problem(self.source.path, 0, place, message, code)])

    def words(self, place: str) -> Anchorable:
        """The text, to look up quotations in.

        Raises:
            InputError: the text is not here.
        """
        if self.text is None:
            message = "the text is withheld and not here; obtain it (see DATASHEET.md) to move a span"
            raise self.problem(place, message, "text-missing")
        return Anchorable(self.text)

    def span(self, quote: Any, place: Anchorable) -> Span | None:
        """Where a quotation of the file stands; ``None`` where it fits no one place."""
        if "exact" not in quote:
            return None
        if self.withheld:
            start = str(quote.get("at"))
            return Span(int(start), int(start) + len(quote["exact"])) if start.isdecimal() else None
        spans = place.find(quote["exact"], quote.get("prefix"), quote.get("suffix"))
        return spans[0] if len(spans) == 1 else None

    def quoted(self, span: Span, place: Anchorable) -> dict[str, str]:
        """The fields of the shortest quotation of a span."""
        if self.withheld:
            return {"exact": place.text[span.start : span.end], "at": str(span.start)}
        quote = place.quote(span)
        fields = {"prefix": quote.prefix, "exact": quote.exact, "suffix": quote.suffix}
        return {name: value for name, value in fields.items() if value is not None}

    def entries(self, *layers: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
        """The entries of layers, all of them if none is named: layer, number and content."""
        for layer in layers or LAYERS:
            for number, entry in enumerate(self.root.get(layer, [])):
                yield layer, number, entry

    def find(self, name: str, *layers: str) -> tuple[str, int, dict[str, Any]] | None:
        """The entry with an id."""
        return next((found for found in self.entries(*layers) if found[2].get("id") == name), None)
