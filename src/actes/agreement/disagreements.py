"""What two layers say differently, as a list to work through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from actes.article import Article
from actes.diff.change import Change
from actes.diff.comparison import compare_articles


@dataclass(frozen=True, slots=True)
class ToDo:
    """What there is to settle in one article. ``removed`` in a change means: the first layer alone has it."""

    article: str
    changes: tuple[Change, ...]


def disagreements(pairs: Iterable[tuple[Article, Article]]) -> tuple[ToDo, ...]:
    """The articles on which two layers differ, those with most to settle first.

    Ids and names are each annotator's own choice, and no disagreement; what the header says is not annotated.
    """
    todo = []
    for first, second in pairs:
        changes = compare_articles(first, second, by_id=False)
        counted = tuple(c for c in changes if c.action != "renamed" and c.layer != "article" and c.field != "name")
        if counted:
            todo.append(ToDo(second.id, counted))
    return tuple(sorted(todo, key=lambda item: (-len(item.changes), item.article)))
