"""Little projects on disk for tests."""

import hashlib
import shutil
from pathlib import Path

from actes.project import Project

CASES = Path(__file__).parent / "cases"
VALID = CASES / "valid"


def valid_project(folder: Path) -> Project:
    """A copy of the valid project."""
    shutil.copytree(VALID, folder, dirs_exist_ok=True)
    return Project(folder)


def with_case(folder: Path, case: Path) -> Project:
    """The valid project with a case."""
    project = valid_project(folder)
    add_case(folder, case)
    return project


def add_case(folder: Path, case: Path) -> None:
    """Add a case: a folder is laid over the project, a file becomes an article with the valid one's text."""
    if case.is_dir():
        shutil.copytree(case, folder, dirs_exist_ok=True)
    elif case.suffix == ".yaml":
        shutil.copy(case, folder / "corpus" / case.name)
        shutil.copy(folder / "seeds" / "exemple.txt", folder / "seeds" / f"{case.stem}.txt")
        with (folder / "corpus" / "splits.tsv").open("a", encoding="utf-8") as splits:
            splits.write(f"{case.stem}\ttrain\n")


def add_article(folder: Path, name: str, text: str, annotation: str) -> None:
    """Add an article; ``annotation`` is the file from ``date:`` on."""
    content = text.encode()
    (folder / "seeds" / f"{name}.txt").write_bytes(content)
    header = (
        f'schema: "1.0"\nid: {name}\ntext: seeds/{name}.txt\n'
        f"sha256: {hashlib.sha256(content).hexdigest()}\nlanguage: fr\n"
    )
    (folder / "corpus" / f"{name}.yaml").write_text(header + annotation, encoding="utf-8")
    with (folder / "corpus" / "splits.tsv").open("a", encoding="utf-8") as splits:
        splits.write(f"{name}\ttrain\n")
