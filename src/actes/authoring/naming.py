"""Names made from words: of articles, stories, actors, events."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ß": "ss", "ı": "i"})
_PART = re.compile(r"[a-z0-9]+")
_EMPTY = """
a afin ai ailleurs ainsi alors apres as au aucun aucune aujourd aupres auquel aussi aussitot autant autour autre
autres aux avaient avait avant avec avez avoir avons ayant beaucoup bien car ce ceci cela celle celles celui cent
cependant ces cet cette ceux chaque chez ci comme comment contre dans date de deja depuis dernier derniere derniers
des desormais deux dix doit donc dont du elle elles en encore enfin ensuite entre environ est et etaient etait etant
ete etre eu eux face faire fait faut fois font fut grand hier hors hui il ils ici jamais je jour jours jusqu la le
les leur leurs lors lorsqu lorsque lui ma mais malgre mardi me meme memes mercredi mes mieux mil mille mois moins
mon ne ni non nos notre nous nouveau nouvelle on ont ou outre par parce parmi pas pendant peu peut peuvent plus
plusieurs plutot pour pourquoi pourrait pres presque puis puisque quand quant quatre que quel quelle quelles quels
quelque quelques qui quoi sa sans se selon sept sera serait ses seul seule si sinon six soit son sont sous sur ta
tandis tant tard te tel telle tels tes toi ton toujours tous tout toute toutes tres trois trop tu un une vers voici
voila vos votre vous vu janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi
jeudi vendredi samedi dimanche annee annees semaine semaines
"""
_EMPTY_WORDS = frozenset(_EMPTY.split())
_LONGEST = 60


def plain(text: str) -> str:
    """Lower case without accents: what an id is made of, with all else left as it is."""
    return unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))


def parts(text: str) -> list[str]:
    """The runs of letters a-z and digits of a text, accents apart."""
    return _PART.findall("".join(c for c in plain(text) if not unicodedata.combining(c)))


def content_words(text: str) -> list[str]:
    """The words that say what a text is about: no articles, pronouns, prepositions, months, numbers, single letters."""
    return [word for word in parts(text) if len(word) > 1 and not word.isdigit() and word not in _EMPTY_WORDS]


def slug(text: str, *, words: int, default: str) -> str:
    """The first ``words`` content words as an id; ``default`` where there are none."""
    return "-".join(content_words(text)[:words])[:_LONGEST].strip("-") or default


def free(name: str, taken: Collection[str]) -> str:
    """``name``, or the first of ``name-2``, ``name-3`` and so on that is not taken."""
    number = 1
    found = name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
