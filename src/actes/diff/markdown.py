"""A difference as Markdown for the comment on a pull request: short enough to be accepted, safe whatever it quotes."""

from __future__ import annotations

import re
from urllib.parse import quote

from actes.diff.change import Change, Difference
from actes.diff.version import check_version, demand
from actes.diff.wording import SIGNS, counted, describe, summary
from actes.printable import printable
from actes.project import VERSION_FILE

COMMENT_LIMIT = 60_000
"""Characters; GitHub takes 65,536."""
MARKER = "<!-- actes diff -->"
"""By which a workflow finds its earlier comment, to write over it."""

_NOTICE = 200
"""Characters kept for saying that something was left out."""
_TICKS = re.compile("`+")


def render_markdown(difference: Difference, *, base: str, link: str = "", limit: int = COMMENT_LIMIT) -> str:
    """The difference as a comment.

    Args:
        difference: what to tell.
        base: what the corpus was compared with.
        link: goes before the paths of files, such as ``https://github.com/OWNER/REPOSITORY/blob/COMMIT/``.
        limit: characters at most; what does not fit is counted.
    """
    lines = [MARKER, f"**Corpus, compared with {code(base)}:** {summary(difference)}", *_version(difference, base), ""]
    groups = difference.articles
    told = 0
    room = limit - len("\n".join(lines)) - _NOTICE
    for article, changes in groups.items():
        block = _block(article, changes, difference, link)
        if len(block) + 1 > room:
            break
        lines.append(block)
        room -= len(block) + 1
        told += 1
    left = list(groups.items())[told:]
    if left:
        n = sum(len(changes) for _, changes in left)
        lines.append(f"… and {counted(n, 'change')} in {len(left)} more; to see all: {code(f'actes diff {base}')}")
    return "\n".join(lines) + "\n"


def code(text: str) -> str:
    """``text`` as a code span, in which nothing is a link, a mention of a person, or HTML."""
    text = printable(text)
    fence = "`" * (1 + max((len(run) for run in _TICKS.findall(text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}" if text else ""


def _version(difference: Difference, base: str) -> list[str]:
    before, after = difference.versions
    if before is None or after is None or not difference.changes:
        return []
    faults = check_version(difference, base)
    if faults:
        return ["", f"⚠️ {code(f'{VERSION_FILE}: {faults[0].message}')}"]
    return ["", f"Version {before} → {after}; {demand(difference).bump.name.lower()} is asked for."]


def _block(article: str, changes: tuple[Change, ...], difference: Difference, link: str) -> str:
    path = f"corpus/{article}.yaml" if article else "corpus/registry.yaml"
    there = not any(change.layer == "article" and change.action == "removed" for change in changes)
    title = f"[{code(article or 'registry')}]({link}{quote(path)})" if there else code(article)
    splits = sorted({side[article] for side in difference.splits if article in side}, reverse=True)
    where = f" ({', '.join(splits)})" if splits else ""
    head = f"#### {title}{where}: {counted(len(changes), 'change')}"
    return "\n".join([head, "", *(f"- {_line(change)}" for change in changes), ""])


def _line(change: Change) -> str:
    sign = {"+": "➕", "-": "➖"}.get(SIGNS.get(change.action, "~"), "✏️")
    return f"{sign} {describe(change, code=code, words=lambda text: f'“{code(text)}”')}"
