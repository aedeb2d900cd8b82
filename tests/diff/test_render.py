"""The renderers: the same changes for the terminal, for programs, for a pull request, for the changelog."""

import json

from actes.diff.change import Change, Difference
from actes.diff.markdown import code, render_markdown
from actes.diff.render import render_changelog, render_json, render_text

HOSTILE = "</details><script>`x`</script>\x1b[31m @someone\n# title"

CHANGES = (
    Change(layer="registry", action="added", subject="per-hansen", after=("person",), detail="Per Hansen"),
    Change(
        article="a", layer="actor", action="changed", subject="x", field="kind", before=("group",), after=("state",)
    ),
    Change(article="a", layer="actor", action="changed", subject="x", field="country", after=("FRA",)),
    Change(article="a", layer="mention", action="added", subject="x", detail="elle", offset=12),
    Change(article="b", layer="article", action="added", after=("train",), detail="2 actors, 1 events, 0 stances"),
    Change(article="c", layer="article", action="removed", before=("test",), detail="1 actors, 1 events, 0 stances"),
)


def difference(*changes):
    return Difference(changes, ("1.0.0", "2.0.0"), ({"a": "train", "c": "test"}, {"a": "train", "b": "train"}))


def test_json_holds_every_change_as_values():
    content = json.loads(render_json(difference(*CHANGES)))
    assert content["versions"] == ["1.0.0", "2.0.0"]
    assert content["bump"] == "major"
    assert len(content["changes"]) == len(CHANGES)
    assert content["changes"][3] == {
        "article": "a",
        "layer": "mention",
        "action": "added",
        "subject": "x",
        "field": "",
        "before": [],
        "after": [],
        "detail": "elle",
        "offset": 12,
    }


def test_markdown():
    assert render_markdown(difference(*CHANGES), base="v1", link="https://example.org/").splitlines() == [
        "<!-- actes diff -->",
        "**Corpus, compared with `v1`:** 6 changes in 3 articles (version: major)",
        "",
        "Version 1.0.0 → 2.0.0; major is asked for.",
        "",
        "#### [`registry`](https://example.org/corpus/registry.yaml): 1 change",
        "",
        "- ➕ registry `per-hansen`: “`Per Hansen`” (person)",
        "",
        "#### [`a`](https://example.org/corpus/a.yaml) (train): 3 changes",
        "",
        "- ✏️ actor `x`: kind `group` → `state`",
        "- ✏️ actor `x`: country none → `FRA`",
        "- ➕ mention “`elle`” of `x`",
        "",
        "#### [`b`](https://example.org/corpus/b.yaml) (train): 1 change",
        "",
        "- ➕ the article (train, 2 actors, 1 events, 0 stances)",
        "",
        "#### `c` (test): 1 change",
        "",
        "- ➖ the article (test, 1 actors, 1 events, 0 stances)",
        "",
    ]


def test_a_version_that_does_not_rise_is_in_the_comment():
    wanting = Difference(CHANGES, ("1.0.0", "1.0.0"), ({}, {}))
    assert "⚠️ `corpus/VERSION: 1.0.0, and 1.0.0 at v1; the changes ask for 2.0.0" in render_markdown(wanting, base="v1")


def test_a_long_comment_is_cut_between_articles_and_says_so():
    many = tuple(
        Change(article=f"article-{n:04}", layer="mention", action="added", subject="x", detail="mot")
        for n in range(1000)
    )
    for limit in (1_000, 5_000, 60_000):
        text = render_markdown(difference(*many), base="HEAD", limit=limit)
        assert len(text) <= limit
        told = text.count("####")
        if told < len(many):
            assert f"… and {1000 - told} changes in {1000 - told} more; to see all: `actes diff HEAD`" in text
    assert "… and 1 change in 1 more" in render_markdown(difference(CHANGES[0]), base="HEAD", limit=10)


def test_what_is_quoted_stays_a_quotation():
    hostile = Change(article="a", layer="mention", action="added", subject="x", detail=HOSTILE)
    line = next(line for line in render_markdown(difference(hostile), base="HEAD").splitlines() if "mention" in line)
    assert line == "- ➕ mention “``</details><script>`x`</script>\\x1b[31m @someone\\n# title``” of `x`"
    assert render_text(difference(hostile)).count("\n") == 2
    assert "\x1b" not in render_text(difference(hostile)) + render_changelog(difference(hostile))


def test_code_spans_hold_any_text():
    assert code("a`b``c") == "```a`b``c```"
    assert code("`a`") == "`` `a` ``"
    assert code("") == ""


def test_changelog():
    assert render_changelog(difference(*CHANGES)).splitlines() == [
        "### Corpus 2.0.0",
        "",
        "- New: 1 article.",
        "  - `b` (train): 2 actors, 1 events, 0 stances.",
        "- Removed: 1 article.",
        "  - `c` (test): 1 actors, 1 events, 0 stances.",
        "- Corrected: 1 article.",
        "  - `a`: 1 actor changed (country, kind), 1 mention added.",
        "- Registry: 1 added.",
    ]
    assert render_changelog(difference()).splitlines()[2:] == ["- No change of the data."]
