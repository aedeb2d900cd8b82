"""The formats by the name of their tool."""

from __future__ import annotations

from functools import partial

from actes.convert import Format
from actes.convert.brat import to_brat
from actes.convert.brat_read import from_brat
from actes.convert.cas import from_cas, to_cas
from actes.convert.labelstudio import from_labelstudio, to_labelstudio

LABEL_STUDIO = "labelstudio"
TOOLS = {
    LABEL_STUDIO: Format("Label Studio", to_labelstudio, from_labelstudio),
    "brat": Format("brat", to_brat, from_brat),
    "cas": Format("UIMA CAS", to_cas, from_cas),
}


def label_studio(*, predictions: bool, annotator: str | None = None) -> Format:
    """Label Studio with predictions in the place of annotations, or the work of one annotator among several."""
    return Format(
        "Label Studio",
        partial(to_labelstudio, predictions=predictions),
        partial(from_labelstudio, predictions=predictions, annotator=annotator),
    )
