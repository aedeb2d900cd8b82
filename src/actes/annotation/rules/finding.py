"""What a rule yields."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from actes.annotation.resolve import Anchored
from actes.ontology import Ontology
from actes.problem import Pointer

Findings = Iterator[tuple[Pointer, str, str]]
"""(where, what is wrong and how to mend it, code)."""

Rule = Callable[[Anchored, Ontology], Findings]
