"""What a difference between gold and prediction is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]
"""``[start, end)`` in code points of the article's text."""

LAYERS = (
    "contexts",
    "mentions",
    "coreference",
    "linking",
    "triggers",
    "event_coreference",
    "arguments",
    "status",
    "attribution",
    "stance",
)
"""The layers in which differences are told: the tasks on the graph, by their names, in the order of reading."""


class Kind(StrEnum):
    """How the two sides differ."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    WRONG_LABEL = "wrong label"
    WRONG_BOUNDARY = "wrong boundary"
    WRONG_BOUNDARY_AND_LABEL = "wrong boundary and label"
    SPLIT = "split"
    MERGED = "merged"
    WRONG_LINK = "wrong link"
    WRONG_ROLE = "wrong role"
    WRONG_STATUS = "wrong status"
    WRONG_HOLDER = "wrong holder"
    WRONG_TARGET = "wrong target"
    WRONG_POLARITY = "wrong polarity"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one side says."""

    label: str
    """The label at stake: a kind, a type, a role, a status, a polarity, a link."""
    words: str
    """What is said, for people: a quotation, ``Anne Martin → accord``."""
    spans: tuple[Span, ...] = ()
    """Where in the text it stands."""
    nodes: tuple[str, ...] = ()
    """The ids, on this side, of the actors and events it is about."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference. ``gold`` is ``None`` for what is spurious, ``predicted`` for what is missed."""

    layer: str
    kind: Kind
    gold: Claim | None
    predicted: Claim | None
    note: str = ""
    """Why, where another difference explains this one."""


def missed(layer: str, claim: Claim, note: str = "") -> Fault:
    """What only the gold says."""
    return Fault(layer, Kind.MISSED, claim, None, note)


def spurious(layer: str, claim: Claim, note: str = "") -> Fault:
    """What only the prediction says."""
    return Fault(layer, Kind.SPURIOUS, None, claim, note)
