"""What cleaning did to a text, so that nothing is changed in silence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from actes.annotation.text import line_number


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change: what was done, how often, and the first line of the received text where it was."""

    what: str
    count: int
    line: int


@dataclass(slots=True)
class Cleaning:
    """A text under way, and what has been done to it so far."""

    text: str
    changes: list[Change]

    def replace(self, pattern: re.Pattern[str], by: str | Callable[[re.Match[str]], str], what: str) -> None:
        """Replace whatever ``pattern`` fits, and note it if it fits anything."""
        first = pattern.search(self.text)
        if first:
            line = line_number(self.text, first.start())
            self.text, count = pattern.subn(by, self.text)
            self.changes.append(Change(what, count, line))
