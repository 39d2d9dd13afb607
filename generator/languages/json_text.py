"""A JSON value goes in; JSON comes out that shows all its letters: short for programs, or as people write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from json.encoder import encode_basestring

from generator.ir.model import Json
from generator.languages.code import Code
from generator.languages.python.strings import UNSAFE

WIDTH = 76
DEEPEST = 60
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


def pretty(value: Json, enough: int | None = None) -> Code:
    """A value as people write it: short things on one line, long ones with a member a line.

    Args:
        enough: characters after which the rest may be left out.
    """
    found: list[str] = []
    left = enough
    for piece in _laid(value, "", 0):
        found.append(piece)
        if left is not None:
            left -= len(piece)
            if left < 0:
                break
    return Code("".join(found))


def _laid(value: Json, margin: str, depth: int) -> Iterator[str]:
    """A value laid out; `margin` is the blanks that the lines behind the first begin with."""
    if not isinstance(value, Mapping | list) or not value or depth > DEEPEST:
        yield one_line(value)
        return
    flat = _flat(value)
    if flat and len(margin) + len(flat) <= WIDTH:
        yield flat
        return
    inner = f"{margin}  "
    before = f"\n{inner}"
    if isinstance(value, list):
        yield "["
        for item in value:
            yield before
            yield from _laid(item, inner, depth + 1)
            before = f",\n{inner}"
        yield f"\n{margin}]"
        return
    yield "{"
    for key, item in value.items():
        yield f"{before}{one_line(key)}: "
        yield from _laid(item, inner, depth + 1)
        before = f",\n{inner}"
    yield f"\n{margin}}}"


def _flat(value: Json) -> str:
    """A value on one line; nothing where it is nested too deep for Python."""
    try:
        return shown(json.dumps(value, ensure_ascii=False))
    except RecursionError:
        return ""


def shown(text: str) -> str:
    """JSON whose letters can all be seen; in ASCII the encoder has seen to that, but for DEL."""
    if text.isascii() and "\x7f" not in text:
        return text
    return _FOREIGN.sub(lambda found: _HIDDEN.sub(_escape, found[0]), text)


def _escape(match: re.Match[str]) -> str:
    """A letter that hides or reorders text, as JSON writes it (RFC 8259, section 7)."""
    point = ord(match[0])
    if point < 0x10000:
        return f"\\u{point:04x}"
    high, low = divmod(point - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
