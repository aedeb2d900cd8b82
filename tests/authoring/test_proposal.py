"""What a new article is called and where it goes."""

import re

import pytest

from actes.annotation.model import ArticleId, LocalId
from actes.authoring import stories
from actes.authoring.naming import content_words, free, slug
from actes.authoring.proposal import (
    choose_date,
    choose_id,
    choose_split,
    choose_story,
    propose_id,
    propose_story,
    stated_date,
)
from actes.authoring.stories import DAYS, Told, days_between, likeliest_story
from actes.checking import check_project
from actes.files import resource_folder
from actes.problem import InputError
from actes.project import Project, read_awaiting

PROJECT = Project(resource_folder("schema").parent)
CORPUS = check_project(PROJECT)
TOLD = [Told(a.file.id, a.file.story, a.file.date, a.text) for a in (*CORPUS.files, *read_awaiting(PROJECT))]


def form(annotated):
    return annotated.__metadata__[0].regex


def test_stories_are_found_and_seldom_made_up(monkeypatch):
    # As the corpus grows, stories of one conflict come near each other: a proposal may be wrong, and gives its reason.
    marks = {told.text: stories._marks(told.text, stories._names_by_word(CORPUS.registry)) for told in TOLD}
    monkeypatch.setattr(stories, "_marks", lambda text, _: marks[text])  # each text is looked through once
    found, missed, wrong, right = [], [], [], []
    for article in TOLD:
        others = [told for told in TOLD if told.id != article.id]
        like = likeliest_story(article.text, article.date, others, CORPUS.registry)
        if article.story in {told.story for told in others}:
            (found if like and like.story == article.story else missed).append(article.id)
        else:
            (wrong if like else right).append(article.id)
    assert len(found) > 9 * len(missed), missed
    assert len(right) > 9 * len(wrong), wrong


def test_what_is_far_away_in_time_is_another_story():
    first, *_ = [told for told in TOLD if told.story == "minsk-2-2015"]
    assert likeliest_story(first.text, "2015-08-01", TOLD, CORPUS.registry) is None


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2024-05-14", "2024-05-21", 7),
        ("2024-05-21", "2024-05-14", 7),
        ("2024-05", "2024-05-14", 0),
        ("2024-05", "2024-06-02", 2),
        ("2024~", "2024-05-14", 0),
        ("2024", "2025-01-03", 3),
        ("2024-02", "2024-03-01", 1),
        ("0000", "2024", None),
        ("19XX", "1950", None),
        ("2014-04/..", "2014-05", None),
    ],
)
def test_days_between_dates(one, other, days):
    assert days_between(one, other) == days
    assert DAYS == 60


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("T\n\nKIEV, 13 février 2015 - On.\n", "2015-02-13"),
        ("Le 1er août 2020\n\nOn.\n", "2020-08-01"),
        ("T\n\nLe 13 février 2015 et le 14 février 2015.\n", None),
        ("T\n\nOn.\n\nLe 13 février 2015.\n", None),
        ("T\n\nLe 13 fevrier 2015, le 3 mai.\n", None),
        ("T\n\nLe 31 février 2015.\n", "2015-02-31"),
    ],
)
def test_the_date_that_a_text_states(text, date):
    assert stated_date(text) == date


def test_a_date_is_needed_and_must_be_one():
    assert choose_date("2024-05~", "T\n").value == "2024-05~"
    for given, text, code in [
        ("14/05/2024", "T\n", "date-invalid"),
        (None, "T\n\nRien.\n", "field-missing"),
        (None, "T\n\nLe 31 février 2015.\n", "field-missing"),
    ]:
        with pytest.raises(InputError) as caught:
            choose_date(given, text)
        assert caught.value.problems[0].code == code


@pytest.mark.parametrize(
    ("headline", "date", "article", "story"),
    [
        ("Minsk, la paix de papier", "2015-02-21", "2015-02-minsk-paix-papier", "minsk-paix-2015"),
        ("L’Œuvre d’Ærø, à Łódź", "2024", "2024-oeuvre-aero-lodz", "oeuvre-aero-2024"),
        ("Et pourquoi pas ?", "2024-05/2024-06", "2024-05-article", "article-2024"),
        ("Война", "-0044", "article", "article"),
        ("G7 : 7 000 soldats", "2024-13", "2024-g7-soldats", "g7-soldats-2024"),
        ("a" * 300, "2024-05", f"2024-05-{'a' * 60}", f"{'a' * 60}-2024"),
    ],
)
def test_names_are_made_of_words(headline, date, article, story):
    assert propose_id(headline, date, ()) == article
    assert re.fullmatch(form(ArticleId), article)
    assert propose_id(headline, date, {article, f"{article}-2"}) == f"{article}-3"
    assert propose_story(headline, date, ()) == story
    assert re.fullmatch(form(LocalId), story)


def test_content_words():
    assert content_words("L'Union européenne n’a pas signé, lundi 3 mai") == ["union", "europeenne", "signe"]
    assert slug("", words=3, default="article") == "article"
    assert free("a", ()) == "a"


@pytest.mark.parametrize(
    "given", ["../evil", "/etc/passwd", "a/b", "A", "é", "", "-a", "a--b", "a\n", "a.yaml", "x" * 101]
)
def test_an_id_is_no_path(given):
    with pytest.raises(InputError) as caught:
        choose_id(given, "T\n", "2024", ())
    assert caught.value.problems[0].code == "field-form"


@pytest.mark.parametrize("given", ["registry", "pris"])
def test_an_id_that_is_taken_is_refused(given):
    with pytest.raises(InputError) as caught:
        choose_id(given, "T\n", "2024", {"pris"})
    assert caught.value.problems[0].code == "output-exists"


def test_a_story_stays_in_its_split():
    assert choose_split(None, "haut-karabakh-2023", CORPUS).value == "test"
    assert choose_split("test", "haut-karabakh-2023", CORPUS).value == "test"
    assert choose_split(None, "nouvelle-2024", CORPUS).value == "train"
    assert choose_split("validation", "nouvelle-2024", CORPUS).value == "validation"
    with pytest.raises(InputError) as caught:
        choose_split("train", "haut-karabakh-2023", CORPUS)
    assert caught.value.problems[0].code == "story-leak"
    assert choose_story("haut-karabakh-2023", "T\n", "2024", CORPUS).reason.startswith("given, that of")
    with pytest.raises(InputError):
        choose_story("Haut Karabakh", "T\n", "2024", CORPUS)
