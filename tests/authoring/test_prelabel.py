"""``actes prelabel``: what a baseline proposes becomes a draft that only its mark keeps from being gold."""

import pytest
from msgspec.structs import replace
from projects import add_article, valid_project

from actes.annotation.canonical import write_annotation
from actes.annotation.model import AnnotationFile
from actes.annotation.resolve import anchor, to_article
from actes.annotation.rules import check_file
from actes.annotation.strict_yaml import Source
from actes.article import Actor, Argument, Article, Event, Mention, Stance, Trigger
from actes.authoring.prelabel import to_annotation
from actes.authoring.pruning import prune
from actes.checking import check_paths, check_project
from actes.cli import main
from actes.files import resource_folder
from actes.project import REGISTRY_FILE, Project, read_annotation
from actes.vocabulary import read_ontology

ONTOLOGY = read_ontology()
CORPUS = check_project(Project(resource_folder("schema").parent))
KINDS = {entry.id: entry.kind for entry in CORPUS.registry.actors}
EMPTY = "contexts: []\nactors: []\nevents: []\nstances: []\n"
HEADER = "date: 2024-06-03\nstory: autre-2024\norigin: written\nlicence: CC-BY-4.0\n"
TEXT = "Anne Martin dénonce l’accord\n\nL’Union des ports a salué l’accord. Elle a dénoncé Per Hansen.\n"


@pytest.fixture
def project(tmp_path):
    project = valid_project(tmp_path)
    add_article(tmp_path, "brouillon", TEXT, f"{HEADER}draft: new\n{EMPTY}")
    return project


def prelabel(project, *arguments):
    return main(["prelabel", *arguments, "--root", str(project.root)])


def path_of(project, name="brouillon"):
    return project.root / "corpus" / f"{name}.yaml"


def pruned(prediction, text, **header):
    draft = AnnotationFile(
        schema="1.0", id="x", text="seeds/x.txt", sha256="0" * 64, language="fr", date="2024", story="s", **header
    )
    proposal = to_annotation(prediction, draft, text, baseline="linear")
    return proposal, prune(Source("corpus/x.yaml", b""), proposal.file, text, ONTOLOGY, KINDS, REGISTRY_FILE)


@pytest.mark.parametrize("anchored", CORPUS.files, ids=lambda anchored: anchored.file.id)
def test_a_perfect_prediction_is_kept_whole(anchored):
    gold = to_article(anchored)
    empty = replace(anchored.file, contexts=[], actors=[], events=[], stances=[])
    proposal = to_annotation(gold, empty, anchored.text, baseline="perfect")
    found = prune(anchored.source, proposal.file, anchored.text, ONTOLOGY, KINDS, REGISTRY_FILE)
    assert found.left_out == {}
    assert found.loose == 0
    assert proposal.unplaced == ()
    again = to_article(found.anchored)
    assert [(a.kind, a.country, a.sectors, a.link, a.mentions) for a in again.actors] == [
        (a.kind, a.country, a.sectors, a.link, a.mentions) for a in gold.actors
    ]
    assert [(e.type, e.modes, e.status, e.triggers, len(e.sources), len(e.arguments)) for e in again.events] == [
        (e.type, e.modes, e.status, e.triggers, len(e.sources), len(e.arguments)) for e in gold.events
    ]
    assert [(s.polarity, s.basis, s.start, s.end) for s in again.stances] == [
        (s.polarity, s.basis, s.start, s.end) for s in gold.stances
    ]
    assert found.anchored.file.draft == "perfect"


WORDS = "La ministre Anne Martin et Per Hansen\n\nElle a été reçue au port, à Oslo. Moscou a dénoncé l'ONU."


def at(words, occurrence=0):
    start = -1
    for _ in range(occurrence + 1):
        start = WORDS.index(words, start + 1)
    return {"start": start, "end": start + len(words)}


def person(name, *words, **fields):
    mentions = [Mention(**at(w), form=form) for w, form in words]
    return Actor(id=name, kind=fields.pop("kind", "person"), mentions=mentions, **fields)


@pytest.mark.parametrize(
    ("actors", "events", "stances", "left_out"),
    [
        ([person("a", ("Anne Martin", "name"), ("Anne", "name"))], [], [], {"span-nested": ['"Anne"']}),
        ([person("a", ("nne Martin", "name"))], [], [], {"span-word": ['"nne Martin"']}),
        ([person("a", ("Anne Martin", "name"), (" et", "name"))], [], [], {"span-space": ['" et"']}),
        ([person("a", ("Anne Martin", "name"), ("été", "pronoun"))], [], [], {"pronoun-unknown": ['"été"']}),
        ([person("a", ("La ministre", "name"))], [], [], {"mention-article": None}),  # a capital: kept
        ([person("a", ("Anne Martin", "name"), ("au port", "nominal"))], [], [], {"mention-contracted": ['"au port"']}),
        ([person("a", ("Hansen\n\nElle", "name"))], [], [], {"span-paragraph": ['"Hansen\n\nElle"']}),
        ([person("a", ("Moscou", "name"), kind="state", sectors=["GOV"])], [], [], {"sector-on-state": ["['GOV']"]}),
        ([person("a", ("Moscou", "name"), link="russia")], [], [], {"registry-kind": ["russia"]}),
        ([person("a", ("Moscou", "name"), link="nulle-part")], [], [], {"registry-unknown": ["nulle-part"]}),
        ([], [Event("e", "SANCTION", [Trigger(**at("dénoncé"))])], [], {"recipient-missing": ['SANCTION "dénoncé"']}),
        ([], [Event("e", "ACCUSE", [Trigger(**at("a dénoncé"))])], [], {"trigger-words": ['"a dénoncé"']}),
        (
            [person("a", ("Moscou", "name"))],
            [],
            [Stance("a", "a", "favor", **at("dénoncé"))],
            {"stance-self": ["moscou-pour-moscou"]},
        ),
        (
            [person("a", ("Moscou", "name"))],
            [],
            [Stance("author", "a", "against", basis="enacted", **at("dénoncé"))],
            {"stance-author": ["author-contre-moscou"]},
        ),
    ],
)
def test_what_the_checker_refuses_is_left_out(actors, events, stances, left_out):
    prediction = Article("x", actors=actors, events=events, stances=stances)
    _, found = pruned(prediction, WORDS, origin="written", licence="CC-BY-4.0")
    expected = {code: words for code, words in left_out.items() if words is not None}
    assert dict(found.left_out) == expected
    written = write_annotation(found.anchored, ONTOLOGY)
    assert "draft: linear" in written
    assert {p.code for p in check_file(found.anchored, ONTOLOGY)} <= {"draft-open"}


def test_what_rests_on_something_left_out_goes_with_it():
    prediction = Article(
        "x",
        actors=[person("a", ("nne Martin", "name")), person("b", ("Moscou", "name"))],
        events=[
            Event("e", "ACCUSE", [Trigger(**at("dénoncé"))], [Argument("actor", actor="a")], sources=["a", "b"]),
            Event("f", "CONSULT", [Trigger(**at("reçue au"))]),
        ],
        stances=[Stance("a", "e", "against", **at("dénoncé")), Stance("b", "f", "favor", **at("reçue"))],
    )
    _, found = pruned(prediction, WORDS, origin="written", licence="CC-BY-4.0")
    assert dict(found.left_out) == {"span-word": ['"nne Martin"'], "trigger-words": ['"reçue au"']}
    file = found.anchored.file
    assert ([a.id for a in file.actors], [e.id for e in file.events], file.stances) == (["moscou"], ["denonce"], [])
    assert file.events[0].sources == ["moscou"]
    assert found.loose == 6  # two entries without spans, an argument, a source, two stances


def test_a_stance_without_evidence_is_told():
    prediction = Article("x", actors=[person("a", ("Moscou", "name"))], stances=[Stance("author", "a", "against")])
    proposal, found = pruned(prediction, WORDS, origin="written", licence="CC-BY-4.0")
    assert found.anchored.file.stances == []
    assert [(s.holder, s.target, s.polarity) for s in proposal.unplaced] == [("author", "moscou", "against")]


def test_a_withheld_text_is_anchored_by_offsets():
    prediction = Article("x", actors=[person("a", ("Moscou", "name"))])
    _, found = pruned(prediction, WORDS, origin="withheld", licence="CC-BY-2.5")
    assert found.anchored.file.actors[0].mentions[0].at == str(at("Moscou")["start"])
    assert anchor(Source("x", b""), found.anchored.file, WORDS)[1] == []


def test_a_draft_is_filled_and_stays_one(project, capsys):
    assert prelabel(project, "brouillon") == 0
    printed = capsys.readouterr()
    assert "training linear on 1 article\n" in printed.err
    assert "filled corpus/brouillon.yaml" in printed.out
    assert [p.code for p in check_project(project).problems] == ["draft-open"]
    anchored, _ = read_annotation(project, path_of(project))
    assert anchored.file.draft == "linear"
    assert anchored.file.actors
    assert write_annotation(anchored, ONTOLOGY).encode() == path_of(project).read_bytes()
    assert main(["fix", "brouillon", "remove", "draft", "--root", str(project.root)]) == 0
    assert check_project(project).problems == ()


def test_articles_of_the_story_and_unfinished_ones_teach_nothing(project, capsys):
    add_article(project.root, "meme", TEXT.replace("Elle", "Il"), f"{HEADER}{EMPTY}")
    add_article(project.root, "faux", TEXT.replace("Elle", "On"), f"{HEADER.replace('autre', 'faux')}{EMPTY}x: y\n")
    add_article(project.root, "ouvert", TEXT, f"{HEADER.replace('autre', 'ouvert')}draft: linear\n{EMPTY}")
    assert prelabel(project, "brouillon", "--baseline", "majority") == 0
    err = capsys.readouterr().err
    assert "training majority on 1 article; 1 of the story autre-2024 left out; 2 unfinished left out\n" in err


def test_without_an_article_to_learn_from_it_says_so(project, capsys):
    path_of(project, "exemple").write_text(
        path_of(project, "exemple").read_text(encoding="utf-8").replace("exemple-2024", "autre-2024"), encoding="utf-8"
    )
    assert prelabel(project, "brouillon") == 1
    assert "[corpus-empty]" in capsys.readouterr().err


def test_finished_work_is_never_touched(project, capsys):
    before = path_of(project, "exemple").read_bytes()
    for options in [], ["--force"]:
        assert prelabel(project, "exemple", *options) == 1
        assert "is no draft and is annotated" in capsys.readouterr().err
    assert path_of(project, "exemple").read_bytes() == before


def test_a_filled_draft_is_kept_unless_forced(project, capsys):
    assert prelabel(project, "brouillon", "--baseline", "majority") == 0
    before = path_of(project).read_bytes()
    assert prelabel(project, "brouillon", "--baseline", "linear") == 1
    assert "throw them away with --force [output-exists]" in capsys.readouterr().err
    assert path_of(project).read_bytes() == before
    assert prelabel(project, "brouillon", "--baseline", "linear", "--force") == 0
    assert b"draft: linear\n" in path_of(project).read_bytes()


def test_an_article_with_nothing_annotated_is_filled_and_becomes_a_draft(project):
    add_article(project.root, "vide", TEXT.replace("Elle", "Il"), f"{HEADER}{EMPTY}note: à voir\n")
    assert prelabel(project, "vide") == 0
    content = path_of(project, "vide").read_text(encoding="utf-8")
    assert "draft: linear\n" in content
    assert "note: à voir\n" in content
    assert {p.code for p in check_paths(project, [path_of(project, "vide")])} == {"draft-open"}


def test_a_dry_run_prints_the_file(project, capsys):
    before = path_of(project).read_bytes()
    assert prelabel(project, "brouillon", "--dry-run") == 0
    assert path_of(project).read_bytes() == before
    assert capsys.readouterr().out.startswith('schema: "1.0"\nid: brouillon\n')


def test_a_test_article_is_warned_of(project, capsys):
    splits = project.root / "corpus" / "splits.tsv"
    splits.write_text(splits.read_text(encoding="utf-8").replace("brouillon\ttrain", "brouillon\ttest"), "utf-8")
    assert prelabel(project, "brouillon", "--baseline", "majority") == 0
    assert "a test article: drafted by majority, it will favour majority" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["brouilon"], "did you mean brouillon?"),
        (["brouillon", "--baseline", "linea"], "did you mean linear?"),
        (["../evil"], "[file-missing]"),
    ],
)
def test_what_is_not_there_is_told(project, capsys, arguments, said):
    assert prelabel(project, *arguments) == 1
    assert said in capsys.readouterr().err
