"""Cleaned HTML goes in; the same with every child of a list in an item of it comes out (HTML, sections 4.4.5 and 4.4.6)."""

from __future__ import annotations

import re

_STRAY = re.compile(r"(?:<[uo]l(?: [^<>]*)?>|</li>)\s*(?!\s|<li>|</[uo]l>)")
_TAG = re.compile(r"(</?[a-z][^<>]*>)")
_LISTS = ("ul", "ol")
_EMPTY = ("br", "hr")
_ADDED = "item"


def in_items(made: str) -> str:
    """Put what stands in a list, and in no item of it, into items; elements are closed in their order."""
    if not _STRAY.search(made):
        return made
    found: list[str] = []
    opened: list[str] = []
    for piece in _TAG.split(made):
        is_tag = piece.startswith("<") and piece.endswith(">")
        name = piece.strip("</>").split(" ", 1)[0] if is_tag else ""
        ends = piece.startswith("</")
        if opened[-1:] == [_ADDED] and (name == "li" or (ends and name in _LISTS)):
            opened.pop()
            found.append("</li>\n")
        inside = bool(opened) and opened[-1] in _LISTS
        if name == "li" and not ends and not inside:
            return made  # An item of no list would end one that is put around it.
        if inside and piece.strip() and name != "li" and not ends:
            opened.append(_ADDED)
            found.append("<li>")
        if ends and opened:
            opened.pop()
        elif is_tag and name not in _EMPTY:
            opened.append(name)
        found.append(piece)
    return "".join(found)
