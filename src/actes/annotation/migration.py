"""Take an annotation file, or the registry, from one schema version to the next.

A version's folder holds ``migration.yaml``: which labels of the version before it have a new name, and which were split
so that somebody has to decide. Everything else keeps its meaning, by the promise of a schema version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from actes.annotation.model import EventEntry
from actes.annotation.strict_yaml import Source
from actes.annotation.structure import fields
from actes.ontology import Ontology
from actes.problem import InputError, Pointer, Problem

StructType = TypeVar("StructType", bound=Struct)
Code = tuple[str, str]
"""A vocabulary and a code of it; a mode is ("modes", "PROTEST.demo")."""


@dataclass(frozen=True, slots=True)
class Split:
    """A label that became several: the codes it may become, and the question that decides."""

    into: tuple[str, ...]
    question: str


@dataclass(frozen=True, slots=True)
class Migration:
    """One step between neighbouring schema versions."""

    source: str
    target: str
    renamed: Mapping[Code, str]
    split: Mapping[Code, Split]


def parse_migration(root: Mapping[str, Any], target: str) -> Migration:
    """The content of ``schema/<target>/migration.yaml``, a file of ours: what is wrong in it raises KeyError."""
    split = {
        code: Split(tuple(entry["into"]), entry["question"])
        for code, entry in _by_code(root.get("split", {}), leaf=lambda entry: "into" in entry)
    }
    renamed = dict(_by_code(root.get("renamed", {}), leaf=lambda entry: isinstance(entry, str)))
    return Migration(root["from"], target, renamed, split)


def steps_between(source: str, target: str, migrations: Sequence[Migration]) -> list[Migration]:
    """The steps that lead from one version up to another, in order; none where they are the same.

    Raises:
        KeyError: no chain of steps leads there.
    """
    by_source = {migration.source: migration for migration in migrations}
    steps: list[Migration] = []
    while source != target:
        steps.append(by_source[source])
        source = steps[-1].target
    return steps


def lost_codes(old: Ontology, new: Ontology, migration: Migration) -> list[Code]:
    """Codes whose fate a migration leaves open, or whose successors the new version lacks: none, in a sound one."""
    codes = {
        *((name, code) for name in _VOCABULARIES for code in getattr(old, name)),
        *(("modes", f"{kind}.{mode}") for kind, entry in old.types.items() for mode in entry.modes),
    }
    return sorted(code for code in codes if not all(_has(new, end) for end in _ends(code, migration)))


def migrate(
    struct: StructType, source: Source, steps: Sequence[Migration], decisions: Mapping[Code, str]
) -> StructType:
    """``struct`` with the labels, and the version, of the last step's target.

    Args:
        struct: An annotation file or a registry.
        source: Where it was read, for messages.
        steps: As :func:`steps_between` gives them.
        decisions: For split labels, which of their successors is meant throughout this file.

    Raises:
        InputError: ``migration-undecided``, with the place of every label that somebody has to decide.
    """
    for step in steps:
        moving = _Moving(step, source, decisions)
        struct = msgspec.structs.replace(moving.move(struct, ()), schema=step.target)
        if moving.problems:
            raise InputError(moving.problems)
    return struct


_VOCABULARIES = (
    *("languages", "licences", "origins", "kinds", "forms", "statuses", "roles", "polarities", "bases"),
    *("types", "contexts", "sectors", "countries"),
)


@dataclass(slots=True)
class _Moving:
    """One file on its way through one step."""

    step: Migration
    source: Source
    decisions: Mapping[Code, str]
    problems: list[Problem] = field(default_factory=list)

    def move(self, struct: StructType, pointer: Pointer) -> StructType:
        changes: dict[str, object] = {}
        for declared in fields(type(struct)):
            value = getattr(struct, declared.name)
            vocabulary = declared.form.vocabulary or (declared.form.member and declared.form.member.vocabulary)
            place = (*pointer, declared.name)
            if isinstance(value, Struct):
                changes[declared.name] = self.move(value, place)
            elif isinstance(value, list) and value and isinstance(value[0], Struct):
                changes[declared.name] = [self.move(member, (*place, i)) for i, member in enumerate(value)]
            elif vocabulary and value:
                changes[declared.name] = self._labels(vocabulary, value, place)
        if isinstance(struct, EventEntry):
            modes = (self._label(("modes", f"{struct.type}.{mode}"), (*pointer, "modes")) for mode in struct.modes)
            changes["modes"] = [mode.rpartition(".")[2] for mode in modes]
        return msgspec.structs.replace(struct, **changes)

    def _labels(self, vocabulary: str, value: str | list[str], pointer: Pointer) -> str | list[str]:
        if isinstance(value, str):
            return self._label((vocabulary, value), pointer)
        return list(dict.fromkeys(self._label((vocabulary, code), (*pointer, i)) for i, code in enumerate(value)))

    def _label(self, code: Code, pointer: Pointer) -> str:
        split = self.step.split.get(code)
        if split is None:
            return self.step.renamed.get(code, code[1])
        decided = self.decisions.get(code)
        if decided in split.into:
            return decided
        vocabulary, old = code
        message = (
            f"{old} became {' or '.join(split.into)} in schema {self.step.target}: {split.question} "
            f"Say which for this file: actes migrate FILE --decide {vocabulary}/{old}={split.into[0]}"
        )
        self.problems.append(self.source.problem(pointer, message, "migration-undecided"))
        return old


def _by_code(entries: Mapping[str, Any], leaf: Any) -> list[tuple[Code, Any]]:
    """``{vocabulary: {code: entry}}``, and ``{modes: {TYPE: {mode: entry}}}``, as pairs of code and entry."""
    found = []
    for vocabulary, codes in entries.items():
        for code, entry in codes.items():
            if leaf(entry):
                found.append(((vocabulary, code), entry))
            else:
                found.extend(((vocabulary, f"{code}.{mode}"), member) for mode, member in entry.items())
    return found


def _ends(code: Code, migration: Migration) -> list[Code]:
    vocabulary, old = code
    split = migration.split.get(code)
    successors = split.into if split else (migration.renamed.get(code, old),)
    if vocabulary != "modes":
        return [(vocabulary, successor) for successor in successors]
    kind = old.partition(".")[0]
    ends = migration.split.get(("types", kind))
    kinds = ends.into if ends else (migration.renamed.get(("types", kind), kind),)
    return [("modes", f"{k}.{successor.rpartition('.')[2]}") for k in kinds for successor in successors]


def _has(ontology: Ontology, code: Code) -> bool:
    vocabulary, name = code
    if vocabulary == "modes":
        kind, _, mode = name.partition(".")
        return kind in ontology.types and mode in ontology.types[kind].modes
    return name in getattr(ontology, vocabulary)
