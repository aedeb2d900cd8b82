"""The labelling configuration of Label Studio, from the ontology and the model."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from actes.annotation.structure import Field
from actes.article import AUTHOR
from actes.convert import standoff
from actes.convert.standoff import ATTRIBUTES, HEADER, HOLDER, LABELS, RELATIONS
from actes.ontology import Label, Ontology

SPAN = "span"
"""The name of the control that draws regions."""
TEXT = "text"
DOCUMENT = frozenset({"contexts", "note"})
"""Fields of the header that are annotated in the tool; the others are data of the task and stay as they are."""
_COLOURS = ("#1f77b4", "#d62728", "#8c564b", "#9467bd", "#2ca02c")
_DROPDOWN = 12
"""From so many codes on, single choices are a drop-down list."""


def labelling_config(ontology: Ontology) -> bytes:
    """The ``config.xml`` that a project is created with."""
    view = ElementTree.Element("View")
    labels = _add(view, "Labels", name=SPAN, toName=TEXT, choice="single")
    for number, (label, colour) in enumerate(zip(LABELS, _COLOURS, strict=True), 1):
        _add(labels, "Label", value=label, background=colour, hotkey=str(number))
    relations = _add(view, "Relations")
    for name in RELATIONS:
        _add(relations, "Relation", value=name)
    _add(view, "Text", name=TEXT, value=f"${TEXT}", granularity="symbol")
    for attribute, owners in _owners().items():
        where = {"whenTagName": SPAN, "whenLabelValue": ",".join(owners)}
        panel = _add(view, "View", visibleWhen="region-selected", **where)
        _control(panel, attribute, ontology, perRegion="true", **where)
    for attribute in HEADER:
        if attribute.name in DOCUMENT:
            _control(_add(view, "View"), attribute, ontology)
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode").encode() + b"\n"


def is_choice(attribute: Field) -> bool:
    """Whether an attribute is chosen from a list rather than typed."""
    form = attribute.form.member or attribute.form
    return form.vocabulary is not None or attribute.name in ("modes", HOLDER)


def _owners() -> Mapping[Field, list[str]]:
    """Every attribute with the labels that have it: a control has one name in the whole configuration."""
    owners: dict[Field, list[str]] = {}
    for label, attributes in ATTRIBUTES.items():
        for attribute in attributes:
            owners.setdefault(attribute, []).append(label)
    return owners


def _control(parent: ElementTree.Element, attribute: Field, ontology: Ontology, **settings: str) -> None:
    _add(parent, "Header", value=attribute.name, size="5")
    if not is_choice(attribute):
        _add(parent, "TextArea", name=attribute.name, toName=TEXT, maxSubmissions="1", editable="true", **settings)
        return
    codes: Mapping[str, Label | str] = standoff.vocabulary(attribute, ontology) or {AUTHOR: "l’auteur de l’article"}
    many = {"choice": "multiple"} if attribute.name in standoff.LISTS else {"choice": "single"}
    layout = {"layout": "select"} if len(codes) > _DROPDOWN else {"showInline": "true"}
    choices = _add(parent, "Choices", name=attribute.name, toName=TEXT, **many, **layout, **settings)
    for code, label in codes.items():
        _add(choices, "Choice", value=code, hint=label if isinstance(label, str) else label.name)


def _add(parent: ElementTree.Element, tag: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, tag, attributes)
