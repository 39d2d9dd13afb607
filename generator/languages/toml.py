"""Any text -> a TOML string or key."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.languages.code import Code
from generator.languages.python.strings import UNSAFE

_ESCAPED = re.compile(f'[\\\\"{UNSAFE}]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_BARE = re.compile("[A-Za-z0-9_-]+")


def string(value: str) -> Code:
    """Return text as a basic string on one line (TOML 1.0.0, "String").

    TOML is made of Unicode scalar values: a lone surrogate becomes U+FFFD, the replacement character.
    """
    return Code(f'"{_ESCAPED.sub(_escape, _SURROGATE.sub(chr(0xFFFD), value))}"')


def strings(values: Iterable[str]) -> Code:
    """Return texts as an array on one line."""
    return Code(f"[{', '.join(map(string, values))}]")


def key(value: str) -> Code:
    """Return text as a key: bare where TOML allows it, else quoted."""
    return Code(value) if _BARE.fullmatch(value) else string(value)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if short := _SHORT.get(character):
        return short
    point = ord(character)
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
