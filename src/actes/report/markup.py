"""HTML elements as values: whatever is not markup already is escaped."""

from __future__ import annotations

from html import escape


class Markup(str):
    """HTML. Any other text becomes HTML by being escaped."""

    __slots__ = ()


Attribute = str | int | float | bool | None


def element(name: str, *content: str, **attributes: Attribute) -> Markup:
    """``<name attributes>content</name>``.

    Attributes are named as in HTML, with ``_`` for ``-`` and a trailing ``_`` where Python reserves the name. ``True``
    gives an attribute without value, ``None`` and ``False`` none.
    """
    return Markup(f"{opening(name, **attributes)}{join(*content)}</{name}>")


def opening(name: str, **attributes: Attribute) -> Markup:
    """``<name attributes>`` alone, for elements that are put together piece by piece; attributes as of an element."""
    return Markup(f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>")


def join(*content: str) -> Markup:
    """Pieces one after another, text escaped."""
    return Markup("".join(piece if isinstance(piece, Markup) else escape(piece) for piece in content))


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


EMPTY = Markup("")
