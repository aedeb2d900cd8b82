"""What trains and predicts: a module with ``predict(model, rows)`` and, where it learns, ``train(rows)``.

A baseline is such a module in ``baselines/``; anybody's is named by its import path or its file.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from actes.annotation.structure import suggestion
from actes.article import AUTHOR, Article
from actes.evaluation.records import Record, only_records, parse_lines
from actes.files import resource_folder
from actes.pairs import stance_pairs
from actes.problem import InputError, Problem

Row = dict[str, Any]


def baseline_names() -> list[str]:
    """The baselines that come with the project."""
    return sorted(path.stem for path in resource_folder("baselines").glob("*.py") if path.stem != "__init__")


def load_baseline(name: str) -> ModuleType:
    """A baseline by name.

    Raises:
        InputError: there is none of this name.
    """
    if name not in baseline_names():
        raise _unknown(name, f"no such baseline; {suggestion(name, baseline_names())}")
    folder = resource_folder("baselines")
    if "baselines" not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            "baselines", folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        if spec is None or spec.loader is None:
            raise _unknown(name, f"{folder} is not a package")
        package = importlib.util.module_from_spec(spec)
        sys.modules["baselines"] = package
        spec.loader.exec_module(package)
    try:
        return importlib.import_module(f"baselines.{name}")
    except ImportError as error:
        message = f"needs a package that is not installed ({error.name}); try: pip install 'actes[{name}]'"
        raise _unknown(name, message) from error


def load_model(name: str) -> ModuleType:
    """Anybody's module: ``package.module``, importable from the working directory too, or ``path/to/file.py``.

    Raises:
        InputError: there is none, or importing it fails.
    """
    path = Path(name)
    try:
        if path.suffix != ".py":
            with _importable(Path.cwd()):
                return importlib.import_module(name)
        if not path.is_file():
            raise _unknown(name, "no such file")
        spec = importlib.util.spec_from_file_location(f"actes_model_{path.stem}", path)
        if spec is None or spec.loader is None:
            raise _unknown(name, "not a Python file")
        module = importlib.util.module_from_spec(spec)
        sys.modules[module.__name__] = module  # where dataclasses, typing and pickle look for it
        with _importable(path.parent):
            spec.loader.exec_module(module)
    except InputError:
        raise
    except Exception as error:
        raise _unknown(name, f"cannot be imported: {type(error).__name__}: {error}") from error
    return module


@contextmanager
def _importable(folder: Path) -> Iterator[None]:
    """Let modules beside the model be imported while it is."""
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))


def predict_articles(module: ModuleType, name: str, train: Sequence[Article], asked: Sequence[Article]) -> list[Record]:
    """Train ``module`` on articles with their gold and let it predict others from their text.

    Raises:
        InputError: the module has no ``predict``, fails, or answers in no known shape.
    """
    if not callable(getattr(module, "predict", None)):
        raise _unknown(name, "has no function predict(model, rows)")
    try:
        model = module.train([gold_row(article) for article in train]) if hasattr(module, "train") else None
        predictions = list(module.predict(model, [question_row(article) for article in asked]))
    except Exception as error:  # anybody's code: whatever it raises is its own failure, told as such
        frame = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{type(error).__name__}: {error} ({frame.filename}:{frame.lineno})"
        raise InputError([Problem(name, 0, "", message, "model-failed")]) from error
    return only_records(parse_lines(_encoded(predictions, name), name))


def gold_row(article: Article) -> Row:
    """What a model is trained on: the article with its graph, and every pair with its label."""
    whole = msgspec.structs.replace(article, pairs=list(stance_pairs(article)))
    row: Row = msgspec.to_builtins(whole)
    return row


def question_row(article: Article) -> Row:
    """What a model is asked: the text, and the pairs whose label is wanted, with their names and places.

    The pairs are those of the gold and so name its actors and events. They are there for the task ``stance_pairs``
    alone; a model that uses them for another task answers it with the key in hand.
    """
    names: dict[str, str | None] = {AUTHOR: None}
    places: dict[str, list[Mapping[str, int]]] = {AUTHOR: []}
    for actor in article.actors or ():
        names[actor.id] = actor.name
        places[actor.id] = [{"start": m.start, "end": m.end} for m in actor.mentions]
    for event in article.events or ():
        names[event.id] = event.triggers[0].text
        places[event.id] = [{"start": t.start, "end": t.end} for t in event.triggers]
    pairs = [
        {
            "holder": pair.holder,
            "target": pair.target,
            "holder_name": names[pair.holder],
            "target_name": names[pair.target],
            "holder_spans": places[pair.holder],
            "target_spans": places[pair.target],
        }
        for pair in stance_pairs(article)
    ]
    return {
        "id": article.id,
        "text": article.text,
        "date": article.date,
        "language": article.language,
        "pairs": pairs,
    }


def _encoded(predictions: Iterable[object], name: str) -> Iterable[bytes]:
    for number, prediction in enumerate(predictions, 1):
        try:
            yield msgspec.json.encode(prediction)
        except (TypeError, ValueError, RecursionError) as error:
            raise InputError([Problem(name, number, "", f"not writable as JSON: {error}", "model-failed")]) from None


def _unknown(name: str, message: str) -> InputError:
    return InputError([Problem(name, 0, "", message, "model-unknown")])
