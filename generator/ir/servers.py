"""Servers of an API go in; the addresses that they mean come out."""

from __future__ import annotations

import re

from generator.ir.model import Api, Server

_WHOLE = re.compile(r"https?://[^{}@/?#]+(?:/[^{}?#]*)?", re.IGNORECASE)


def address(server: Server) -> str:
    """A server's address with its variables' defaults filled in (OpenAPI 3.1.1, section 4.8.5)."""
    url = server.url
    for variable in server.variables:
        url = url.replace(f"{{{variable.name}}}", variable.default)
    return url


def is_known(api: Api) -> bool:
    """Whether the document says where its server is, so that nobody has to: whole, and without a variable to choose."""
    return bool(api.servers) and _WHOLE.fullmatch(api.servers[0].url) is not None
