"""Reports of an evaluation: Markdown, one HTML page, and the differences between gold and prediction.

``render_markdown`` and ``render_html`` take a report and return text; ``errors`` gives the differences of one article
as values. ``page`` puts the HTML together from ``overview``, ``details`` and the data that ``browser`` makes for the
script of the page, whose parts are in ``templates``.
"""

from actes.report.faults import LAYERS, Claim, Fault, Kind, errors
from actes.report.markdown import render_markdown
from actes.report.page import render_html

__all__ = ["LAYERS", "Claim", "Fault", "Kind", "errors", "render_html", "render_markdown"]
