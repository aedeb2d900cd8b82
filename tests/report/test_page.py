"""The HTML page: well formed, in need of nothing, and harmless whatever the text says."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from actes.article import Article
from actes.report import errors, render_html

from .examples import GOLD, ONTOLOGY, PERFECT, TEXT, with_actor
from .reports import make

VOID = {"meta", "input", "link", "br", "hr", "img"}
HOSTILE = "<b>A & \"B\"</b> 'C'\u2028</script>"


def page(*systems: tuple[str, Article]) -> str:
    report = make([GOLD], [(name, [[article]]) for name, article in systems])
    predictions = {name: [article] for name, article in systems}
    return render_html(report, [GOLD], predictions, ONTOLOGY)


class Reader(HTMLParser):
    """Elements closed in order; attributes, scripts and texts gathered."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.scripts: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts[-1] += data
        else:
            self.texts.append(data)


@pytest.fixture(scope="module")
def html() -> str:
    return page((HOSTILE, with_actor("nord")), ("other", replace(PERFECT, stances=None)))


def test_the_page_is_well_formed(html: str) -> None:
    reader = Reader(html)
    assert reader.open == []
    identifiers = [value for _, name, value in reader.attributes if name == "id"]
    assert len(identifiers) == len(set(identifiers))
    for attribute in ("aria-labelledby", "href"):
        targets = {value.removeprefix("#") for _, name, value in reader.attributes if name == attribute}
        assert targets <= set(identifiers)


def test_the_page_needs_nothing_else(html: str) -> None:
    reader = Reader(html)
    loading = {"src", "srcset", "data", "action", "poster", "background", "style"}
    assert not [a for a in reader.attributes if a[1] in loading or a[1].startswith("on")]
    assert not re.search(r"https?://|@import|url\(", html)


def test_the_policy_allows_this_style_and_this_script_alone(html: str) -> None:
    policy = next(value for _, name, value in Reader(html).attributes if name == "content" and "default-src" in value)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    expected = {
        name: f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
        for name, content in (("style-src", style[1]), ("script-src", Reader(html).scripts[1]))
    }
    directives = dict(directive.split(" ", 1) for directive in policy.split("; "))
    assert directives == {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", **expected}


def test_texts_and_names_are_only_ever_text(html: str) -> None:
    reader = Reader(html)
    assert len(reader.scripts) == 2
    assert HOSTILE in reader.texts
    data = json.loads(reader.scripts[0])
    assert data["systems"] == [HOSTILE, "other"]
    assert data["articles"][0]["text"] == TEXT
    assert not set(reader.scripts[0]) & set("<>&\u2028\u2029")


def test_the_script_writes_no_html(html: str) -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(", html)


def test_the_browser_has_every_error(html: str) -> None:
    data = json.loads(Reader(html).scripts[0])
    found = data["articles"][0]["systems"][0]["faults"]
    expected = errors(GOLD, with_actor("nord"), ONTOLOGY)
    assert [data["kinds"][fault["kind"]] for fault in found] == [str(fault.kind) for fault in expected]
    assert [fault["gold"]["words"] for fault in found] == [fault.gold.words for fault in expected if fault.gold]


def test_actors_have_the_number_of_their_partner() -> None:
    prediction = replace(PERFECT, actors=list(reversed(PERFECT.actors or ())), events=None, stances=None)
    (article,) = json.loads(Reader(page(("x", prediction))).scripts[0])["articles"]
    numbers = {actor["id"]: actor["number"] for actor in article["gold"]["actors"]}
    assert numbers == {actor["id"]: actor["number"] for actor in article["systems"][0]["side"]["actors"]}
    assert sorted(numbers.values()) == ["1", "2", "3", "4", "5"]


def test_an_article_without_prediction_is_shown_as_missed() -> None:
    report = make([GOLD], [("x", [[PERFECT]])])
    data = json.loads(Reader(render_html(report, [GOLD], {"x": []}, ONTOLOGY)).scripts[0])
    kinds = {data["kinds"][fault["kind"]] for fault in data["articles"][0]["systems"][0]["faults"]}
    assert kinds == {"missed"}


def test_a_prediction_of_another_article_is_refused() -> None:
    report = make([GOLD], [("x", [[PERFECT]])])
    with pytest.raises(ValueError, match="x: predictions of articles that are not in the gold: stranger"):
        render_html(report, [GOLD], {"x": [Article("stranger")]}, ONTOLOGY)


def test_the_same_report_gives_the_same_page() -> None:
    assert page(("x", PERFECT)) == page(("x", PERFECT))
