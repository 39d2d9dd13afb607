"""A JSON value goes in; JSON comes out that shows all its letters: short for programs, or as people write it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from json.encoder import encode_basestring

from generator.ir.model import Json
from generator.jsonvalues import is_array, is_object
from generator.languages.code import Code
from generator.languages.python.strings import UNSAFE

WIDTH = 76
DEEPEST = 60
STRETCH = 16_384
"""Letters that are looked at together: most stretches of a long text are ASCII, which is seen at once."""
_HIDDEN = re.compile(f"[{UNSAFE}]")
# Few letters of a document are not ASCII: they are found first, as one range, and only they are looked at closely.
_FOREIGN = re.compile("[^\x00-\x7e]+")


def compact(value: Json) -> Code:
    """A value on one line, without blanks, and a line break."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Code(f"{shown(text)}\n")


def dense(value: Json) -> Code:
    """A value on one line, without blanks; what is nested too deep for Python is left out."""
    try:
        return Code(compact(value).rstrip("\n"))
    except RecursionError:
        return one_line(value)


def one_line(value: object) -> Code:
    """A value on one line; what is nested too deep for Python is left out."""
    if isinstance(value, str):
        return Code(shown(encode_basestring(value)))
    try:
        text = json.dumps(value, ensure_ascii=False)
    except RecursionError:
        text = "…"
    return Code(shown(text))


def indented(value: object) -> str:
    """A value with a member a line, as `json.dumps(value, ensure_ascii=False, indent=2)` has it, in a third of the time.

    Raises:
        ValueError: a number is none that JSON has.
    """
    found: list[str] = []
    _indent(value, "\n", found)
    return "".join(found)


def _indent(value: object, margin: str, found: list[str]) -> None:
    """Put the pieces of a value behind those that are there.

    Args:
        margin: the line break and the blanks that the value's last line begins with.
    """
    if isinstance(value, str):
        found.append(encode_basestring(value))
    elif value and is_object(value):
        before, inner = "{", f"{margin}  "
        for key, item in value.items():
            found.append(f"{before}{inner}{encode_basestring(key)}: ")
            _indent(item, inner, found)
            before = ","
        found.append(f"{margin}}}")
    elif value and is_array(value):
        before, inner = "[", f"{margin}  "
        for item in value:
            found.append(f"{before}{inner}")
            _indent(item, inner, found)
            before = ","
        found.append(f"{margin}]")
    else:
        found.append(json.dumps(value, ensure_ascii=False, allow_nan=False))


def pretty(value: Json, enough: int | None = None) -> Code:
    """A value as people write it: short things on one line, long ones with a member a line.

    Args:
        enough: characters after which the rest may be left out.
    """
    found: list[str] = []
    _lay(value, "", found, [sys.maxsize if enough is None else enough])
    return Code("".join(found))


def _lay(value: Json, margin: str, found: list[str], left: list[int]) -> None:
    """Lay a value out.

    Args:
        margin: the blanks that the lines behind the first begin with.
        found: the pieces so far; those of the value are put behind them.
        left: how many characters are wanted still.
    """
    flat = _flat(value, len(margin))
    if flat:
        found.append(flat)
        left[0] -= len(flat)
        return
    inner = f"{margin}  "
    opening, closing = "[]" if isinstance(value, list) else "{}"
    before = f"{opening}\n{inner}"
    for key, item in _members(value):
        found.append(f"{before}{key}")
        left[0] -= len(before) + len(key)
        if left[0] < 0:
            return
        _lay(item, inner, found, left)
        before = f",\n{inner}"
    found.append(f"\n{margin}{closing}")


def _members(value: Json) -> Iterator[tuple[str, Json]]:
    """What stands before each member of an object or an array, and the member."""
    if isinstance(value, list):
        for item in value:
            yield "", item
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield f"{one_line(key)}: ", item


def _flat(value: Json, margin: int) -> str:
    """A value that fits on one line, or that has no members; else nothing."""
    if value is None or isinstance(value, str | int | float) or not value:
        return one_line(value)
    if margin > 2 * DEEPEST:
        return one_line(value)
    # A member takes at least three characters, and most objects that have many are far too long.
    if margin + 3 * len(value) > WIDTH:
        return ""
    try:
        flat = shown(json.dumps(value, ensure_ascii=False))
    except RecursionError:
        return ""
    return flat if margin + len(flat) <= WIDTH else ""


def shown(text: str) -> str:
    """JSON whose letters can all be seen; in ASCII the encoder has seen to that, but for DEL."""
    if text.isascii() and "\x7f" not in text:
        return text
    if len(text) > STRETCH:
        return "".join(
            shown(text[at : at + STRETCH]) for at in range(0, len(text), STRETCH)
        )
    return _FOREIGN.sub(lambda found: _HIDDEN.sub(_escape, found[0]), text)


def _escape(match: re.Match[str]) -> str:
    """A letter that hides or reorders text, as JSON writes it (RFC 8259, section 7)."""
    point = ord(match[0])
    if point < 0x10000:
        return f"\\u{point:04x}"
    high, low = divmod(point - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
