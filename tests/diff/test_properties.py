"""What holds of any two states of an article."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from score.strategies import articles, examples, shuffled

from actes.annotation.resolve import to_article
from actes.article import Article
from actes.diff.clusters import Cluster, align
from actes.diff.comparison import compare_articles
from actes.diff.places import carried_over
from actes.project import Project, read_annotation

CORPUS = Project(Path(__file__).parents[2])


def with_ids(article: Article) -> Article:
    """The article with an id for each stance, as gold has."""
    return replace(article, stances=[replace(s, id=f"stance-{i}") for i, s in enumerate(article.stances)])


complete = articles().map(with_ids)


@examples
@given(complete, st.booleans())
def test_an_article_does_not_differ_from_itself(article, by_id):
    assert compare_articles(article, article, by_id=by_id) == []


@examples
@given(complete, st.randoms(use_true_random=False))
def test_ids_and_order_are_all_that_differs_in_a_shuffled_article(article, rng):
    changes = compare_articles(article, shuffled(article, rng), by_id=False)
    assert {change.action for change in changes} <= {"renamed"}


@examples
@given(complete, complete)
def test_the_way_back_undoes_what_the_way_there_did(before, after):
    opposite = {"added": "removed", "removed": "added", "merged": "split", "split": "merged"}
    there = Counter(c.action for c in compare_articles(before, after) if c.layer in ("context", "mention", "trigger"))
    back = Counter(c.action for c in compare_articles(after, before) if c.layer in ("context", "mention", "trigger"))
    assert there == Counter({opposite.get(action, action): n for action, n in back.items()})


@examples
@given(complete, complete)
def test_changes_are_sorted_and_said_once(before, after):
    changes = compare_articles(before, after)
    assert changes == sorted(changes, key=lambda change: change.order)
    assert len(set(changes)) == len(changes)


@pytest.mark.parametrize("path", CORPUS.articles(), ids=lambda path: path.stem)
def test_an_article_of_the_corpus_does_not_differ_from_itself(path):
    article = to_article(read_annotation(CORPUS, path)[0])
    assert compare_articles(article, article) == []
    assert compare_articles(article, article, by_id=False) == []
    longer = f"Un mot avant. {article.text}"
    moved = carried_over(article, longer)
    for actor in moved.actors:
        for mention in actor.mentions:
            assert longer[mention.start : mention.end] == mention.text


def cluster(name, *places, label="x"):
    return Cluster(name, label, frozenset((place, place + 1) for place in places))


def test_alignment_prefers_the_same_id_then_the_most_shared():
    before = [cluster("a", 1, 2, 3), cluster("b", 4)]
    found = align(before, [cluster("b", 1, 2, 3), cluster("a", 4, 5)], by_id=True)
    assert found.partners == {"a": "b", "b": "a"}
    found = align(before, [cluster("a", 1), cluster("c", 2, 3, 4)], by_id=True)
    assert found.partners == {"a": "a", "b": "c"}
    assert [(s.place[0], s.source, s.target) for s in found.shifts] == [(2, "a", "c"), (3, "a", "c")]


def test_of_two_events_of_one_word_the_type_says_which_is_which():
    before = [cluster("a", 1, label="ACCUSE"), cluster("b", 1, label="REJECT")]
    found = align(before, [cluster("x", 1, label="REJECT"), cluster("y", 1, label="ACCUSE")], by_id=False)
    assert found.partners == {"a": "y", "b": "x"}
    found = align(before, [cluster("y", 1, label="ACCUSE")], by_id=True)
    assert (found.partners, found.merged) == ({"a": "y"}, {})


def test_an_id_that_means_another_is_not_taken_for_it():
    found = align([cluster("a", 1), cluster("b", 2)], [cluster("b", 1)], by_id=False)
    assert (found.image("a"), found.image("b"), found.image("elsewhere")) == ("b", "b′", "elsewhere")
