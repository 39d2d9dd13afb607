"""A request from a web page goes in; whether the page may read the answer (CORS) comes out, as headers of the answer.

Only pages that are served on this machine may: those of a site's preview, or of an application that somebody writes. No
other page reaches the admin address, neither by sending what needs no permission nor by a name that leads here.
"""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_address
from urllib.parse import urlsplit

from generator.mock.wire import Headers, Incoming, Reply

HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def from_here(incoming: Incoming) -> str:
    """The origin of the page that asks, where that page is served on this machine; else ""."""
    origin = incoming.get("origin")
    try:
        host = urlsplit(origin).hostname
    except ValueError:
        return ""
    return origin if host in HERE else ""


def asks_first(incoming: Incoming) -> bool:
    """Whether a browser asks if a page may send a request (Fetch, section 3.3.2); no page can send such a request itself."""
    named = incoming.get("access-control-request-method")
    return incoming.method == "OPTIONS" and bool(named and from_here(incoming))


def stranger(incoming: Incoming, host: str) -> str:
    """Why a request may come from a page of another host; "" where it does not.

    A name with a dot in it can be anybody's and lead to this machine all the same (DNS rebinding); an address, and a
    name as machines and containers of one network have, cannot.

    Args:
        host: by which name or address the mock was told to listen.
    """
    if incoming.get("origin") and not from_here(incoming):
        return f"a page of {incoming.get('origin')} asks"
    field = incoming.get("host")
    try:
        name = (urlsplit(f"//{field}").hostname or "").rstrip(".")
    except ValueError:
        return f"{field!r} is no host"
    if "." not in name or name == host.lower() or name.endswith(".localhost"):
        return ""
    try:
        ip_address(name)
    except ValueError:
        return f"it was asked by the name {name!r}, which is not the one of --host"
    return ""


def permission(incoming: Incoming) -> Reply:
    """The answer to a browser that asks: a page of this machine may send what it wants."""
    headers = (
        ("access-control-allow-methods", incoming.get("access-control-request-method")),
        (
            "access-control-allow-headers",
            incoming.get("access-control-request-headers") or "*",
        ),
    )
    return Reply(204, (*readable(incoming), *headers))


def shown(incoming: Incoming, made: Reply) -> Reply:
    """An answer that the page may read, with all its headers."""
    return replace(made, headers=(*made.headers, *readable(incoming)))


def readable(incoming: Incoming) -> Headers:
    """The headers that let a page of this machine read an answer; none for any other."""
    origin = from_here(incoming)
    if not origin:
        return ()
    return (
        ("access-control-allow-origin", origin),
        ("access-control-expose-headers", "*"),
        ("vary", "origin"),
    )
