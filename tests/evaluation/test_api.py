"""``actes.evaluate``."""

import msgspec
import pytest

import actes
from actes.article import Article
from actes.evaluation.api import evaluate
from actes.evaluation.records import write_lines
from actes.problem import InputError


def codes(call):
    with pytest.raises(InputError) as caught:
        call()
    return [problem.code for problem in caught.value.problems]


def test_it_is_the_one_of_the_package():
    assert actes.evaluate is evaluate


def test_gold_against_itself(corpus):
    report = evaluate(corpus.articles, corpus.articles, system="gold", corpus=corpus.version, seed=3, replicates=20)
    (system,) = report.systems
    assert (system.name, system.missing, system.score.value) == ("gold", 0, 1)
    signature = report.signature
    assert (signature.corpus, signature.articles, signature.stories) == (corpus.version, 2, 2)
    options = signature.options
    assert (options.split, options.allow_missing, options.seed, options.replicates) == ("all", False, 3, 20)
    assert report.few_stories


def test_the_order_of_articles_changes_nothing(corpus):
    forwards = evaluate(corpus.articles, corpus.articles, replicates=20)
    backwards = evaluate(corpus.articles[::-1], corpus.articles[::-1], replicates=20)
    assert forwards.to_json() == backwards.to_json()


def test_a_split(corpus):
    (test,) = (article for article in corpus.articles if article.split == "test")
    report = evaluate(corpus.articles, [test], split="test", replicates=20)
    assert (report.signature.articles, report.signature.options.split) == (1, "test")
    with pytest.raises(InputError, match="is in the split train, which is not scored"):
        evaluate(corpus.articles, corpus.articles, split="test")
    assert codes(lambda: evaluate([test], [test], split="validation")) == ["predictions-empty"]


def test_missing_articles_are_refused_or_all_missed(corpus):
    first, _ = corpus.articles
    assert codes(lambda: evaluate(corpus.articles, [first])) == ["article-missing"]
    report = evaluate(corpus.articles, [first], allow_missing=True, replicates=20)
    mentions = report.systems[0].tasks[0]
    found, total = (sum(len(actor.mentions) for a in some for actor in a.actors) for some in ([first], corpus.articles))
    assert (mentions.name, mentions.figures["precision"]) == ("mentions", 1)
    assert mentions.figures["recall"] == found / total
    assert (report.systems[0].missing, report.signature.options.allow_missing) == (1, True)


def test_an_unanswered_task_counts_nothing(corpus):
    contexts = [Article(article.id, contexts=article.contexts) for article in corpus.articles]
    (system,) = evaluate(corpus.articles, contexts, replicates=20).systems
    assert [task.name for task in system.tasks if task.answered] == ["contexts"]
    assert system.score.value == pytest.approx(1 / 6)


def test_predictions_for_another_version_of_the_corpus_are_refused(corpus):
    changed = [msgspec.structs.replace(article, text=article.text + "\n") for article in corpus.articles]
    assert codes(lambda: evaluate(corpus.articles, changed)) == ["article-text"] * 2


def test_every_problem_is_told_with_its_place(corpus, tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_bytes(b'{"id": "nobody"}\n{"id": "exemple", "contexts": ["diplomacy"]}\n{"id": "exemple"}\n')
    with pytest.raises(InputError) as caught:
        evaluate(corpus.articles, path)
    assert [(problem.path, problem.line, problem.code) for problem in caught.value.problems] == [
        (str(path), 1, "article-unknown"),
        (str(path), 2, "label-unknown"),
        (str(path), 3, "article-duplicate"),
    ]
    path.write_bytes(b'{"id": "exemple"}\n')
    with pytest.raises(InputError) as caught:
        evaluate(corpus.articles, path)
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [(str(path), "article-missing")]


def test_gold_is_checked_too(corpus, tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(write_lines([*corpus.articles, corpus.articles[0]]))
    with pytest.raises(InputError) as caught:
        evaluate(path, corpus.articles)
    assert [(problem.path, problem.line, problem.code) for problem in caught.value.problems] == [
        (str(path), 3, "article-duplicate")
    ]
    wrong = msgspec.structs.replace(corpus.articles[0], contexts=["diplomacy"])
    with pytest.raises(InputError) as caught:
        evaluate([wrong], corpus.articles[:1])
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [("gold", "label-unknown")]
