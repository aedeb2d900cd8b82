"""A draft of schema 1.1, made from 1.0 by the edits that its migration describes, and one new label."""

import re
import shutil
from pathlib import Path

from projects import CASES

SCHEMA = Path(__file__).parents[2] / "schema"
EDITS = (
    ('schema: "1.0"', 'schema: "1.1"'),
    ("\n  diplomatic:\n", "\n  diplomacy:\n"),
    ("\n      visit:\n", "\n      state-visit:\n"),
    ("\n  ACCUSE:\n", "\n  BLAME:\n"),
    ("[ACCUSE]", "[BLAME]"),
    ("\n  GOV:\n", '\n  ADM:\n    name: "Administration"\n    fr: "Exécute."\n    en: "Carries out."\n  EXE:\n'),
    (
        "\n  diplomacy:\n",
        '\n  space:\n    name: "Espace"\n    fr: "Activités spatiales."\n    en: "Space."\n  diplomacy:\n',
    ),
)


def draft_schema(folder: Path) -> Path:
    """A schema folder with 1.0 and the draft."""
    shutil.copytree(SCHEMA / "1.0", folder / "1.0", ignore=shutil.ignore_patterns("labels"))
    ontology = (SCHEMA / "1.0" / "ontology.yaml").read_text(encoding="utf-8")
    for old, new in EDITS:
        assert old in ontology, old
        ontology = re.sub(re.escape(old), lambda _, new=new: new, ontology)
    (folder / "1.1").mkdir()
    (folder / "1.1" / "ontology.yaml").write_text(ontology, encoding="utf-8")
    shutil.copy(CASES / "schema-1.1" / "migration.yaml", folder / "1.1")
    return folder
