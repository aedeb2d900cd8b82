"""Every kind of change: what is edited in the file, and the lines that tell it."""

import pytest
from projects import VALID, add_article

from actes.diff.change import ACTIONS, LAYERS
from actes.diff.render import render_text

from .edits import difference, edit, edit_text, two_projects

CHEF_MENTION = '      - {exact: "chef du port", form: nominal}\n'
CHEF = "  - id: chef\n    name: chef du port\n    kind: person\n    mentions:\n" + CHEF_MENTION
PRESIDENT_MENTION = '      - {exact: "Per Hansen"}\n'
ELLE = '      - {exact: "Elle", form: pronoun}\n'
SALUE = '      - {exact: "salué"}\n'
CET_ACCORD = '      - {prefix: "cet ", exact: "accord"}\n'
RENDUE = '      - {exact: "rendue"}\n'
BY_MINISTRE = "    arguments:\n      - {role: actor, actor: ministre}\n"
SOUTIEN = "  - id: soutien\n    type: SUPPORT\n    status: actual\n    triggers:\n" + SALUE + BY_MINISTRE
TO_PRESIDENT = "      - {role: recipient, actor: president}\n"
AT_OSLO = '      - {role: place, prefix: "à ", exact: "Oslo"}\n'
AGAINST = "    target: accord\n    polarity: against\n    basis: stated\n"
STANCE = "  - id: ong-contre-accord\n    holder: ong\n" + AGAINST + '    evidence: {exact: "dénoncé"}\n'

CASES = {
    "contexts": ([("[diplomatic]", "[military]")], ["+ context military", "- context diplomatic"]),
    "date": ([("\ndate: 2024-05-14", "\ndate: 2024-05-15")], ["~ date 2024-05-14 → 2024-05-15"]),
    "story": ([("exemple-2024", "autre-2024")], ["~ story exemple-2024 → autre-2024"]),
    "note": ([(STANCE, STANCE + "note: à revoir\n")], ["~ note none → à revoir"]),
    "kind": ([("organisation", "group")], ["~ actor ong: kind organisation → group"]),
    "name": ([("chef du port\n", "le chef\n")], ['~ actor chef: name "chef du port" → "le chef"']),
    "country": ([("country: NOR", "country: SWE")], ["~ actor president: country NOR → SWE"]),
    "sectors and link": (
        [("    sectors: [GOV]\n    link: anne-martin\n", "    sectors: [GOV, ELI]\n")],
        ["~ actor ministre: link anne-martin → none", "~ actor ministre: sectors GOV → ELI, GOV"],
    ),
    "actor renamed with all that refers to it": (
        [("- id: ong\n", "- id: union\n"), ("actor: ong}", "actor: union}"), ("holder: ong\n", "holder: union\n")],
        ["~ actor ong renamed union"],
    ),
    "actor added": (
        [(CHEF, CHEF + CHEF.replace("id: chef", "id: pr").replace("chef du port", "le président"))],
        ['+ actor pr: "le président" (person)'],
    ),
    "actor removed": ([(CHEF, "")], ['- actor chef: "chef du port" (person)']),
    "actors merged": (
        [(CHEF, ""), (PRESIDENT_MENTION, PRESIDENT_MENTION + CHEF_MENTION)],
        ["~ actors president, chef merged into president"],
    ),
    "actor split": (
        [(ELLE, ""), (CHEF_MENTION, CHEF_MENTION + CHEF.replace("id: chef", "id: elle").replace(CHEF_MENTION, ELLE))],
        ["~ actor ong split into ong, elle"],
    ),
    "mention added": (
        [(PRESIDENT_MENTION, PRESIDENT_MENTION + '      - {exact: "le président", form: nominal}\n')],
        ['+ mention "le président" of president'],
    ),
    "mention removed": ([(ELLE, "")], ['- mention "Elle" of ong']),
    "mention moved": (
        [(ELLE, ""), (CHEF_MENTION, CHEF_MENTION + ELLE)],
        ['~ mention "Elle" moved from ong to chef'],
    ),
    "mention form": (
        [('"chef du port", form: nominal', '"chef du port", form: metonym')],
        ['~ mention "chef du port" of chef: form nominal → metonym'],
    ),
    "mention boundary": (
        [('{exact: "chef du port"', '{exact: "chef"')],
        ['+ mention "chef" of chef', '- mention "chef du port" of chef'],
    ),
    "event type": (
        [("id: soutien\n    type: SUPPORT", "id: soutien\n    type: AGREE")],
        ["~ event soutien: type SUPPORT → AGREE"],
    ),
    "event modes, sources and status": (
        [("    modes: [disapprove]\n    status: actual\n", "    status: possible\n    sources: [ong]\n")],
        [
            "~ event critique: modes disapprove → none",
            "~ event critique: sources none → ong",
            "~ event critique: status actual → possible",
        ],
    ),
    "event added": (
        [("stances:\n", SOUTIEN.replace("id: soutien", "id: parole").replace("salué", "dit") + "stances:\n")],
        ['+ event parole: "dit" (SUPPORT)'],
    ),
    "event removed": ([(SOUTIEN, "")], ['- event soutien: "salué" (SUPPORT)']),
    "events merged": (
        [(SOUTIEN, ""), (CET_ACCORD, CET_ACCORD + SALUE + BY_MINISTRE)],
        ["~ events accord, soutien merged into accord"],
    ),
    "event split": (
        [(CET_ACCORD, SOUTIEN.replace("id: soutien", "id: texte").replace(SALUE + BY_MINISTRE, CET_ACCORD))],
        ["~ event accord split into accord, texte"],
    ),
    "event renamed": (
        [("id: critique", "id: denonciation")],
        ["~ event critique renamed denonciation"],
    ),
    "trigger added": (
        [(RENDUE, RENDUE + '      - {exact: "Oslo", suffix: " reçoit"}\n')],
        ['+ trigger "Oslo" of visite'],
    ),
    "trigger removed": ([(RENDUE, "")], ['- trigger "rendue" of visite']),
    "trigger moved": ([(RENDUE, ""), (SALUE, RENDUE + SALUE)], ['~ trigger "rendue" moved from visite to soutien']),
    "arguments": (
        [(TO_PRESIDENT, TO_PRESIDENT.replace("president", "ong")), (AT_OSLO, "")],
        ["+ event visite: recipient ong", "- event visite: recipient president", '- event visite: place "Oslo"'],
    ),
    "argument role": (
        [(TO_PRESIDENT, TO_PRESIDENT.replace("recipient", "actor"))],
        ['~ event visite: role of "president" recipient → actor'],
    ),
    "argument value": (
        [("value: 2024-05-14", "value: 2024-05")],
        ['~ event visite: value of "mardi" 2024-05-14 → 2024-05'],
    ),
    "stance basis, polarity and sources": (
        [(AGAINST, "    target: accord\n    polarity: ambivalent\n    basis: attributed\n    sources: [ministre]\n")],
        [
            "~ stance ong-contre-accord: basis stated → attributed",
            "~ stance ong-contre-accord: polarity against → ambivalent",
            "~ stance ong-contre-accord: sources none → ministre",
        ],
    ),
    "stance holder, target and evidence": (
        [
            (
                STANCE,
                STANCE.replace("holder: ong", "holder: chef")
                .replace("target: accord", "target: president")
                .replace("dénoncé", "dénoncé cet accord"),
            )
        ],
        [
            '~ stance ong-contre-accord: evidence "dénoncé" → "dénoncé cet accord"',
            "~ stance ong-contre-accord: holder ong → chef",
            "~ stance ong-contre-accord: target accord → president",
        ],
    ),
    "stance renamed": ([("id: ong-contre-accord", "id: refus")], ["~ stance ong-contre-accord renamed refus"]),
    "stance added": (
        [(STANCE, STANCE + STANCE.replace("id: ong", "id: chef").replace("holder: ong", "holder: chef"))],
        ['+ stance chef-contre-accord: chef against accord ("dénoncé")'],
    ),
    "stance removed": ([(STANCE, "")], ['- stance ong-contre-accord: ong against accord ("dénoncé")']),
}


@pytest.mark.parametrize(("edits", "lines"), CASES.values(), ids=CASES)
def test_change_in_an_article(tmp_path, edits, lines):
    before, after = two_projects(tmp_path)
    edit(after, *edits)
    assert render_text(difference(before, after)).splitlines() == ["exemple", *(f"  {line}" for line in lines)]


@pytest.mark.parametrize("edits", [edits for edits, _ in CASES.values()], ids=CASES)
def test_as_much_goes_back_as_came(tmp_path, edits):
    before, after = two_projects(tmp_path)
    edit(after, *edits)
    there, back = difference(before, after).changes, difference(after, before).changes
    opposite = {"added": "removed", "removed": "added", "merged": "split", "split": "merged"}
    assert sorted((c.layer, opposite.get(c.action, c.action), c.field) for c in there) == sorted(
        (c.layer, c.action, c.field) for c in back
    )


def test_a_project_does_not_differ_from_itself(tmp_path):
    found = difference(*two_projects(tmp_path))
    assert found.changes == ()
    assert render_text(found) == ""


def test_how_a_file_is_written_is_no_difference(tmp_path):
    before, after = two_projects(tmp_path)
    received = '      - {exact: "reçoit"}\n'
    edit(after, ("contexts: [diplomatic]", "contexts:\n  - 'diplomatic'"), (received + RENDUE, RENDUE + received))
    assert difference(before, after).changes == ()


def test_articles_splits_and_registry(tmp_path):
    before, after = two_projects(tmp_path)
    annotation = (VALID / "corpus" / "exemple.yaml").read_text(encoding="utf-8").split("language: fr\n")[1]
    text = (VALID / "seeds" / "exemple.txt").read_text(encoding="utf-8")
    for project, names in ((before, ("ancien", "meme")), (after, ("nouveau", "meme"))):
        for name in names:
            add_article(project.root, name, text, annotation)
    edit(after, ("meme\ttrain", "meme\tvalidation"), path="corpus/splits.tsv")
    edit(after, ("country: FRA", "country: BEL"), path="corpus/registry.yaml")
    entry = "  - id: autre\n    name: Autre\n    kind: state\n"
    edit(before, ("actors:\n", "actors:\n" + entry), path="corpus/registry.yaml")
    assert render_text(difference(before, after)).splitlines() == [
        "registry",
        "  ~ registry anne-martin: country FRA → BEL",
        '  - registry autre: "Autre" (state)',
        "ancien",
        "  - the article (train, 4 actors, 4 events, 2 stances)",
        "meme",
        "  ~ split train → validation",
        "nouveau",
        "  + the article (train, 4 actors, 4 events, 2 stances)",
    ]


def test_in_a_changed_text_only_what_is_about_the_changed_words_changes(tmp_path):
    before, after = two_projects(tmp_path)
    edit_text(after, ("Anne Martin s’est", "Hier encore, Mme Anne Martin s’est"), ("chef du port", "directeur du port"))
    edit(after, ('{exact: "chef du port"', '{exact: "directeur du port"'))
    _, *lines = render_text(difference(before, after)).splitlines()
    assert lines[0].startswith("  ~ text ")
    assert lines[1:] == ['  - mention "chef du port" of chef', '  + mention "directeur du port" of chef']


def test_every_layer_and_action_has_a_case():
    told = " ".join(line for _, lines in CASES.values() for line in lines)
    assert [layer for layer in LAYERS if layer not in told] == ["registry", "article", "argument"]
    assert [action for action in ACTIONS if action not in told] == ["added", "removed", "changed"]
