"""docs/evaluate.md: it shows every option, its examples are what it says they are, and its links lead somewhere."""

import argparse
import json
import re
from pathlib import Path

import pytest

from actes import evaluate
from actes.cli.evaluate import configure

PAGES = [Path(__file__).parents[2] / page for page in ("docs/evaluate.md", "integrations/lm_eval/README.md")]
GUIDE = PAGES[0].read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def example(field):
    (line,) = (json.loads(block) for block in blocks("json") if f'"{field}"' in block)
    return line


def test_every_option_is_shown():
    parser = argparse.ArgumentParser()
    configure(parser)
    options = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
    shown = set(re.findall(r"--[a-z-]+", GUIDE))
    assert options - {"--help"} <= shown


def test_the_example_lines_are_gold_and_predictions():
    gold, prediction = example("text"), example("pairs")
    itself = evaluate([gold], [gold], replicates=10).systems[0]
    assert {task.estimate.value for task in itself.tasks if task.answered and "coreference" not in task.name} == {1}
    report = evaluate([gold], [prediction], replicates=10).systems[0]
    assert all(task.answered for task in report.tasks)
    assert {task.name: task.estimate.value for task in report.tasks}["mentions"] == pytest.approx(4 / 5)


def test_the_repair_is_as_described():
    gold, tagged = example("text"), example("actor_tags")
    tasks = {task.name: task for task in evaluate([gold], [tagged], replicates=10).systems[0].tasks}
    assert tasks["mentions"].figures["precision"] == tasks["triggers"].figures["precision"] == 1
    words = [gold["text"][start:end] for start, end in zip(tagged["starts"], tagged["ends"], strict=True)]
    assert words == tagged["tokens"]


def headings(page):
    for line in re.sub(r"```.*?```", "", page, flags=re.DOTALL).splitlines():
        if line.startswith("#"):
            yield re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)]+)\)", text):
        target, _, anchor = link.partition("#")
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), link
        if anchor:
            assert anchor in set(headings(path.read_text(encoding="utf-8"))), link
