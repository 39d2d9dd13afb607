"""A JSON value goes in; YAML in block style, which says the same and which people like to read, comes out."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from generator.ir.model import Json
from generator.jsonvalues import is_array, is_object
from generator.languages.code import Code
from generator.languages.python.strings import UNSAFE, escape

WIDTH = 100
"""Columns that lines of running text fill."""
LONGEST_KEY = 200
"""Characters of a key that stands on the line of its value; readers want no line break and at most 1,024 (YAML 1.2.2, section 7.4.3)."""

_HIDDEN = re.compile(f"(?!\\n)[{UNSAFE}]")
_BEGIN = re.compile(r"[^\W\d_]|[/_$]")
_VERSION = re.compile(r"\d+\.\d+\.\d[\w.-]*")
"""No reader takes for anything but text, YAML 1.1 included and words apart, what begins with a letter, and versions."""
_INDICATOR = re.compile(r"\n|:(?:\s|$)|\s#| $")
"""What text without quotes may not hold (YAML 1.2.2, section 7.3.3)."""
_SPECIAL = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_BREAKABLE = re.compile(r"(?<=\S) (?=\S)")


def block(value: Json) -> Code:
    """A value as a YAML 1.1 and 1.2 document whose letters can all be seen."""
    found = list[str]()
    if value and is_object(value):
        _members(value, "", found)
    elif value and is_array(value):
        _items(value, "", found)
    else:
        found.append(f"{_scalar(value, '  ', 0)}\n")
    return Code("".join(found))


def _members(value: dict[str, object], margin: str, found: list[str]) -> None:
    """The members of an object, the first of which follows what is there already."""
    inner, before = f"{margin}  ", ""
    for key, item in value.items():
        name = key if _is_plain(key) else _quoted(key)
        sign = f"{before}{name}:"
        if len(name) > LONGEST_KEY:
            sign = f"{before}? {name}\n{margin}:"
        before = margin
        if item and is_object(item):
            found.append(f"{sign}\n{inner}")
            _members(item, inner, found)
        elif item and is_array(item):
            found.append(f"{sign}\n{margin}")
            _items(item, margin, found)
        else:
            at = len(margin) + len(name) + 2
            found.append(f"{sign} {_scalar(item, inner, at)}\n")


def _items(value: list[object], margin: str, found: list[str]) -> None:
    """The members of an array, the first of which follows what is there already."""
    inner, before = f"{margin}  ", ""
    for item in value:
        sign = f"{before}- "
        before = margin
        if item and is_object(item):
            found.append(sign)
            _members(item, inner, found)
        elif item and is_array(item):
            found.append(sign)
            _items(item, inner, found)
        else:
            found.append(f"{sign}{_scalar(item, inner, len(inner))}\n")


def _scalar(value: object, margin: str, at: int) -> str:
    """A value without members.

    Args:
        margin: what further lines of it begin with.
        at: the column in which it begins.
    """
    match value:
        case str():
            return _text(str(value), margin, at)
        case float():
            return _number(value)
        case _:
            return json.dumps(value)


def _number(value: float) -> str:
    """A number with a point, without which readers of YAML 1.1 take one with an exponent for text."""
    shown = json.dumps(value)
    if "e" in shown and "." not in shown:
        return shown.replace("e", ".0e", 1)
    return shown


def _text(text: str, margin: str, at: int) -> str:
    if "\n" in text:
        return _lines(text, margin)
    shown = text if _is_plain(text) else _quoted(text)
    if at + len(shown) <= WIDTH or shown[:1] == '"':
        return shown
    return _filled(shown, margin, at)


@lru_cache(maxsize=4096)
def _is_plain(text: str) -> bool:
    """Whether text needs no quotes."""
    if not _BEGIN.match(text):
        return _VERSION.fullmatch(text) is not None
    return (
        text.casefold() not in _SPECIAL
        and not _INDICATOR.search(text)
        and not _HIDDEN.search(text)
    )


def _quoted(text: str) -> str:
    """Text in single quotes, or in double ones where something has to be escaped (YAML 1.2.2, section 5.7)."""
    if "\n" not in text and not _HIDDEN.search(text):
        return "'" + text.replace("'", "''") + "'"
    shown = json.dumps(text, ensure_ascii=False)
    return _HIDDEN.sub(lambda found: escape(found[0]), shown)


def _lines(text: str, margin: str) -> str:
    """Text of several lines as it stands, where that can be: readers take blanks at its beginning for the margin."""
    end = "" if text[-2:-1] != "\n" and text[-1] == "\n" else "-"
    lines = text.removesuffix("\n").split("\n")
    if (
        text[0].isspace()
        or _HIDDEN.search(text)
        or not lines[-1]
        or any(line.isspace() for line in lines)
    ):
        return _quoted(text)
    return f"|{end}\n" + "\n".join(f"{margin}{line}" if line else "" for line in lines)


def _filled(shown: str, margin: str, at: int) -> str:
    """Running text on lines, each of which ends where a blank stands between two words."""
    found = list[str]()
    for word in _BREAKABLE.split(shown):
        if found and at + 1 + len(word) > WIDTH:
            found.append(f"\n{margin}{word}")
            at = len(margin) + len(word)
        else:
            found.append(f" {word}" if found else word)
            at += len(word) + bool(found)
    return "".join(found)
