"""Dates in EDTF (ISO 8601-2), through the ``edtf`` library."""

from __future__ import annotations

import contextlib
import functools
import io
import re
from calendar import monthrange
from datetime import date

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 64
"""Characters. The grammar takes half a minute for a set of three thousand years, which no article names."""
_MONTH_OR_YEAR = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")


@functools.lru_cache(maxsize=65536)
def is_edtf(value: str) -> bool:
    """Whether ``value`` is a valid EDTF date."""
    # The common cases, a thousand times faster than the grammar.
    if _MONTH_OR_YEAR.fullmatch(value):
        return True
    if _DAY.fullmatch(value):
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
        return True
    if len(value) > _LONGEST:
        return False
    from edtf import parse_edtf  # costs 0.3 s to import

    try:
        with contextlib.redirect_stdout(io.StringIO()):  # on which the library says what it tried
            parse_edtf(value)
    except Exception:  # EDTFParseException, and for some values TypeError and others that the library lets out
        return False
    return True


@functools.lru_cache(maxsize=65536)
def edtf_days(value: str) -> tuple[date, date] | None:
    """The first and the last day that a valid EDTF date may mean; ``None`` where it is open or beyond the calendar."""
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value), date.fromisoformat(value)
        if _MONTH_OR_YEAR.fullmatch(value):
            year, month = int(value[:4]), int(value[5:] or 0)
            return date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])
        from edtf import parse_edtf

        parsed = parse_edtf(value)
        first, last = (date(*day[:3]) for day in (parsed.lower_strict(), parsed.upper_strict()))
    except (AttributeError, TypeError, ValueError, OverflowError):
        return None
    return first, last
