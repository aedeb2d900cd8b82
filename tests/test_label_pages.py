"""Every label of the main vocabularies has a page, and the examples of the pages obey the rules they illustrate."""

from collections import Counter
from pathlib import Path

import pytest

from actes.annotation.label_page import labels_used, parse_label_page
from actes.files import resource_folder
from actes.problem import InputError
from actes.vocabulary import read_ontology

ONTOLOGY = read_ontology("1.0")
FOLDER = resource_folder("schema") / "1.0" / "labels"
LAYERS = {
    "events": ONTOLOGY.types,
    "actors": ONTOLOGY.kinds,
    "stance": ONTOLOGY.polarities,
    "status": ONTOLOGY.statuses,
}
LABELS = [(layer, label) for layer, vocabulary in LAYERS.items() for label in vocabulary]


def page_of(layer: str, label: str) -> Path:
    return FOLDER / layer / f"{label}.md"


@pytest.mark.parametrize(("layer", "label"), LABELS)
def test_page_has_enough_examples_that_show_what_they_say(layer, label):
    path = page_of(layer, label)
    page = parse_label_page(path.read_text(encoding="utf-8"), str(path), ONTOLOGY)
    assert page.label == label
    assert page.name == LAYERS[layer][label].name
    verdicts = Counter(example.verdict for example in page.examples)
    assert verdicts["Positif"] >= 2, verdicts
    assert verdicts["Négatif"] >= 1, verdicts
    assert verdicts["Limite"] >= 1, verdicts
    for example in page.examples:
        used = labels_used(example.anchored, layer)
        if example.verdict == "Positif":
            assert label in used, example.anchored.text
        else:
            assert example.explanation, "says why"
        if example.verdict == "Négatif":
            assert label not in used, example.anchored.text


def test_no_page_without_its_label():
    pages = {(path.parent.name, path.stem) for path in FOLDER.glob("*/*.md")}
    assert pages == set(LABELS)


def test_no_example_stands_on_two_pages():
    texts = Counter(
        example.anchored.text
        for layer, label in LABELS
        for example in parse_label_page(page_of(layer, label).read_text(encoding="utf-8"), "", ONTOLOGY).examples
    )
    assert [text for text, count in texts.items() if count > 1] == []


def test_a_broken_example_is_told_with_the_line_of_the_page():
    page = '# AGREE — Accord\n\n### Positif\n\n```yaml\ntext: "Paris accepte."\nactors:\n  - {id: a, nom: Paris}\n```\n'
    with pytest.raises(InputError) as caught:
        parse_label_page(page, "AGREE.md", ONTOLOGY)
    assert {(problem.line, problem.code) for problem in caught.value.problems} == {
        (8, "field-unknown"),
        (8, "field-missing"),
    }
