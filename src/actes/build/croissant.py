"""``croissant.json``: the dataset for search engines and loaders that know ML Commons' Croissant 1.0.

Croissant holds one level of nesting; lists of records inside records (the mentions of an actor) are described nowhere
in it, and its loaders leave them out. The Parquet files have them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from actes.build.features import Column, Feature, Group, Labels, ListOf, Scalar
from actes.build.figures import Figures
from actes.build.published import Published
from actes.build.summary import provenance
from actes.corpus import SPLITS, Corpus

_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {Scalar.TEXT: "sc:Text", Scalar.INTEGER: "sc:Integer", Scalar.NUMBER: "sc:Float"}
_SPLIT_URIS = {"train": "cr:TrainingSplit", "validation": "cr:ValidationSplit", "test": "cr:TestSplit"}
_REPOSITORY = "repo"


def render_croissant(corpus: Corpus, published: Sequence[Published], figures: Figures) -> bytes:
    """The JSON-LD, indented, keys in a fixed order."""
    digests = "".join(one.digest for one in published)
    document = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": "ACTES",
        "description": (
            "Actors, events and stance in French geopolitical news: entity and event coreference with PLOVER 2.0 "
            f"types, arguments, status and attribution, and directed stance. {provenance(figures).replace('**', '')}"
        ),
        "version": corpus.version,
        "inLanguage": sorted({article.language or "" for article in corpus.articles}),
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": {"@type": "sc:Organization", "name": "The ACTES authors"},
        "keywords": ["event extraction", "stance detection", "coreference", "PLOVER", "French"],
        "citeAs": f"@misc{{actes, title = {{ACTES}}, author = {{The ACTES authors}}, version = {{{corpus.version}}}}}",
        **_responsible_use(),
        "distribution": [_repository(digests), *(_file_set(one) for one in published)],
        "recordSet": [_split_records(), *(_record_set(one) for one in published)],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _repository(digests: str) -> dict[str, Any]:
    """The folder itself. Croissant wants a digest of it, which a folder has not: this one is over all Parquet files."""
    return {
        "@type": "cr:FileObject",
        "@id": _REPOSITORY,
        "name": _REPOSITORY,
        "description": "This folder. Readers map it to where it lies.",
        "contentUrl": ".",
        "encodingFormat": "git+https",
        "sha256": hashlib.sha256(digests.encode()).hexdigest(),
    }


def _file_set(published: Published) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": f"files-{published.config.name}",
        "name": f"files-{published.config.name}",
        "description": f"The Parquet files of the configuration {published.config.name}.",
        "containedIn": {"@id": _REPOSITORY},
        "encodingFormat": "application/x-parquet",
        "includes": f"data/{published.config.name}/*.parquet",
    }


def _split_records() -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": "splits",
        "name": "splits",
        "description": "The splits.",
        "dataType": "cr:Split",
        "key": {"@id": "splits/name"},
        "field": [
            {"@type": "cr:Field", "@id": "splits/name", "name": "name", "dataType": "sc:Text"},
            {"@type": "cr:Field", "@id": "splits/url", "name": "url", "dataType": "sc:URL"},
        ],
        "data": [{"splits/name": split, "splits/url": _SPLIT_URIS[split]} for split in SPLITS],
    }


def _record_set(published: Published) -> dict[str, Any]:
    name = published.config.name
    files = {"@id": f"files-{name}"}
    split = {
        "@type": "cr:Field",
        "@id": f"{name}/split_of_file",
        "name": "split_of_file",
        "description": "The split, from the name of the file.",
        "dataType": "sc:Text",
        "references": {"field": {"@id": "splits/name"}},
        "source": {
            "fileSet": files,
            "extract": {"fileProperty": "fullpath"},
            "transform": {"regex": f"(?:.*/)?({'|'.join(SPLITS)})(?:[.]parquet)?$"},  # mlcroissant applies it twice
        },
    }
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": f"One record is {published.config.row}.",
        "field": [split, *(_field(column, f"{name}/{column.name}", files) for column in published.columns)],
    }


def _field(column: Column, identifier: str, files: dict[str, str]) -> dict[str, Any]:
    head = {"@type": "cr:Field", "@id": identifier, "name": column.name, "description": column.about}
    source = {"fileSet": files, "extract": {"column": column.name}}
    if (group := _group(column.feature)) is None:
        return {**head, **_typed(column.feature), "source": source}
    inner = [
        {
            "@type": "cr:Field",
            "@id": f"{identifier}/{each.name}",
            "name": each.name,
            "description": each.about,
            **_typed(each.feature),
            "source": {**source, "transform": {"jsonPath": each.name}},
        }
        for each in _flat_columns(group)
    ]
    return {**head, "repeated": isinstance(column.feature, ListOf), "subField": inner}


def _typed(feature: Feature) -> dict[str, Any]:
    match feature:
        case ListOf(item):
            return {**_typed(item), "repeated": True}
        case Scalar():
            return {"dataType": _TYPES[feature]}
        case Labels():
            return {"dataType": "sc:Text"}
        case Group():
            raise TypeError("a group has fields, not a type")


def _group(feature: Feature) -> Group | None:
    item = feature.item if isinstance(feature, ListOf) else feature
    return item if isinstance(item, Group) else None


def _flat_columns(group: Group) -> Iterator[Column]:
    return (column for column in group.columns if _group(column.feature) is None)


def _responsible_use() -> dict[str, Any]:
    return {
        "rai:dataCollection": (
            "Texts of origin written were composed for the corpus by language models from widely documented public "
            "facts, in several registers of French news; the received text was kept as it came."
        ),
        "rai:dataCollectionType": ["Synthetic data generation"],
        "rai:dataAnnotationProtocol": (
            "Language models annotated every article by the numbered rules of the guidelines; a checker refuses every "
            "file that breaks a rule of form."
        ),
        "rai:machineAnnotationTools": ["large language models"],
        "rai:dataLimitations": (
            "Written texts are not news and not a source. Agreement between annotators that are models of one make "
            "measures consistency, not validity."
        ),
        "rai:dataBiases": (
            "The choice of happenings and the wording are those of language models; whoever is often in the news is "
            "frequent here as well."
        ),
        "rai:personalSensitiveInformation": (
            "Public figures in their public roles, with their political positions as the texts report them."
        ),
        "rai:dataUseCases": (
            "Training and evaluation of French actor, event and stance extraction. Not for learning facts about the "
            "world or the views of real people."
        ),
        "rai:dataReleaseMaintenancePlan": (
            "Versions are numbered; corrections come by pull request and are listed in the change log."
        ),
    }
