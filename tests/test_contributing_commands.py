"""docs/contributing-commands.md: its examples, run in order, print what it says; it shows every option there is."""

import argparse
import contextlib
import importlib
import io
import re
import shlex
from pathlib import Path

import pytest
from projects import valid_project

from actes.cli import main
from actes.fix.edits import GRAMMAR

PAGE = Path(__file__).parents[1] / "docs" / "contributing-commands.md"
TEXT = PAGE.read_text(encoding="utf-8")
ARTICLE = (
    "Pêche : Oslo et Paris signent, l’Union des ports proteste\r\n\r\n"
    "OSLO, 21 mai 2024 - La ministre  Anne Martin et Per Hansen ont\r\nsigné mardi l’accord de pêche.\r\n\r\n\r\n"
    "L’Union des ports a de nouveau dénoncé un texte qui &laquo; vide la mer &raquo;."
)


def sessions():
    """Every command of the page with the lines that it should print."""
    for block in re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL):
        yield from re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)


def printed_by(command, root):
    program, *arguments = shlex.split(command)
    assert program == "actes"
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        main([*arguments, "--root", str(root)])
    return out.getvalue()


def test_every_example_prints_what_the_page_says(tmp_path, monkeypatch):
    valid_project(tmp_path)
    (tmp_path / "article.txt").write_bytes(ARTICLE.encode())
    monkeypatch.chdir(tmp_path)
    examples = list(sessions())
    assert len(examples) > 10
    for command, printed in examples:
        expected = "".join(
            r"(?:.*\n)*?" if line == "...\n" else re.escape(line) for line in printed.splitlines(keepends=True)
        )
        found = printed_by(command, tmp_path)
        assert re.fullmatch(expected, found), f"$ {command}\n{found}"


def test_the_grammar_is_that_of_the_help():
    corrections = GRAMMAR.split("\n\n")[0].strip("\n")
    for line in corrections.splitlines():
        assert line.strip() in TEXT


@pytest.mark.parametrize("command", ["new", "prelabel", "fix"])
def test_every_option_is_shown(command):
    parser = argparse.ArgumentParser()
    importlib.import_module(f"actes.cli.{command}").configure(parser)
    options = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
    assert options - {"--help"} <= set(re.findall(r"--[a-z-]+", TEXT))


def test_links_lead_somewhere():
    for link in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (PAGE.parent / link).exists(), link
