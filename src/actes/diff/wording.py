"""A change as one line of words, for every renderer that writes for people."""

from __future__ import annotations

from collections.abc import Callable

from actes.diff.change import Change, Difference, Values
from actes.diff.version import demand

SIGNS = {"added": "+", "removed": "-"}
"""Every other action is ``~``."""

NOTHING = "none"

_QUOTED_ROLES = ("place", "time")

Mark = Callable[[str], str]
"""How a renderer sets what is quoted: an id, a code, words of the text."""


def describe(change: Change, *, code: Mark, words: Mark) -> str:
    """The change in words, without its sign and its article.

    Args:
        change: what to tell.
        code: sets ids and codes apart.
        words: sets apart words of the text and names.
    """
    layer, action = change.layer, change.action
    if layer == "article":
        return _article(change, code)
    if layer == "context":
        return f"context {_listed(change.before or change.after, code)}"
    if layer in ("mention", "trigger"):
        return _span(change, code, words)
    if layer == "argument":
        return _argument(change, code, words)
    subject = f"{layer} {code(change.subject)}"
    if action == "changed":
        values = words if change.field in ("name", "evidence", "spellings") else code
        return f"{subject}: {change.field} {_turned(change, values)}"
    if action == "renamed":
        return f"{layer} {_listed(change.before, code)} renamed {code(change.subject)}"
    if action == "merged":
        return f"{layer}s {_listed(change.before, code)} merged into {code(change.subject)}"
    if action == "split":
        return f"{layer} {_listed(change.before, code)} split into {_listed(change.after, code)}"
    if layer == "stance":
        holder, polarity, target = change.before or change.after
        return f"{subject}: {code(holder)} {polarity} {code(target)} ({words(change.detail)})"
    return f"{subject}: {words(change.detail)} ({', '.join(change.before or change.after)})"


def summary(difference: Difference) -> str:
    """``3 changes in 2 articles (version: patch)``."""
    n, articles = len(difference.changes), len([name for name in difference.articles if name])
    if not n:
        return "no difference"
    return f"{counted(n, 'change')} in {counted(articles, 'article')} (version: {demand(difference).bump.name.lower()})"


def counted(n: int, noun: str) -> str:
    """``1 change``, ``2 changes``."""
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _article(change: Change, code: Mark) -> str:
    if change.action == "changed":
        return f"{change.field} {_turned(change, code)}"
    return f"the article ({', '.join([*(change.before or change.after), change.detail])})"


def _span(change: Change, code: Mark, words: Mark) -> str:
    if change.action == "moved":
        moved = f"from {_listed(change.before, code)} to {_listed(change.after, code)}"
        return f"{change.layer} {words(change.detail)} moved {moved}"
    span = f"{change.layer} {words(change.detail)} of {code(change.subject)}"
    return f"{span}: {change.field} {_turned(change, code)}" if change.action == "changed" else span


def _argument(change: Change, code: Mark, words: Mark) -> str:
    event = f"event {code(change.subject)}"
    if change.action == "changed":
        return f"{event}: {change.field} of {words(change.detail)} {_turned(change, code)}"
    filler = words if change.field in _QUOTED_ROLES else code
    return f"{event}: {change.field} {_listed(change.before or change.after, filler)}"


def _turned(change: Change, mark: Mark) -> str:
    return f"{_listed(change.before, mark)} → {_listed(change.after, mark)}"


def _listed(values: Values, mark: Mark) -> str:
    return ", ".join(mark(value) for value in values) if values else NOTHING
