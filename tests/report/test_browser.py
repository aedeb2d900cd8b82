"""The page in a real browser: no complaint, no request, and the error browser does what its controls say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from actes.report import errors, render_html

from .chromium import INSTALL, Page, browser, find_chromium
from .examples import GOLD, ONTOLOGY, PERFECT, TEXT
from .reports import make
from .test_errors import CASES

pytestmark = pytest.mark.skipif(find_chromium() is None, reason=f"no Chromium; try: {INSTALL}")

SECOND = replace(GOLD, id="second", story="autre")
PREDICTIONS = [CASES["a mention of another kind"][0], replace(CASES["another polarity"][0], id="second", contexts=[])]
EXPECTED = [
    str(fault.kind) for gold, p in zip((GOLD, SECOND), PREDICTIONS, strict=True) for fault in errors(gold, p, ONTOLOGY)
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    systems = {"first": PREDICTIONS, "perfect": [PERFECT, replace(PERFECT, id="second")]}
    report = make([GOLD, SECOND], [(name, [articles]) for name, articles in systems.items()])
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render_html(report, [GOLD, SECOND], systems, ONTOLOGY), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture
def page(chromium: Page, path: Path) -> Iterator[Page]:
    """The page, opened anew; nothing may have been complained of or asked for in the end."""
    chromium.open(path, width=1280)
    yield chromium
    assert chromium.messages == []
    assert set(chromium.requests) == {path.as_uri()}


def text(page: Page, selector: str) -> Any:
    return page.evaluate(f"document.querySelector({selector!r}).textContent")


def texts(page: Page, selector: str) -> Any:
    return page.evaluate(f"Array.from(document.querySelectorAll({selector!r}), (element) => element.textContent)")


def test_both_texts_are_shown_as_they_are(page: Page) -> None:
    paragraphs = [paragraph for paragraph in TEXT.split("\n") if paragraph]
    assert texts(page, "#text .gold") == paragraphs
    assert texts(page, "#text .predicted") == paragraphs


def test_marks_stand_where_the_spans_are(page: Page) -> None:
    assert texts(page, "#text .gold .mention") == [
        *("Anne Durand", "Anne Durand", "le président Roy", "Le Jour", "La Ligue du Nord", "Nord", "Elle", "Durand")
    ]
    assert text(page, "#text .predicted .mark.wrong") == "Nord"


def test_the_next_key_goes_through_all_errors_and_articles(page: Page) -> None:
    seen = []
    for _ in EXPECTED:
        page.press("n")
        seen.append(text(page, "#current .kind"))
    assert seen == EXPECTED
    assert text(page, "#reader-title") == "second"
    assert text(page, "#position") == f"Error {len(EXPECTED)} of {len(EXPECTED)}"
    for _ in EXPECTED:
        page.press("p")
    assert text(page, "#reader-title") == "exemple"
    assert page.evaluate("document.querySelectorAll('.mark.current').length") == 2


def test_the_filters_leave_what_was_chosen(page: Page) -> None:
    page.evaluate("document.querySelector('#layers label:nth-child(2) input').click()")  # mentions
    assert text(page, "#position") == f"{len(EXPECTED) - 1} errors"
    assert text(page, "#list") == "No error of this article passes the filters."
    page.press("n")
    assert text(page, "#reader-title") == "second"


def test_the_search_ignores_case_and_accents(page: Page) -> None:
    page.evaluate("search.value = 'ANNE  agaînst'; search.dispatchEvent(new Event('input'))")
    page.evaluate("new Promise((done) => setTimeout(done, 300))")
    assert text(page, "#position") == "1 error"


def test_another_system_has_its_own_errors(page: Page) -> None:
    page.evaluate("system.value = '1'; system.dispatchEvent(new Event('change'))")
    assert text(page, "#position") == "No error passes the filters"
    assert text(page, "#predicted-head") == "perfect"


def test_keys_do_nothing_while_one_types_or_when_they_are_off(page: Page) -> None:
    page.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.press("n")
    assert page.evaluate("search.value") == "n"
    page.evaluate("search.blur(); shortcuts.checked = false")
    page.press("n")
    assert text(page, "#current") == ""


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_wider_than_a_telephone(chromium: Page, path: Path, dark: bool) -> None:
    chromium.open(path, width=360, height=740, dark=dark)
    chromium.press("n")
    assert chromium.evaluate("document.documentElement.scrollWidth <= 360")
    assert chromium.screenshot().startswith(b"\x89PNG")
