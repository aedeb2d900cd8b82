"""Coverage counts what it says, style figures are those one counts by hand, alike texts are found."""

import json
from pathlib import Path

import pytest
from projects import CASES, valid_project

from actes.checking import read_corpus
from actes.cli import main
from actes.corpus import SPLITS
from actes.problem import InputError
from actes.statistics.coverage import cover
from actes.statistics.overlap import shared_runs, skeletons
from actes.statistics.style import style_of
from actes.statistics.texts import HEADER, REGIONS, REGISTERS, TextRow, parse_texts

ROOT = Path(__file__).parents[2]
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "seeds").glob("*.txt")}
ROW = TextRow("europe", "agency", ("variants",))


@pytest.fixture(scope="module")
def valid():
    """The corpus of the one valid article."""
    return read_corpus(CASES / "valid")[0]


def test_coverage_of_the_valid_article(valid):
    coverage = cover(valid, {"exemple": ROW})
    assert (coverage.articles, coverage.stories, coverage.stances, coverage.author_stances) == (1, 1, 2, 0)
    assert coverage.years == {"2024": 1}
    assert {label: n for label, n in coverage.types.items() if n} == {"CONSULT": 1, "SUPPORT": 2, "ACCUSE": 1}
    assert {label: n for label, n in coverage.modes.items() if n} == {"CONSULT visit": 1, "ACCUSE disapprove": 1}
    assert coverage.regions == {**dict.fromkeys(REGIONS, 0), "europe": 1}
    assert coverage.registers == {**dict.fromkeys(REGISTERS, 0), "agency": 1}
    assert {name: n for name, n in coverage.phenomena.items() if n} == {"variants": 1}
    assert coverage.hard_articles == 0


def test_style_is_what_one_counts():
    style = style_of(["Titre court\n\nIl dit : « oui, oui ». Elle part !\n\nFin."])
    assert style.words == 9
    assert style.sentence_mean == pytest.approx(9 / 4)
    assert style.sentence_deviation == pytest.approx(1.0897, abs=1e-4)
    assert style.paragraph_mean == pytest.approx(1.5)
    assert style.quoted == pytest.approx(2 / 9)
    assert style.type_token_ratio == pytest.approx(8 / 9)
    assert style.punctuation["comma"] == pytest.approx(100 / 9)


def test_straight_quotation_marks_close_and_end_with_their_paragraph():
    assert style_of(['a "b c" d\n\n"e f\n\ng h']).quoted == pytest.approx(4 / 8)


def test_shared_runs_are_found_whatever_the_case_and_the_marks():
    run = "un deux trois quatre cinq six sept huit neuf dix onze"
    assert shared_runs({"a": f"{run} douze", "b": f"Zéro, {run.title()} treize"}) == {}
    assert shared_runs({"a": f"{run} douze.", "b": f"{run}, Douze"}) == {f"{run} douze": ["a", "b"]}


def test_sentences_of_one_mould_have_one_skeleton():
    texts = {"a": "Le ministre de Paris a quitté la salle.", "b": "La reine de Sarn a vendu le port.", "c": "Il pleut."}
    assert skeletons(texts) == {"le _ de _ a _ la _ .": ["a"], "la _ de _ a _ le _ .": ["b"]}
    texts["b"] = "Le port de Sarn a vendu la reine."
    assert skeletons(texts) == {"le _ de _ a _ la _ .": ["a", "b"]}


def test_every_written_text_has_150_to_500_words():
    lengths = {name: len(text.split()) for name, text in TEXTS.items() if not name.startswith("000_")}
    assert {name: length for name, length in lengths.items() if not 150 <= length <= 500} == {}


def test_no_two_texts_share_a_run_of_twelve_words():
    assert shared_runs(TEXTS) == {}


def test_no_sentence_skeleton_is_in_more_than_three_texts():
    assert {skeleton: names for skeleton, names in skeletons(TEXTS).items() if len(names) > 3} == {}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["nom\trégion"], "the first line must be"),
        ([HEADER, "exemple\teurope"], "a line is an id"),
        ([HEADER, "exemple\teurop\tagency\t"], "did you mean europe?"),
        ([HEADER, "exemple\teurope\tradio\t"], "'radio' is not a register"),
        ([HEADER, "exemple\teurope\tagency\tirony"], "'irony' is not a phenomenon"),
        ([HEADER, "exemple\teurope\tagency\t", "exemple\teurope\tagency\t"], "there already"),
        ([HEADER, "exemple\teurope\tagency\t", "autre\teurope\tagency\t"], "no article autre"),
        ([HEADER], "exemple has no line"),
    ],
)
def test_a_faulty_line_is_refused(lines, said):
    with pytest.raises(InputError) as caught:
        parse_texts("\n".join(lines).encode() + b"\n", {"exemple"})
    assert said in str(caught.value)
    assert {problem.code for problem in caught.value.problems} == {"texts-form"}


def test_the_command_prints_and_gives_json(tmp_path, capsys):
    valid_project(tmp_path)
    (tmp_path / "corpus" / "texts.tsv").write_text(f"{HEADER}\nexemple\teurope\tagency\t\n", encoding="utf-8")
    assert main(["stats", "--root", str(tmp_path)]) == 0
    assert "1 article on 1 story; 2 stances" in capsys.readouterr().out
    assert main(["stats", "--root", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["coverage"]["types"]["CONSULT"] == 1


def test_every_article_of_the_corpus_has_a_row():
    ids = {line.split("\t")[0] for line in (ROOT / "corpus" / "splits.tsv").read_text().splitlines()[1:]}
    rows = parse_texts((ROOT / "corpus" / "texts.tsv").read_bytes(), ids)
    assert len(rows) == len(ids)
    assert set(SPLITS) == {"train", "validation", "test"}


def test_the_corpus_meets_its_floors():
    corpus, _ = read_corpus(ROOT)
    rows = parse_texts((ROOT / "corpus" / "texts.tsv").read_bytes(), {article.id for article in corpus.articles})
    coverage = cover(corpus, rows)
    assert coverage.articles >= 111
    assert coverage.stories >= 75
    assert set(coverage.years) >= {str(year) for year in range(2010, 2025)}
    assert all(0 < count <= coverage.articles / 4 for count in coverage.regions.values())
    assert min(coverage.registers.values()) > 0
    assert {code: count for code, count in coverage.types.items() if count < 25} == {}
    assert {code: count for code, count in coverage.modes.items() if count < 2} == {}
    assert min(coverage.statuses.values()) > 0
    assert coverage.stances >= 150
    assert coverage.polarities["ambivalent"] >= 25
    assert coverage.author_stances >= 25
    assert coverage.bases["enacted"] >= 20
    assert coverage.bases["attributed"] >= 20
    assert coverage.hard_articles >= 30
