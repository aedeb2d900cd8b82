"""Whatever comes back from an annotation tool: an annotation file, or problems. Never anything else."""

import functools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutations import CHANGES, MOVES, PIECES, bounded, change, lines_moved, mutated
from test_readers import told
from work import article, exported, written

from actes.annotation.model import AnnotationFile
from actes.annotation.strict_yaml import Source, load
from actes.annotation.structure import to_struct
from actes.convert import import_article, read_articles, revision
from actes.convert.archive import unpack
from actes.convert.tools import TOOLS, label_studio
from actes.problem import InputError
from actes.vocabulary import read_ontology

GOLD = article()


@functools.cache
def files_of(tool):
    return exported(tool)


@functools.cache
def unpacked(tool):
    if tool == "cas":
        pytest.importorskip("cassis")
    return unpack(files_of(tool))


def survives(tool, files):
    """The one promise of an importer; and what it makes can be read."""
    try:
        for came in read_articles(files, tool):
            if not came.annotated:
                continue
            content = written(import_article(came, GOLD).anchored).encode()
            to_struct(load(content, "f"), Source("f", content), AnnotationFile, read_ontology())
            assert len(revision(came, read_ontology())) == 16
    except InputError as error:
        told(error.problems)


@bounded
@given(st.binary(max_size=300), st.sampled_from(["x.json", "x.ann", "x.txt", "x.xmi", "TypeSystem.xml", "x.zip"]))
def test_any_bytes(content, name):
    for tool in TOOLS.values():
        if tool.title != "UIMA CAS":
            survives(tool, {name: content, "x.txt": b"Texte."})


@bounded
@given(PIECES)
def test_label_studio_with_something_done_to_its_bytes(pieces):
    survives(TOOLS["labelstudio"], {"tasks.json": mutated(files_of("labelstudio")["tasks.json"], pieces)})


@bounded
@given(CHANGES, st.booleans())
def test_label_studio_with_values_changed(changes, predictions):
    tasks = json.loads(files_of("labelstudio")["tasks.json"])
    if predictions:
        tasks[0]["predictions"] = tasks[0].pop("annotations")
    content = json.dumps(change(tasks, changes)).encode()
    survives(label_studio(predictions=predictions), {"tasks.json": content})


@bounded
@given(st.sampled_from(["exemple.ann", "exemple.txt"]), PIECES)
def test_brat_with_something_done_to_its_bytes(name, pieces):
    survives(TOOLS["brat"], {**files_of("brat"), name: mutated(files_of("brat")[name], pieces)})


@bounded
@given(MOVES)
def test_brat_with_lines_moved(moves):
    survives(TOOLS["brat"], {**files_of("brat"), "exemple.ann": lines_moved(files_of("brat")["exemple.ann"], moves)})


@bounded
@given(st.sampled_from(["exemple.xmi", "TypeSystem.xml"]), PIECES)
def test_cas_with_something_done_to_its_bytes(name, pieces):
    path = f"exemple.zip/{name}"
    survives(TOOLS["cas"], {**unpacked("cas"), path: mutated(unpacked("cas")[path], pieces)})


@bounded
@given(st.sampled_from(["exemple.xmi", "TypeSystem.xml"]), MOVES)
def test_cas_with_lines_moved(name, moves):
    path = f"exemple.zip/{name}"
    survives(TOOLS["cas"], {**unpacked("cas"), path: lines_moved(unpacked("cas")[path], moves)})


@bounded
@given(PIECES)
def test_an_archive_with_something_done_to_its_bytes(pieces):
    pytest.importorskip("cassis")
    survives(TOOLS["cas"], {"exemple.zip": mutated(files_of("cas")["exemple.zip"], pieces)})
