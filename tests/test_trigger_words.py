"""E1: a trigger is one word, or a fixed compound, whatever its number, case and accents."""

import pytest

from actes.annotation.label_page import parse_label_page
from actes.problem import InputError
from actes.vocabulary import read_ontology

PAGE = """# COERCE — Contrainte

### Positif

```yaml
text: "On parle ici de {trigger} et de rien d'autre."
actors: []
events:
  - id: e
    type: COERCE
    status: actual
    triggers:
      - {{exact: "{trigger}"}}
stances: []
```
"""


def codes(trigger):
    try:
        parse_label_page(PAGE.format(trigger=trigger), "COERCE.md", read_ontology())
    except InputError as error:
        return {problem.code for problem in error.problems}
    return set()


@pytest.mark.parametrize("trigger", ["saisie", "coup d’État", "coups d'Etat", "COUPS DE FEU", "états d'urgence"])
def test_one_word_or_a_compound(trigger):
    assert codes(trigger) == set()


@pytest.mark.parametrize("trigger", ["la saisie", "coup de maître", "saisie armée"])
def test_several_words(trigger):
    assert codes(trigger) == {"trigger-words"}
