"""What an annotator might do to the exported valid project, and what comes of it."""

import argparse
import json

from projects import VALID

from actes.annotation.canonical import write_annotation
from actes.cli import guarded
from actes.convert import export_articles, import_article, read_articles
from actes.convert.tools import TOOLS
from actes.project import Project, read_annotation
from actes.vocabulary import read_ontology

ONTOLOGY = read_ontology()


def article(project=None, name="exemple"):
    """An article with its quotations looked up."""
    project = project or Project(VALID)
    anchored, problems = read_annotation(project, project.root / "corpus" / f"{name}.yaml")
    assert not problems
    return anchored


def exported(tool, *articles):
    """The files of a tool."""
    return export_articles(articles or [article()], TOOLS[tool], ONTOLOGY)


def imported(tool, files, previous=None):
    """What comes back of the one article in ``files``."""
    (came,) = read_articles(files, TOOLS[tool])
    return import_article(came, previous or article())


def written(anchored):
    """The canonical file."""
    return write_annotation(anchored, ONTOLOGY)


def task():
    """The exported article as Label Studio has it, and the list of its results."""
    (only,) = json.loads(exported("labelstudio")["tasks.json"])
    return only, only["annotations"][0]["result"]


def tasks_file(*tasks):
    """A Label Studio export."""
    return {"export.json": json.dumps(tasks).encode()}


def region(results, text, label=None):
    """The id of the first region that covers ``text``."""
    return next(
        r["id"]
        for r in results
        if r["type"] == "labels" and r["value"]["text"] == text and label in (None, *r["value"]["labels"])
    )


def answers(results, region_id, name):
    """The result that answers ``name`` for a region."""
    return next(r for r in results if r.get("id") == region_id and r["from_name"] == name)


def run(command, *argv, root):
    """Run a command of ``actes`` and give its exit code."""
    parser = argparse.ArgumentParser()
    command.configure(parser)
    parser.add_argument("--root", type=type(root), default=root)
    arguments = parser.parse_args([str(argument) for argument in argv])
    return guarded(lambda: command.run(arguments))
