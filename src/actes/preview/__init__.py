"""Articles on one HTML page, as a reviewer wants to see them: the graph on the text, what changed in it, what is wrong.

``reading`` makes values of files, the other modules make the page of these values. The page has no script and asks the
network for nothing.
"""

from actes.preview.page import render_preview
from actes.preview.reading import read_preview, to_be_shown
from actes.preview.values import Compared, Preview

__all__ = ["Compared", "Preview", "read_preview", "render_preview", "to_be_shown"]
