"""UIMA CAS as XMI, for INCEpTION: an archive with the CAS and its type system for each article.

Each label is a layer of spans with text features and one link feature, whose links are the relations; the header is
an annotation without a span. XMI counts in UTF-16; cassis converts, so that here too offsets are code points.
"""

from __future__ import annotations

import importlib
import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from actes.convert.archive import pack
from actes.convert.cas_xml import MAX_TYPES_BYTES, Looked, look
from actes.convert.standoff import (
    ATTRIBUTES,
    HEADER,
    LISTS,
    Origin,
    Region,
    Relation,
    Standoff,
    Values,
    names,
    split_list,
    surface,
)
from actes.ontology import Ontology
from actes.problem import InputError, Problem

TYPE_SYSTEM = "TypeSystem.xml"
XMI = ".xmi"
_NAMESPACE = "webanno.custom."
_ECORE = "http:///webanno/custom.ecore"
"""The same in XMI."""
_ARTICLE = "Article"
_LINKS = "links"
_ROLE, _TARGET = "role", "target"
_FEATURES = {"type": "eventType"}
"""Attributes whose own name cassis cannot give to a feature."""
_ATTRIBUTES = {feature: name for name, feature in _FEATURES.items()}
_BUILT_IN = frozenset({"begin", "end", "sofa"})
_TEXTUAL = ("uima.", "de.tudarmstadt.ukp.")
"""Types of UIMA and of DKPro: sentences, tokens, names of documents, which say nothing that an article holds."""


def to_cas(articles: Sequence[Standoff], _: Ontology) -> dict[str, bytes]:
    """An archive for each article."""
    cassis = _cassis()
    types = _type_system(cassis)
    described = types.to_xml().encode()
    files = {}
    for article in articles:
        name = article.header["id"][0]
        files[f"{name}.zip"] = pack({f"{name}{XMI}": _xmi(article, cassis, types), TYPE_SYSTEM: described})
    return files


def from_cas(files: Mapping[str, bytes]) -> list[Standoff]:
    """The articles of unpacked archives: every ``.xmi``, read with the ``TypeSystem.xml`` beside it."""
    cassis = _cassis()
    articles = []
    problems: list[Problem] = []
    for path in sorted(files):
        if not path.endswith(XMI):
            continue
        described = str(PurePosixPath(path).with_name(TYPE_SYSTEM))
        try:
            if described not in files:
                message = f"there is no {TYPE_SYSTEM} beside it; export the archive, not the document alone"
                raise InputError([Problem(path, 0, "", message, "file-missing")])
            look(files[described], described, limit=MAX_TYPES_BYTES)
            articles.append(_article(files[path], path, files[described], cassis))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError([*problems, *(problem for article in articles for problem in article.problems)])
    return articles


def _cassis() -> Any:
    try:
        return importlib.import_module("cassis")
    except ImportError:
        message = "dkpro-cassis is not installed; python -m pip install 'actes[cas]'"
        raise InputError([Problem("cas", 0, "", message, "extra-missing")]) from None


def _type_system(cassis: Any) -> Any:
    types = cassis.TypeSystem()
    article = types.create_type(_NAMESPACE + _ARTICLE, "uima.cas.AnnotationBase")
    for attribute in HEADER:
        types.create_feature(article, _feature(attribute.name), "uima.cas.String")
    for label, attributes in ATTRIBUTES.items():
        link = types.create_type(f"{_NAMESPACE}{label}Link", "uima.cas.TOP")
        types.create_feature(link, _ROLE, "uima.cas.String")
        types.create_feature(link, _TARGET, "uima.tcas.Annotation")
        layer = types.create_type(_NAMESPACE + label, "uima.tcas.Annotation")
        for attribute in attributes:
            types.create_feature(layer, _feature(attribute.name), "uima.cas.String")
        types.create_feature(layer, _LINKS, "uima.cas.FSArray", elementType=link.name)
    return types


def _xmi(article: Standoff, cassis: Any, types: Any) -> bytes:
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string = article.text
    cas.sofa_mime = "text/plain"
    cas.add(types.get_type(_NAMESPACE + _ARTICLE)(**_features(article.header)))
    drawn = {
        region.id: types.get_type(_NAMESPACE + region.label)(
            begin=region.start, end=region.end, **_features(region.values)
        )
        for region in article.regions
    }
    cas.add_all(drawn.values())
    array = types.get_type("uima.cas.FSArray")
    for region in article.regions:
        link = types.get_type(f"{_NAMESPACE}{region.label}Link")
        links = [link(role=tie.label, target=drawn[tie.target]) for tie in article.relations if tie.source == region.id]
        if links:
            drawn[region.id].links = array(elements=links)
    try:
        return bytes(cas.to_xmi(pretty_print=True).encode())
    except ValueError as error:  # a control character, which XML lacks
        raise InputError([Problem("", 0, "", str(error), "import-syntax")]) from None


def _feature(name: str) -> str:
    return _FEATURES.get(name, name)


def _features(values: Values) -> dict[str, str]:
    return {_feature(name): " ".join(said) if name in LISTS else said[0] for name, said in values.items()}


def _article(content: bytes, path: str, described: bytes, cassis: Any) -> Standoff:
    looked = look(content, path)
    if looked.problems:
        raise InputError(looked.problems)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is said of offsets has been looked at
            types = cassis.load_typesystem(io.BytesIO(described))
            cas = cassis.load_cas_from_xmi(io.BytesIO(content), typesystem=types)
            return _Reading(cas, path, looked).article()
    except Exception as error:  # cassis takes well-formed files for granted and raises whatever comes of others
        message = f"not a CAS that cassis can read: {type(error).__name__}: {error}"
        raise InputError([Problem(path, 0, "", message, "import-syntax")]) from None


class _Reading:
    """The feature structures of one CAS, put together."""

    def __init__(self, cas: Any, path: str, looked: Looked) -> None:
        self._cas = cas
        self._text = str(cas.sofa_string or "")
        self._path = path
        self._looked = looked
        self._problems: list[Problem] = []

    def article(self) -> Standoff:
        """What they say."""
        header: dict[str, tuple[str, ...]] = {}
        regions: list[Region] = []
        relations: list[Relation] = []
        structures = sorted(self._cas.select_all_fs(), key=lambda structure: int(structure.xmiID))
        self._find_hidden({int(structure.xmiID) for structure in structures})
        for structure in structures:
            label = str(structure.type.name).removeprefix(_NAMESPACE)
            origin = self._origin(structure, label)
            if label == _ARTICLE:
                if header:
                    self._problems.append(origin.problem("the header is there twice; remove one", "import-conflict"))
                header = self._values(structure, origin, names(HEADER))
            elif label in ATTRIBUTES:
                values = self._values(structure, origin, names(ATTRIBUTES[label]) | {_LINKS})
                regions.append(Region(str(structure.xmiID), label, structure.begin, structure.end, values, origin))
                relations.extend(self._links(structure, origin))
            elif not label.startswith(_TEXTUAL):
                message = f"an annotation of the layer {structure.type.name}, which has no place in an annotation file"
                self._problems.append(origin.problem(message, "import-lost"))
        if len(self._cas.views) != 1:
            message = f"{len(self._cas.views)} views; one text is read"
            self._problems.append(Problem(self._path, 0, "", message, "import-lost"))
        origin = Origin(self._path)
        return Standoff(header, self._text, regions, relations, origin, problems=tuple(self._problems))

    def _find_hidden(self, shown: set[int]) -> None:
        """What the file has and its index lacks: no tool shows it, and cassis gives only what something refers to."""
        for number, tag in self._looked.tags.items():
            namespace, _, name = tag.rpartition(" ")
            if namespace == _ECORE and name in (_ARTICLE, *ATTRIBUTES) and number not in shown:
                origin = Origin(self._path, self._looked.lines[number], f"{name} #{number}")
                message = "it is in no view of the document, so that nobody sees it; remove it"
                self._problems.append(origin.problem(message, "import-lost"))

    def _origin(self, structure: Any, label: str) -> Origin:
        begin, end = getattr(structure, "begin", None), getattr(structure, "end", None)
        words = "" if begin is None or end is None else f" {surface(self._text, begin, end)}"
        line = self._looked.lines.get(structure.xmiID, 0)
        return Origin(self._path, line, f"{label} #{structure.xmiID}{words}")

    def _values(self, structure: Any, origin: Origin, known: frozenset[str]) -> dict[str, tuple[str, ...]]:
        values = {}
        for feature in structure.type.all_features:
            name = _ATTRIBUTES.get(feature.name, feature.name)
            value = getattr(structure, feature.name)
            if name in _BUILT_IN or name == _LINKS or value in (None, ""):
                continue
            if name not in known:
                message = f"the feature {feature.name} ({value}) has no place in an annotation file"
                self._problems.append(origin.problem(message, "import-lost"))
            elif isinstance(value, str):
                values[name] = split_list(name, value)
            else:
                self._problems.append(origin.problem(f"{feature.name} is not a text", "import-syntax"))
        return values

    def _links(self, structure: Any, origin: Origin) -> Iterator[Relation]:
        array = getattr(structure, _LINKS, None)
        for link in array.elements if array is not None else ():
            target = getattr(link, _TARGET)
            place = Origin(origin.path, self._looked.lines.get(link.xmiID, origin.line), origin.pointer)
            yield Relation(getattr(link, _ROLE) or None, str(structure.xmiID), str(getattr(target, "xmiID", "")), place)
