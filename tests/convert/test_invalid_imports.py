"""One bad import per problem code: the importer finds that code and nothing else, and nothing is written."""

import pytest
from projects import CASES, valid_project
from work import run

from actes.cli import import_
from actes.convert import import_article, read_articles
from actes.convert.sources import read_sources
from actes.convert.tools import TOOLS
from actes.problem import InputError

INVALID = CASES / "invalid_imports"
TOOL_OF = {".json": "labelstudio", ".zip": "labelstudio", ".xmi": "cas"}


def came_back(case, tool):
    return [import_article(article) for article in read_articles(read_sources([case]), TOOLS[tool])]


@pytest.mark.parametrize("case", sorted(INVALID.iterdir()), ids=lambda path: path.name)
def test_case_has_exactly_its_code(case, tmp_path):
    tool = next(TOOL_OF[path.suffix] for path in sorted(case.iterdir()) if path.suffix in TOOL_OF)
    if tool == "cas":
        pytest.importorskip("cassis")
    with pytest.raises(InputError) as caught:
        came_back(case, tool)
    assert {problem.code for problem in caught.value.problems} == {case.name}, caught.value.problems
    project = valid_project(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert run(import_, tool, case, root=project.root) == 1
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
