"""What a comparison yields: changes, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec import UnsetType

LAYERS = ("registry", "article", "context", "actor", "mention", "event", "trigger", "argument", "stance")
"""What a change is of, in the order in which changes are told."""

ACTIONS = ("added", "removed", "renamed", "merged", "split", "moved", "changed")

_SECTIONS = {"mention": "actor", "trigger": "event", "argument": "event"}

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference.

    What ``before`` and ``after`` hold depends on the action:

    - ``added`` and ``removed``: on the side that has it, the kind of an actor, the type of an event, the filler of an
      argument, holder, polarity and target of a stance, the split of an article, the code of a context.
    - ``renamed``, ``merged``, ``split``: ids.
    - ``moved``: the actor, or event, that a mention, or trigger, belonged to, and the one it belongs to.
    - ``changed``: the values of ``field``.
    """

    article: str = ""
    """Empty for the registry."""
    layer: str
    action: str
    subject: str = ""
    """The id of the actor, event, stance or registry entry; empty for the article itself and its contexts."""
    field: str = ""
    """Of an argument that is added or removed: its role."""
    before: Values = ()
    after: Values = ()
    detail: str = ""
    """The words of the text; the name of an actor; how much an article holds."""
    offset: int = -1
    """Where the words stand, for the order."""

    @property
    def order(self) -> tuple[object, ...]:
        """By article, then actors, events and stances, each with all that belongs to it, in the order of the text."""
        section = LAYERS.index(_SECTIONS.get(self.layer, self.layer))
        place = (LAYERS.index(self.layer), self.offset, ACTIONS.index(self.action))
        return (self.article, section, self.subject, *place, self.field, self.detail, self.before, self.after)

    def to_json(self) -> dict[str, object]:
        """The change as an object of JSON."""
        return {
            "article": self.article,
            "layer": self.layer,
            "action": self.action,
            "subject": self.subject,
            "field": self.field,
            "before": list(self.before),
            "after": list(self.after),
            "detail": self.detail,
            "offset": self.offset if self.offset >= 0 else None,
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """Every change between two states of the corpus, sorted, and what the rules of versions need to know of them."""

    changes: tuple[Change, ...]
    versions: tuple[str | None, str | None]
    """``corpus/VERSION`` before and after; ``None`` where there was none."""
    splits: tuple[Mapping[str, str], Mapping[str, str]]
    """Article -> split, before and after."""

    @property
    def articles(self) -> dict[str, tuple[Change, ...]]:
        """The changes of each changed article; those of the registry under the empty name, first."""
        groups: dict[str, list[Change]] = {}
        for change in self.changes:
            groups.setdefault(change.article, []).append(change)
        return {article: tuple(changes) for article, changes in groups.items()}


def values(value: str | list[str] | UnsetType | None) -> Values:
    """A field of the article graph as values: none, one, or several in a fixed order."""
    if isinstance(value, str):
        return (value,)
    return tuple(sorted(value)) if isinstance(value, list) else ()
