"""Figures for the transformers Trainer: parity with seqeval and scikit-learn, and a real run where it is installed."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from seqeval.metrics import classification_report
from seqeval.scheme import IOB2
from sklearn.metrics import f1_score, precision_recall_fscore_support

from actes.evaluation.tagging import token_spans
from actes.integrations.trainer import IGNORED, context_metrics, pair_metrics, token_metrics

TAGS = ("O", "B-person", "I-person", "B-state", "I-state", "B-group", "I-group")
KINDS = ("person", "state", "group")
PAIRS = ("none", "favor", "against", "ambivalent")
CONTEXTS = ("military", "legal", "health")

examples = settings(deadline=None, derandomize=True, max_examples=60)


def numbers(shape, names):
    return arrays.arrays(np.int64, shape, elements=st.integers(0, len(names) - 1))


def repaired(tags):
    """The tags in which every span begins with B-."""
    fixed = ["O"] * len(tags)
    for start, end, label in token_spans(tags):
        fixed[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return fixed


@given(numbers((4, 9), TAGS), numbers((4, 9), TAGS), arrays.arrays(np.bool_, (4, 9)))
@examples
def test_token_metrics_are_those_of_seqeval_strict(gold, predicted, asked):
    ours = token_metrics(TAGS)((predicted, np.where(asked, gold, IGNORED)))
    sides = [
        [repaired([TAGS[number] for number in row[kept]]) for row, kept in zip(side, asked, strict=True)]
        for side in (gold, predicted)
    ]
    if not any("B-" in tag for side in sides for tags in side for tag in tags):
        assert set(ours.values()) == {0}  # seqeval fails on nothing at all
        return
    with np.errstate(all="ignore"):
        report = classification_report(*sides, mode="strict", scheme=IOB2, output_dict=True, zero_division=0)
    micro = report["micro avg"]
    assert (ours["precision"], ours["recall"], ours["f1"]) == pytest.approx(
        (micro["precision"], micro["recall"], micro["f1-score"]), abs=1e-12
    )
    per_kind = [report.get(kind, {"f1-score": 0, "support": 0}) for kind in KINDS]
    assert [ours[f"{kind}_f1"] for kind in KINDS] == pytest.approx([kind["f1-score"] for kind in per_kind], abs=1e-12)
    assert [ours[f"{kind}_support"] for kind in KINDS] == [kind["support"] for kind in per_kind]
    assert ours["macro_f1"] == pytest.approx(sum(kind["f1-score"] for kind in per_kind) / 3, abs=1e-12)


@given(numbers(30, PAIRS), numbers(30, PAIRS), arrays.arrays(np.bool_, 30))
@examples
def test_pair_metrics_are_those_of_scikit_learn(gold, predicted, asked):
    ours = pair_metrics(PAIRS)((predicted, np.where(asked, gold, IGNORED)))
    sides, labels = (gold[asked], predicted[asked]), range(len(PAIRS))
    if not asked.any():
        assert set(ours.values()) == {0}
        return
    theirs = np.stack(precision_recall_fscore_support(*sides, labels=labels, zero_division=0))
    found = [[ours[f"{label}_{figure}"] for label in PAIRS] for figure in ("precision", "recall", "f1", "support")]
    np.testing.assert_allclose(found, theirs, atol=1e-12)
    assert ours["f_avg"] == pytest.approx(f1_score(*sides, labels=[1, 2], average="macro", zero_division=0), abs=1e-12)
    assert ours["macro_f1"] == pytest.approx(
        f1_score(*sides, labels=labels, average="macro", zero_division=0), abs=1e-12
    )
    assert ours["accuracy"] == pytest.approx((sides[0] == sides[1]).mean(), abs=1e-12)


@given(numbers((8, 3), "01"), arrays.arrays(np.float32, (8, 3), elements=st.floats(-4, 4, width=32)))
@examples
def test_context_metrics_are_those_of_scikit_learn(gold, logits):
    ours = context_metrics(CONTEXTS, threshold=0.25)((logits, gold.astype(np.float32)))
    predicted = 1 / (1 + np.exp(-logits.astype(np.float64))) >= 0.25
    for average, prefix in (("micro", ""), ("macro", "macro_")):
        assert ours[f"{prefix}f1"] == pytest.approx(
            f1_score(gold, predicted, average=average, zero_division=0), abs=1e-12
        )
    theirs = np.stack(precision_recall_fscore_support(gold, predicted, zero_division=0))
    found = [[ours[f"{label}_{figure}"] for label in CONTEXTS] for figure in ("precision", "recall", "f1", "support")]
    np.testing.assert_allclose(found, theirs, atol=1e-12)


def one_hot(ids, names):
    return np.eye(len(names), dtype=np.float32)[ids]


def test_scores_and_numbers_tuples_and_objects_are_the_same():
    gold, ids = np.array([[1, 2, 0, IGNORED], [3, IGNORED, 5, 5]]), np.array([[1, 2, 0, 4], [3, 1, 5, 6]])
    expected = token_metrics(TAGS)((ids, gold))
    assert (expected["f1"], expected["group_recall"]) == (pytest.approx(4 / 7), 0)
    scores = one_hot(ids, TAGS)
    hidden = np.zeros((2, 4, 8))
    for predictions in (ids, scores, scores.astype(np.float16), (scores, hidden)):
        assert token_metrics(TAGS)((predictions, gold)) == expected
        assert token_metrics(TAGS)(SimpleNamespace(predictions=predictions, label_ids=gold)) == expected


def test_what_is_padded_is_not_scored():
    gold = np.array([[1, 2, IGNORED], [0, 1, 0]])
    scores = one_hot(np.where(gold == IGNORED, 0, gold), TAGS)
    scores[0, 2] = np.nan
    assert token_metrics(TAGS)((scores, gold))["f1"] == 1
    ids = np.array([[1, 2, IGNORED], [0, 1, 0]])  # so the Trainer pads
    assert token_metrics(TAGS)((ids, gold))["f1"] == 1


def test_a_span_goes_on_behind_an_ignored_token():
    """The later pieces of a word are ignored, so that the span of two words is one span of two tokens."""
    gold = np.array([[1, IGNORED, IGNORED, 2, 0]])
    assert token_metrics(TAGS)((np.array([[1, 0, 0, 2, 0]]), gold))["f1"] == 1


def test_the_all_favor_gold_has_at_most_a_half():
    favor = np.ones(5, np.int64)
    assert pair_metrics(PAIRS)((favor, favor))["f_avg"] == 1 / 2  # SemEval-2016: an absent class scores 0


def test_context_answers_may_be_given():
    gold = np.array([[1, 0, 1], [0, 0, IGNORED]])
    for answers in (np.array([[1, 1, 0], [0, 0, 1]]), np.array([[1, 1, 0], [0, 0, 1]], np.bool_)):
        figures = context_metrics(CONTEXTS)((answers, gold))
        assert (figures["precision"], figures["recall"], figures["military_f1"]) == (1 / 2, 1 / 2, 1)


@pytest.mark.parametrize(
    ("make", "predictions", "gold", "message"),
    [
        (lambda: token_metrics(TAGS), np.full((1, 2, 7), np.nan), np.zeros((1, 2)), "14 scores are NaN"),
        (lambda: pair_metrics(PAIRS), np.full((2, 4), np.nan), np.zeros(2), "scores are NaN"),
        (lambda: context_metrics(CONTEXTS), np.full((2, 3), np.nan), np.zeros((2, 3)), "scores are NaN"),
        (lambda: token_metrics(TAGS), np.zeros((1, 2, 5)), np.zeros((1, 2)), "one score per name"),
        (lambda: token_metrics(TAGS), np.zeros((1, 3), np.int64), np.zeros((1, 2)), "one score per name"),
        (lambda: pair_metrics(PAIRS), np.zeros(2), np.zeros(2), "one score per name"),
        (lambda: pair_metrics(PAIRS), np.array([1, 4]), np.zeros(2), r"no name for \[4\]"),
        (lambda: pair_metrics(PAIRS), np.array([1, -100]), np.zeros(2), r"no name for \[-100\]"),
        (lambda: pair_metrics(PAIRS), np.zeros((2, 4)), np.array([0, 7]), r"no name for \[7\]"),
        (lambda: context_metrics(CONTEXTS), np.zeros((2, 4)), np.zeros((2, 4)), "for 3 names"),
        (lambda: context_metrics(CONTEXTS), np.zeros(3), np.zeros(3), "for 3 names"),
    ],
)
def test_what_cannot_be_scored_is_refused(make, predictions, gold, message):
    with pytest.raises(ValueError, match=message):
        make()((predictions, gold))


@pytest.mark.parametrize(
    "make",
    [
        lambda: token_metrics(["O"]),
        lambda: token_metrics(["O", "person"]),
        lambda: token_metrics(["O", "B-"]),
        lambda: pair_metrics(["none", "favor"]),
        lambda: context_metrics(CONTEXTS, threshold=1.0),
        lambda: context_metrics(CONTEXTS, threshold=50),
    ],
)
def test_wrong_names_are_refused_before_training(make):
    with pytest.raises(ValueError, match="wanted"):
        make()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("config", "column"), [("actors", "actor_tags"), ("events", "event_tags")])
def test_a_tiny_transformer_learns_with_the_trainer(config, column, load, tmp_path):
    """As run_ner of transformers does it: the first piece of a word has its tag, the others none."""
    install = "pip install torch transformers accelerate"
    torch = pytest.importorskip("torch", reason=install)
    transformers = pytest.importorskip("transformers", reason=install)
    pytest.importorskip("accelerate", reason=install)
    rows = load(config)
    names = rows["train"].features[column].feature.names
    words = sorted({word for split in rows.values() for row in split for word in row["tokens"]})
    pieces = {word: number for number, word in enumerate(["[PAD]", *words])}

    def encode(row):
        ids, labels = [], []
        for word, tag in zip(row["tokens"], row[column], strict=True):
            ids += [pieces[word], pieces[word]]  # two pieces to a word
            labels += [tag, IGNORED]
        return {"input_ids": ids, "attention_mask": [1] * len(ids), "labels": labels}

    def pad(batch):
        width = max(len(row["input_ids"]) for row in batch)
        filler = {"input_ids": 0, "attention_mask": 0, "labels": IGNORED}
        return {
            key: torch.tensor([row[key] + [empty] * (width - len(row[key])) for row in batch])
            for key, empty in filler.items()
        }

    transformers.set_seed(0)
    shape = {"hidden_size": 32, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}
    model = transformers.BertForTokenClassification(
        transformers.BertConfig(vocab_size=len(pieces), num_labels=len(names), **shape)
    )
    encoded = rows.map(encode, remove_columns=rows["train"].column_names)
    trainer = transformers.Trainer(
        model=model,
        args=transformers.TrainingArguments(
            str(tmp_path), num_train_epochs=60, learning_rate=0.01, report_to=[], save_strategy="no", use_cpu=True
        ),
        train_dataset=encoded["train"],
        eval_dataset=encoded["train"],
        data_collator=pad,
        compute_metrics=token_metrics(names),
    )
    before, _ = trainer.evaluate()["eval_f1"], trainer.train()
    after = trainer.evaluate()
    assert before < after["eval_f1"] == 1  # it has learned one article by heart
    label = names[1].removeprefix("B-")
    assert {"eval_precision", "eval_recall", "eval_macro_f1", f"eval_{label}_f1"} <= set(after)
