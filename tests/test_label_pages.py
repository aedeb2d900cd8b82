"""Every label has a page, and the examples of the pages obey the rules they illustrate."""

import functools
import re
from collections import Counter
from pathlib import Path

import pytest

from actes.annotation.label_page import LabelPage, labels_used, parse_label_page
from actes.files import resource_folder
from actes.problem import InputError
from actes.vocabulary import read_ontology

ONTOLOGY = read_ontology("1.0")
FOLDER = resource_folder("schema") / "1.0" / "labels"
LAYERS = {
    "actors": ONTOLOGY.kinds,
    "forms": ONTOLOGY.forms,
    "sectors": ONTOLOGY.sectors,
    "events": ONTOLOGY.types,
    "modes": {f"{code} {mode}": entry for code, type_ in ONTOLOGY.types.items() for mode, entry in type_.modes.items()},
    "status": ONTOLOGY.statuses,
    "roles": ONTOLOGY.roles,
    "stance": ONTOLOGY.polarities,
    "bases": ONTOLOGY.bases,
    "contexts": ONTOLOGY.contexts,
}
PAGES = sorted(FOLDER.glob("*/*.md"))
# Topics, walks of life and modes need less to be shown than what is marked in the text.
ENOUGH_WITH_TWO = {"contexts", "sectors", "modes"}


@functools.cache
def read_page(path: Path) -> LabelPage:
    return parse_label_page(path.read_text(encoding="utf-8"), str(path), ONTOLOGY)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_page_has_enough_examples_that_show_what_they_say(path):
    page, layer = read_page(path), path.parent.name
    assert path.stem == page.label.replace(" ", ".")
    assert page.name == LAYERS[layer][page.label].name
    verdicts = Counter(example.verdict for example in page.examples)
    if layer in ENOUGH_WITH_TWO:
        assert verdicts["Positif"] >= 1, verdicts
        assert verdicts["Négatif"] + verdicts["Limite"] >= 1, verdicts
    else:
        assert verdicts["Positif"] >= 2, verdicts
        assert verdicts["Négatif"] >= 1, verdicts
        assert verdicts["Limite"] >= 1, verdicts
    for example in page.examples:
        used = labels_used(example.anchored, layer)
        if example.verdict == "Positif":
            assert page.label in used, example.anchored.text
        else:
            assert example.explanation, "says why"
        if example.verdict == "Négatif":
            assert page.label not in used, example.anchored.text


@pytest.mark.parametrize("layer", LAYERS)
def test_every_label_has_a_page(layer):
    assert {read_page(path).label for path in PAGES if path.parent.name == layer} == set(LAYERS[layer])


def test_the_page_of_a_type_leads_to_those_of_its_modes():
    for code, type_ in ONTOLOGY.types.items():
        page = (FOLDER / "events" / f"{code}.md").read_text(encoding="utf-8")
        linked = re.findall(r"^- \[`([\w-]+)`\]\(\.\./modes/(\S+)\.md\)", page, re.MULTILINE)
        assert linked == [(mode, f"{code}.{mode}") for mode in type_.modes]


def test_every_layer_of_pages_is_known():
    assert {path.parent.name for path in PAGES} <= set(LAYERS)


def test_no_example_stands_on_two_pages():
    texts = Counter(example.anchored.text for path in PAGES for example in read_page(path).examples)
    assert [text for text, count in texts.items() if count > 1] == []


def test_a_broken_example_is_told_with_the_line_of_the_page():
    page = '# AGREE — Accord\n\n### Positif\n\n```yaml\ntext: "Paris accepte."\nactors:\n  - {id: a, nom: Paris}\n```\n'
    with pytest.raises(InputError) as caught:
        parse_label_page(page, "AGREE.md", ONTOLOGY)
    assert {(problem.line, problem.code) for problem in caught.value.problems} == {
        (8, "field-unknown"),
        (8, "field-missing"),
    }


EVERYTHING = """# COERCE cyber — Cyberattaque

### Positif

```yaml
text: "Sarn a piraté le port, qui le déplore."
contexts: [cyber]
actors:
  - id: etat
    name: Kasmarie
    kind: state
    mentions:
      - {exact: "Sarn", form: metonym}
  - id: port
    name: port
    kind: organisation
    sectors: [BUS]
    mentions:
      - {exact: "le port", form: nominal}
events:
  - id: piratage
    type: COERCE
    modes: [cyber]
    status: actual
    triggers:
      - {exact: "piraté"}
    arguments:
      - {role: actor, actor: etat}
      - {role: recipient, actor: port}
  - id: plainte
    type: ACCUSE
    modes: [disapprove]
    status: actual
    triggers:
      - {exact: "déplore"}
    arguments:
      - {role: actor, actor: port}
      - {role: recipient, actor: etat}
stances:
  - id: s1
    holder: port
    target: piratage
    polarity: against
    basis: stated
    evidence: {exact: "déplore"}
```
"""


def test_labels_used_of_every_layer():
    page = parse_label_page(EVERYTHING, "COERCE.cyber.md", ONTOLOGY)
    assert (page.label, page.name) == ("COERCE cyber", "Cyberattaque")
    assert {layer: labels_used(page.examples[0].anchored, layer) for layer in LAYERS} == {
        "actors": {"state", "organisation"},
        "forms": {"metonym", "nominal"},
        "sectors": {"BUS"},
        "events": {"COERCE", "ACCUSE"},
        "modes": {"COERCE cyber", "ACCUSE disapprove"},
        "status": {"actual"},
        "roles": {"actor", "recipient"},
        "stance": {"against"},
        "bases": {"stated"},
        "contexts": {"cyber"},
    }
