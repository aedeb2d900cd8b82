"""The JSON Schema of annotation files, generated from the model and the ontology, so that editors complete labels."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from actes.annotation.model import AnnotationFile
from actes.annotation.structure import Form, fields
from actes.ontology import Label, Ontology

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def article_schema(ontology: Ontology) -> str:
    """The JSON Schema (draft 2020-12) of one annotation file, as text."""
    definitions: dict[str, Any] = {}
    root = _struct(AnnotationFile, ontology, definitions)
    root["properties"]["schema"] = {"const": ontology.version}
    vocabularies = {name: _vocabulary(getattr(ontology, name)) for name in sorted(_used(definitions, root))}
    schema = {
        "$schema": DRAFT,
        "title": f"ACTES annotation file, schema {ontology.version}",
        **root,
        "$defs": {**vocabularies, **definitions},
    }
    schema["$defs"]["EventEntry"]["allOf"] = [_modes_of(code, ontology) for code in ontology.types]
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _struct(struct: type[Struct], ontology: Ontology, definitions: dict[str, Any]) -> dict[str, Any]:
    properties = {field.name: _form(field.form, ontology, definitions) for field in fields(struct)}
    return {
        "type": "object",
        "description": (struct.__doc__ or "").strip(),
        "properties": properties,
        "required": [field.name for field in fields(struct) if field.required],
        "additionalProperties": False,
    }


def _form(form: Form, ontology: Ontology, definitions: dict[str, Any]) -> dict[str, Any]:
    if form.base is list and form.member is not None:
        items = {"type": "array", "items": _form(form.member, ontology, definitions)}
        return items | {"minItems": 1} if form.filled else items
    if form.base is str:
        if form.vocabulary is not None:
            return {"$ref": f"#/$defs/{form.vocabulary}"}
        if form.pattern is not None:
            return {"type": "string", "pattern": f"^(?:{form.pattern.regex})$", "description": form.pattern.description}
        return {"type": "string", "minLength": 1}
    name = form.base.__name__
    if name not in definitions:
        definitions[name] = {}  # holds the place in the order of first use
        definitions[name] = _struct(form.base, ontology, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _vocabulary(labels: Mapping[str, Label | str]) -> dict[str, Any]:
    """One ``const`` per label, so that the editor shows each label's definition beside it."""
    return {
        "oneOf": [
            {"const": code, "description": label if isinstance(label, str) else f"{label.name}. {label.fr}"}
            for code, label in labels.items()
        ]
    }


def _modes_of(code: str, ontology: Ontology) -> dict[str, Any]:
    """PLOVER's modes for one event type."""
    modes = ontology.types[code].modes
    allowed: dict[str, Any] = {"items": _vocabulary(modes)} if modes else {"maxItems": 0}
    return {
        "if": {"properties": {"type": {"const": code}}, "required": ["type"]},
        "then": {"properties": {"modes": allowed}},
    }


def _used(*schemas: Any) -> set[str]:
    """The vocabularies that the schemas refer to."""
    references: set[str] = set()
    pending = list(schemas)
    while pending:
        schema = pending.pop()
        if isinstance(schema, dict):
            reference = schema.get("$ref", "")
            if reference and reference.removeprefix("#/$defs/")[0].islower():
                references.add(reference.removeprefix("#/$defs/"))
            pending.extend(schema.values())
        elif isinstance(schema, list):
            pending.extend(schema)
    return references
