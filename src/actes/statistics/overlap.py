"""Texts that share what independent texts do not: runs of words, and sentences of one mould."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from actes.tokens import tokenise

RUN = 12
"""Words that two texts do not share in a row."""
SHORTEST = 6
"""Tokens below which a sentence has no shape of its own."""
_FUNCTION_WORDS = """
à au aux avec ce cela ces cet cette chez comme contre dans de des depuis derrière devant dont du en entre et
eux hors il ils elle elles je tu on nous vous la le les l' leur leurs lui mais me même mes moi mon ne ni nos
notre n' ou où par parmi pas pendant plus pour près puis qu' que quel quelle quels quelles qui quoi sa sans se
selon ses s' si son sous sur ta te tes ton trop un une vers vos votre y c' d' j' m' t' est sont était étaient
a ont avait avaient été être avoir fut sera seront aura auront soit ait après avant aussi alors donc or car
lors lorsque quand très tout toute tous toutes ainsi encore déjà jusqu' puisque afin
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Articles, pronouns, prepositions, auxiliaries: what is left of a sentence whose content is masked."""


def shared_runs(texts: Mapping[str, str], length: int = RUN) -> dict[str, list[str]]:
    """Runs of ``length`` words, folded to small letters, with the names of the texts that share them."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, text in texts.items():
        words = [word.casefold() for word in tokenise(text).words if word[0].isalnum()]
        for start in range(len(words) - length + 1):
            found[tuple(words[start : start + length])].add(name)
    return {" ".join(run): sorted(names) for run, names in found.items() if len(names) > 1}


def skeletons(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Sentences with every content word masked, and the names of the texts that hold them."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, text in texts.items():
        tokens = tokenise(text)
        bounds = [*tokens.sentences, len(tokens.words)]
        for start, end in pairwise(bounds):
            if end - start >= SHORTEST:
                found[" ".join(_masked(word) for word in tokens.words[start:end])].add(name)
    return {skeleton: sorted(names) for skeleton, names in found.items()}


def _masked(word: str) -> str:
    folded = word.casefold().replace("’", "'")
    return folded if folded in FUNCTION_WORDS or not word[0].isalnum() else "_"
