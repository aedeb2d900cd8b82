import json
from pathlib import Path

import pytest

mlcroissant = pytest.importorskip("mlcroissant", reason="pip install mlcroissant")

pytestmark = pytest.mark.filterwarnings("ignore")  # mlcroissant uses what rdflib and pandas have deprecated


@pytest.fixture  # a record set of one dataset can be read once only
def dataset(folder: Path) -> "mlcroissant.Dataset":
    return mlcroissant.Dataset(str(folder / "croissant.json"), mapping={"repo": str(folder)})


def test_it_is_valid(dataset: "mlcroissant.Dataset") -> None:
    assert not dataset.metadata.ctx.issues.errors
    assert not [w for w in dataset.metadata.ctx.issues.warnings if "datePublished" not in w]
    assert dataset.metadata.version == "0.2.0"


def test_records_load_with_their_splits(dataset: "mlcroissant.Dataset") -> None:
    records = list(dataset.records("contexts"))
    assert sorted((r["contexts/id"], r["contexts/split_of_file"], r["contexts/labels"]) for r in records) == [
        (b"a-visite", b"train", [b"diplomatic"]),
        (b"b-recu", b"test", [b"military", b"diplomatic"]),
        (b"c-rien", b"train", []),
    ]


def test_one_level_of_nesting_is_kept(dataset: "mlcroissant.Dataset") -> None:
    record = next(r for r in dataset.records("articles") if r["articles/id"] == b"a-visite")
    assert [actor["articles/actors/id"] for actor in record["articles/actors"]] == [
        b"ministre",
        b"norvege",
        b"collegue",
        b"ong",
    ]
    assert record["articles/actors"][0]["articles/actors/sectors"] == [b"GOV"]
    assert record["articles/stances"][0]["articles/stances/text"].decode() == "dénoncé"


@pytest.mark.parametrize(
    ("config", "rows"), [("actors", 3), ("events", 3), ("stance", 37), ("dyads", 5), ("articles", 3)]
)
def test_every_configuration_loads(dataset: "mlcroissant.Dataset", config: str, rows: int) -> None:
    assert len(list(dataset.records(config))) == rows


def test_every_column_but_nested_lists_is_described(files: dict[str, bytes]) -> None:
    sets = {one["name"]: one["field"] for one in json.loads(files["croissant.json"])["recordSet"]}
    assert [field["name"] for field in sets["stance"]][1:4] == ["id", "text", "holder"]
    (actors,) = [field for field in sets["articles"] if field["name"] == "actors"]
    assert "mentions" not in {field["name"] for field in actors["subField"]}
