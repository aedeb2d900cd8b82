"""``actes export``: articles as an annotation tool takes them."""

from __future__ import annotations
