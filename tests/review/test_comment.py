"""The comment for a pull request, and the script that posts it, which has to take what we write and nothing else."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.codes import CODES
from actes.diff.change import Change, Difference
from actes.diff.markdown import COMMENT_LIMIT, MARKER
from actes.problem import Problem
from actes.review.comment import QUIET, render_comment

SCRIPT = Path(__file__).parents[2] / "tools" / "review_comment.py"
LINK = "https://forge.example/owner/corpus/blob/0123abc/"
NOTHING = Difference((), ("1.0.0", "1.0.0"), ({}, {}))
CHANGES = (
    Change(
        article="a", layer="actor", action="changed", subject="x", field="kind", before=("group",), after=("state",)
    ),
    Change(article="a", layer="mention", action="added", subject="x", detail="@someone `a` <b>", offset=3),
    Change(article="b", layer="article", action="added", after=("test",), detail="1 actors, 2 events, 0 stances"),
)
DIFFERENCE = Difference(CHANGES, ("1.0.0", "1.0.1"), ({"a": "train"}, {"a": "train", "b": "test"}))


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("review_comment", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


script = load()


def comment(difference: Difference, *problems: Problem, left_out: tuple[str, ...] = ()) -> str:
    return render_comment(difference, problems, {}, base="main", left_out=left_out, link=LINK)


def problem(message: str = "wrong", path: str = "corpus/a.yaml", line: int = 3) -> Problem:
    return Problem(path, line, "actors[0].kind", message, "label-unknown")


def accepted(text: str) -> bool:
    try:
        return bool(script.checked(text.encode(), LINK) == text)
    except script.RefusedError:
        return False


def test_the_script_and_the_package_agree() -> None:
    assert (script.MARKER, script.QUIET) == (MARKER, QUIET)
    assert COMMENT_LIMIT < script.LIMIT


def test_what_a_comment_tells() -> None:
    changed = {"corpus/a.yaml": frozenset({3})}
    told = render_comment(DIFFERENCE, [problem()], changed, base="main", left_out=["c"], link=LINK)
    assert told.startswith(
        f"{MARKER}\n❌ **Check:** 1 problem, 1 on changed lines\n\n- [`corpus/a.yaml:3`]({LINK}corpus/a.yaml#L3)"
    )
    assert f"`actors[0].kind`: `wrong` [`label-unknown`]({LINK}docs/problems/label-unknown.md)" in told
    assert "What changed cannot be told before it can be read: `c`." in told
    assert "3 changes in 2 articles (version: major)" in told
    assert told.count(MARKER) == 1
    assert QUIET not in told


def test_only_a_comment_without_anything_is_quiet() -> None:
    assert QUIET in comment(NOTHING)
    assert QUIET not in comment(NOTHING, left_out=("c",))
    assert QUIET not in comment(NOTHING, problem())
    assert QUIET not in comment(DIFFERENCE)


def test_many_problems_are_counted() -> None:
    told = comment(NOTHING, *(problem(line=line) for line in range(1, 41)))
    assert told.count("\n- [") == 20
    assert "… and 20 more" in told
    assert accepted(told)


names = st.text(st.characters(codec="utf-8"), max_size=20)
WHOLE = ("added", "removed", "changed")
CLUSTER = (*WHOLE, "renamed", "merged", "split")
SPAN = (*WHOLE, "moved")
KINDS_OF_CHANGES = {  # as a comparison makes them
    "registry": WHOLE,
    "context": WHOLE[:2],
    "actor": CLUSTER,
    "event": CLUSTER,
    "mention": SPAN,
    "trigger": SPAN,
    "argument": WHOLE,
    "stance": (*WHOLE, "renamed"),
}
LABELS = {"stance": ("x", "favor", "y"), "registry": ("person",), "actor": ("state",), "event": ("AID",)}
"""What stands unquoted in a comment: labels, which the reader of files takes from closed vocabularies."""


@st.composite
def changes(draw: st.DrawFn) -> Change:
    layer = draw(st.sampled_from(sorted(KINDS_OF_CHANGES)))
    action = draw(st.sampled_from(KINDS_OF_CHANGES[layer]))
    sides = st.lists(names, max_size=2).map(tuple)
    labels = LABELS[layer] if layer in LABELS and action in ("added", "removed") else None
    return Change(
        article=draw(st.sampled_from(["", "a", "b-c_d"])),
        layer=layer,
        action=action,
        subject=draw(names),
        field=draw(st.sampled_from(["kind", "name", "sources", "evidence", "value"])),
        before=draw(sides) if labels is None else labels,
        after=draw(sides) if labels is None else (),
        detail=draw(names),
        offset=draw(st.integers(-1, 10)),
    )


problems = st.builds(
    Problem,
    path=st.sampled_from(["corpus/a.yaml", "seeds/é è.txt", "corpus/(x).yaml"]),
    line=st.integers(0, 10),
    pointer=names,
    message=names,
    code=st.sampled_from(sorted(CODES)),
)


@given(st.lists(changes(), max_size=4), st.lists(problems, max_size=4), st.lists(names.filter(bool), max_size=2))
def test_every_comment_of_ours_is_accepted(found: list[Change], wrong: list[Problem], left_out: list[str]) -> None:
    told = comment(Difference(tuple(found), ("1.0.0", "1.0.0"), ({}, {})), *wrong, left_out=tuple(left_out))
    assert script.checked(told.encode(), LINK) == told


@pytest.mark.parametrize(
    "line",
    [
        "@someone, please look",
        "see https://evil.example",
        "see www.evil.example",
        "[`x`](https://evil.example/corpus/a.yaml)",
        f"[`x`]({LINK}../../../../evil)",
        f"[`x`]({LINK}corpus/../../../../evil)",
        f"[`x`]({LINK}issues/new)",
        f"[x]({LINK}corpus/a.yaml)",
        "![`x`](https://evil.example/x.png)",
        f"![`x`]({LINK}corpus/a.yaml)",
        "<img src=x>",
        "<!-- actes diff -->",
        "`open",
        "``open`",
        "#1 and owner/repository#1",
        "GH-1",
        "| a | b |",
        "---",
        "```sh",
        "\\`a\\` @b",
        "a\u202eb",
        "&lt;b&gt;",
        ":rocket:/",
    ],
)
def test_what_we_do_not_write_is_refused(line: str) -> None:
    assert accepted(f"{MARKER}\nfine\n")
    assert not accepted(f"{MARKER}\n{line}\n")


@pytest.mark.parametrize(
    "content", [b"", b"hello\n", b"<!-- actes diff -->\n\xff\n", b"<!-- actes diff -->\n" + b"a" * 66_000]
)
def test_other_files_are_refused(content: bytes) -> None:
    with pytest.raises(script.RefusedError):
        script.checked(content, LINK)


def test_a_long_line_of_backticks_takes_no_time() -> None:
    runs = " ".join("`" * n for n in range(1, 350))
    assert not accepted(f"{MARKER}\n{runs}\n")
    assert not accepted(f"{MARKER}\n{'**a' * 20_000}@\n")


def pull(number: int = 7, **changes: Any) -> dict[str, Any]:
    head = {"ref": "work", "sha": "0123abc", "repo": {"full_name": "someone/corpus"}} | changes.pop("head", {})
    return {"number": number, "state": "open", "base": {"repo": {"full_name": "owner/corpus"}}, "head": head} | changes


EVENT = {
    "repository": {"full_name": "owner/corpus", "html_url": "https://forge.example/owner/corpus"},
    "workflow_run": {
        "event": "pull_request",
        "html_url": "https://forge.example/owner/corpus/actions/runs/1",
        "head_branch": "work",
        "head_sha": "0123abc",
        "head_repository": {"full_name": "someone/corpus", "owner": {"login": "someone"}},
    },
}


class Forge:
    """The part of GitHub that the script asks, on loopback."""

    def __init__(self) -> None:
        self.pulls = [pull()]
        self.comments: list[dict[str, Any]] = []
        self.calls: list[tuple[str, str]] = []
        self.tokens: set[str | None] = set()
        forge = self

        class Handler(BaseHTTPRequestHandler):
            def do(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                forge.tokens.add(self.headers["Authorization"])
                forge.calls.append((self.command, self.path))
                answer = json.dumps(forge.answer(self.command, self.path, json.loads(body or b"null"))).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = do_PATCH = do  # noqa: N815  # the names that the library looks for

            def log_message(self, *_: Any) -> None:
                """Nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def answer(self, method: str, path: str, body: Any) -> Any:
        if method == "GET" and path.startswith("/repos/owner/corpus/pulls?"):
            assert "head=someone%3Awork" in path
            return self.pulls
        if method == "GET":
            assert path.startswith("/repos/owner/corpus/issues/7/comments?")
            return self.comments if path.endswith("page=1") else []
        if method == "PATCH":
            number = int(path.removeprefix("/repos/owner/corpus/issues/comments/"))
            next(each for each in self.comments if each["id"] == number)["body"] = body["body"]
            return {}
        assert path == "/repos/owner/corpus/issues/7/comments"
        self.add("github-actions[bot]", body["body"])
        return {}

    def add(self, author: str, body: str) -> None:
        self.comments.append({"id": len(self.comments) + 1, "user": {"login": author}, "body": body})


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> Iterator[Forge]:
    found = Forge()
    monkeypatch.setenv("GITHUB_API_URL", f"http://127.0.0.1:{found.server.server_port}")
    monkeypatch.setenv("GH_TOKEN", "a-token")
    yield found
    found.server.shutdown()
    found.server.server_close()


def post(folder: Path, text: str, event: dict[str, Any] = EVENT) -> int:
    (folder / "event.json").write_text(json.dumps(event), encoding="utf-8")
    (folder / "diff.md").write_text(text, encoding="utf-8")
    return int(script.main([str(folder / "event.json"), str(folder / "diff.md")]))


def test_a_comment_is_posted_and_later_written_over(forge: Forge, tmp_path: Path) -> None:
    forge.add("someone", f"{MARKER}\nan imitation")
    assert post(tmp_path, comment(DIFFERENCE)) == 0
    assert [each["user"]["login"] for each in forge.comments] == ["someone", "github-actions[bot]"]
    assert "The [preview](https://forge.example/owner/corpus/actions/runs/1#artifacts)" in forge.comments[1]["body"]
    assert post(tmp_path, comment(NOTHING)) == 0
    assert len(forge.comments) == 2
    assert QUIET in forge.comments[1]["body"]
    assert forge.comments[0]["body"].endswith("an imitation")
    assert forge.tokens == {"Bearer a-token"}


def test_nothing_to_say_is_not_posted(forge: Forge, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert post(tmp_path, comment(NOTHING)) == 0
    assert forge.comments == []
    assert capsys.readouterr().out == "pull request 7: nothing to say\n"


@pytest.mark.parametrize(
    "other",
    [
        pull(head={"sha": "later"}),
        pull(head={"ref": "elsewhere"}),
        pull(head={"repo": {"full_name": "other/corpus"}}),
        pull(head={"repo": None}),
        pull(state="closed"),
        pull(base={"repo": {"full_name": "other/corpus"}}),
    ],
)
def test_only_the_pull_request_of_the_event_gets_it(forge: Forge, tmp_path: Path, other: dict[str, Any]) -> None:
    forge.pulls = [other]
    assert post(tmp_path, comment(DIFFERENCE)) == 0
    assert forge.comments == []


@pytest.mark.parametrize("changed", [{"event": "push"}, {"head_repository": None}])
def test_other_runs_are_refused(forge: Forge, tmp_path: Path, changed: dict[str, Any]) -> None:
    event = EVENT | {"workflow_run": EVENT["workflow_run"] | changed}
    assert post(tmp_path, comment(DIFFERENCE), event) == 1
    assert forge.calls == []


def test_a_refused_comment_asks_nothing_of_the_forge(
    forge: Forge, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert post(tmp_path, f"{MARKER}\n@someone\n") == 1
    assert forge.calls == []
    assert "line 2 is not as actes review writes it" in capsys.readouterr().err


def test_without_a_token_or_with_an_address_in_the_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GH_TOKEN", raising=False)
    assert post(tmp_path, comment(DIFFERENCE)) == 2
    monkeypatch.setenv("GH_TOKEN", "a-token")
    monkeypatch.setenv("GITHUB_API_URL", "http://forge.example")
    assert post(tmp_path, comment(DIFFERENCE)) == 1
    assert "not an address of https" in capsys.readouterr().err
