"""A JSON value goes in; JSON comes out that shows all its letters: short for programs, or as people write it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from generator.ir.model import Json
from generator.languages.code import Code
from generator.languages.python.strings import UNSAFE

_quoted = json.JSONEncoder(ensure_ascii=False).encode
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
        return Code(shown(_quoted(value)))
    try:
        text = json.dumps(value, ensure_ascii=False)
    except RecursionError:
        text = "…"
    return Code(shown(text))


def pretty(value: Json) -> Code:
    """A value as people write it: short things on one line, long ones with a member a line."""
    return Code(_laid(value, "", 0))


def _laid(value: Json, margin: str, depth: int) -> str:
    """A value laid out; `margin` is the blanks that the lines behind the first begin with.

    A value fits on a line only if all that is in it does, so that each is looked at once.
    """
    if not isinstance(value, Mapping | list) or not value or depth > DEEPEST:
        return one_line(value)
    inner = f"{margin}  "
    if isinstance(value, list):
        lines = [_laid(item, inner, depth + 1) for item in value]
        begin, end = "[", "]"
    else:
        lines = [
            f"{one_line(key)}: {_laid(item, inner, depth + 1)}"
            for key, item in value.items()
        ]
        begin, end = "{", "}"
    flat = f"{begin}{', '.join(lines)}{end}"
    if len(margin) + len(flat) <= WIDTH and "\n" not in flat:
        return flat
    body = f",\n{inner}".join(lines)
    return f"{begin}\n{inner}{body}\n{margin}{end}"


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
