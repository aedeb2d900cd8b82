"""The tasks of the benchmark, the names of their figures, and what the ACTES score is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Metric(NamedTuple):
    """The name of one figure.

    ``scheme`` is empty where a task has one definition, ``label`` where the figure is over all labels. As text:
    ``mentions.strict.f1``, ``mentions.strict.person.f1``, ``contexts.macro_f1``.
    """

    task: str
    scheme: str
    figure: str
    label: str = ""

    def __str__(self) -> str:
        return ".".join(part for part in (self.task, self.scheme, self.label, self.figure) if part)


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its headline figure, whether that counts in the ACTES score, and what a prediction must give."""

    name: str
    headline: Metric
    scored: bool
    needs: str
    description: str


ACTES_SCORE = Metric("actes", "", "score")
"""The mean of the headline figures of the scored tasks, an unanswered one counting 0."""

TASKS: tuple[Task, ...] = (
    Task(
        "mentions",
        Metric("mentions", "strict", "f1"),
        True,
        "actors",
        "Who is named: spans of actors with their kind. Right if start, end and kind are right.",
    ),
    Task(
        "coreference",
        Metric("coreference", "conll", "f1"),
        True,
        "actors",
        "Which mentions are one actor: mean F1 of MUC, B³ and CEAFφ4 on predicted mentions, singletons kept.",
    ),
    Task(
        "linking",
        Metric("linking", "", "f1"),
        False,
        "actors[].link",
        "Which actor of the registry a mention refers to; no entry (NIL) is a value.",
    ),
    Task(
        "triggers",
        Metric("triggers", "strict", "f1"),
        True,
        "events",
        "What happens: trigger words with the event type. Right if start, end and type are right.",
    ),
    Task(
        "event_coreference",
        Metric("event_coreference", "conll", "f1"),
        False,
        "events",
        "Which triggers are one event: as coreference, on triggers of the right type.",
    ),
    Task(
        "arguments",
        Metric("arguments", "", "f1"),
        True,
        "events[].arguments",
        "Who did it to whom, where and when: (event, role, filler).",
    ),
    Task(
        "status",
        Metric("status", "", "f1"),
        False,
        "events[].status",
        "How certain it is: trigger, type and status.",
    ),
    Task(
        "attribution",
        Metric("attribution", "", "f1"),
        False,
        "actors, events[].sources",
        "On whose word it rests: (event, source), the author where there is no source.",
    ),
    Task(
        "stance",
        Metric("stance", "", "f1"),
        True,
        "actors, stances",
        "Who is for or against whom or what: (holder, target, polarity) after alignment.",
    ),
    Task(
        "stance_pairs",
        Metric("stance_pairs", "", "f_avg"),
        False,
        "pairs",
        "The label of given (holder, target) pairs: mean F1 of favor and against.",
    ),
    Task(
        "contexts",
        Metric("contexts", "", "f1"),
        True,
        "contexts",
        "What the article is about: PLOVER contexts, several to an article.",
    ),
    Task(
        "dyads",
        Metric("dyads", "", "f1"),
        False,
        "dyads, or actors[].country and events[].status",
        "The PLOVER records that happened: (actor code, recipient code, type).",
    ),
)
