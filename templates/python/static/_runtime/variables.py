"""The address of a server with variables, and their values, in; the address that they make out."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAME = re.compile(r"[^/]*//([^/?#]*)")
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_LETTER = re.compile(r"[^\W\d_]")
_ENDS_A_NAME = re.compile(r"[/\\?#@\s\x00-\x1f\x7f]")


def filled(server: str, values: Mapping[str, str]) -> str:
    """An address of the document with values for its variables.

    Who owns a server is told by how its name ends: where the document fixes that, as in `https://{region}.example`, a
    value is a part of the name and cannot end it, wherever the value came from.

    Raises:
        ValueError: a value would.
    """
    host = _NAME.match(server)
    for found in _VARIABLE.finditer(host[1]) if host else ():
        behind = _VARIABLE.sub("", found.string[found.end() :])
        if _LETTER.search(behind) and _ENDS_A_NAME.search(values.get(found[1], "")):
            raise ValueError(
                f"{found[1]!r} is a part of the name of a server, which no blank and none of / \\ ? # @ can be"
            )
    return _VARIABLE.sub(lambda found: values.get(found[1], found[0]), server)
