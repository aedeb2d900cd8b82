"""The page in a real browser: no complaint, no request, narrow enough for a telephone, and lit where one points."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from diff.edits import edit, edit_text, two_projects
from report.chromium import INSTALL, Page, browser, find_chromium

from actes.preview import render_preview

from .pages import preview

pytestmark = pytest.mark.skipif(find_chromium() is None, reason=f"no Chromium; try: {INSTALL}")

CROSSING = '      - {exact: "président Per"}\n      - {exact: "le président Per Hansen et elle"}\n'


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with marks that nest and cross, changes and problems of all sorts, and a word too long for any screen."""
    folder = tmp_path_factory.mktemp("page")
    before, after = two_projects(folder)
    edit(
        after,
        ("kind: organisation", "kind: group"),
        ('      - {exact: "Per Hansen"}\n', f'      - {{exact: "Per Hansen"}}\n{CROSSING}'),
        ("name: chef du port", f"name: {'a' * 120}"),
        ('      - {exact: "rendue"}\n', ""),
        ("target: accord\n    polarity: against", "target: nobody\n    polarity: against"),
    )
    edit_text(after, ("L’Union des ports", f"{'o' * 200} L’Union des ports"))
    page = folder / "preview.html"
    page.write_text(render_preview(preview(before, after)), encoding="utf-8")
    return page


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
    assert {request.split("#")[0] for request in chromium.requests} == {path.as_uri()}


def lit(page: Page) -> Any:
    """The words of the marks that are lit."""
    return page.evaluate(
        "Array.from(document.querySelectorAll('.text .mark'))"
        ".filter((mark) => getComputedStyle(mark).getPropertyValue('--lit').trim() === '1')"
        ".map((mark) => mark.firstChild.textContent)"
    )


def go(page: Page, name: str) -> None:
    page.evaluate(f"location.hash = {name!r}")
    page.evaluate("new Promise((done) => setTimeout(done, 50))")


def test_an_entry_lights_its_marks_and_a_mark_its_entry(page: Page) -> None:
    assert lit(page) == []
    go(page, "x1-a1")
    assert lit(page) == ["la ministre", "Anne Martin", "La ministre", "elle"]
    go(page, "x1-e2")
    assert lit(page) == ["salué"]
    mark = page.evaluate("document.querySelector('.text .a3').id")
    go(page, mark)
    assert page.evaluate("getComputedStyle(document.getElementById('x1-a3')).getPropertyValue('--lit').trim()") == "1"


def test_links_in_the_lists_are_reached_by_keyboard_and_light_what_they_belong_to(page: Page) -> None:
    page.evaluate("document.querySelector('#x1-a2 a').focus()")
    assert "".join(lit(page)) == "le président Per Hansen"
    assert page.evaluate("document.querySelectorAll('.text a:not([tabindex=\"-1\"])').length") == 0


def test_the_boxes_hide_marks_but_no_words(page: Page) -> None:
    seen = "document.querySelector('.text').innerText.replace(/\\s+/g, ' ')"
    page.evaluate("document.querySelectorAll('.boxes input').forEach((box) => box.click())")
    words = page.evaluate(seen)
    assert "Anne Martin s’est rendue mardi à Oslo. La ministre y a rencontré le président Per Hansen et elle" in words
    page.evaluate("document.querySelectorAll('.boxes input').forEach((box) => box.click())")
    assert "CONSULT 1" in page.evaluate(seen)


def test_lines_under_nested_marks_do_not_hide_each_other(page: Page) -> None:
    """The outer mark reaches lower than the inner one."""
    bottoms = page.evaluate(
        "(() => { const outer = Array.from(document.querySelectorAll('.text .a2')).find((m) => m.querySelector('.a2'));"
        "return [outer, outer.querySelector('.a2')].map((m) => m.getBoundingClientRect().bottom); })()"
    )
    assert bottoms[0] > bottoms[1] + 2


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_wider_than_a_telephone(chromium: Page, path: Path, dark: bool) -> None:
    chromium.open(path, width=360, height=740, dark=dark)
    assert chromium.evaluate("document.documentElement.scrollWidth <= 360")
    assert chromium.screenshot().startswith(b"\x89PNG")


@pytest.mark.parametrize("dark", [False, True])
def test_words_can_be_read_on_what_is_behind_them(chromium: Page, path: Path, dark: bool) -> None:
    """Text and its marks have a contrast of 4.5 to 1 at least, as WCAG 2.2 asks (1.4.3)."""
    chromium.open(path, width=1280, dark=dark)
    assert chromium.evaluate(CONTRASTS) == []


def test_it_prints_on_white_whatever_the_screen(chromium: Page, path: Path) -> None:
    chromium.open(path, width=800, dark=True)
    features = [{"name": "prefers-color-scheme", "value": "dark"}]
    chromium.send("Emulation.setEmulatedMedia", media="print", features=features)
    try:
        shown = "(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.documentElement))"
        assert chromium.evaluate(shown) == ["rgb(28, 27, 25)", "rgb(255, 255, 255)"]
        assert chromium.evaluate("getComputedStyle(document.querySelector('.graph')).maxHeight") == "none"
    finally:
        chromium.send("Emulation.setEmulatedMedia", media="", features=[])


CONTRASTS = """
(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (css) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    return Array.from(canvas.getImageData(0, 0, 1, 1).data);
  };
  const over = (top, under) => [0, 1, 2].map((i) => (top[i] * top[3] + under[i] * (255 - top[3])) / 255);
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.unshift(rgba(getComputedStyle(at).backgroundColor));
    return layers.reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const low = [];
  for (const element of document.querySelectorAll("body *")) {
    const words = Array.from(element.childNodes).filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join("");
    if (!words || !element.checkVisibility()) continue;
    const ground = behind(element);
    const [a, b] = [light(over(rgba(getComputedStyle(element).color), ground)), light(ground)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) low.push([element.className, words.slice(0, 20), ratio]);
  }
  return low;
})()
"""
