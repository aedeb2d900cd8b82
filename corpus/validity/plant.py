"""Plant faults in gold articles, to measure how many an auditor finds.

    python corpus/validity/plant.py --seed SECRET --articles 20 --output FOLDER

FOLDER gets a project (``corpus/``, ``seeds/``) whose files pass ``actes check`` but in which about one label of twenty
is wrong, and beside it ``key.jsonl``, one line a fault: article, field, item (the id of the actor, event or stance that
holds it), quote (the words it is about), before, after. The auditor gets the project without the key.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace as with_

from actes.annotation.canonical import write_annotation
from actes.annotation.model import AnnotationFile
from actes.annotation.resolve import Anchored, anchor
from actes.annotation.rules import check_file
from actes.ontology import Ontology
from actes.project import Project, read_annotation
from actes.vocabulary import read_ontology

SHARE = 0.05
"""Of the labels of an article that are made wrong."""
TRIES = 400


@dataclass(frozen=True, slots=True)
class Fault:
    """One label made wrong."""

    article: str
    field: str
    item: str
    quote: str
    before: str
    after: str


T = TypeVar("T")
Planter = Callable[[AnnotationFile, random.Random, Ontology], tuple[AnnotationFile, Fault] | None]


def main() -> None:
    """Choose, plant, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", required=True)
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--root", type=Path, default=Path())
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)  # noqa: S311  # reproducible by whoever knows the seed
    project, ontology = Project(arguments.root), read_ontology()
    output: Path = arguments.output
    (output / "corpus").mkdir(parents=True)
    shutil.copytree(arguments.root / "seeds", output / "seeds")
    shutil.copy(arguments.root / "corpus" / "registry.yaml", output / "corpus")
    key = []
    for path in sorted(chance.sample(project.articles(), arguments.articles)):
        anchored, _ = read_annotation(project, path)
        planted, faults = plant(anchored, chance, ontology)
        (output / "corpus" / path.name).write_text(write_annotation(planted, ontology), encoding="utf-8")
        key += faults
    lines = (json.dumps(asdict(fault), ensure_ascii=False) for fault in key)
    (output / "key.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{arguments.articles} articles, {len(key)} faults")  # noqa: T201


def plant(anchored: Anchored, chance: random.Random, ontology: Ontology) -> tuple[Anchored, list[Fault]]:
    """The article with faults of as many kinds as it allows, no two on one item and field, all passing the checker."""
    wanted = max(1, round(SHARE * labels(anchored.file)))
    faults: list[Fault] = []
    planters = list(PLANTERS)
    for attempt in range(TRIES):
        if len(faults) == wanted:
            break
        if attempt % len(planters) == 0:
            chance.shuffle(planters)
        made = planters[attempt % len(planters)](anchored.file, chance, ontology)
        if made is None:
            continue
        file, fault = made
        if any((fault.item, fault.field) == (other.item, other.field) for other in faults):
            continue
        moved, problems = anchor(anchored.source, file, anchored.text)
        if problems or check_file(moved, ontology):
            continue
        anchored = moved
        faults.append(replace(fault, article=file.id))
    return anchored, faults


def labels(file: AnnotationFile) -> int:
    """Decisions an annotator took: a mention with form and owner is one; a type, a status, an argument are one each."""
    mentions = sum(len(actor.mentions) for actor in file.actors)
    events = sum(2 + len(event.triggers) + len(event.arguments) + len(event.modes) for event in file.events)
    return len(file.contexts) + len(file.actors) + mentions + events + 3 * len(file.stances)


def drop_mention(file: AnnotationFile, chance: random.Random, _: Ontology) -> tuple[AnnotationFile, Fault] | None:
    """A mention is missing."""
    actor = _any([a for a in file.actors if len(a.mentions) > 1], chance)
    if actor is None:
        return None
    gone = chance.choice(actor.mentions)
    changed = with_(actor, mentions=[m for m in actor.mentions if m is not gone])
    return _set(file, "actors", actor, changed), Fault("", "mention", actor.id, gone.exact, "present", "missing")


def misattach_mention(file: AnnotationFile, chance: random.Random, _: Ontology) -> tuple[AnnotationFile, Fault] | None:
    """A pronoun or nominal mention is given to another actor."""
    owners = [a for a in file.actors if len(a.mentions) > 1 and any(m.form != "name" for m in a.mentions)]
    actor = _any(owners, chance)
    other = _any([a for a in file.actors if a is not actor], chance)
    if actor is None or other is None:
        return None
    moved = chance.choice([m for m in actor.mentions if m.form != "name"])
    without = _set(file, "actors", actor, with_(actor, mentions=[m for m in actor.mentions if m is not moved]))
    changed = _set(without, "actors", other, with_(other, mentions=[*other.mentions, moved]))
    return changed, Fault("", "mention", actor.id, moved.exact, actor.id, other.id)


def wrong_kind(file: AnnotationFile, chance: random.Random, ontology: Ontology) -> tuple[AnnotationFile, Fault] | None:
    """An actor has another kind; linked ones are spared, whose kind the registry tells."""
    actor = _any([a for a in file.actors if a.link is None], chance)
    if actor is None:
        return None
    kind = chance.choice([code for code in ontology.kinds if code != actor.kind])
    quote = actor.mentions[0].exact
    return _set(file, "actors", actor, with_(actor, kind=kind)), Fault("", "kind", actor.id, quote, actor.kind, kind)


def wrong_type(file: AnnotationFile, chance: random.Random, ontology: Ontology) -> tuple[AnnotationFile, Fault] | None:
    """An event has another type, and no mode."""
    event = _any(file.events, chance)
    if event is None:
        return None
    code = chance.choice([other for other in ontology.types if other != event.type])
    fault = Fault("", "type", event.id, event.triggers[0].exact, event.type, code)
    return _set(file, "events", event, with_(event, type=code, modes=[])), fault


def wrong_mode(file: AnnotationFile, chance: random.Random, ontology: Ontology) -> tuple[AnnotationFile, Fault] | None:
    """An event's mode is another of its type."""
    event = _any([e for e in file.events if len(e.modes) == 1 and len(ontology.types[e.type].modes) > 1], chance)
    if event is None:
        return None
    mode = chance.choice([m for m in ontology.types[event.type].modes if m not in event.modes])
    fault = Fault("", "mode", event.id, event.triggers[0].exact, event.modes[0], mode)
    return _set(file, "events", event, with_(event, modes=[mode])), fault


def wrong_status(
    file: AnnotationFile, chance: random.Random, ontology: Ontology
) -> tuple[AnnotationFile, Fault] | None:
    """An event has another status."""
    event = _any(file.events, chance)
    if event is None:
        return None
    status = chance.choice([s for s in ontology.statuses if s != event.status])
    fault = Fault("", "status", event.id, event.triggers[0].exact, event.status, status)
    return _set(file, "events", event, with_(event, status=status)), fault


def wrong_sources(file: AnnotationFile, chance: random.Random, _: Ontology) -> tuple[AnnotationFile, Fault] | None:
    """An event loses its source, or rests on another actor's word."""
    event = _any([e for e in file.events if e.sources], chance)
    if event is None:
        return None
    others = [a.id for a in file.actors if a.id not in event.sources]
    sources = [] if chance.random() < 0.5 or not others else [chance.choice(others)]
    before, after = ", ".join(event.sources), ", ".join(sources) or "author"
    fault = Fault("", "sources", event.id, event.triggers[0].exact, before, after)
    return _set(file, "events", event, with_(event, sources=sources)), fault


def swap_roles(file: AnnotationFile, chance: random.Random, _: Ontology) -> tuple[AnnotationFile, Fault] | None:
    """Actor and recipient change places."""
    swapped = {"actor": "recipient", "recipient": "actor"}
    events = [e for e in file.events if {a.role for a in e.arguments} >= swapped.keys()]
    event = _any(events, chance)
    if event is None:
        return None
    arguments = [with_(a, role=swapped.get(a.role, a.role)) for a in event.arguments]
    fault = Fault("", "argument", event.id, event.triggers[0].exact, "actor and recipient", "swapped")
    return _set(file, "events", event, with_(event, arguments=arguments)), fault


def drop_argument(file: AnnotationFile, chance: random.Random, _: Ontology) -> tuple[AnnotationFile, Fault] | None:
    """An argument is missing."""
    event = _any([e for e in file.events if len(e.arguments) > 1], chance)
    if event is None:
        return None
    gone = chance.choice(event.arguments)
    changed = with_(event, arguments=[a for a in event.arguments if a is not gone])
    fault = Fault(
        "", "argument", event.id, gone.exact or event.triggers[0].exact, f"{gone.role} {gone.actor}", "missing"
    )
    return _set(file, "events", event, changed), fault


def drop_event(file: AnnotationFile, chance: random.Random, _: Ontology) -> tuple[AnnotationFile, Fault] | None:
    """An event that nothing refers to is missing."""
    targets = {stance.target for stance in file.stances}
    event = _any([e for e in file.events if e.id not in targets], chance)
    if event is None:
        return None
    changed = with_(file, events=[e for e in file.events if e is not event])
    return changed, Fault("", "event", event.id, event.triggers[0].exact, event.type, "missing")


def wrong_polarity(
    file: AnnotationFile, chance: random.Random, ontology: Ontology
) -> tuple[AnnotationFile, Fault] | None:
    """A stance has another polarity."""
    stance = _any(file.stances, chance)
    if stance is None:
        return None
    polarity = chance.choice([p for p in ontology.polarities if p != stance.polarity])
    fault = Fault("", "polarity", stance.id, stance.evidence.exact, stance.polarity, polarity)
    return _set(file, "stances", stance, with_(stance, polarity=polarity)), fault


def wrong_target(file: AnnotationFile, chance: random.Random, _: Ontology) -> tuple[AnnotationFile, Fault] | None:
    """A stance has another actor or event as its target."""
    stance = _any(file.stances, chance)
    if stance is None:
        return None
    choices = [x.id for x in [*file.actors, *file.events] if x.id not in (stance.target, stance.holder)]
    target = chance.choice(choices)
    fault = Fault("", "target", stance.id, stance.evidence.exact, stance.target, target)
    return _set(file, "stances", stance, with_(stance, target=target)), fault


def drop_stance(file: AnnotationFile, chance: random.Random, _: Ontology) -> tuple[AnnotationFile, Fault] | None:
    """A stance is missing."""
    stance = _any(file.stances, chance)
    if stance is None:
        return None
    changed = with_(file, stances=[s for s in file.stances if s is not stance])
    before = f"{stance.holder} {stance.polarity} {stance.target}"
    return changed, Fault("", "stance", stance.id, stance.evidence.exact, before, "missing")


PLANTERS: Sequence[Planter] = (
    *(drop_mention, misattach_mention, wrong_kind, wrong_type, wrong_mode, wrong_status, wrong_sources),
    *(swap_roles, drop_argument, drop_event, wrong_polarity, wrong_target, drop_stance),
)


def _any(choices: Sequence[T], chance: random.Random) -> T | None:
    return chance.choice(choices) if choices else None


def _set(file: AnnotationFile, layer: str, old: object, new: object) -> AnnotationFile:
    members = [new if member is old else member for member in getattr(file, layer)]
    return with_(file, **{layer: members})


if __name__ == "__main__":
    main()
