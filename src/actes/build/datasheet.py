"""``DATASHEET.md``: the questions of Gebru et al., Datasheets for Datasets (2021), with figures from the corpus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actes.build.evidence import agreement_section, style_section, validity_section
from actes.build.figures import Figures
from actes.build.markdown import counted, fill, occurrences
from actes.build.summary import provenance, size_table
from actes.corpus import Corpus
from actes.statistics.style import style_of


def render_datasheet(corpus: Corpus, figures: Figures, withheld: int, evidence: Mapping[str, Any]) -> str:
    """The whole data sheet; ``evidence`` is what :func:`actes.build.evidence.parse_evidence` gives."""
    total = figures.total
    return fill(
        "datasheet.md",
        {
            "version": corpus.version,
            "schema": corpus.ontology.version,
            "provenance": provenance(figures),
            "articles": counted(total.articles, "article"),
            "stories": counted(total.stories, "story", "stories"),
            "withheld": counted(withheld, "article"),
            "sizes": size_table(figures),
            "origins": occurrences(figures.origins),
            "licences": occurrences(figures.licences),
            "kinds": occurrences(figures.kinds),
            "types": occurrences(figures.types),
            "polarities": occurrences(figures.polarities),
            "contexts": occurrences(figures.contexts),
            "agreement": agreement_section(evidence),
            "validity": validity_section(evidence),
            "style": style_section(evidence, style_of([article.text or "" for article in corpus.articles])),
        },
    )
