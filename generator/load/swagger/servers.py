"""The host, the schemes and the base path of Swagger 2.0 go in; the servers of OpenAPI 3.0 come out."""

from __future__ import annotations

from typing import Any

from generator.jsonvalues import is_array

_SAFE = ("https", "wss")


def servers(data: dict[str, Any], schemes: Any) -> list[dict[str, Any]]:
    """Give the Server Objects of a document; none where it says nothing of where it is served.

    Of several schemes the encrypted ones come first. Where a host has none, https is meant: the one by which the
    document itself was fetched, as Swagger 2.0 has it, is not known.

    Args:
        schemes: those of the document, or of one operation.
    """
    host, path = data.get("host"), data.get("basePath")
    base = path.strip("/") if isinstance(path, str) else ""
    base = f"/{base}" if base else ""
    if not isinstance(host, str) or not host:
        return [{"url": base}] if base else []
    named = (
        [one for one in schemes if isinstance(one, str)] if is_array(schemes) else []
    )
    ordered = sorted(
        dict.fromkeys(named or ["https"]), key=lambda one: one not in _SAFE
    )
    host = host.removeprefix("https://").removeprefix("http://").strip("/")
    return [{"url": f"{scheme}://{host}{base}"} for scheme in ordered]
