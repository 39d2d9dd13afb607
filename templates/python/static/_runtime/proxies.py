"""An address in; the proxy through which the environment says to reach it out."""

from __future__ import annotations

import os
import sys

_SYSTEM = ("win32", "darwin")
"""Systems that have settings for proxies beside the environment."""


def environment_proxy(scheme: str, host: str) -> str:
    """The proxy of a server; "" where it is reached directly.

    HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY are read, in capitals and in small letters.

    Args:
        scheme: "http" or "https".
        host: the server's name, and its port where one is given.
    """
    named = any(name.lower().endswith("_proxy") for name in os.environ)
    if not named and sys.platform not in _SYSTEM:
        return ""
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    found = proxies.get(scheme) or proxies.get("all") or ""
    if not found or proxy_bypass(host):
        return ""
    return found if "://" in found else f"http://{found}"
