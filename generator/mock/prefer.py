"""The headers of a request go in; what its client wishes of the answer comes out."""

from __future__ import annotations

from generator.mock.answer import Wish
from generator.mock.wire import Incoming


class WrongWish(ValueError):
    """The header Prefer asks for what there cannot be; says why."""


def wish(incoming: Incoming) -> Wish:
    """The wishes of the header Prefer (RFC 7240, section 2): `code`, `example` and `dynamic`; others are not ours.

    Raises:
        WrongWish: `code` is no status.
    """
    wanted: dict[str, str] = {}
    for text in incoming.all("prefer"):
        for piece in text.replace(";", ",").split(","):
            name, _, value = piece.strip().partition("=")
            wanted.setdefault(name.strip().lower(), value.strip().strip('"'))
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
