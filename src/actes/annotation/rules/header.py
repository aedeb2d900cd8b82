"""Rules of the fields at the top of the file."""

from __future__ import annotations

from pathlib import PurePosixPath

from actes.annotation.edtf_date import is_edtf
from actes.annotation.resolve import Anchored
from actes.annotation.rules.finding import Findings, Rule
from actes.ontology import Ontology

MAX_CONTEXTS = 3


def file_name(anchored: Anchored, _: Ontology) -> Findings:
    """The file is named after its article."""
    stem = PurePosixPath(anchored.source.path).name.removesuffix(".yaml")
    if anchored.file.id != stem:
        yield ("id",), f"the id is {anchored.file.id!r} but the file is named {stem!r}; make them equal", "file-name"


def date(anchored: Anchored, _: Ontology) -> Findings:
    """The date is EDTF."""
    if not is_edtf(anchored.file.date):
        message = f"{anchored.file.date!r} is not an EDTF date; write 2024-05-14, 2024-05 or 2024"
        yield ("date",), message, "date-invalid"


def context_count(anchored: Anchored, _: Ontology) -> Findings:
    """C1: at most three contexts."""
    count = len(anchored.file.contexts)
    if count > MAX_CONTEXTS:
        message = f"{count} contexts; keep at most {MAX_CONTEXTS}, those of the headline and the main events (C1)"
        yield ("contexts",), message, "context-count"


RULES: tuple[Rule, ...] = (file_name, date, context_count)
