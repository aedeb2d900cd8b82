"""How much the version must rise, for each kind of change and each split."""

import pytest

from actes.diff.change import Change, Difference
from actes.diff.version import Bump, check_version, demand, least_version

SPLITS = {"tr": "train", "va": "validation", "te": "test", "was-test": "test"}
AFTER = SPLITS | {"was-test": "train", "new": "train", "new-test": "test"}


def differing(*changes, before="1.2.3", after="1.2.3"):
    return Difference(changes, (before, after), (SPLITS, AFTER))


def change(article, layer, action, field=""):
    return Change(article=article, layer=layer, action=action, field=field)


@pytest.mark.parametrize(
    ("made", "bump"),
    [
        (change("tr", "article", "changed", "note"), Bump.NONE),
        (change("te", "article", "changed", "note"), Bump.NONE),
        (change("tr", "mention", "removed"), Bump.PATCH),
        (change("va", "event", "changed", "type"), Bump.PATCH),
        (change("tr", "actor", "split"), Bump.PATCH),
        (change("tr", "stance", "added"), Bump.PATCH),
        (change("", "registry", "changed", "country"), Bump.PATCH),
        (change("tr", "actor", "renamed"), Bump.MINOR),
        (change("tr", "actor", "merged"), Bump.MINOR),
        (change("va", "event", "removed"), Bump.MINOR),
        (change("", "registry", "removed"), Bump.MINOR),
        (change("new", "article", "added"), Bump.MINOR),
        (change("tr", "article", "changed", "split"), Bump.MINOR),
        (change("was-test", "article", "changed", "split"), Bump.MAJOR),
        (change("new-test", "article", "added"), Bump.MAJOR),
        (change("te", "mention", "changed", "form"), Bump.MAJOR),
        (change("tr", "article", "removed"), Bump.MAJOR),
        (change("tr", "article", "changed", "schema"), Bump.MAJOR),
    ],
    ids=lambda value: "-".join((value.article, value.layer, value.action)) if isinstance(value, Change) else value.name,
)
def test_what_a_change_asks_for(made, bump):
    assert demand(differing(made)).bump == bump


@pytest.mark.parametrize(
    ("before", "bump", "least"),
    [
        ("1.2.3", Bump.NONE, "1.2.3"),
        ("1.2.3", Bump.PATCH, "1.2.4"),
        ("1.2.3", Bump.MINOR, "1.3.0"),
        ("1.2.3", Bump.MAJOR, "2.0.0"),
        ("0.2.3", Bump.MAJOR, "0.3.0"),
        ("0.2.3", Bump.PATCH, "0.2.4"),
    ],
)
def test_the_least_version(before, bump, least):
    assert least_version(before, bump) == least


def test_a_greater_rise_is_well_and_a_smaller_one_is_told():
    minor = change("new", "article", "added"), change("tr", "mention", "removed")
    for after in ("1.3.0", "1.3.1", "1.10.0", "2.0.0"):
        assert check_version(differing(*minor, after=after), "v1") == []
    (problem,) = check_version(differing(*minor, after="1.2.4"), "v1")
    assert str(problem.message) == "1.2.4, and 1.2.3 at v1; the changes ask for 1.3.0 or higher (minor, for new)"
    assert (problem.path, problem.line, problem.code) == ("corpus/VERSION", 1, "version-bump")


def test_a_version_never_falls_and_a_first_one_is_free():
    assert "never falls" in check_version(differing(after="1.2.2"), "v1")[0].message
    assert check_version(differing(before=None), "v1") == []
