"""The name of a file goes in; one word of ASCII that a shell reads as that name comes out."""

from __future__ import annotations

import re
import shlex

_UNQUOTABLE = re.compile(r"[^ -~]|['\\]")


def word(name: str) -> str:
    r"""Return a file's name as people would write it on a command line.

    Names that are not plain ASCII are written with escapes that bash, ksh, zsh and POSIX.1-2024 shells understand, so
    that no invisible, reordering or line-ending character of a name stands in a generated file.

    >>> print(word("openapi.yaml"), word('a"b.yaml'), word("日本.yaml"), word("a\nb"))
    openapi.yaml 'a"b.yaml' $'\u65e5\u672c.yaml' $'a\nb'
    """
    if name.startswith("-"):
        name = f"./{name}"
    if re.fullmatch("[ -~]*", name):
        return shlex.quote(name)
    return f"$'{_UNQUOTABLE.sub(_escape, name)}'"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if short := {"\n": r"\n", "\r": r"\r", "\t": r"\t"}.get(character):
        return short
    if character in "'\\":
        return f"\\{character}"
    point = ord(character)
    if 0xDC80 <= point <= 0xDCFF:
        # A byte that is no UTF-8; Python reads it as half of a surrogate pair (PEP 383).
        return f"\\{point - 0xDC00:03o}"
    if point < 0x20 or point == 0x7F:
        return f"\\{point:03o}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
