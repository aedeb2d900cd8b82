"""The text of an article as HTML, with its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from actes.preview.marks import SIGNS, Mark
from actes.preview.nesting import Closing, Cut, Opening, Words, heights, nest
from actes.report.markup import Markup, element, join, opening

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_HIGHEST = 5
"""Marks that hold more levels of others look like this one."""


@dataclass(frozen=True, slots=True)
class Edits:
    """How a text came out of another one."""

    inserted: tuple[tuple[int, int], ...] = ()
    deleted: tuple[tuple[int, str], ...] = ()
    """The words that are gone, and where they stood."""


def edits(before: str, after: str) -> Edits:
    """How ``after`` came out of ``before``, by words."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    places = [0]
    for word in new:
        places.append(places[-1] + len(word))
    inserted, deleted = [], []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal" and j > i:
            deleted.append((places[k], "".join(old[i:j])))
        if kind != "equal" and m > k:
            inserted.append((places[k], places[m]))
    return Edits(tuple(inserted), tuple(deleted))


def render_text(text: str, marks: Sequence[Mark], *, language: str, prefix: str, former: str | None = None) -> Markup:
    """The paragraphs of the text.

    Args:
        text: of the article.
        marks: over it.
        language: of the text, as BCP 47 has it.
        prefix: goes before the names of marks and entries, which are those of one article.
        former: the text as it was, if it has changed.
    """
    changed = edits(former, text) if former is not None else Edits()
    inserted = [
        Mark(start=start, end=end, what="inserted", title="added to the text") for start, end in changed.inserted
    ]
    paragraphs = []
    done = -1
    for start, end in _paragraphs(text):
        deleted = [(max(place, start), words) for place, words in changed.deleted if done < place <= end]
        done = end
        content = _paragraph(text, [*marks, *inserted], start, end, deleted, prefix)
        paragraphs.append(element("p", content, class_="headline" if start == 0 else None))
    return element("div", *paragraphs, class_="text", lang=language, dir="auto")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, start + len(line)
        start += len(line) + 1


def _paragraph(
    text: str, marks: Sequence[Mark], start: int, end: int, deleted: Sequence[tuple[int, str]], prefix: str
) -> Markup:
    gone = dict(deleted)
    tokens = nest(marks, start, end, gone)
    pieces: list[str] = []
    for token, height in zip(tokens, heights(tokens), strict=True):
        match token:
            case Words():
                pieces.append(text[token.start : token.end])
            case Opening():
                pieces.append(_opening(token, height, prefix))
            case Closing():
                pieces.append(_closing(token, prefix))
            case Cut():
                pieces.append(element("del", gone[token.place].replace("\n", "¶"), title="removed from the text"))
    return join(*pieces)


def _opening(token: Opening, height: int, prefix: str) -> Markup:
    mark = token.mark
    classes = ["mark", mark.what, mark.label, mark.node, f"h{min(height, _HIGHEST)}", mark.change]
    classes += ["faulty"] * mark.faulty
    name = f"{prefix}{mark.name}" if token.first and mark.name else None
    return opening("span", class_=" ".join(filter(None, classes)), id=name, title=mark.title or None)


def _closing(token: Closing, prefix: str) -> Markup:
    mark = token.mark
    tag = " ".join(filter(None, [SIGNS.get(mark.change, ""), mark.tag]))
    if not token.last or not tag:
        return Markup("</span>")
    # The lists lead to every mark by keyboard; a stop at each of them in the text would make it a long way.
    href = f"#{prefix}{mark.node}" if mark.node else None
    name = "a" if href else "span"
    shown = element(name, tag, class_="tag", href=href, tabindex=-1 if href else None, aria_hidden="true")
    return Markup(f"{shown}</span>")
