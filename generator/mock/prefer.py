"""The headers of a request go in; what its client wishes of the answer comes out."""

from __future__ import annotations

import re

from generator.mock.answer import Wish
from generator.mock.wire import Incoming

_WISH = re.compile(r'([^=;,]+)(?:=[ \t]*("(?:\\.|[^"\\])*"|[^;,]*))?')
"""A name and its value, a word or a text in quotation marks (RFC 7240, section 2)."""


class WrongWish(ValueError):
    """The header Prefer asks for what there cannot be; says why."""


def wish(incoming: Incoming) -> Wish:
    """The wishes of the header Prefer (RFC 7240, section 2): `code`, `example` and `dynamic`; others are not ours.

    Raises:
        WrongWish: `code` is no status.
    """
    wanted: dict[str, str] = {}
    for text in incoming.all("prefer"):
        for name, value in _WISH.findall(text):
            wanted.setdefault(name.strip().lower(), _plain(value.strip()))
    code = wanted.get("code", "0")
    if not (
        code.isascii()
        and code.isdigit()
        and (code == "0" or 200 <= int(code[:4]) <= 599)
    ):
        raise WrongWish(f"Prefer: code={code}: this is no status from 200 to 599")
    return Wish(
        status=int(code),
        example=wanted.get("example", ""),
        dynamic=wanted.get("dynamic", "") == "true",
        accept=incoming.get("accept"),
    )


def _plain(value: str) -> str:
    """A value without the quotation marks around it."""
    quoted = len(value) > 1 and value[0] == value[-1] == '"'
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if quoted else value
