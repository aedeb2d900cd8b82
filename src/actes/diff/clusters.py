"""Which actor, or event, became which: by the places of the text that they share."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from actes.score import matching

Place = tuple[int, int]
"""``[start, end)``."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """An actor with the places of its mentions, or an event with those of its triggers.

    ``label`` (kind, type) settles which of two events of one word is meant; it need not agree.
    """

    id: str
    label: str
    places: frozenset[Place]


@dataclass(frozen=True, slots=True)
class Shift:
    """A place that changed its cluster: ``source`` is ``None`` where it is new, ``target`` where it is gone."""

    place: Place
    source: str | None
    target: str | None


@dataclass(frozen=True, slots=True)
class Alignment:
    """What became of every cluster. Ids of the two sides are different namespaces."""

    before: frozenset[str]
    after: frozenset[str]
    """The ids of either side."""
    partners: Mapping[str, str]
    """Before -> after, one to one."""
    merged: Mapping[str, str]
    """Before -> after, of clusters without partner that went into another."""
    split: Mapping[str, str]
    """After -> before, of clusters without partner that came out of another."""
    shifts: tuple[Shift, ...]
    """Every place that none of these explains, and that is of a cluster that has a counterpart on the other side."""

    def image(self, before: str) -> str:
        """What the id has become; itself where it became nothing, primed where the other side has it for another."""
        image = self.partners.get(before) or self.merged.get(before)
        if image is None and before in self.before and before in self.after:
            return f"{before}′"
        return image or before

    def preimages(self, after: str) -> list[str]:
        """The clusters that went into this one, the partner first; the one it was split from."""
        partner = [b for b, a in self.partners.items() if a == after]
        merged = sorted(b for b, a in self.merged.items() if a == after)
        return partner + merged + [self.split[after] for _ in range(after in self.split)]

    def images(self, before: str) -> list[str]:
        """The clusters that this one went into: the partner, or what it was merged into, and those split from it."""
        own = [side[before] for side in (self.partners, self.merged) if before in side]
        return own + sorted(a for a, b in self.split.items() if b == before)


def align(before: Sequence[Cluster], after: Sequence[Cluster], *, by_id: bool) -> Alignment:
    """Find what became of every cluster.

    Partners are one to one: with ``by_id``, clusters of the same id that share a place; then as many shared places as
    can be; then, with ``by_id``, clusters of the same id that share none. A cluster that is left over was merged into
    another (or split from it) if at least half of its places are in it and were not the other's already.

    Args:
        before: the clusters of one side, ids unique.
        after: those of the other.
        by_id: whether an id means the same on both sides, as in two revisions of a file, or nothing, as in the files
            of two annotators.
    """
    left, right = {cluster.id: cluster for cluster in before}, {cluster.id: cluster for cluster in after}
    partners: dict[str, str] = {}
    if by_id:
        partners |= {name: name for name in left if name in right and left[name].places & right[name].places}
    partners |= _most_shared(
        [cluster for cluster in before if cluster.id not in partners],
        [cluster for cluster in after if cluster.id not in partners.values()],
    )
    if by_id:
        taken = set(partners.values())
        partners |= {name: name for name in left if name in right and name not in partners and name not in taken}

    back = {a: b for b, a in partners.items()}
    merged = {
        b.id: home
        for b in before
        if b.id not in partners and (home := _home(b, after, {a: left[n].places for a, n in back.items()}))
    }
    split = {
        a.id: home
        for a in after
        if a.id not in back and (home := _home(a, before, {b: right[n].places for b, n in partners.items()}))
    }
    alignment = Alignment(frozenset(left), frozenset(right), partners, merged, split, ())
    return dataclasses.replace(alignment, shifts=tuple(sorted(_shifts(left, right, alignment), key=_shift_order)))


def _most_shared(before: Sequence[Cluster], after: Sequence[Cluster]) -> dict[str, str]:
    pairs = [
        (place, left.label != right.label, i, j)
        for i, left in enumerate(before)
        for j, right in enumerate(after)
        for place in left.places & right.places
    ]
    ends = np.array([(i, j) for _, _, i, j in sorted(pairs)], np.int64).reshape(-1, 2)
    partner = matching.align(ends[:, 0], ends[:, 1], len(after), np.zeros(len(before), np.int64))
    return {before[i].id: after[j].id for j, i in enumerate(partner.tolist()) if i >= 0}


def _home(stray: Cluster, others: Sequence[Cluster], own: Mapping[str, frozenset[Place]]) -> str | None:
    """Where at least half of the places of ``stray`` are; ``own`` has the places that partners of others had before."""
    shared = [(len((stray.places & other.places) - own.get(other.id, frozenset())), other.id) for other in others]
    count, home = max(shared, key=lambda item: item[0], default=(0, ""))
    return home if count and 2 * count >= len(stray.places) else None


def _shifts(left: Mapping[str, Cluster], right: Mapping[str, Cluster], alignment: Alignment) -> Iterator[Shift]:
    arrived = {  # where places stand now that did not stand there before
        (place, a)
        for a, cluster in right.items()
        for place in cluster.places
        if not any(place in left[b].places for b in alignment.preimages(a))
    }
    moved: set[tuple[Place, str]] = set()
    for b, cluster in left.items():
        images = alignment.images(b)
        for place in sorted(cluster.places):
            if any(place in right[a].places for a in images):
                continue
            target = next((a for a in right if (place, a) in arrived - moved), None)
            if target is not None:
                moved.add((place, target))
                yield Shift(place, b, target)
            elif images:
                yield Shift(place, b, None)
    for place, a in arrived - moved:
        if alignment.preimages(a):
            yield Shift(place, None, a)


def _shift_order(shift: Shift) -> tuple[Place, str, str]:
    return shift.place, shift.source or "", shift.target or ""
