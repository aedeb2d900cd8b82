"""Rules of the corpus as a whole: splits, stories, registry."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence

from actes.annotation.model import RegistryFile
from actes.annotation.resolve import Anchored
from actes.annotation.rules.finding import Findings
from actes.annotation.strict_yaml import Source
from actes.annotation.structure import suggestion
from actes.corpus import SPLITS
from actes.problem import InputError, Problem

SPLIT_HEADER = "id\tsplit"


def parse_splits(content: bytes, path: str) -> tuple[dict[str, str], dict[str, int], list[Problem]]:
    """``splits.tsv``: article id -> split, article id -> line, and the problems of the lines left out."""
    try:
        lines = content.decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8; save the file as UTF-8"
        raise InputError([Problem(path, 0, "", message, "split-form")]) from None
    splits: dict[str, str] = {}
    places: dict[str, int] = {}
    problems = []
    if lines[0] != SPLIT_HEADER:
        problems.append(Problem(path, 1, "", "the first line must be: id<TAB>split", "split-form"))
    for number, line in enumerate(lines[1:], 2):
        article, tab, split = line.partition("\t")
        if not tab or not article:
            message = f"a line is an article id, a tab and a split, not {line!r}"
            problems.append(Problem(path, number, "", message, "split-form"))
        elif split not in SPLITS:
            message = f"{split!r} is not a split; allowed: {', '.join(SPLITS)}"
            problems.append(Problem(path, number, "", message, "split-unknown"))
            places[article] = number
        elif article in places:
            message = f"{article} is already on line {places[article]}; remove one"
            problems.append(Problem(path, number, "", message, "split-duplicate"))
        else:
            splits[article] = split
            places[article] = number
    return splits, places, problems


def check_splits(
    files: Sequence[Anchored], splits: Mapping[str, str], lines: Mapping[str, int], path: str, known: Collection[str]
) -> list[Problem]:
    """Every article has a split, every split line an article, and no story is divided.

    ``known`` are the ids of all annotation files, readable or not.
    """
    problems = []
    story_split: dict[str, tuple[str, str]] = {}
    for anchored in files:
        article, story = anchored.file.id, anchored.file.story
        split = splits.get(article)
        if split is None and article in lines:
            continue  # the line itself is already a problem
        if split is None:
            message = f"{article} is not in {path}; add a line: {article}<TAB>train, validation or test"
            problems.append(anchored.source.problem(("id",), message, "split-missing"))
            continue
        other, other_split = story_split.setdefault(story, (article, split))
        if other_split != split:
            message = (
                f"the story is divided: {article} is in {split}, {other} in {other_split}; "
                f"one story stays in one split (see {path})"
            )
            problems.append(anchored.source.problem(("story",), message, "story-leak"))
    problems.extend(
        Problem(path, lines[article], "", f"no annotation file for {article}; remove the line", "split-orphan")
        for article in splits
        if article not in known
    )
    return problems


def check_registry(source: Source, registry: RegistryFile) -> list[Problem]:
    """Ids of the registry are unique, a state has no sectors, and no word is written in two scripts."""
    problems = []
    seen: set[str] = set()
    for number, entry in enumerate(registry.actors):
        if entry.id in seen:
            message = f"{entry.id!r} is already in the registry; merge the entries"
            problems.append(source.problem(("actors", number, "id"), message, "registry-duplicate"))
        seen.add(entry.id)
        if entry.kind == "state" and entry.sectors:
            message = "a state has no sectors (A12); remove them"
            problems.append(source.problem(("actors", number, "sectors"), message, "sector-on-state"))
        names = [(("name",), entry.name), *((("spellings", i), name) for i, name in enumerate(entry.spellings))]
        for place, name in names:
            mixed = [word for word in name.split() if len(_scripts(word)) > 1]
            if mixed:
                scripts = " and ".join(sorted(_scripts(mixed[0])))
                message = f"{mixed[0]!r} mixes {scripts} letters that look alike; write it in one script"
                problems.append(source.problem(("actors", number, *place), message, "name-mixed-script"))
    return problems


def _scripts(word: str) -> set[str]:
    """LATIN, CYRILLIC, ... of the letters, which begin their names in Unicode."""
    return {unicodedata.name(letter, "?").partition(" ")[0] for letter in word if letter.isalpha()}


def check_links(files: Sequence[Anchored], registry: RegistryFile, path: str) -> Iterator[Problem]:
    """A link names a registry entry of the same kind."""
    kinds = {entry.id: entry.kind for entry in registry.actors}
    for anchored in files:
        yield from (anchored.source.problem(*finding) for finding in find_wrong_links(anchored, kinds, path))


def find_wrong_links(anchored: Anchored, kinds: Mapping[str, str], path: str) -> Findings:
    """The links of one file that the registry at ``path``, given as id -> kind, does not bear out."""
    for number, actor in enumerate(anchored.file.actors):
        pointer = ("actors", number, "link")
        if actor.link is None:
            continue
        if actor.link not in kinds:
            message = f"{actor.link!r} is not in {path}; add it there, or: {suggestion(actor.link, kinds)}"
            yield pointer, message, "registry-unknown"
        elif kinds[actor.link] != actor.kind:
            message = f"{actor.link} is a {kinds[actor.link]} in {path}, a {actor.kind} here; make them agree"
            yield pointer, message, "registry-kind"
