"""The comment on a pull request: what is wrong, then what changed in meaning."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from actes.diff.change import Difference
from actes.diff.markdown import COMMENT_LIMIT, MARKER, code, render_markdown
from actes.diff.wording import counted
from actes.problem import Problem
from actes.review.changed_lines import Lines, Nearness, nearness

QUIET = "<!-- nothing to say -->"
"""In a comment that tells of no problem and no change: a workflow need not post it."""

_SHOWN = 20


def render_comment(
    difference: Difference,
    problems: Sequence[Problem],
    changed: Lines,
    *,
    base: str,
    left_out: Sequence[str] = (),
    link: str = "",
    limit: int = COMMENT_LIMIT,
) -> str:
    """The comment, as Markdown.

    Args:
        difference: what changed.
        problems: of the whole corpus, in the order in which they are to be told.
        changed: the changed lines.
        base: what the corpus was compared with.
        left_out: articles of which nothing can be told.
        link: goes before the paths of files, such as ``https://github.com/OWNER/REPOSITORY/blob/COMMIT/``.
        limit: characters at most.
    """
    lines = [MARKER]
    if not problems and not left_out and not difference.changes:
        lines.append(QUIET)
    lines += [*_problems(problems, changed, link), ""]
    if left_out:
        names = ", ".join(code(name) for name in left_out[:_SHOWN])
        more = f" and {len(left_out) - _SHOWN} more" if len(left_out) > _SHOWN else ""
        lines += [f"What changed cannot be told before it can be read: {names}{more}.", ""]
    head = "\n".join(lines)
    if left_out and not difference.changes:
        return head
    told = render_markdown(difference, base=base, link=link, limit=limit - len(head))
    return f"{head}\n{told.removeprefix(MARKER).lstrip()}"


def _problems(problems: Sequence[Problem], changed: Lines, link: str) -> list[str]:
    if not problems:
        return ["✅ **Check:** no problem"]
    near = sum(nearness(problem, changed) == Nearness.LINE for problem in problems)
    where = f", {near} on changed lines" if near else ", none on changed lines"
    shown = [f"- {_problem(problem, link)}" for problem in problems[:_SHOWN]]
    if len(problems) > _SHOWN:
        shown.append(f"- … and {len(problems) - _SHOWN} more; to see all: `actes review check format`")
    return [f"❌ **Check:** {counted(len(problems), 'problem')}{where}", "", *shown]


def _problem(problem: Problem, link: str) -> str:
    line = f"#L{problem.line}" if problem.line else ""
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    where = f"[{code(place)}]({link}{quote(problem.path)}{line})"
    page = f"[{code(problem.code)}]({link}docs/problems/{quote(problem.code)}.md)"
    pointer = f" {code(problem.pointer)}" if problem.pointer else ""
    return f"{where}{pointer}: {code(problem.message)} {page}"
