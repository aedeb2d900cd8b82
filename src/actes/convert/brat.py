"""brat standoff: a ``.txt`` and a ``.ann`` for each article (measured with brat of October 2021).

Offsets are code points of the ``.txt``. Kinds of actors and types of events are types of brat; mentions of one actor
are an ``Equiv`` set, each trigger is an event of its own, tied to the first by ``coref``; arguments, sources, holder
and target are arguments of brat events. What is chosen from a few codes is an attribute, the link to the registry a
normalisation, and the rest stands in notes as ``field=value; field=value``. The header is the note of an annotation
of type ``article`` on the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from actes.convert.brat_config import ARTICLE, PLACES, STANCE_TYPE, annotation_conf, chosen, visual_conf
from actes.convert.brat_lines import EQUIV, LINK, NOTE, REGISTRY, escape
from actes.convert.standoff import ACTOR, COREF, EVENT, LISTS, STANCE, Region, Standoff
from actes.ontology import Ontology

ANNOTATION_CONF = "annotation.conf"
_TYPES = {"kind": ACTOR, "type": EVENT}
"""Attributes that are a type of brat."""
_LABEL_TYPES = {label: code for code, label in PLACES.items()} | {STANCE: STANCE_TYPE}


def to_brat(articles: Sequence[Standoff], ontology: Ontology) -> dict[str, bytes]:
    """A collection for brat: the articles and the configuration."""
    files = {ANNOTATION_CONF: annotation_conf(ontology), "visual.conf": visual_conf(ontology)}
    for article in articles:
        name = article.header["id"][0]
        files[f"{name}.txt"] = f"{article.text}\n".encode()
        files[f"{name}.ann"] = "".join(f"{line}\n" for line in _Writing(article, ontology).lines()).encode()
    return files


class _Writing:
    """The lines of one ``.ann``."""

    def __init__(self, article: Standoff, ontology: Ontology) -> None:
        self._article = article
        self._chosen = chosen(ontology)
        self._head = {tie.source: tie.target for tie in article.relations if tie.label == COREF}
        self._regions = {region.id: region for region in article.regions}
        # Events of one type on the same words have one trigger, as several stances on one word do.
        triggers: dict[object, str] = {}
        self._spans = {
            region.id: triggers.setdefault(self._trigger(region), f"T{number}")
            for number, region in enumerate(article.regions, 2)
        }
        events = [region.id for region in article.regions if region.label in (EVENT, STANCE)]
        self._events = {region: f"E{number}" for number, region in enumerate(events, 1)}

    def lines(self) -> Iterator[str]:
        """All of them, headline first."""
        headline = re.search(r"[^\n]+", self._article.text)
        start, end = headline.span() if headline else (0, 0)
        yield self._span("T1", ARTICLE, start, end)
        drawn = {self._spans[region.id]: region for region in reversed(self._article.regions)}
        for name, region in sorted(drawn.items(), key=lambda item: int(item[0][1:])):
            yield self._span(name, self._type(region), region.start, region.end)
        for region_id in self._events:
            yield self._event(self._regions[region_id])
        yield from self._equivalents()
        yield from self._coreferences()
        yield from self._attributes()
        yield from self._links()
        yield from self._notes()

    def _trigger(self, region: Region) -> object:
        return (self._type(region), region.start, region.end) if region.label in (EVENT, STANCE) else region.id

    def _name(self, region_id: str) -> str:
        return self._events.get(region_id) or self._spans[region_id]

    def _type(self, region: Region) -> str:
        head = self._regions[self._head.get(region.id, region.id)]
        for name, label in _TYPES.items():
            if region.label == label:
                return head.values[name][0]
        return _LABEL_TYPES[region.label]

    def _span(self, name: str, type_: str, start: int, end: int) -> str:
        return f"{name}\t{type_} {start} {end}\t{self._article.text[start:end]}"

    def _event(self, region: Region) -> str:
        arguments = [f"{self._type(region)}:{self._spans[region.id]}"]
        count: dict[str, int] = {}
        for tie in self._article.relations:
            if tie.source == region.id and tie.label != COREF:
                label = tie.label or ""
                count[label] = count.get(label, 0) + 1
                number = str(count[label]) if count[label] > 1 else ""
                arguments.append(f"{label}{number}:{self._name(tie.target)}")
        return f"{self._events[region.id]}\t{' '.join(arguments)}"

    def _equivalents(self) -> Iterator[str]:
        sets: dict[str, list[str]] = {}
        for other, head in self._head.items():
            if self._regions[head].label == ACTOR:
                sets.setdefault(head, [self._spans[head]]).append(self._spans[other])
        yield from (f"*\t{EQUIV} {' '.join(members)}" for members in sets.values())

    def _coreferences(self) -> Iterator[str]:
        pairs = [(other, head) for other, head in self._head.items() if self._regions[head].label == EVENT]
        for number, (other, head) in enumerate(pairs, 1):
            yield f"R{number}\t{COREF} Arg1:{self._name(other)} Arg2:{self._name(head)}"

    def _attributes(self) -> Iterator[str]:
        said = [
            f"{name} {self._name(region.id)} {values[0]}"
            for region in self._article.regions
            for name, values in region.values.items()
            if name in self._chosen
        ]
        yield from (f"A{number}\t{line}" for number, line in enumerate(said, 1))

    def _links(self) -> Iterator[str]:
        said = [
            f"Reference {self._name(region.id)} {REGISTRY}:{region.values[LINK][0]}\t{region.values['name'][0]}"
            for region in self._article.regions
            if LINK in region.values
        ]
        yield from (f"N{number}\t{line}" for number, line in enumerate(said, 1))

    def _notes(self) -> Iterator[str]:
        written = [("T1", self._article.header)]
        written += [(self._name(region.id), region.values) for region in self._article.regions]
        elsewhere = {*self._chosen, *_TYPES, LINK}
        number = 0
        for name, values in written:
            note = _note({field: said for field, said in values.items() if field not in elsewhere})
            if note:
                number += 1
                yield f"#{number}\t{NOTE} {name}\t{note}"


def _note(values: Mapping[str, tuple[str, ...]]) -> str:
    said = {name: " ".join(codes) if name in LISTS else codes[0] for name, codes in values.items()}
    return "; ".join(f"{name}={escape(value)}" for name, value in said.items())
