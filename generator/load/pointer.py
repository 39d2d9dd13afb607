"""JSON pointers as URI fragments, such as ``#/paths/~1pets~1{id}/get``: tokens to text and back (RFC 6901).

Canonical pointers, the only ones that leave this stage, escape ``~`` and ``/`` and nothing else.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

ROOT = "#"
_BAD_ESCAPE = re.compile(r"~(?![01])")
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def escape(token: str) -> str:
    """One key or index as it stands in a pointer (RFC 6901, section 3)."""
    return (
        token.replace("~", "~0").replace("/", "~1")
        if "~" in token or "/" in token
        else token
    )


def join(base: str, *tokens: str | int) -> str:
    """The pointer of something below `base`."""
    if len(tokens) == 1:
        return f"{base}/{escape(str(tokens[0]))}"
    return "/".join([base, *[escape(str(token)) for token in tokens]])


def parse(pointer: str) -> tuple[str, ...]:
    """The keys and indexes of a canonical pointer, from the root on.

    Raises:
        ValueError: it is no JSON pointer.
    """
    path = pointer.removeprefix("#")
    if not path:
        return ()
    if not path.startswith("/") or ("~" in path and _BAD_ESCAPE.search(path)):
        raise ValueError(f"{pointer!r} is no JSON pointer")
    if "~" not in path:
        return tuple(path[1:].split("/"))
    return tuple(
        token.replace("~1", "/").replace("~0", "~") for token in path[1:].split("/")
    )


def decoded(fragment: str) -> str:
    """A URI fragment without its percent-encoding (RFC 6901, section 6).

    Raises:
        ValueError: the percent-encoding is broken or does not encode UTF-8.
    """
    if "%" not in fragment:
        return fragment
    if _BAD_PERCENT.search(fragment):
        raise ValueError("'%' is not followed by two hexadecimal digits")
    return unquote_to_bytes(fragment).decode("utf-8")
