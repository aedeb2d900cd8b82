"""The changes of one article's graph: its actors and events, and the spans that belong to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from actes.article import Actor, Argument, Event, Mention, Trigger
from actes.diff.change import Change, values
from actes.diff.clusters import Alignment, Cluster, Place, align

ACTOR_FIELDS = ("name", "kind", "country", "sectors", "link")
EVENT_FIELDS = ("type", "modes", "status", "sources")

Rename = Callable[[str], str]
"""From an id before to what it has become."""


def actor_clusters(actors: Sequence[Actor]) -> list[Cluster]:
    """Actors as clusters of places."""
    return [Cluster(a.id, a.kind, frozenset((m.start, m.end) for m in a.mentions)) for a in actors]


def event_clusters(events: Sequence[Event]) -> list[Cluster]:
    """Events as clusters of places."""
    return [Cluster(e.id, e.type, frozenset((t.start, t.end) for t in e.triggers)) for e in events]


def actor_changes(
    before: Sequence[Actor], after: Sequence[Actor], *, by_id: bool
) -> tuple[Alignment, Iterator[Change]]:
    """What became of the actors, and every change of them and their mentions."""
    alignment = align(actor_clusters(before), actor_clusters(after), by_id=by_id)
    return alignment, _actor_changes(before, after, alignment)


def _actor_changes(before: Sequence[Actor], after: Sequence[Actor], alignment: Alignment) -> Iterator[Change]:
    old, new = {a.id: a for a in before}, {a.id: a for a in after}
    words = _words(*(actor.mentions for actor in (*before, *after)))
    yield from _came_and_went(
        "actor",
        {name: (actor.kind, actor.name or "") for name, actor in old.items()},
        {name: (actor.kind, actor.name or "") for name, actor in new.items()},
        alignment,
    )
    yield from _shifted("actor", "mention", alignment, words)
    for b, a in alignment.partners.items():
        for field in ACTOR_FIELDS:
            pair = values(getattr(old[b], field)), values(getattr(new[a], field))
            if pair[0] != pair[1]:
                yield Change(layer="actor", action="changed", subject=a, field=field, before=pair[0], after=pair[1])
    for b in old:
        forms = {(m.start, m.end): m.form for m in old[b].mentions}
        for a in alignment.images(b):
            for mention in new[a].mentions:
                place = mention.start, mention.end
                if place in forms and forms[place] != mention.form:
                    yield Change(
                        layer="mention",
                        action="changed",
                        subject=a,
                        field="form",
                        before=values(forms[place]),
                        after=values(mention.form),
                        detail=words[place],
                        offset=mention.start,
                    )


def event_changes(
    before: Sequence[Event], after: Sequence[Event], actor: Rename, *, by_id: bool
) -> tuple[Alignment, Iterator[Change]]:
    """What became of the events, and every change of them, their triggers and their arguments.

    Args:
        before: the events of one side.
        after: those of the other.
        actor: what each actor of ``before`` has become, so that a renamed source or argument is no change.
        by_id: as in :func:`actes.diff.clusters.align`.
    """
    alignment = align(event_clusters(before), event_clusters(after), by_id=by_id)
    return alignment, _event_changes(before, after, alignment, actor)


def _event_changes(
    before: Sequence[Event], after: Sequence[Event], alignment: Alignment, actor: Rename
) -> Iterator[Change]:
    old, new = {e.id: e for e in before}, {e.id: e for e in after}
    words = _words(*(event.triggers for event in (*before, *after)))
    yield from _came_and_went(
        "event",
        {name: (event.type, _first_words(event, words)) for name, event in old.items()},
        {name: (event.type, _first_words(event, words)) for name, event in new.items()},
        alignment,
    )
    yield from _shifted("event", "trigger", alignment, words)
    for b, a in alignment.partners.items():
        for field in EVENT_FIELDS:
            was, now = values(getattr(old[b], field)), values(getattr(new[a], field))
            if field == "sources":
                was = tuple(sorted({actor(source) for source in was}))
            if was != now:
                yield Change(layer="event", action="changed", subject=a, field=field, before=was, after=now)
    yield from _argument_changes(old, new, alignment, actor)


Filler = str | Place
Slots = dict[tuple[str, Filler], Argument]
"""The arguments of an event by role and filler."""


def _argument_changes(
    old: Mapping[str, Event], new: Mapping[str, Event], alignment: Alignment, actor: Rename
) -> Iterator[Change]:
    had = {name: _slots(event, actor) for name, event in old.items()}
    has = {name: _slots(event, str) for name, event in new.items()}
    for a in new:
        sources = alignment.preimages(a)
        if not sources:
            continue
        were = {key: argument for b in sources for key, argument in had[b].items()}
        elsewhere = {key for b in sources for image in alignment.images(b) for key in has[image]}
        mine = [b for b in sources if alignment.images(b)[0] == a]  # what is gone from a split event is told once
        gone = {key: argument for b in mine for key, argument in had[b].items() if key not in elsewhere}
        come = {key: argument for key, argument in has[a].items() if key not in were}
        for (role, filler), argument in come.items():
            other = [key for key in gone if key[1] == filler]
            if len(other) == 1:
                gone.pop(other[0])
                yield _argument("changed", a, "role", argument, (other[0][0],), (role,))
            else:
                yield _argument("added", a, role, argument, (), _filler(argument))
        for (role, filler), argument in gone.items():
            shown = (filler,) if isinstance(filler, str) else _filler(argument)
            yield _argument("removed", a, role, argument, shown, ())
        for key, argument in has[a].items():
            if key in were and were[key].value != argument.value:
                yield _argument("changed", a, "value", argument, values(were[key].value), values(argument.value))


def _argument(
    action: str, event: str, field: str, argument: Argument, before: tuple[str, ...], after: tuple[str, ...]
) -> Change:
    return Change(
        layer="argument",
        action=action,
        subject=event,
        field=field,
        before=before,
        after=after,
        detail=argument.actor or _filler(argument)[0],
        offset=-1 if argument.start is None else argument.start,
    )


def _slots(event: Event, actor: Rename) -> Slots:
    return {(a.role, actor(a.actor) if a.actor is not None else (a.start or 0, a.end or 0)): a for a in event.arguments}


def _filler(argument: Argument) -> tuple[str]:
    return (argument.actor or argument.text or f"{argument.start}-{argument.end}",)


def _came_and_went(
    layer: str, old: Mapping[str, tuple[str, str]], new: Mapping[str, tuple[str, str]], alignment: Alignment
) -> Iterator[Change]:
    """Clusters that are added, removed, renamed, merged and split; ``old`` and ``new`` give label and detail."""
    for b, (label, detail) in old.items():
        if not alignment.images(b):
            yield Change(layer=layer, action="removed", subject=b, before=(label,), detail=detail)
    for a, (label, detail) in new.items():
        sources = alignment.preimages(a)
        if not sources:
            yield Change(layer=layer, action="added", subject=a, after=(label,), detail=detail)
        elif a in alignment.split:
            (b,) = sources
            images = tuple(alignment.images(b))
            yield Change(layer=layer, action="split", subject=a, before=(b,), after=images, detail=detail)
        elif len(sources) > 1:
            yield Change(layer=layer, action="merged", subject=a, before=tuple(sources), after=(a,), detail=detail)
        elif sources[0] != a:
            yield Change(layer=layer, action="renamed", subject=a, before=(sources[0],), after=(a,), detail=detail)


def _shifted(cluster: str, layer: str, alignment: Alignment, words: Mapping[Place, str]) -> Iterator[Change]:
    """Spans that are added, removed, or moved from one cluster to another."""
    for shift in alignment.shifts:
        source, target = shift.source, shift.target
        action = "moved" if source and target else "removed" if source else "added"
        yield Change(
            layer=layer,
            action=action,
            subject=target or alignment.image(source or ""),
            field=cluster if action == "moved" else "",
            before=values(source) if action == "moved" else (),
            after=values(target) if action == "moved" else (),
            detail=words[shift.place],
            offset=shift.place[0],
        )


def _words(*spans: Sequence[Mention] | Sequence[Trigger]) -> dict[Place, str]:
    """What stands at each place; the place itself where the text is withheld."""
    return {(s.start, s.end): s.text or f"{s.start}-{s.end}" for group in spans for s in group}


def _first_words(event: Event, words: Mapping[Place, str]) -> str:
    first = min(event.triggers, key=lambda trigger: trigger.start)
    return words[first.start, first.end]
