"""The page: well formed, in need of nothing, harmless whatever the files say, and telling what it should."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from diff.edits import edit, edit_text, two_projects
from report.test_page import Reader

from actes.checking import check_project
from actes.cli import run_command
from actes.preview import Preview, read_preview, render_preview
from actes.project import Project
from actes.vocabulary import read_ontology

from .pages import preview

ROOT = Path(__file__).parents[2]
HOSTILE = """<b>A & B</b> 'C' </style><script>alert(1)</script>"""


def text_of(html: str) -> str:
    reader = Reader(html)
    assert reader.open == []
    return "".join(reader.texts)


@pytest.fixture
def projects(tmp_path: Path) -> tuple[Project, Project]:
    return two_projects(tmp_path)


@pytest.fixture(scope="module")
def whole_corpus() -> str:
    project = Project(ROOT)
    names = [path.stem for path in project.articles()]
    return render_preview(read_preview(project, names, check_project(project).problems))


def test_the_page_of_the_corpus_is_well_formed_and_links_within_itself(whole_corpus: str) -> None:
    reader = Reader(whole_corpus)
    assert reader.open == []
    names = [value for _, name, value in reader.attributes if name == "id"]
    assert len(set(names)) == len(names)
    links = {value for _, name, value in reader.attributes if name == "href"}
    assert {link[1:] for link in links if link.startswith("#")} <= set(names)
    others = {link for link in links if not link.startswith("#")}
    assert all(re.fullmatch(r"https://www\.wikidata\.org/wiki/Q\d+", link) for link in others)
    assert not [attribute for attribute in reader.attributes if attribute[1] in ("src", "srcset", "style", "action")]
    assert not [name for _, name, _ in reader.attributes if name.startswith("on")]
    assert reader.scripts == []


def test_every_text_comes_out_whole(whole_corpus: str) -> None:
    """Without the tags, which are marked as such, the paragraphs are those of the article."""
    bare = re.sub(r'<(a|span)[^>]* class="tag"[^>]*>.*?</\1>|<(a|span) class="tag"[^>]*>.*?</\2>', "", whole_corpus)
    bodies = re.findall(r'<div class="text"[^>]*>(.*?)</div>', bare, re.DOTALL)
    found = [[text_of(paragraph) for paragraph in re.findall(r"<p[^>]*>(.*?)</p>", body)] for body in bodies]
    texts = [(ROOT / "seeds" / f"{path.stem}.txt").read_text("utf-8") for path in Project(ROOT).articles()]
    assert found == [[line for line in text.split("\n") if line] for text in texts]


def test_the_policy_allows_this_style_and_nothing_else(whole_corpus: str) -> None:
    style = re.search(r"<style>(.*?)</style>", whole_corpus, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert (
        f'content="default-src &#x27;none&#x27;; style-src &#x27;sha256-{digest}&#x27;; '
        "base-uri &#x27;none&#x27;; form-action &#x27;none&#x27;"
    ) in whole_corpus.replace("'", "&#x27;")


def test_nothing_that_a_file_says_becomes_markup(projects: tuple[Project, Project]) -> None:
    quoted = HOSTILE.replace('"', '\\"')
    edit(projects[1], ("name: Union des ports", f'name: "{quoted}"'), ("story: exemple-2024", "story: autre-2024"))
    edit_text(projects[1], ("dit au chef du port.", f"dit au chef du port. {HOSTILE}"))
    html = render_preview(preview(*projects))
    assert "<script" not in html
    assert "<b>" not in html
    assert text_of(html).count(HOSTILE) >= 3  # the name, its change, the text
    edit(projects[1], ("type: CONSULT", f'type: "{quoted}"'))
    html = render_preview(preview(*projects))
    assert "<script" not in html
    assert HOSTILE in text_of(html)


def test_what_changed_is_told_beside_what_it_is_of(projects: tuple[Project, Project]) -> None:
    edit(
        projects[1],
        ("kind: organisation", "kind: group"),
        ("      - {role: recipient, actor: president}\n", ""),
        (
            "holder: ong\n    target: accord\n    polarity: against",
            "holder: ong\n    target: visite\n    polarity: against",
        ),
    )
    told = text_of(render_preview(preview(*projects)))
    assert "compared with main: 3 changes in 1 article (version: patch)" in told
    assert told.count("actor ong: kind organisation → group") == 2  # of the article, and of the actor
    assert told.count("event visite: recipient president") == 2
    assert told.count("stance ong-contre-accord: target accord → visite") == 2


def test_a_changed_text_shows_what_came_and_went(projects: tuple[Project, Project]) -> None:
    edit_text(projects[1], ("accord de pêche", "accord de commerce"), ("une ONG, a", "a"))
    html = render_preview(preview(*projects))
    assert re.search(r"<del[^>]*>pêche</del><span class=\"mark inserted h0\"[^>]*>commerce</span>", html)
    assert re.search(r"<del[^>]*> une ONG,</del>|<del[^>]*>une ONG, </del>|<del[^>]*>, une ONG</del>", html)


def test_no_article_at_all() -> None:
    html = render_preview(Preview(articles=(), ontology=read_ontology(), base="main", summary="no difference"))
    assert "0 articles · no problem · compared with main: no difference" in text_of(html)


@pytest.mark.parametrize("arguments", [["exemple"], ["exemple", "--base", "before"], ["--base", "before"]])
def test_the_command(
    projects: tuple[Project, Project],
    tmp_path: Path,
    arguments: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    edit(projects[1], ("kind: organisation", "kind: group"))
    assert run_command("preview", [*arguments, "--root", "after"], prog="actes preview") == 0
    assert capsys.readouterr().out == f"{Path('build/preview.html')}: 1 article\n"
    html = (tmp_path / "build/preview.html").read_text("utf-8")
    assert ("kind organisation → group" in html) == ("--base" in arguments)


@pytest.mark.parametrize("name", ["exmple", "after/corpus/registry.yaml", "before/corpus/exemple.yaml"])
def test_the_command_refuses_what_is_no_article(
    projects: tuple[Project, Project],
    tmp_path: Path,
    name: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert projects[1].root.name == "after"
    assert run_command("preview", [name, "--root", "after"], prog="actes preview") == 1
    assert "[file-missing]" in capsys.readouterr().err
    assert not (tmp_path / "build").exists()
