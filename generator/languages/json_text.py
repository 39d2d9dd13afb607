"""A JSON value goes in; JSON comes out that shows all its letters: short for programs, or as people write it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from generator.ir.model import Json
from generator.languages.code import Code
from generator.languages.python.strings import UNSAFE

WIDTH = 76
DEEPEST = 60
_HIDDEN = re.compile(f"[{UNSAFE}]")


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
    try:
        text = json.dumps(value, ensure_ascii=False)
    except RecursionError:
        text = "…"
    return Code(shown(text))


def pretty(value: Json, margin: str = "", depth: int = 0) -> Code:
    """A value as people write it: short things on one line, long ones with a member a line.

    Args:
        margin: blanks that the lines behind the first begin with.
    """
    flat = one_line(value)
    if not isinstance(value, Mapping | list) or not value:
        return flat
    if len(margin) + len(flat) <= WIDTH or depth > DEEPEST:
        return flat
    inner = f"{margin}  "
    if isinstance(value, list):
        lines = [str(pretty(item, inner, depth + 1)) for item in value]
        begin, end = "[", "]"
    else:
        lines = [
            f"{one_line(key)}: {pretty(item, inner, depth + 1)}"
            for key, item in value.items()
        ]
        begin, end = "{", "}"
    body = ",\n".join(f"{inner}{line}" for line in lines)
    return Code(f"{begin}\n{body}\n{margin}{end}")


def shown(text: str) -> str:
    """JSON whose letters can all be seen; in ASCII the encoder has seen to that, but for DEL."""
    if text.isascii() and "\x7f" not in text:
        return text
    return _HIDDEN.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    """A letter that hides or reorders text, as JSON writes it (RFC 8259, section 7)."""
    point = ord(match[0])
    if point < 0x10000:
        return f"\\u{point:04x}"
    high, low = divmod(point - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
