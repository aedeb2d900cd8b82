"""The columns of the statistics: which counts are kept, for which task, scheme and label, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actes.ontology import Ontology
from actes.pairs import NONE

Floats = NDArray[np.float64]

ALL = ("",)
"""The labels of a block that is not split by label."""

LINK_LABELS = ("linked", "nil")
SOURCE_LABELS = ("author", "actor")
UNANSWERED = "unanswered"


class Form(Enum):
    """What a block counts, and so how figures come from its sums."""

    MATCHES = ("correct", "predicted", "gold")
    RELAXED = ("correct", "incorrect", "partial", "missed", "spurious")
    CLUSTERS = ("precision_part", "precision_whole", "recall_part", "recall_whole")
    ACCURACY = ("right", "asked")
    CONFUSION = ()
    """One count per answered label, then the unanswered; the labels of the block are those of the gold."""


_GOLD: Mapping[Form, slice | list[int]] = {
    Form.MATCHES: [2],
    Form.RELAXED: slice(4),
    Form.CLUSTERS: [3],
    Form.ACCURACY: [],
    Form.CONFUSION: slice(None),
}
"""The counts of a label whose sum the gold alone decides."""


@dataclass(frozen=True, slots=True)
class Block:
    """Columns ``start`` to ``stop``: a table of ``labels`` times ``counts`` of one task and scheme."""

    task: str
    scheme: str
    form: Form
    labels: tuple[str, ...]
    whole: bool
    """Whether every count is a whole number, so that sums are exact whatever their order."""
    start: int

    @property
    def counts(self) -> tuple[str, ...]:
        """The names of the counts of one label."""
        return (*self.labels, UNANSWERED) if self.form is Form.CONFUSION else self.form.value

    @property
    def stop(self) -> int:
        """One past the last column."""
        return self.start + len(self.labels) * len(self.counts)

    def of(self, table: NDArray[Any]) -> NDArray[Any]:
        """The block of ``table[..., K]``, as ``[..., labels, counts]``."""
        shape = (*table.shape[:-1], len(self.labels), len(self.counts))
        block: NDArray[Any] = table[..., self.start : self.stop].reshape(shape)
        return block

    def gold(self, table: NDArray[Any]) -> NDArray[Any]:
        """What the gold alone decides of ``table[..., K]``: ``[..., labels]``, the same for every system."""
        gold: NDArray[Any] = self.of(table)[..., _GOLD[self.form]].sum(-1)
        return gold


@dataclass(frozen=True, slots=True)
class Layout:
    """Every block, those of whole numbers first. Statistics with different layouts are never added."""

    version: str
    blocks: tuple[Block, ...]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return self.blocks[-1].stop

    @property
    def whole_width(self) -> int:
        """How many columns hold whole numbers: the first ones."""
        return max(block.stop for block in self.blocks if block.whole)

    def block(self, task: str, scheme: str) -> Block:
        """The block of that task and scheme."""
        return next(block for block in self.blocks if (block.task, block.scheme) == (task, scheme))

    def names(self) -> tuple[str, ...]:
        """``task.scheme.label.count`` of every column, empty parts left out."""
        return tuple(
            ".".join(part for part in (block.task, block.scheme, label, count) if part)
            for block in self.blocks
            for label in block.labels
            for count in block.counts
        )


def layout(ontology: Ontology) -> Layout:
    """The columns that ``ontology`` gives: its label lists, in its order, whether or not the data use them."""
    kinds, types = tuple(ontology.kinds), tuple(ontology.types)
    polarities = tuple(ontology.polarities)
    plain: list[tuple[str, str, Form, Sequence[str]]] = [
        ("mentions", "strict", Form.MATCHES, kinds),
        ("mentions", "untyped", Form.MATCHES, ALL),
        *(("mentions", scheme, Form.RELAXED, (*ALL, *kinds)) for scheme in RELAXED_SCHEMES),
        ("coreference", "mentions", Form.CLUSTERS, ALL),
        ("coreference", "muc", Form.CLUSTERS, ALL),
        ("linking", "", Form.MATCHES, LINK_LABELS),
        ("linking", "given_mention", Form.ACCURACY, ALL),
        ("triggers", "strict", Form.MATCHES, types),
        ("triggers", "untyped", Form.MATCHES, ALL),
        ("event_coreference", "mentions", Form.CLUSTERS, ALL),
        ("event_coreference", "muc", Form.CLUSTERS, ALL),
        ("arguments", "", Form.MATCHES, tuple(ontology.roles)),
        ("status", "", Form.MATCHES, tuple(ontology.statuses)),
        ("status", "given_trigger", Form.ACCURACY, ALL),
        ("attribution", "", Form.MATCHES, SOURCE_LABELS),
        ("stance", "", Form.MATCHES, polarities),
        ("stance", "holder_target", Form.MATCHES, ALL),
        ("stance_pairs", "", Form.CONFUSION, pair_labels_of(ontology)),
        ("contexts", "", Form.MATCHES, tuple(ontology.contexts)),
        ("dyads", "", Form.MATCHES, types),
    ]
    fractional = [
        (task, scheme, Form.CLUSTERS, ALL)
        for task in ("coreference", "event_coreference")
        for scheme in ("b_cubed", "ceaf_e", "lea")
    ]
    blocks: list[Block] = []
    for whole, entries in ((True, plain), (False, fractional)):
        for task, scheme, form, labels in entries:
            start = blocks[-1].stop if blocks else 0
            blocks.append(Block(task, scheme, form, tuple(labels), whole, start))
    return Layout(ontology.version, tuple(blocks))


RELAXED_SCHEMES = ("semeval_strict", "semeval_exact", "semeval_partial", "semeval_type")
"""The four schemes of SemEval-2013 task 9, in the order of the arrays that :mod:`actes.score.semeval` gives."""


def pair_labels_of(ontology: Ontology) -> tuple[str, ...]:
    """The labels of a stance pair: none, then the polarities."""
    return (NONE, *(polarity for polarity in ontology.polarities if polarity != NONE))
