"""Measure how real French news is written, to set beside the corpus.

    python corpus/validity/style.py --archive WikinewsKeyphraseCorpus-master.zip

The archive holds 100 articles of French Wikinews of 2012 (CC BY 2.5), collected by Bougouin, Boudin and Daille
(TopicRank, IJCNLP 2013). Its texts stay out of this repository; ``results/style-wikinews.json`` has their figures, the
same that ``actes stats`` gives of the corpus.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import zipfile
from html.parser import HTMLParser
from pathlib import Path

from actes.statistics.style import style_of

HERE = Path(__file__).parent
BLOCKS = {"h1", "h2", "p"}


class Article(HTMLParser):
    """Headline, lead and paragraphs of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a block."""
        if tag in BLOCKS:
            self._inside = True
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in BLOCKS:
            self._inside = False

    def handle_data(self, data: str) -> None:
        """Collect the words of a block."""
        if self._inside:
            self.blocks[-1] += data

    @property
    def text(self) -> str:
        """Paragraphs separated by blank lines, as texts of the corpus are."""
        return "\n\n".join(" ".join(block.split()) for block in self.blocks if block.strip())


def main() -> None:
    """Read, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=Path, required=True)
    archive: Path = parser.parse_args().archive
    with zipfile.ZipFile(archive) as members:
        pages = sorted(name for name in members.namelist() if name.endswith(".html") and "/documents/" in name)
        texts = [_text(members.read(name).decode("utf-8")) for name in pages]
    result = dataclasses.asdict(style_of(texts)) | {"archive_sha256": hashlib.sha256(archive.read_bytes()).hexdigest()}
    target = HERE / "results" / "style-wikinews.json"
    target.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _text(page: str) -> str:
    article = Article()
    article.feed(page)
    return article.text


if __name__ == "__main__":
    main()
