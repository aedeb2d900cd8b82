"""What an article begins as: its names, and an annotation file with nothing annotated, marked as a draft."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from actes.annotation.canonical import write_annotation
from actes.annotation.model import NEW, AnnotationFile
from actes.annotation.resolve import anchor
from actes.annotation.strict_yaml import Source
from actes.ontology import Ontology

LICENCES = {"written": "CC-BY-4.0", "received": "LicenseRef-received"}
"""The licence of a text by its origin; a withheld text is not in git, so no draft begins with it."""


def begin(text: str, header: Mapping[str, str], ontology: Ontology) -> bytes:
    """The annotation file of an article with nothing annotated.

    Args:
        text: as it goes to ``seeds/``, its final line feed included.
        header: ``id``, ``date``, ``story`` and ``origin``.
        ontology: the vocabularies.
    """
    name = header["id"]
    file = AnnotationFile(
        schema=ontology.version,
        id=name,
        text=f"seeds/{name}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        language="fr",
        date=header["date"],
        story=header["story"],
        origin=header["origin"],
        licence=LICENCES[header["origin"]],
        draft=NEW,
    )
    anchored, _ = anchor(Source(f"corpus/{name}.yaml", b""), file, text)
    return write_annotation(anchored, ontology).encode()


def with_line(content: bytes, *cells: str) -> bytes:
    """A table of the corpus with a line more, in its place where the lines are sorted, else at the end."""
    header, *lines = content.decode("utf-8").removesuffix("\n").split("\n")
    line = "\t".join(cells)
    lines = sorted([*lines, line]) if lines == sorted(lines) else [*lines, line]
    return "".join(f"{member}\n" for member in (header, *lines)).encode()
