"""What each correction makes of a file, and what it refuses."""

from collections import Counter

import pytest
from projects import VALID

from actes.annotation.anchor import Anchorable
from actes.annotation.resolve import quotations
from actes.annotation.strict_yaml import load
from actes.files import resource_folder
from actes.fix.clusters import references
from actes.fix.document import Document, UsageError
from actes.fix.edits import correct
from actes.fix.outcome import judge
from actes.fix.paths import resolve
from actes.fix.quoting import select
from actes.problem import InputError
from actes.project import Project, read_annotation, read_registry, read_source
from actes.vocabulary import read_ontology

ONTOLOGY = read_ontology()
CORPUS = Project(resource_folder("schema").parent)
REGISTRY = read_registry(CORPUS, [])


def document_of(path, root=CORPUS):
    source = read_source(root, path)
    text = (root.root / "seeds" / f"{path.stem}.txt").read_text(encoding="utf-8").removesuffix("\n")
    return Document(source, load(source.content, source.path), text)


@pytest.fixture
def example():
    return document_of(VALID / "corpus" / "exemple.yaml", Project(VALID))


def written(document):
    state = judge(document, ONTOLOGY, read_registry(Project(VALID), []))
    assert state.content is not None, state.problems
    return state.content.decode()


def lines_changed(example, *words):
    """The lines that a correction takes out and puts in."""
    before, after = (Counter(written(d).splitlines()) for d in (example, correct(example, words)))
    return sorted((before - after).elements()), sorted((after - before).elements())


@pytest.mark.parametrize(
    ("words", "out", "into"),
    [
        (["events/soutien.type", "AGREE"], ["    type: SUPPORT"], ["    type: AGREE"]),
        (["events[1].type", "AGREE"], ["    type: SUPPORT"], ["    type: AGREE"]),
        (["events/visite.modes", "phone, visit"], ["    modes: [visit]"], ["    modes: [visit, phone]"]),
        (["events/visite.modes[0]", "phone"], ["    modes: [visit]"], ["    modes: [phone]"]),
        (["add", "events/visite.modes", "phone"], ["    modes: [visit]"], ["    modes: [visit, phone]"]),
        (["remove", "events/visite.modes", "visit"], ["    modes: [visit]"], []),
        (["remove", "events/visite.modes"], ["    modes: [visit]"], []),
        (["events/accord.status", "planned"], ["    status: actual"], ["    status: planned"]),
        (["events/visite.sources", "ong,president"], [], ["    sources: [ong, president]"]),
        (["add", "events/visite.sources", "ong"], [], ["    sources: [ong]"]),
        (["actors/ong.kind", "group"], ["    kind: organisation"], ["    kind: group"]),
        (["actors/ong.country", "NOR"], [], ["    country: NOR"]),
        (["actors/ong.sectors", "CVL,BUS"], [], ["    sectors: [CVL, BUS]"]),
        (["remove", "actors/ministre.link"], ["    link: anne-martin"], []),
        (["stances/ong-contre-accord.polarity", "ambivalent"], ["    polarity: against"], ["    polarity: ambivalent"]),
        (["stances/ong-contre-accord.basis", "enacted"], ["    basis: stated"], ["    basis: enacted"]),
        (["contexts", "legal,economic"], ["contexts: [diplomatic]"], ["contexts: [economic, legal]"]),
        (["add", "contexts", "economic"], ["contexts: [diplomatic]"], ["contexts: [economic, diplomatic]"]),
        (["note", "l'affaire # 3: à voir"], [], ['note: "l\'affaire # 3: à voir"']),
        (["date", "2024-05"], ["date: 2024-05-14"], ["date: 2024-05"]),
        (
            ["actors/chef.mentions", "chef du port", "chef"],
            ['      - {exact: "chef du port", form: nominal}'],
            ['      - {exact: "chef", form: nominal}'],
        ),
        (
            ["actors/chef.mentions[0]", "port"],
            ['      - {exact: "chef du port", form: nominal}'],
            ['      - {prefix: "du ", exact: "port", form: nominal}'],
        ),
        (
            ["actors/chef.mentions", "chef du port", "chef", "form=name"],
            ['      - {exact: "chef du port", form: nominal}'],
            ['      - {exact: "chef"}'],
        ),
        (
            ["actors/ong.mentions", "Elle", "form=nominal"],
            ['      - {exact: "Elle", form: pronoun}'],
            ['      - {exact: "Elle", form: nominal}'],
        ),
        (
            ["actors/ong.mentions[1].form", "nominal"],
            ['      - {exact: "Elle", form: pronoun}'],
            ['      - {exact: "Elle", form: nominal}'],
        ),
        (
            ["add", "actors/president.mentions", "le président", "form=nominal"],
            [],
            ['      - {exact: "le président", form: nominal}'],
        ),
        (["add", "actors/ong.mentions", "cet [accord]"], [], ['      - {prefix: "cet ", exact: "accord"}']),
        (["remove", "actors/ong.mentions", "Elle"], ['      - {exact: "Elle", form: pronoun}'], []),
        (["remove", "actors/ong.mentions[1]"], ['      - {exact: "Elle", form: pronoun}'], []),
        (["add", "events/visite.triggers", "pêche"], [], ['      - {exact: "pêche"}']),
        (["events/accord.triggers", "cet [accord]", "pêche"], None, ['      - {exact: "pêche"}']),
        (
            ["events/visite.arguments", "mardi", "value=2024-05-07"],
            ['      - {role: time, exact: "mardi", value: 2024-05-14}'],
            ['      - {role: time, exact: "mardi", value: 2024-05-07}'],
        ),
        (
            ["events/visite.arguments", "president", "role=actor"],
            ["      - {role: recipient, actor: president}"],
            ["      - {role: actor, actor: president}"],
        ),
        (
            ["add", "events/critique.arguments", "role=recipient", "actor=president"],
            [],
            ["      - {role: recipient, actor: president}"],
        ),
        (
            ["add", "events/critique.arguments", "mardi", "role=time"],
            [],
            ['      - {role: time, exact: "mardi"}'],
        ),
        (
            ["remove", "events/visite.arguments", "mardi"],
            ['      - {role: time, exact: "mardi", value: 2024-05-14}'],
            [],
        ),
        (["remove", "events/visite.arguments", "president"], ["      - {role: recipient, actor: president}"], []),
        (
            ["stances/ong-contre-accord.evidence", "a dénoncé"],
            None,
            ['    evidence: {exact: "a dénoncé"}'],
        ),
        (
            ["stances/ong-contre-accord.evidence", "dénoncé", "a dénoncé"],
            None,
            ['    evidence: {exact: "a dénoncé"}'],
        ),
        (["rename", "chef", "chef-du-port"], ["  - id: chef"], ["  - id: chef-du-port"]),
        (["rename", "actors/chef", "chef-du-port"], ["  - id: chef"], ["  - id: chef-du-port"]),
        (["actors/chef.id", "chef-du-port"], ["  - id: chef"], ["  - id: chef-du-port"]),
        (
            ["remove", "stances/ong-contre-accord", "and", "remove", "actors/chef"],
            None,
            [],
        ),
        (
            ["add", "actors/oslo", "à [Oslo]", "kind=state", "country=NOR", "name=Norvège"],
            [],
            [
                '      - {prefix: "à ", exact: "Oslo"}',
                "    country: NOR",
                "    kind: state",
                "    mentions:",
                "    name: Norvège",
                "  - id: oslo",
            ],
        ),
        (
            ["add", "stances/x", "salué", "holder=author", "target=visite", "polarity=favor", "basis=stated"],
            [],
            [
                "    basis: stated",
                '    evidence: {exact: "salué"}',
                "    holder: author",
                "    polarity: favor",
                "    target: visite",
                "  - id: x",
            ],
        ),
    ],
)
def test_a_correction_changes_its_lines_and_no_other(example, words, out, into):
    taken, put = lines_changed(example, *words)
    assert out is None or taken == out
    assert put == into
    assert written(example) == (VALID / "corpus" / "exemple.yaml").read_text(encoding="utf-8")


def test_a_new_id_is_written_everywhere(example):
    renamed = written(correct(example, ["rename", "accord", "traite", "and", "rename", "ministre", "martin"]))
    assert renamed.count("traite\n") == 3  # the event, and the targets of two stances
    assert "target: accord\n" not in renamed
    assert "actor: ministre" not in renamed
    assert renamed.count("actor: martin}") == 2
    back = correct(correct(example, ["rename", "accord", "x"]), ["rename", "x", "accord"])
    assert written(back) == written(example)


def test_two_actors_become_one(example):
    merged = correct(
        example,
        ["actors/ong.kind", "person", "and", "actors/chef.sectors", "BUS", "and", "merge", "ong", "chef"],
    )
    text = written(merged)
    assert "ong\n" not in text.replace("ong-contre", "")
    assert "actor: ong}" not in text
    (chef,) = [entry for _, _, entry in merged.entries("actors") if entry["id"] == "chef"]
    assert {mention["exact"] for mention in chef["mentions"]} == {"Union des ports", "Elle", "chef du port"}
    assert chef["name"] == "chef du port"
    assert chef["sectors"] == ["BUS"]
    assert "holder: chef" in text


def test_a_merger_says_nothing_twice(example):
    words = [
        "add",
        "events/visite.arguments",
        "role=actor",
        "actor=chef",
        "and",
        "events/visite.sources",
        "chef,ministre",
    ]
    more = correct(example, [*words, "and", "add", "actors/chef.mentions", "[La ministre] y", "form=nominal"])
    text = written(correct(more, ["merge", "chef", "ministre"]))
    assert text.count('"La ministre"') == 1
    assert text.count("role: actor, actor: ministre") == 2  # of two events
    assert "sources: [ministre]" in text


def test_two_events_become_one(example):
    text = written(correct(example, ["merge", "soutien", "accord"]))
    assert "id: soutien" not in text
    assert '- {exact: "salué"}\n      - {prefix: "l’", exact: "accord"}' in text.replace("    triggers:\n      ", "")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["events/visit.type", "AGREE"], "reference-unknown", "did you mean visite?"),
        (["events/zzz.type", "AGREE"], "reference-unknown", "there are: visite, soutien, accord, critique"),
        (["events[4].type", "AGREE"], "reference-unknown", "4 members"),
        (["events/visite.typ", "AGREE"], "field-unknown", "events/visite has no field 'typ'; there are: id,"),
        (["event/visite.type", "AGREE"], "field-unknown", "there are: schema, id,"),
        (["visite.type", "AGREE"], "field-unknown", "did you mean events/visite?"),
        (["events/visite.type.x", "AGREE"], "field-unknown", "is a text"),
        (["actors/chef.mentions", "patron", "chef"], "anchor-missing", 'there are: "chef du port"'),
        (["actors/chef.mentions", "chef du port", "patron"], "anchor-missing", '"patron" is not in the text'),
        (["actors/ministre.mentions", "ministre", "Anne"], "anchor-missing", 'there are: "la ministre"'),
        (["events/accord.triggers", "accord", "pêche"], "anchor-ambiguous", '"l’[accord]", "cet [accord]"'),
        (["events/visite.triggers", "rendue", "accord"], "anchor-ambiguous", "occurs 2 times; say which:"),
        (["actors/chef.mentions", "chef du port", "frm=name"], "field-unknown", "did you mean form?"),
        (["events/visite.arguments", "président", "role=actor"], "anchor-missing", 'there are: "à [Oslo]", "mardi"'),
        (["rename", "chef", "ong"], "id-duplicate", "merge chef ong"),
        (["rename", "chef", "visite"], "id-duplicate", "merge chef visite"),
        (["rename", "patron", "chef"], "reference-unknown", "there are: ministre,"),
        (["merge", "ong", "chef"], "merge-conflict", "organisation in ong, person in chef"),
        (["merge", "ministre", "president"], "merge-conflict", "FRA in ministre, NOR in president"),
        (["merge", "ong", "visite"], "merge-conflict", "two actors or two events"),
        (["merge", "ministre-pour-accord", "ong-contre-accord"], "merge-conflict", "two actors or two events"),
        (
            ["remove", "actors/ministre"],
            "reference-used",
            "events/soutien.arguments, events/visite.arguments, stances/",
        ),
        (["remove", "events/accord"], "reference-used", "stances/ong-contre-accord.target"),
        (["remove", "events/visite.modes", "phone"], "reference-unknown", "there are: visit"),
        (["remove", "actors/ong.country"], "field-missing", "nothing to remove"),
        (["remove", "note"], "field-missing", "nothing to remove"),
        (["remove", "draft"], "field-missing", "nothing to remove"),
        (["add", "contexts", "diplomatic"], "list-duplicate", "there already"),
        (["add", "actors/ong", "Elle", "kind=group"], "id-duplicate", "there already"),
        (["add", "actors/oslo", "Oslo", "kind=state"], "anchor-ambiguous", "(line 1)"),
    ],
)
def test_what_is_not_there_or_not_clear_is_refused_with_what_there_is(example, words, code, said):
    with pytest.raises(InputError) as caught:
        correct(example, words)
    assert {problem.code for problem in caught.value.problems} == {code}
    assert said in " ".join(problem.message for problem in caught.value.problems)


@pytest.mark.parametrize(
    "words",
    [
        ["events/visite.type"],
        ["and"],
        ["events/visite.type", "AGREE", "and"],
        ["events/visite.type", "AGREE", "CONSULT"],
        ["../../etc/passwd", "x"],
        ["events//visite", "x"],
        ["", "x"],
        ["events/visite", "x"],
        ["events", "x"],
        ["actors/ong.mentions", "x"],
        ["actors/ong.mentions/x", "x"],
        ["actors/ong.mentions", "Elle", "a", "b"],
        ["events/visite.arguments[0]", "Oslo"],
        ["id", "x"],
        ["sha256", "0" * 64],
        ["draft", "linear"],
        ["merge", "ong"],
        ["merge", "ong", "ong"],
        ["rename", "ong"],
        ["add", "events/visite.type", "AGREE"],
        ["add", "actors/oslo", "kind=state"],
        ["remove", "actors"],
        ["remove", "actors/ong.kind", "x"],
        ["remove", "actors/ong", "Elle", "x"],
        ["note", "a\x1bb"],
        ["note", "a\udcffb"],
    ],
)
def test_what_is_no_correction_is_wrong_usage(example, words):
    with pytest.raises(UsageError):
        correct(example, words)


def test_brackets_of_the_text_are_the_text_s(example):
    example.text = example.text.replace("Oslo.", "Oslo [Norvège].")
    changed = correct(example, ["add", "actors/x", "[Norvège]", "kind=state"])
    assert changed.root["actors"][-1]["mentions"] == [{"exact": "[Norvège]"}]


def test_a_withheld_text_keeps_its_offsets(example):
    example.root["origin"] = "withheld"
    for entry in example.root["actors"]:
        for mention in entry["mentions"]:
            span = example.text.index(mention["exact"])
            mention.update(at=str(span))
            mention.pop("prefix", None)
            mention.pop("suffix", None)
    changed = correct(example, ["actors/chef.mentions", "chef du port", "chef"])
    mention = changed.root["actors"][-1]["mentions"][0]
    assert mention == {"exact": "chef", "at": str(example.text.index("chef")), "form": "nominal"}
    example.text = None
    with pytest.raises(InputError) as caught:
        correct(example, ["actors/chef.mentions", "chef du port", "chef"])
    assert caught.value.problems[0].code == "text-missing"
    assert correct(example, ["actors/chef.kind", "group"]).root["actors"][-1]["kind"] == "group"


def test_a_file_with_wrong_labels_and_quotations_can_be_corrected(example):
    example.root["events"][0]["type"] = "CONSULTE"
    example.root["events"][0]["triggers"][0] = {"exact": "accord"}
    state = judge(example, ONTOLOGY, REGISTRY)
    assert state.content is None
    assert {p.code for p in state.problems} == {"label-unknown"}
    half = correct(example, ["events/visite.type", "CONSULT"])
    assert {p.code for p in judge(half, ONTOLOGY, REGISTRY).problems} == {"anchor-ambiguous"}
    whole = correct(half, ["events/visite.triggers", "accord", "reçoit"])
    assert written(whole) == (VALID / "corpus" / "exemple.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CORPUS.articles(), ids=lambda path: path.stem)
def test_every_quotation_of_the_corpus_is_found_by_what_is_shown_of_it(path):
    document = document_of(path)
    anchored, _ = read_annotation(CORPUS, path)
    place = Anchorable(anchored.text)
    for pointer, _ in quotations(anchored.file):
        if pointer[-1] == "evidence":
            continue
        layer, number, field, member = pointer
        name = document.root[layer][number]["id"]
        members = resolve(f"{layer}/{name}.{field}", document).value(document)
        quote = place.quote(anchored.spans[pointer])
        words = f"{quote.prefix or ''}[{quote.exact}]{quote.suffix or ''}"
        assert select(words, members, "path", document) == member


@pytest.mark.parametrize("path", CORPUS.articles(), ids=lambda path: path.stem)
def test_all_new_ids_and_back_is_no_change(path):
    document = document_of(path)
    ids = [entry["id"] for _, _, entry in document.entries()]
    away = [word for i, name in enumerate(ids) for word in ("rename", name, f"zz{i}", "and")][:-1]
    back = [word for i, name in enumerate(ids) for word in ("rename", f"zz{i}", name, "and")][:-1]
    changed = correct(document, away)
    state = judge(changed, ONTOLOGY, REGISTRY)
    assert state.problems == ()
    assert not any(references(changed, name) or changed.find(name) for name in ids)
    assert judge(correct(changed, back), ONTOLOGY, REGISTRY).content == path.read_bytes()
