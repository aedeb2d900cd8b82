"""Compare two states of an article, or of the corpus. Values in, values out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from msgspec.structs import replace

from actes.article import Article, Stance
from actes.corpus import RegistryEntry
from actes.diff.change import Change, Difference, Values, values
from actes.diff.clusters import Alignment
from actes.diff.graph import actor_changes, event_changes
from actes.diff.places import carried_over
from actes.diff.snapshot import Snapshot, Version
from actes.diff.stances import stance_changes

HEADER_FIELDS = ("schema", "language", "date", "story", "origin", "licence")
_SHOWN_DIGITS = 12


def compare(before: Snapshot, after: Snapshot) -> Difference:
    """Every change from one state of the corpus to the other."""
    changes = [*_registry_changes(before, after)]
    for name in before.articles.keys() | after.articles.keys():
        was, now = before.articles.get(name), after.articles.get(name)
        if was is None and now is not None:
            split = values(after.splits.get(name))
            changes.append(_whole("added", now.article, after=split))
        elif now is None and was is not None:
            split = values(before.splits.get(name))
            changes.append(_whole("removed", was.article, before=split))
        elif was is not None and now is not None:
            changes.extend(version_changes(was, now))
    changes.extend(
        _field(name, "split", values(before.splits[name]), values(after.splits[name]))
        for name in (before.splits.keys() & after.splits.keys()) - (before.articles.keys() ^ after.articles.keys())
        if before.splits[name] != after.splits[name]
    )
    versions, splits = (before.version, after.version), (before.splits, after.splits)
    return Difference(tuple(sorted(changes, key=lambda change: change.order)), versions, splits)


def compare_articles(before: Article, after: Article, *, by_id: bool = True) -> list[Change]:
    """Every change from one state of an article to the other, sorted.

    Args:
        before: one state, every layer filled.
        after: the other. Where its text is another, the places of ``before`` are carried over to it.
        by_id: whether ids mean the same on both sides. Two annotators choose theirs independently: then only places
            of the text tell what is what.
    """
    if after.text is not None:
        before = carried_over(before, after.text)
    actors, of_actors = actor_changes(before.actors or (), after.actors or (), by_id=by_id)
    events, of_events = event_changes(before.events or (), after.events or (), actors.image, by_id=by_id)
    translated = [translated_stance(stance, actors, events) for stance in before.stances or ()]
    changes = [
        *_header_changes(before, after),
        *_context_changes(before, after),
        *of_actors,
        *of_events,
        *stance_changes(translated, after.stances or (), by_id=by_id),
    ]
    named = (dataclasses.replace(change, article=after.id) for change in changes)
    return sorted(named, key=lambda change: change.order)


def translated_stance(stance: Stance, actors: Alignment, events: Alignment) -> Stance:
    """The stance with the ids of the other side, where its actors and events are there."""
    targets = actors if stance.target in actors.before else events
    return replace(
        stance,
        holder=actors.image(stance.holder),
        target=targets.image(stance.target),
        sources=sorted(actors.image(source) for source in values(stance.sources)),
    )


def version_changes(was: Version, now: Version) -> Iterator[Change]:
    """Every change of an article, its note included."""
    yield from compare_articles(was.article, now.article)
    if was.note != now.note:
        yield _field(now.article.id, "note", values(was.note), values(now.note))


def _header_changes(before: Article, after: Article) -> Iterator[Change]:
    for field in HEADER_FIELDS:
        pair = values(getattr(before, field)), values(getattr(after, field))
        if pair[0] != pair[1]:
            yield _field("", field, *pair)
    if before.sha256 != after.sha256:
        yield _field("", "text", *(((side.sha256 or "")[:_SHOWN_DIGITS],) for side in (before, after)))


def _context_changes(before: Article, after: Article) -> Iterator[Change]:
    was, now = set(before.contexts or ()), set(after.contexts or ())
    for context in was - now:
        yield Change(layer="context", action="removed", before=(context,))
    for context in now - was:
        yield Change(layer="context", action="added", after=(context,))


def _registry_changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    for name in before.registry.keys() | after.registry.keys():
        was, now = before.registry.get(name), after.registry.get(name)
        if was is None and now is not None:
            yield Change(layer="registry", action="added", subject=name, after=(now.kind,), detail=now.name)
        elif now is None and was is not None:
            yield Change(layer="registry", action="removed", subject=name, before=(was.kind,), detail=was.name)
        elif was is not None and now is not None:
            for field in ("name", "kind", "country", "sectors", "spellings", "wikidata"):
                pair = _registry_values(was, field), _registry_values(now, field)
                if pair[0] != pair[1]:
                    yield Change(
                        layer="registry",
                        action="changed",
                        subject=name,
                        field=field,
                        before=pair[0],
                        after=pair[1],
                        detail=now.name,
                    )


def _registry_values(entry: RegistryEntry, field: str) -> Values:
    value = getattr(entry, field)
    return tuple(sorted(value)) if isinstance(value, tuple) else values(value)


def _whole(action: str, article: Article, *, before: Values = (), after: Values = ()) -> Change:
    layers = {"actors": article.actors, "events": article.events, "stances": article.stances}
    detail = ", ".join(f"{len(layer or ())} {name}" for name, layer in layers.items())
    return Change(article=article.id, layer="article", action=action, before=before, after=after, detail=detail)


def _field(article: str, field: str, before: Values, after: Values) -> Change:
    return Change(article=article, layer="article", action="changed", field=field, before=before, after=after)
