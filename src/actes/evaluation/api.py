"""``actes.evaluate``: the evaluation as a function."""

from __future__ import annotations

from pathlib import Path

from actes.evaluation.gold import make_gold
from actes.evaluation.inputs import Articles, read_articles
from actes.evaluation.report import Options, Report, make_report, sign
from actes.evaluation.scoring import score
from actes.ontology import Ontology
from actes.vocabulary import read_ontology


def evaluate(
    gold: Articles,
    predictions: Articles,
    *,
    system: str = "predictions",
    split: str | None = None,
    corpus: str | None = None,
    allow_missing: bool = False,
    seed: int = 0,
    replicates: int = 10_000,
    ontology: Ontology | None = None,
) -> Report:
    """Score predictions against gold.

    Args:
        gold: a file, a dataset (the ``articles`` configuration), or articles as values or dictionaries.
        predictions: the same, one for each gold article; rows of tagged tokens too.
        system: the name of what predicted.
        split: score the gold articles of this split alone.
        corpus: the version of the corpus that the gold is, for the signature.
        allow_missing: count gold articles without a prediction as all missed, instead of refusing.
        seed: of the resampling.
        replicates: resamples of the stories for the intervals.
        ontology: the vocabularies (default: the latest schema's).

    Returns:
        The report; its figures are fractions.

    Raises:
        InputError: with everything that keeps the two from being compared.
    """
    ontology = ontology or read_ontology()
    options = Options(split or "all", allow_missing, seed, replicates)
    kept = make_gold(read_articles(gold, "gold"), ontology, split=split)
    path = str(predictions) if isinstance(predictions, str | Path) else system
    records = read_articles(predictions, path)
    scored = score(kept, records, ontology, system=system, path=path, allow_missing=allow_missing)
    return make_report([[scored]], sign(kept, schema=ontology.version, corpus=corpus, options=options))
