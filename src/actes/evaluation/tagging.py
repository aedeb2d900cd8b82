"""Tagged tokens as articles, so that the output of a token classifier is a prediction as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from actes.article import Actor, Article, Event, Mention, Trigger


class Tagged(Struct, frozen=True):
    """A row of the ``actors`` or ``events`` configuration with predicted tags; other columns are passed over."""

    id: str
    starts: list[int]
    ends: list[int]
    actor_tags: list[str] | None = None
    event_tags: list[str] | None = None


def to_article(tagged: Tagged) -> Article:
    """The article that the tags describe.

    Every span is a mention of an actor of its own, or a trigger of an event of its own: a tagger does not say which
    belong together, and is scored as saying that none do.

    Raises:
        ValueError: there are no tags, they are not as many as the tokens, or one is not of IOB2.
    """
    if tagged.actor_tags is None and tagged.event_tags is None:
        raise ValueError("neither actor_tags nor event_tags")
    actors = events = None
    if tagged.actor_tags is not None:
        spans = _character_spans(tagged, tagged.actor_tags)
        actors = [Actor(f"a{i}", [Mention(start, end)], kind) for i, (start, end, kind) in enumerate(spans, 1)]
    if tagged.event_tags is not None:
        spans = _character_spans(tagged, tagged.event_tags)
        events = [Event(f"e{i}", kind, [Trigger(start, end)]) for i, (start, end, kind) in enumerate(spans, 1)]
    return Article(id=tagged.id, actors=actors, events=events)


def token_spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first token, token after the last, label) of every span.

    IOB2, repaired as conlleval does: an ``I-`` that continues no span of its label begins one.

    Raises:
        ValueError: a tag is neither O nor B- or I- and a label.
    """
    start, label = 0, ""
    for i, tag in enumerate(tags):
        prefix, _, name = tag.partition("-")
        if tag != "O" and (prefix not in ("B", "I") or not name):
            raise ValueError(f"the tag {tag!r} is neither O, nor B- or I- and a label")
        if label and (tag == "O" or prefix == "B" or name != label):
            yield start, i, label
            label = ""
        if tag != "O" and not label:
            start, label = i, name
    if label:
        yield start, len(tags), label


def _character_spans(tagged: Tagged, tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    if not len(tags) == len(tagged.starts) == len(tagged.ends):
        raise ValueError(f"{len(tags)} tags, {len(tagged.starts)} starts and {len(tagged.ends)} ends; one per token")
    for first, after, label in token_spans(tags):
        yield tagged.starts[first], tagged.ends[after - 1], label
