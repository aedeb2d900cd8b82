"""The changes of one article's stances."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from actes.article import Stance
from actes.diff.change import Change, values

Key = Callable[[Stance], Hashable]

STANCE_FIELDS = ("holder", "target", "polarity", "basis", "sources", "evidence")


def _evidence(stance: Stance) -> Hashable:
    return stance.start, stance.end


_BY_CONTENT: tuple[Key, ...] = (
    lambda s: (s.holder, s.target, s.polarity, _evidence(s)),
    lambda s: (s.holder, s.target, _evidence(s)),
    lambda s: (s.holder, s.target, s.polarity),
    lambda s: (s.holder, s.target),
    _evidence,
)
"""What makes two stances the same, the surest first."""


def pair_stances(before: Sequence[Stance], after: Sequence[Stance], *, by_id: bool) -> list[tuple[int, int]]:
    """Which stance became which, as indices; ids in ``before`` are already those of ``after``.

    With ``by_id``, stances of one id are one; the others are paired by holder, target and evidence, and then by less
    and less of these.
    """
    left, right = dict(enumerate(before)), dict(enumerate(after))
    pairs = []
    for key in (*_BY_ID, *_BY_CONTENT) if by_id else _BY_CONTENT:
        waiting: dict[Hashable, list[int]] = {}
        for j, stance in right.items():
            waiting.setdefault(key(stance), []).append(j)
        for i, stance in list(left.items()):
            candidates = waiting.get(key(stance), [])
            if candidates:
                j = candidates.pop(0)
                pairs.append((i, j))
                del left[i], right[j]
    return sorted(pairs)


_BY_ID: tuple[Key, ...] = (lambda s: s.id,)


def stance_changes(before: Sequence[Stance], after: Sequence[Stance], *, by_id: bool) -> Iterator[Change]:
    """Every change of the stances; holders, targets and sources in ``before`` are already those of ``after``."""
    pairs = pair_stances(before, after, by_id=by_id)
    kept = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, stance in enumerate(before):
        if i not in kept[0]:
            yield _whole("removed", stance, before=_triple(stance))
    for j, stance in enumerate(after):
        if j not in kept[1]:
            yield _whole("added", stance, after=_triple(stance))
    for i, j in pairs:
        was, now = before[i], after[j]
        if was.id != now.id:
            yield _whole("renamed", now, before=values(was.id), after=values(now.id))
        for field in STANCE_FIELDS:
            if field == "evidence":
                changed = _evidence(was) != _evidence(now)
                old, new = values(_words(was)), values(_words(now))
            else:
                old, new = values(getattr(was, field)), values(getattr(now, field))
                changed = old != new
            if changed:
                yield _whole("changed", now, field=field, before=old, after=new)


def _whole(
    action: str, stance: Stance, *, field: str = "", before: tuple[str, ...] = (), after: tuple[str, ...] = ()
) -> Change:
    return Change(
        layer="stance",
        action=action,
        subject=stance.id or "",
        field=field,
        before=before,
        after=after,
        detail=_words(stance),
        offset=stance.start if stance.start is not None else -1,
    )


def _triple(stance: Stance) -> tuple[str, ...]:
    return stance.holder, stance.polarity, stance.target


def _words(stance: Stance) -> str:
    return stance.text or f"{stance.start}-{stance.end}"
