"""The names and the place of a new article: what the user says, else what its text and the corpus propose, and why."""

from __future__ import annotations

import hashlib
import re
import typing
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from actes.annotation.edtf_date import is_edtf
from actes.annotation.model import ArticleId, LocalId, Pattern
from actes.authoring.naming import free, slug
from actes.authoring.stories import Likeness, Told, likeliest_story
from actes.checking import Checked
from actes.problem import InputError, Problem

NEW_STORY_SPLIT = "train"
"""Of a new story: another article for test is a major version of the corpus, so nobody gets there by default."""

_RESERVED = {"registry"}  # corpus/registry.yaml
_LONGEST = 100
_SHOWN = 5
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?(?!\d)")
_FULL_DATE = re.compile(r"\b(1er|[12]?\d|3[01])\s+([a-zéû]+)\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def propose_id(headline: str, date: str, taken: Collection[str]) -> str:
    """``2015-02-minsk-paix-papier``: the month of ``date`` (EDTF) and the first words that say something."""
    words = slug(headline, words=3, default="article")
    month = _DATE.match(date)
    return free(f"{month[0]}-{words}" if month else words, taken)


def propose_story(headline: str, date: str, taken: Collection[str]) -> str:
    """``minsk-paix-2015``: what a new story is called."""
    year = re.match(r"\d{4}", date)
    words = slug(headline, words=2, default="article")
    return free(f"{words}-{year[0]}" if year else words, taken)


def stated_date(text: str) -> str | None:
    """The day, as EDTF, that the headline and the first paragraph state; ``None`` where they state none or several."""
    days = set()
    for found in _FULL_DATE.finditer("\n\n".join(text.split("\n\n")[:2])):
        day, month, year = found[1].lower().removesuffix("er"), found[2].lower(), found[3]
        if month in _MONTHS:
            days.add(f"{year}-{_MONTHS.index(month) + 1:02}-{int(day):02}")
    return days.pop() if len(days) == 1 else None


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that was given or proposed, and why."""

    value: str
    reason: str


def choose_date(given: str | None, text: str) -> Choice:
    """When the article appeared.

    Raises:
        InputError: what was given is no date, or nothing was and the text states none.
    """
    if given is not None:
        if not is_edtf(given):
            message = f"{given!r} is not an EDTF date; write 2024-05-14, 2024-05 or 2024"
            raise InputError([Problem("--date", 0, "", message, "date-invalid")])
        return Choice(given, "given")
    stated = stated_date(text)
    if stated is None or not is_edtf(stated):
        message = "the text states no one day in its first two paragraphs; say when it appeared: --date 2024-05-14"
        raise InputError([Problem("--date", 0, "", message, "field-missing")])
    return Choice(stated, "stated at the beginning of the text; another: --date EDTF")


def choose_id(given: str | None, text: str, date: str, taken: Collection[str]) -> Choice:
    """The id of the article; ``taken`` are the names that files and splits have.

    Raises:
        InputError: what was given is no id, or taken.
    """
    if given is None:
        return Choice(propose_id(_headline(text), date, taken), "month and headline; another: --id ID")
    _check_form("--id", given, ArticleId)
    if given in taken or given in _RESERVED:
        message = f"{given} is there already, and is not written over; choose another"
        raise InputError([Problem("--id", 0, "", message, "output-exists")])
    return Choice(given, "given")


def choose_story(given: str | None, text: str, date: str, checked: Checked) -> Choice:
    """The story that the article tells: one of the corpus where it resembles an article of these weeks, else a new one.

    Raises:
        InputError: what was given is no id.
    """
    told = [Told(a.file.id, a.file.story, a.file.date, a.text) for a in checked.files]
    stories = {article.story: article.id for article in told}
    if given is not None:
        _check_form("--story", given, LocalId)
        return Choice(given, f"given, that of {stories[given]}" if given in stories else "given, a new one")
    like = likeliest_story(text, date, told, checked.registry)
    if like is None:
        reason = "new: no article of these weeks resembles it; another: --story ID"
        return Choice(propose_story(_headline(text), date, stories), reason)
    return Choice(like.story, f"{_resemblance(like)}; another: --story ID")


def choose_split(given: str | None, story: str, checked: Checked) -> Choice:
    """The split of the article: that of its story.

    Raises:
        InputError: ``story-leak``: what was given is another, or the story is divided already.
    """
    articles = [anchored.file.id for anchored in checked.files if anchored.file.story == story]
    has = {checked.splits[article] for article in articles if article in checked.splits}
    if len(has) > 1 or (given and has - {given}):
        message = (
            f"the story {story} is in {' and '.join(sorted(has))}, and a story stays in one split; "
            "leave out --split, or name another story with --story"
        )
        raise InputError([Problem("--split", 0, "", message, "story-leak")])
    if has:
        return Choice(has.pop(), "that of its story")
    return Choice(given, "given") if given else Choice(NEW_STORY_SPLIT, "a new story; another: --split SPLIT")


def choose_region(given: str | None, story: str, checked: Checked, regions: Mapping[str, str]) -> Choice | None:
    """Where the story happens: what its other articles say (``regions``, by article), if nothing was given."""
    if given is not None:
        return Choice(given, "given")
    known = {regions[a.file.id] for a in checked.files if a.file.story == story and a.file.id in regions}
    return Choice(known.pop(), "that of its story; another: --region REGION") if len(known) == 1 else None


def check_new(text: str, checked: Checked) -> None:
    """See that no article of the corpus has this very text.

    Raises:
        InputError: one has.
    """
    digest = hashlib.sha256(text.encode()).hexdigest()
    for anchored in checked.files:
        if anchored.file.sha256 == digest:
            message = f"is this very text; correct {anchored.file.id} instead of adding it again"
            raise InputError([Problem(anchored.file.text, 0, "", message, "output-exists")])


def _resemblance(like: Likeness) -> str:
    days = f"{like.days} day{'' if like.days == 1 else 's'}"
    shared = [f"names {', '.join(like.actors[:_SHOWN])}"] if like.actors else []
    shared += [f"has the words {', '.join(like.words[:_SHOWN])}"] if like.words else []
    return f"that of {like.article}, {days} apart, which also {' and '.join(shared)}"


def _headline(text: str) -> str:
    return text.split("\n\n")[0]


def _check_form(option: str, value: str, annotated: object) -> None:
    form = next(mark for mark in typing.get_args(annotated) if isinstance(mark, Pattern))
    if not re.fullmatch(form.regex, value):
        raise InputError([Problem(option, 0, "", f"{value!r} is not of the form: {form.description}", "field-form")])
    if len(value) > _LONGEST:
        message = f"{len(value)} characters; a name has {_LONGEST} at most"
        raise InputError([Problem(option, 0, "", message, "field-form")])
