"""Rules of the fields at the top of the file."""

from __future__ import annotations

from pathlib import PurePosixPath

from actes.annotation.edtf_date import is_edtf
from actes.annotation.model import NEW
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


def draft(anchored: Anchored, _: Ontology) -> Findings:
    """A draft is not gold until somebody has read each of its annotations and says so by removing the mark."""
    file = anchored.file
    if file.draft is None:
        return
    path = anchored.source.path
    name = file.id if path == f"corpus/{file.id}.yaml" else path
    done = f"then remove the mark: actes fix {name} remove draft"
    if file.draft == NEW:
        yield ("draft",), f"a draft; annotate the text (actes prelabel {file.id} proposes), {done}", "draft-open"
    else:
        message = f"a draft by {file.draft}; read each annotation against the text and correct it, {done}"
        yield ("draft",), message, "draft-open"


RULES: tuple[Rule, ...] = (file_name, date, context_count, draft)
