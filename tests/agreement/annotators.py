"""Projects with annotators' layers, for tests: copies of the little valid article, edited."""

from pathlib import Path

from diff.edits import Edit, edit
from projects import VALID, valid_project

from actes.project import Project

ABOUT = "kind: {kind}\nversion: guide 1.0\nprocedure: all layers, article by article\ndate: 2024-05\n"

STATUS = ("    modes: [disapprove]\n    status: actual\n", "    modes: [disapprove]\n    status: possible\n")
KIND = ("Union des ports\n    kind: organisation", "Union des ports\n    kind: group")
FORM = ('"chef du port", form: nominal', '"chef du port", form: metonym')
LESS = ('      - {exact: "Elle", form: pronoun}\n', "")
VALUE = ("value: 2024-05-14", "value: 2024-05")
POLARITY = ("polarity: against", "polarity: ambivalent")
CONTEXT = ("[diplomatic]", "[military]")


def add_layer(project: Project, name: str, *edits: Edit, kind: str = "person") -> Project:
    """Add a layer that has the article, edited."""
    folder = project.root / "corpus" / "annotators" / name
    folder.mkdir(parents=True)
    (folder / "about.yaml").write_text(ABOUT.format(kind=kind), encoding="utf-8")
    content = (VALID / "corpus" / "exemple.yaml").read_bytes()
    (folder / "exemple.yaml").write_bytes(content)
    return edit(project, *edits, path=f"corpus/annotators/{name}/exemple.yaml")


def annotated_project(folder: Path, *edits: Edit) -> Project:
    """The valid project with two layers: anna's as the gold, bruno's edited."""
    project = valid_project(folder)
    add_layer(project, "anna")
    return add_layer(project, "bruno", *edits)
