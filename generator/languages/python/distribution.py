"""A document's version goes in; the version of the distribution made from it comes out."""

from __future__ import annotations

import re

from generator.ir.model import Api

VERSION = re.compile(
    r"v?(\d+(?:\.\d+){0,4}(?:(?:a|b|rc)\d+)?(?:\.post\d+)?(?:\.dev\d+)?)"
)


LEADING = re.compile(r"v?(\d+(?:\.\d+){0,4})")


def version(api: Api) -> str:
    """The document's version as PyPI's rules have it (PEP 440); "0" for one that begins with no number.

    >>> from generator.ir.model import Info
    >>> version(Api("3.1.0", Info("", "v1.2-beta")))
    '1.2'
    """
    text = api.info.version.strip()
    found = VERSION.fullmatch(text) or LEADING.match(text)
    return found[1] if found and found[1].isascii() else "0"
