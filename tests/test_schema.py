"""The ontology says what PLOVER 2.0 says, and the JSON Schema in git is the one that would be generated."""

import json

import jsonschema
import pytest

from actes.annotation.json_schema import article_schema
from actes.annotation.strict_yaml import load
from actes.files import resource_folder
from actes.project import Project
from actes.vocabulary import read_ontology

ONTOLOGY = read_ontology("1.0")
SCHEMA_FILE = resource_folder("schema") / "1.0" / "article.schema.json"
REPOSITORY = resource_folder("schema").parent

# From the table of the PLOVER 2.0 manual: (quad class, score, recipient required, modes with their scores).
PLOVER = {
    "AGREE": (1, 2.5, False, {}),
    "CONSULT": (1, 2.5, False, {"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5}),
    "SUPPORT": (1, 5, False, {}),
    "CONCEDE": (1, 4.5, False, {}),
    "COOPERATE": (2, 9.5, True, {}),
    "AID": (2, 10, True, {}),
    "RETREAT": (
        2,
        6.5,
        False,
        {"withdraw": 8, "release": 6.5, "disarm": 10, "ceasefire": 7.5, "access": 6.5, "resign": 4.5},
    ),
    "REQUEST": (3, 0, False, {"assist": 0.5, "change": -1, "yield": -1, "meet": 0}),
    "ACCUSE": (3, -3, False, {"disapprove": -2, "investigate": -3.5, "allege": -3.5}),
    "REJECT": (3, -2, False, {"assist": -1.5, "change": -2, "yield": -2, "meet": -2}),
    "THREATEN": (
        3,
        -3.5,
        False,
        {"restrict": -3, "arrest": -3.5, "relations": -3.5, "expel": -3.5, "territory": -4, "violence": -3.5},
    ),
    "PROTEST": (
        4,
        -5,
        False,
        {
            "demo": -5,
            "riot": -7,
            "strike": -5,
            "hunger": -4.5,
            "boycott": -4.5,
            "obstruct": -4.5,
            "vandalize": None,
        },
    ),
    "SANCTION": (4, -6, True, {"convict": -6, "expel": -5.5, "withdraw": -6, "discontinue": -6}),
    "MOBILIZE": (4, -5.5, False, {"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6}),
    "COERCE": (
        4,
        -7,
        False,
        {
            "seize": -7,
            "restrict": -7,
            "censor": -6.5,
            "curfew": -6.5,
            "martial-law": -7.5,
            "arrest": -7,
            "deport": -7,
            "withhold": -7,
            "misinformation": -6.5,
            "cyber": -7,
        },
    ),
    "ASSAULT": (
        4,
        -9,
        False,
        {
            "abduct": -8.5,
            "beat": -7.5,
            "torture": -8.5,
            "sexual": -8.5,
            "targeted": -9.5,
            "destroy": -8.5,
            "primitive": -8,
            "firearms": -9,
            "explosives": -9,
            "suicide-attack": -9.5,
            "aerial": -9.5,
            "drone": -9.5,
            "heavy-weapons": -9.5,
            "crowd-control": -7.5,
            "unconventional": -10,
        },
    ),
}


def test_the_types_are_plover_s():
    found = {
        code: (t.quad, t.score, t.recipient_required, {mode: m.score for mode, m in t.modes.items()})
        for code, t in ONTOLOGY.types.items()
    }
    assert found == PLOVER


def test_the_other_vocabularies():
    assert len(ONTOLOGY.contexts) == 37
    assert {
        "KOS",
        "HKG",
        "PSE",
        "ATA",
        "UNO",
        "EUR",
        "IGO",
        "NGO",
        "ISM",
        "IMG",
        "MNC",
        "FRA",
    } <= ONTOLOGY.countries.keys()
    assert not ONTOLOGY.dependencies.keys() & ONTOLOGY.countries.keys()
    assert set(ONTOLOGY.dependencies.values()) <= ONTOLOGY.countries.keys()
    assert set(ONTOLOGY.cameo) == {f"{root:02}" for root in range(1, 21)}
    assert {code for types in ONTOLOGY.cameo.values() for code in types} <= set(ONTOLOGY.types)


@pytest.mark.parametrize(
    "vocabulary", ["kinds", "forms", "statuses", "roles", "polarities", "bases", "types", "contexts", "sectors"]
)
def test_every_label_is_defined_in_two_languages(vocabulary):
    labels = getattr(ONTOLOGY, vocabulary).values()
    modes = [mode for t in ONTOLOGY.types.values() for mode in t.modes.values()] if vocabulary == "types" else []
    for label in [*labels, *modes]:
        assert label.name
        assert len(label.fr) > 20
        assert len(label.en) > 20
        assert label.fr != label.en
    definitions = [label.fr for label in labels]
    assert len(set(definitions)) == len(definitions)


def test_event_scale_is_the_single_mode_s_where_it_has_one():
    assert ONTOLOGY.types["CONSULT"].event_scale(["visit"]) == 4
    assert ONTOLOGY.types["CONSULT"].event_scale([]) == 2.5
    assert ONTOLOGY.types["CONSULT"].event_scale(["visit", "phone"]) == 2.5
    assert ONTOLOGY.types["PROTEST"].event_scale(["vandalize"]) == -5


def test_the_json_schema_has_not_drifted():
    # If this fails: actes schema > schema/1.0/article.schema.json
    assert SCHEMA_FILE.read_text(encoding="utf-8") == article_schema(ONTOLOGY)


@pytest.mark.parametrize("path", Project(REPOSITORY).articles(), ids=lambda path: path.stem)
def test_the_json_schema_accepts_the_corpus(path):
    schema = json.loads(SCHEMA_FILE.read_bytes())
    jsonschema.Draft202012Validator(schema).validate(load(path.read_bytes(), path.name))


@pytest.mark.parametrize(
    "code", ["label-unknown", "field-missing", "field-unknown", "field-form", "field-type", "mode-not-allowed"]
)
def test_the_json_schema_refuses(code):
    schema = json.loads(SCHEMA_FILE.read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    case = REPOSITORY / "tests" / "cases" / "invalid" / f"{code}.yaml"
    assert not jsonschema.Draft202012Validator(schema).is_valid(load(case.read_bytes(), case.name))
