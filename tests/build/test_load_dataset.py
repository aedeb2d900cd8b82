"""The folder through the reader that users have: ``load_dataset``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import datasets
import msgspec
import pyarrow.parquet as pq
import pytest

from actes.article import Article
from actes.build import MANIFEST, build
from actes.corpus import SPLITS, Corpus
from actes.files import write_folder
from actes.ontology import Ontology

Row = dict[str, Any]
CONFIGS = ("articles", "actors", "events", "stance", "contexts", "dyads")


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Any]:
    return lambda folder, *names, **options: datasets.load_dataset(
        str(folder), *names, cache_dir=str(tmp_path / "cache"), **options
    )


def named(value: Any, feature: Any) -> Any:
    """``value`` with the names of its labels instead of their numbers."""
    match feature:
        case datasets.ClassLabel():
            return None if value is None else feature.int2str(value)
        case datasets.List():
            return None if value is None else [named(item, feature.feature) for item in value]
        case dict():
            return {key: named(value[key], inner) for key, inner in feature.items()}
        case _:
            return value


def rows(dataset: Any) -> list[Row]:
    return [named(row, dict(dataset.features)) for row in dataset]


def test_articles_are_the_default(folder: Path, load: Callable[..., Any]) -> None:
    assert load(folder)["train"].column_names[:2] == ["id", "text"]


def test_rows_of_articles_are_the_articles(folder: Path, load: Callable[..., Any], corpus: Corpus) -> None:
    loaded = load(folder, "articles")
    found = [msgspec.convert(row, Article) for split in loaded.values() for row in rows(split)]
    assert sorted(found, key=lambda article: article.id) == list(corpus.articles)


def test_the_columns_of_articles_are_the_fields_of_an_article(folder: Path) -> None:
    names = pq.read_schema(folder / "data/articles/train.parquet").names
    assert names == [name for name in Article.__struct_fields__ if name not in ("pairs", "dyads")]


def test_every_split_has_its_articles(folder: Path, load: Callable[..., Any]) -> None:
    for config in CONFIGS:
        for split, dataset in load(folder, config).items():
            assert set(dataset["id"]) <= {"train": {"a-visite", "c-rien"}, "test": {"b-recu"}}[split]


@pytest.mark.parametrize("config", CONFIGS)
def test_streaming_gives_the_same_rows(folder: Path, load: Callable[..., Any], config: str) -> None:
    loaded, streamed = load(folder, config), load(folder, config, streaming=True)
    assert list(loaded) == list(streamed)
    for split, dataset in loaded.items():
        assert dataset.features == streamed[split].features
        assert list(dataset) == list(streamed[split])


def test_labels_have_the_names_of_the_ontology(folder: Path, load: Callable[..., Any], ontology: Ontology) -> None:
    features = {config: load(folder, config, split="train").features for config in CONFIGS}
    articles = features["articles"]
    actor, event, stance = (articles[layer].feature for layer in ("actors", "events", "stances"))
    modes = ["visit", "meet", "disapprove"]
    kinds = ["O", *(f"{p}-{kind}" for kind in ontology.kinds for p in "BI")]
    types = ["O", *(f"{p}-{code}" for code in ontology.types for p in "BI")]
    expected = [
        (articles["language"], ontology.languages),
        (articles["split"], SPLITS),
        (articles["origin"], ontology.origins),
        (articles["licence"], ontology.licences),
        (articles["contexts"].feature, ontology.contexts),
        (actor["kind"], ontology.kinds),
        (actor["sectors"].feature, ontology.sectors),
        (actor["mentions"].feature["form"], ontology.forms),
        (event["type"], ontology.types),
        (event["modes"].feature, modes),
        (event["status"], ontology.statuses),
        (event["arguments"].feature["role"], ontology.roles),
        (stance["polarity"], ontology.polarities),
        (stance["basis"], ontology.bases),
        (features["actors"]["actor_tags"].feature, kinds),
        (features["events"]["event_tags"].feature, types),
        (features["stance"]["label"], ["none", *ontology.polarities]),
        (features["stance"]["target_kind"], ["actor", "event"]),
        (features["contexts"]["labels"].feature, ontology.contexts),
        (features["dyads"]["actor_sectors"].feature, ontology.sectors),
        (features["dyads"]["recipient_sectors"].feature, ontology.sectors),
        (features["dyads"]["type"], ontology.types),
        (features["dyads"]["modes"].feature, modes),
        (features["dyads"]["quad"], ontology.quads),
        (features["dyads"]["status"], ontology.statuses),
    ]
    for feature, names in expected:
        assert feature.names == list(names)


def published_spans(article: Row) -> Iterator[tuple[int, int, str]]:
    for actor in article["actors"]:
        yield from ((m["start"], m["end"], m["text"]) for m in actor["mentions"])
    for event in article["events"]:
        yield from ((t["start"], t["end"], t["text"]) for t in event["triggers"])
        yield from ((a["start"], a["end"], a["text"]) for a in event["arguments"] if a["start"] is not None)
    yield from ((s["start"], s["end"], s["text"]) for s in article["stances"])


def test_published_spans_are_what_stands_in_the_text(folder: Path, load: Callable[..., Any]) -> None:
    (article, _) = load(folder, "articles", split="train")
    spans = list(published_spans(article))
    assert len(spans) == 16
    assert all(article["text"][start:end] == surface for start, end, surface in spans)


@pytest.mark.parametrize("config", ["actors", "events"])
def test_published_tokens_are_what_stands_in_the_text(folder: Path, load: Callable[..., Any], config: str) -> None:
    texts = {row["id"]: row["text"] for row in load(folder, "articles", split="train")}
    for row in load(folder, config, split="train"):
        surfaces = [texts[row["id"]][a:b] for a, b in zip(row["starts"], row["ends"], strict=True)]
        assert surfaces == row["tokens"]
        assert len(row["tokens"]) == len(row[f"{config.removesuffix('s')}_tags"])


def tagged(row: Row, tags: str) -> list[tuple[str, str]]:
    return [(token, tag) for token, tag in zip(row["tokens"], row[tags], strict=True) if tag != "O"]


def test_mentions_as_tags(folder: Path, load: Callable[..., Any]) -> None:
    row = rows(load(folder, "actors", split="train"))[0]
    nominal = ["le", "ministre", "de", "l’", "Environnement", "de", "Norvège"]
    assert tagged(row, "actor_tags") == [
        ("Oslo", "B-state"),
        ("la", "B-person"),
        ("ministre", "I-person"),
        ("Anne", "B-person"),
        ("Martin", "I-person"),
        ("elle", "B-person"),
        *((token, f"{'B' if i == 0 else 'I'}-person") for i, token in enumerate(nominal)),
        ("Union", "B-organisation"),
        ("des", "I-organisation"),
        ("ports", "I-organisation"),
        ("Paris", "B-organisation"),
    ]
    assert [row["tokens"][i] for i in row["sentence_starts"]] == ["Oslo", "Anne", "L’", "Le"]
    assert [row["tokens"][i] for i in row["paragraph_starts"]] == ["Oslo", "Anne", "Le"]


def test_triggers_as_tags(folder: Path, load: Callable[..., Any]) -> None:
    row = rows(load(folder, "events", split="train"))[0]
    assert tagged(row, "event_tags") == [
        ("reçoit", "B-CONSULT"),
        ("rendue", "B-CONSULT"),
        ("dénoncé", "B-ACCUSE"),
        ("sommet", "B-CONSULT"),
    ]


@pytest.mark.parametrize("task", ["actor", "event"])
def test_run_ner_of_transformers_finds_its_columns(folder: Path, load: Callable[..., Any], task: str) -> None:
    features = load(folder, f"{task}s", split="train").features  # --dataset_config_name actors --task_name actor
    assert "tokens" in features
    assert isinstance(features[f"{task}_tags"].feature, datasets.ClassLabel)


def test_pairs(folder: Path, load: Callable[..., Any]) -> None:
    pairs = rows(load(folder, "stance", split="train"))
    assert len(pairs) == 8 + 4 * 7  # the author with all, each actor with all but itself
    (against,) = [pair for pair in pairs if pair["label"] != "none"]
    text = against.pop("text")
    assert text.startswith("Oslo reçoit")
    assert against == {
        "id": "a-visite",
        "holder": "ong",
        "holder_name": "Union",
        "holder_spans": [spot(text, "Union des ports"), spot(text, "Paris")],
        "target": "visite",
        "target_kind": "event",
        "target_name": "reçoit (CONSULT)",
        "target_spans": [spot(text, "reçoit"), spot(text, "rendue")],
        "label": "against",
    }


def spot(text: str, surface: str) -> dict[str, int]:
    return {"start": text.index(surface), "end": text.index(surface) + len(surface)}


def test_the_author_holds_without_name_or_place(folder: Path, load: Callable[..., Any]) -> None:
    (pair,) = rows(load(folder, "stance", split="test"))
    assert (pair["holder"], pair["holder_name"], pair["holder_spans"]) == ("author", None, [])
    assert (pair["target_name"], pair["target_kind"], pair["label"]) == ("Norvège", "actor", "favor")


def test_contexts(folder: Path, load: Callable[..., Any]) -> None:
    found = {row["id"]: row["labels"] for split in load(folder, "contexts").values() for row in rows(split)}
    assert found == {"a-visite": ["diplomatic"], "b-recu": ["military", "diplomatic"], "c-rien": []}


def test_event_records(folder: Path, load: Callable[..., Any]) -> None:
    records = rows(load(folder, "dyads", split="train"))
    assert records[0] == {
        "id": "a-visite",
        "event": "visite",
        "date": "2024-05-07",
        "actor": "FRA",
        "actor_name": "Anne Martin",
        "actor_sectors": ["GOV"],
        "recipient": "NOR",
        "recipient_name": "Norvège",
        "recipient_sectors": [],
        "type": "CONSULT",
        "modes": ["visit"],
        "quad": "1",
        "event_scale": 2.5,
        "status": "actual",
        "trigger": "reçoit",
    }
    brief = [
        (r["event"], r["actor"], r["recipient"], r["recipient_name"], r["date"], r["event_scale"]) for r in records
    ]
    assert brief[1:] == [
        ("critique", None, None, None, "2024-05-14", -3.0),
        ("demande", None, None, None, "2024-05-14", 0.0),
        ("sommet", "FRA", "NOR", "Norvège", "2024-05-14", 2.5),
        ("sommet", "NOR", "FRA", "Anne Martin", "2024-05-14", 2.5),
    ]


def test_splits_without_rows_are_left_out(folder: Path, load: Callable[..., Any]) -> None:
    assert {config: list(load(folder, config)) for config in CONFIGS} == {
        **{config: ["train", "test"] for config in CONFIGS},
        "dyads": ["train"],
    }


def test_a_rebuild_with_the_same_name_and_version_gives_fresh_rows(
    corpus: Corpus, load: Callable[..., Any], tmp_path: Path
) -> None:
    destination = tmp_path / "actes"
    write_folder(build(corpus, licences={}), destination, marker=MANIFEST)
    before = load(destination, "contexts", split="train")["text"][0]
    edited = msgspec.structs.replace(corpus.articles[0], text=(corpus.articles[0].text or "") + " Fin.")
    articles = (edited, *corpus.articles[1:])
    write_folder(
        build(Corpus(corpus.version, corpus.ontology, articles, {}), licences={}), destination, marker=MANIFEST
    )
    assert load(destination, "contexts", split="train")["text"][0] == before + " Fin."


def test_an_unknown_label_does_not_load(corpus: Corpus, load: Callable[..., Any], tmp_path: Path) -> None:
    wrong = msgspec.structs.replace(corpus.articles[0], contexts=["inventé"])
    files = build(Corpus("0.2.0", corpus.ontology, (wrong,), {}), licences={})
    write_folder(files, tmp_path / "actes", marker=MANIFEST)
    with pytest.raises(datasets.exceptions.DatasetGenerationError):
        load(tmp_path / "actes", "contexts")


def test_every_file_names_its_version_and_embeds_no_features(folder: Path) -> None:
    paths = sorted(folder.glob("data/*/*.parquet"))
    assert len(paths) == 11
    for path in paths:
        metadata = pq.read_metadata(path).metadata
        config = path.parent.name.encode()
        assert metadata == {b"actes.version": b"0.2.0", b"actes.schema": b"1.0", b"actes.config": config}
