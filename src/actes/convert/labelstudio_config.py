"""The labelling configuration of Label Studio, from the ontology and the model: codes inside, French on the page."""

from __future__ import annotations

import gettext
import unicodedata
from collections.abc import Mapping
from xml.etree import ElementTree

import pycountry

from actes.annotation.structure import Field
from actes.article import AUTHOR
from actes.convert import standoff
from actes.convert.standoff import ACTOR, ATTRIBUTES, EVENT, HEADER, HOLDER, LABELS, PLACE, RELATIONS, STANCE, TIME
from actes.convert.titles import TITLES
from actes.ontology import Label, Ontology

SPAN = "span"
"""The name of the control that draws regions."""
TEXT = "text"
DOCUMENT = frozenset({"contexts", "note"})
"""Fields of the header that are annotated in the tool; the others are data of the task and stay as they are."""
_COLOURS = {ACTOR: "#1f77b4", EVENT: "#d62728", PLACE: "#8c564b", TIME: "#9467bd", STANCE: "#2ca02c"}
_AUTHOR_TITLE = "l’auteur de l’article"
_DROPDOWN = 12
"""From so many codes on, choices are a drop-down list."""
_PANEL = "actes-panel"
# The answers about a region stay in view under the text, however long the article is; relations, of which there are
# a hundred, are faint unless the mouse is on them in the list, so that the text can be read. Label Studio would escape
# a > or a quotation mark.
_STYLE = f"""
.{_PANEL} {{ position: sticky; bottom: 0; z-index: 101; max-height: 40vh; overflow-y: auto; padding: 0 1em 0.5em;
  background: var(--color-neutral-background, white); border-top: 1px solid silver;
  display: grid; grid-template-columns: repeat(auto-fit, minmax(16em, 1fr)); column-gap: 1.5em; }}
.relations-overlay g {{ opacity: 0.25; }}
.relations-overlay g g, .relations-overlay g[class*=highlighted] {{ opacity: 1; }}
"""


def labelling_config(ontology: Ontology) -> bytes:
    """The ``config.xml`` that a project is created with."""
    view = ElementTree.Element("View")
    _add(view, "Style").text = _STYLE
    labels = _add(view, "Labels", name=SPAN, toName=TEXT, choice="single")
    for number, label in enumerate(LABELS, 1):
        _add(labels, "Label", value=TITLES[label], alias=label, background=_COLOURS[label], hotkey=str(number))
    relations = _add(view, "Relations")
    for name in RELATIONS:
        _add(relations, "Relation", value=name)
    _add(view, "Text", name=TEXT, value=f"${TEXT}", granularity="symbol")
    for attribute in HEADER:
        if attribute.name in DOCUMENT:
            _control(_add(view, "View"), attribute, ontology)
    panel = _add(view, "View", visibleWhen="region-selected", className=_PANEL)
    for attribute, owners in _owners().items():
        where = {"whenTagName": SPAN, "whenLabelValue": ",".join(owners)}
        answer = _add(panel, "View", visibleWhen="region-selected", **where)
        _control(answer, attribute, ontology, perRegion="true", **where)
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
    name = attribute.name
    title = f"{TITLES[name]} ({name})" if name in TITLES else name
    _add(parent, "Header", value=title, size="5", style="margin: 6px 0 0; font-size: 14px")
    if not is_choice(attribute):
        _add(parent, "TextArea", name=name, toName=TEXT, maxSubmissions="1", editable="true", **settings)
        return
    codes = _codes(attribute, ontology)
    many = {"choice": "multiple"} if name in standoff.LISTS else {"choice": "single"}
    layout = {"layout": "select"} if len(codes) > _DROPDOWN else {"layout": "inline"}
    choices = _add(parent, "Choices", name=name, toName=TEXT, **many, **layout, **settings)
    for code, title in codes.items():
        _add(choices, "Choice", value=f"{title} ({code})", alias=code)


def _codes(attribute: Field, ontology: Ontology) -> Mapping[str, str]:
    """What an attribute may say, in French; countries by their French names, after PLOVER's own codes."""
    codes: Mapping[str, Label | str] = standoff.vocabulary(attribute, ontology) or {AUTHOR: _AUTHOR_TITLE}
    if codes is not ontology.countries:
        return {code: label if isinstance(label, str) else label.name for code, label in codes.items()}
    french = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["fr"], fallback=True).gettext
    names = {code: french(name) for code, name in ontology.countries.items()}
    states = {country.alpha_3 for country in pycountry.countries}

    def place(entry: tuple[str, str]) -> tuple[bool, bytes]:
        code, name = entry
        return code in states, unicodedata.normalize("NFKD", name).encode("ascii", "ignore")

    return dict(sorted(names.items(), key=place))


def _add(parent: ElementTree.Element, tag: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, tag, attributes)
