from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import datasets
import msgspec
import pyarrow.parquet as pq
import pytest
import yaml

from actes.build import build
from actes.corpus import Corpus

# The vocabularies of the Hub, from hub-docs (datasetcard.md) and huggingface.js (pipelines.ts).
TASKS = {
    "token-classification": {"named-entity-recognition", "part-of-speech", "parsing", "coreference-resolution"},
    "text-classification": {
        "multi-class-classification",
        "multi-label-classification",
        "multi-input-text-classification",
        "natural-language-inference",
    },
}
LICENCES = {"cc-by-4.0", "other"}
ANNOTATORS = {"found", "crowdsourced", "expert-generated", "machine-generated", "no-annotation", "other"}


def header(card: bytes) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(card.decode().split("---\n")[1])
    return loaded


@pytest.fixture(scope="module")
def metadata(files: dict[str, bytes]) -> dict[str, Any]:
    return header(files["README.md"])


def test_every_data_file_exists_and_is_listed_once(metadata: dict[str, Any], folder: Path) -> None:
    listed = [file["path"] for config in metadata["configs"] for file in config["data_files"]]
    assert sorted(listed) == sorted(p.relative_to(folder).as_posix() for p in folder.glob("data/*/*"))


def test_splits_are_counted(metadata: dict[str, Any], folder: Path) -> None:
    for info in metadata["dataset_info"]:
        for split in info["splits"]:
            path = folder / "data" / info["config_name"] / f"{split['name']}.parquet"
            assert split["num_examples"] == pq.read_metadata(path).num_rows > 0


def test_the_features_are_the_columns_of_the_files(metadata: dict[str, Any], folder: Path) -> None:
    for info in metadata["dataset_info"]:
        features = datasets.Features._from_yaml_list(info["features"])
        stored = pq.read_schema(folder / "data" / info["config_name"] / "train.parquet").remove_metadata()
        assert as_stored(features).arrow_schema.remove_metadata() == stored


def as_stored(feature: Any) -> Any:
    """Features with labels as the strings that the files hold."""
    match feature:
        case datasets.ClassLabel():
            return datasets.Value("string")
        case datasets.List():
            return datasets.List(as_stored(feature.feature))
        case dict():
            return type(feature)({key: as_stored(inner) for key, inner in feature.items()})
        case _:
            return feature


def test_each_configuration_has_the_version_and_a_digest_of_its_own(metadata: dict[str, Any]) -> None:
    configs = metadata["configs"]
    assert {config["version"] for config in configs} == {"0.2.0"}
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", config["description"]) for config in configs)
    assert len({config["description"] for config in configs}) == len(configs) == 6
    assert [config["config_name"] for config in configs if config.get("default")] == ["articles"]


def test_values_are_of_the_vocabularies_of_the_hub(metadata: dict[str, Any]) -> None:
    assert set(metadata["task_categories"]) == set(TASKS)
    assert set(metadata["task_ids"]) <= set.union(*TASKS.values())
    assert metadata["license"] in LICENCES
    assert set(metadata["annotations_creators"]) == {"machine-generated"}
    assert set(metadata["language_creators"]) <= ANNOTATORS
    assert metadata["language"] == ["fr"]
    assert metadata["size_categories"] == ["n<1K"]


def test_a_received_text_makes_the_licence_other(metadata: dict[str, Any], corpus: Corpus) -> None:
    assert metadata["license"] == "other"
    assert {"license_name", "license_link"} <= set(metadata)
    free = tuple(article for article in corpus.articles if article.licence == "CC-BY-4.0")
    assert header(build(Corpus("0.2.0", corpus.ontology, free, {}), licences={})["README.md"])["license"] == "cc-by-4.0"


def test_the_first_paragraph_says_what_the_texts_are(files: dict[str, bytes]) -> None:
    body = files["README.md"].decode().split("---\n", 2)[2]
    title, first, *_ = body.strip().split("\n\n")
    assert title.startswith("# ACTES")
    assert first.startswith("2 texts of 3 (origin `written`) were written for this corpus")
    assert "by language models working from the guidelines" in first
    assert "not news and not a source" in first
    assert "1 article (origin `received`)" in first


def test_tables_have_the_counts(files: dict[str, bytes]) -> None:
    card = files["README.md"].decode()
    assert re.search(r"^\| `stance` \|.*\| 36 \| 0 \| 1 \|$", card, re.MULTILINE)
    assert re.search(r"^\| `dyads` \|.*\| 5 \| 0 \| 0 \|$", card, re.MULTILINE)
    assert "lack 1 of 9 mentions\nand 1 of 5 triggers" in card
    assert "## En français" in card


def test_withheld_articles_are_told_of_where_there_are_any(files: dict[str, bytes], corpus: Corpus) -> None:
    assert "not in this build" not in files["README.md"].decode()
    card = build(corpus, licences={}, withheld=3)["README.md"].decode()
    assert "3 articles of the corpus are not in this build" in card


def test_a_configuration_without_any_row_is_left_out(corpus: Corpus) -> None:
    bare = msgspec.structs.replace(corpus.articles[0], events=[], stances=[])
    files = build(Corpus("0.2.0", corpus.ontology, (bare,), {}), licences={})
    assert "dyads" not in {config["config_name"] for config in header(files["README.md"])["configs"]}
    assert not any(name.startswith("data/dyads") for name in files)


def test_every_question_of_the_data_sheet_is_answered(files: dict[str, bytes]) -> None:
    blocks = files["DATASHEET.md"].decode().split("\n\n")
    questions = [block for block in blocks if block.startswith("**")]
    assert len(questions) == 57  # Gebru et al. 2021, counted with "any other comments?" once in each part
    for question in questions:
        asked, _, answer = question.partition("**\n")
        assert asked.rstrip().endswith("?"), question
        assert len(answer) >= 2, question
