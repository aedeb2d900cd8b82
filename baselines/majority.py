"""The majority: every word is what it most often was in training, every decision about it the most frequent one.

It looks at no context. A token gets its most frequent training tag, as (part of) a mention of a kind or a trigger of a
type; a word not seen in training is outside. One actor per surface string, with the most frequent form and identity of
that string; one event per trigger, with the most frequent status, on the author's word, its actor the mention nearest
in its sentence. Every pair gets the most frequent label, which is ``none``, so there are no stances. Every article gets
the most frequent contexts, as many as training articles have on average.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from actes.article import Actor, Argument, Article, Event, Mention, Pair, Trigger
from actes.pairs import NONE, stance_pairs

from .parts.bio import OUTSIDE, Span, decode, encode
from .parts.contexts import usual_count
from .parts.document import Document, fold, read_document
from .parts.gold import read_gold_spans
from .parts.identities import Identities, learn_identities, most_frequent
from .parts.rows import Prediction, Question, Row, read_gold, read_questions, write_row
from .parts.triggers import learn_compounds, one_word


@dataclass(frozen=True, slots=True)
class MajorityModel:
    """The most frequent of everything."""

    mention_tags: Mapping[str, str]
    """Folded word -> tag."""
    trigger_tags: Mapping[str, str]
    compounds: frozenset[str]
    forms: Mapping[str, str]
    """Folded surface string -> form."""
    form: str
    """The form of strings that no gold mention had."""
    identities: Identities
    status: str
    polarity: str
    contexts: Sequence[str]


def train(rows: Iterable[Row]) -> MajorityModel:
    """Count."""
    articles = read_gold(rows)
    golds = [read_gold_spans(article) for article in articles]
    documents = [gold.document for gold in golds]
    forms = [(_surface(gold.document, span), form) for gold in golds for span, form in gold.forms.items()]
    statuses = [event.status for article in articles for event in article.events or () if isinstance(event.status, str)]
    return MajorityModel(
        mention_tags=_usual_tags(documents, [encode(gold.document, gold.mentions) for gold in golds]),
        trigger_tags=_usual_tags(documents, [encode(gold.document, gold.triggers) for gold in golds]),
        compounds=learn_compounds(golds),
        forms=_usual(forms),
        form=most_frequent(form for _, form in forms) if forms else "name",
        identities=learn_identities(articles),
        status=most_frequent(statuses) if statuses else "actual",
        polarity=most_frequent([pair.polarity for article in articles for pair in stance_pairs(article)] or [NONE]),
        contexts=_usual_contexts([article.contexts or [] for article in articles]),
    )


def predict(model: MajorityModel, rows: Iterable[Row]) -> list[Prediction]:
    """The graph that the words have by themselves, and the same answer to every pair."""
    return [write_row(_predict_article(model, question)) for question in read_questions(rows)]


def _predict_article(model: MajorityModel, question: Question) -> Article:
    document = read_document(question.text)
    actors = _actors(model, document)
    tags = _tags(model.trigger_tags, document)
    triggers = [one_word(document, span, model.compounds) for span in decode(document, tags)]
    return Article(
        id=question.id,
        contexts=list(model.contexts),
        actors=actors,
        events=[_event(model, document, f"e{number}", trigger, actors) for number, trigger in enumerate(triggers, 1)],
        stances=[],
        pairs=[Pair(pair.holder, pair.target, model.polarity) for pair in question.pairs],
    )


def _actors(model: MajorityModel, document: Document) -> list[Actor]:
    """One actor per surface string and kind."""
    groups: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for span in decode(document, _tags(model.mention_tags, document)):
        groups[_surface(document, span), span.label].append(span)
    actors = []
    for number, ((surface, kind), spans) in enumerate(groups.items(), 1):
        identity = model.identities.of_surface(surface)
        form = model.forms.get(surface, model.form)
        actors.append(
            Actor(
                id=f"a{number}",
                name=document.text[spans[0].start : spans[0].end],
                kind=kind,
                country=identity.country,
                sectors=list(identity.sectors),
                link=identity.link,
                mentions=[Mention(span.start, span.end, form) for span in spans],
            )
        )
    return actors


def _event(model: MajorityModel, document: Document, event_id: str, trigger: Span, actors: Sequence[Actor]) -> Event:
    """An event of one trigger, done by the actor mentioned nearest, if its sentence mentions one."""
    near = [
        (abs(mention.start - trigger.start), actor.id)
        for actor in actors
        for mention in actor.mentions
        if document.sentence_of(mention.start) == document.sentence_of(trigger.start)
    ]
    return Event(
        id=event_id,
        type=trigger.label,
        triggers=[Trigger(trigger.start, trigger.end)],
        arguments=[Argument("actor", actor=min(near)[1])] if near else [],
        status=model.status,
        sources=[],
    )


def _tags(usual: Mapping[str, str], document: Document) -> list[str]:
    return [usual.get(word, OUTSIDE) for word in document.words]


def _surface(document: Document, span: Span) -> str:
    return fold(document.text[span.start : span.end])


def _usual_tags(documents: Sequence[Document], tags: Sequence[Sequence[str]]) -> dict[str, str]:
    """The most frequent tag of every word."""
    return _usual(
        tagged
        for document, sequence in zip(documents, tags, strict=True)
        for tagged in zip(document.words, sequence, strict=True)
    )


def _usual(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The most frequent second of every first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for first, second in pairs:
        found[first].append(second)
    return {first: most_frequent(seconds) for first, seconds in found.items()}


def _usual_contexts(contexts: Sequence[Sequence[str]]) -> list[str]:
    counts = Counter(context for labels in contexts for context in labels)
    frequent_first = sorted(counts, key=lambda context: (-counts[context], context))
    return sorted(frequent_first[: usual_count(contexts)])
