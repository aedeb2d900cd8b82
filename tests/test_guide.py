"""The annotation guide carries every rule that the schema, the problem pages and the checker cite."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "schema" / "1.0"
GUIDE = SCHEMA / "GUIDE.md"
TEXT = GUIDE.read_text(encoding="utf-8")
RULE = re.compile(r"^\*\*([AESC])(\d+)\.\*\* (.+?)(?=\n\n(?!- )|\Z)", re.MULTILINE | re.DOTALL)
CITED = re.compile(r"\b[AESC]\d{1,2}\b")
RULES = {letter + number: body for letter, number, body in RULE.findall(TEXT)}
CITING = (
    GUIDE,
    SCHEMA / "ontology.yaml",
    *sorted((SCHEMA / "labels").glob("**/*.md")),
    *sorted((ROOT / "docs" / "problems").glob("*.md")),
    *sorted((ROOT / "src" / "actes" / "annotation" / "rules").glob("*.py")),
)
LINKS = re.findall(r"\[[^][]+\]\(([^()\s]+)\)", TEXT)


def slug(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("path", CITING, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_cited_rule_is_in_the_guide(path):
    assert set(CITED.findall(path.read_text(encoding="utf-8"))) <= set(RULES)


def test_rules_are_numbered_in_order_without_gap():
    numbers = defaultdict(list)
    for letter, number, _ in RULE.findall(TEXT):
        numbers[letter].append(int(number))
    assert numbers == {letter: list(range(1, len(found) + 1)) for letter, found in numbers.items()}
    assert "".join(numbers) == "AESC"


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_an_example(rule):
    assert "*«" in RULES[rule]


@pytest.mark.parametrize("link", sorted(set(LINKS)))
def test_every_link_resolves(link):
    path, _, anchor = link.partition("#")
    target = GUIDE.parent / path if path else GUIDE
    assert target.is_file()
    if anchor:
        headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
        assert anchor in {slug(heading) for heading in headings}


def test_every_label_page_is_linked():
    pages = {path.relative_to(SCHEMA) for path in (SCHEMA / "labels").glob("*/*.md")}
    # The page of a type links those of its modes (test_label_pages.py).
    assert {str(page) for page in pages if page.parent.name != "modes"} <= set(LINKS)
