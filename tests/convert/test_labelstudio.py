"""What annotators do in Label Studio, and how it comes back or is refused."""

from xml.etree import ElementTree

import pytest
from work import answers, article, exported, imported, region, task, tasks_file, written

from actes.convert import read_articles
from actes.convert.tools import TOOLS, label_studio
from actes.problem import InputError

TOOL = "labelstudio"


def back(work):
    return imported(TOOL, tasks_file(work))


def problems_of(work):
    with pytest.raises(InputError) as caught:
        back(work)
    return caught.value.problems


def codes_of(work):
    return [problem.code for problem in problems_of(work)]


def draw(results, work, text, label, **values):
    start = work["data"]["text"].index(text)
    place = {"start": start, "end": start + len(text)}
    name = f"new{len(results)}"
    results.append({"id": name, "from_name": "span", "type": "labels", "value": {**place, "labels": [label]}})
    for attribute, value in values.items():
        kind, key = ("textarea", "text") if attribute in ("id", "name", "link", "value") else ("choices", "choices")
        results.append({"id": name, "from_name": attribute, "type": kind, "value": {**place, key: [value]}})
    return name


def relate(results, label, source, target, **more):
    labels = {} if label is None else {"labels": [label]}
    results.append({"type": "relation", "from_id": source, "to_id": target, "direction": "right", **labels, **more})


def test_what_is_shown_of_a_span_is_not_read():
    work, results = task()
    for result in results:
        if result["type"] == "labels":
            result["value"]["text"] = "WRONG\\n"
    assert written(back(work).anchored) == written(article())


def test_typed_answers_are_trimmed_and_empty_ones_are_none():
    work, results = task()
    answers(results, region(results, "Per Hansen"), "name")["value"]["text"] = ["  Per Hansen\n"]
    answers(results, region(results, "la ministre"), "link")["value"]["text"] = [" "]
    file = back(work).anchored.file
    assert [actor.name for actor in file.actors][1] == "Per Hansen"
    assert file.actors[0].link is None


def test_one_label_is_one_line():
    work, results = task()
    answers(results, region(results, "reçoit", "Event"), "status")["value"]["choices"] = ["planned"]
    before, after = written(article()).splitlines(), written(back(work).anchored).splitlines()
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        ("    status: actual", "    status: planned")
    ]


def test_a_new_actor_and_event_are_named_after_their_words():
    work, results = task()
    actor = draw(results, work, "une ONG", "Actor", kind="organisation", form="nominal")
    event = draw(results, work, "dit", "Event", type="ACCUSE", status="actual")
    place = draw(results, work, "pêche", "Place")
    relate(results, "actor", event, actor)
    relate(results, "place", event, place)
    came = back(work)
    file = came.anchored.file
    assert (file.actors[-1].id, file.actors[-1].name) == ("une-ong", "une ONG")
    assert (file.events[-1].id, file.events[-1].arguments[0].actor) == ("dit", "une-ong")
    assert [name.rpartition(": ")[2] for name in came.named] == ['name "une ONG"', 'id "une-ong"', 'id "dit"']


def test_names_that_were_made_up_do_not_collide():
    work, results = task()
    for text in ("une ONG", "mardi"):
        draw(results, work, text, "Actor", kind="group", name="Ministre")
    assert [actor.id for actor in back(work).anchored.file.actors][-2:] == ["ministre-2", "ministre-3"]


def test_the_same_id_is_the_same_actor_and_coreference_may_go_either_way():
    work, results = task()
    draw(results, work, "une ONG", "Actor", id="ong", form="nominal")
    relate(results, "coref", region(results, "Per Hansen"), draw(results, work, "chef", "Actor", form="nominal"))
    file = back(work).anchored.file
    actors = {actor.id: [mention.exact for mention in actor.mentions] for actor in file.actors}
    assert "une ONG" in actors["ong"]
    assert "chef" in actors["president"]


def test_a_relation_that_was_turned_is_read_from_right_to_left():
    work, results = task()
    turned = next(r for r in results if r["type"] == "relation" and r["labels"] == ["holder"])
    turned.update(from_id=turned["to_id"], to_id=turned["from_id"], direction="left")
    assert written(back(work).anchored) == written(article())


def test_the_author_holds_a_stance_by_a_choice():
    work, results = task()
    stance = region(results, "dénoncé", "Stance")
    results[:] = [r for r in results if not (r.get("from_id") == stance and r["labels"] == ["holder"])]
    place = {"start": 0, "end": 4}
    start = answers(results, stance, "span")["value"]
    place = {"start": start["start"], "end": start["end"]}
    results.append({"id": stance, "from_name": "holder", "type": "choices", "value": {**place, "choices": ["author"]}})
    assert back(work).anchored.file.stances[-1].holder == "author"


def test_everything_that_cannot_be_kept_is_told_at_once_and_where():
    work, results = task()
    number = len(results)
    relate(results, None, region(results, "reçoit", "Event"), region(results, "Per Hansen"))
    relate(results, "holder", region(results, "reçoit", "Event"), region(results, "Per Hansen"))
    relate(results, "actor", region(results, "reçoit", "Event"), "nowhere")
    draw(results, work, "une ONG", "Acteur")
    results.append(
        {"id": "far", "from_name": "span", "type": "labels", "value": {"start": 9, "end": 999, "labels": ["Time"]}}
    )
    results.append({"id": "r", "from_name": "mood", "type": "rating", "value": {"rating": 3}})
    answers(results, region(results, "reçoit", "Event"), "type")["value"]["choices"] = ["VISIT"]
    found = {(problem.pointer.partition(' "')[0], problem.code) for problem in problems_of(work)}
    place = "exemple result"
    assert found >= {
        (f"{place}[{number}]", "import-relation"),
        (f"{place}[{number + 1}]", "import-relation"),
        (f"{place}[{number + 2}]", "reference-unknown"),
        (f"{place}[{number + 3}]", "label-unknown"),
        (f"{place}[{number + 4}]", "span-range"),
        (f"{place}[{number + 4}]", "import-lost"),
        (f"{place}[{number + 5}]", "import-lost"),
    }
    assert {code for _, code in found} == {
        "import-relation",
        "reference-unknown",
        "label-unknown",
        "span-range",
        "import-lost",
    }


def test_a_relation_without_label_says_which_would_do():
    work, results = task()
    relate(results, None, region(results, "reçoit", "Event"), region(results, "Per Hansen"))
    (problem,) = problems_of(work)
    between = 'the relation from Event "reçoit" to Actor "Per Hansen"'
    assert problem.message == f"{between} has no label; choose one of: actor, recipient, source"
    assert problem.pointer == f"exemple result[{len(results) - 1}]"


def test_what_an_annotator_forgot_is_told_at_the_region():
    work, results = task()
    draw(results, work, "une ONG", "Actor")
    (problem,) = problems_of(work)
    assert (problem.message, problem.code) == ("the field 'kind' is missing", "field-missing")
    assert problem.pointer.endswith(' "une ONG"')


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (
            lambda r: answers(r, region(r, "Per Hansen"), "kind")["value"].update(choices=["person", "group"]),
            "import-conflict",
        ),
        (
            lambda r: answers(r, region(r, "Per Hansen"), "span")["value"].update(labels=["Actor", "Event"]),
            "import-conflict",
        ),
        (lambda r: answers(r, region(r, "Per Hansen"), "span").update(meta={"text": ["hm"]}), "import-lost"),
        (lambda r: answers(r, region(r, "Per Hansen"), "span").update(parentID="a1"), "import-lost"),
        (lambda r: answers(r, region(r, "Oslo", "Place"), "span").update(id="loose"), "import-lost"),
        (lambda r: answers(r, region(r, "Per Hansen"), "name")["value"].update(start=0), "import-conflict"),
        (
            lambda r: r.append({"id": "x", "from_name": "kind", "type": "choices", "value": {"choices": ["group"]}}),
            "import-lost",
        ),
        (lambda r: r.append(dict(answers(r, region(r, "Per Hansen"), "kind"))), "import-conflict"),
    ],
    ids=[
        "two kinds",
        "two labels",
        "a note on a region",
        "put under another",
        "a loose place",
        "two spans",
        "no region",
        "said twice",
    ],
)
def test_what_cannot_be_kept_is_refused(change, code):
    work, results = task()
    change(results)
    assert code in codes_of(work)


def test_two_kinds_of_one_actor_are_told_with_both_places():
    work, results = task()
    draw(results, work, "une ONG", "Actor", id="ong", kind="group")
    (problem,) = problems_of(work)
    assert problem.code == "import-conflict"
    assert '"organisation"' in problem.message
    assert '"Union des ports"' in problem.message


def test_several_annotators_are_asked_for_by_name():
    work, results = task()
    work["annotations"] = [
        {"result": results, "completed_by": {"id": 3, "email": "ada@example.org"}},
        {"result": [], "completed_by": 4},
        {"result": [], "completed_by": 3, "was_cancelled": True},
    ]
    (problem,) = [p for p in problems_of(work) if p.code == "import-conflict"]
    assert "by ada@example.org/3, 4; name one with --annotator" in problem.message
    for who in ("ada@example.org", "3"):
        (came,) = read_articles(tasks_file(work), label_studio(predictions=False, annotator=who))
        assert came.annotated
        assert not came.problems


def test_a_task_without_annotation_is_not_an_empty_article():
    work, _ = task()
    work["annotations"] = []
    (came,) = read_articles(tasks_file(work), TOOLS[TOOL])
    assert not came.annotated


@pytest.mark.parametrize(
    "content", [b"{", b"{}", b'[{"data": 1}]', b"\xff", b"[" * 200_000, b'[{"data": {"a": "\\ud800"}}]']
)
def test_a_file_of_another_form_is_refused(content):
    with pytest.raises(InputError) as caught:
        read_articles({"x.json": content}, TOOLS[TOOL])
    assert {problem.code for problem in caught.value.problems} == {"import-syntax"}


def test_the_export_is_for_people_too():
    files = exported(TOOL)
    assert "Anne Martin" in files["tasks.json"].decode()
    config = files["config.xml"].decode()
    assert '<Choice value="Personne (person)" alias="person" />' in config
    assert '<Choice value="Corée, République populaire démocratique de (PRK)" alias="PRK" />' in config
    assert '<Label value="Acteur" alias="Actor"' in config


def test_the_page_names_every_choice_apart_in_its_list():
    # A drop-down list of Label Studio knows its entries by what they show.
    root = ElementTree.fromstring(exported(TOOL)["config.xml"])  # noqa: S314  # our own
    for choices in root.iter("Choices"):
        shown = [choice.get("value") for choice in choices]
        assert len(shown) == len(set(shown)), choices.get("name")
    names = [control.get("name") for control in root.iter() if control.get("toName")]
    assert len(names) == len(set(names))


def test_what_was_not_submitted_is_told():
    work, results = task()
    work["drafts"] = [{"user": "ada@example.org", "result": results[:3]}]
    (came,) = read_articles(tasks_file(work), TOOLS[TOOL])
    assert came.annotated
    assert came.unsubmitted
    (of_another,) = read_articles(tasks_file(work), label_studio(predictions=False, annotator="bob@example.org"))
    assert not of_another.unsubmitted
    work["annotations"] = []
    (begun,) = read_articles(tasks_file(work), TOOLS[TOOL])
    assert not begun.annotated
    assert begun.unsubmitted


def test_annotations_of_one_person_are_to_be_deleted_in_the_tool():
    work, results = task()
    work["annotations"] = [{"result": results, "completed_by": 1}, {"result": [], "completed_by": 1}]
    (problem,) = [p for p in problems_of(work) if p.code == "import-conflict"]
    assert problem.message == "annotated 2 times, by 1, 1; delete all but one in Label Studio"
