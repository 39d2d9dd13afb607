"""The address of another page of the same site goes in, as it stands in a text; the page's place comes out."""

from __future__ import annotations

import re

SCHEME = "specloom-page"
"""What such an address begins with; everywhere else it leads nowhere."""

_ADDRESS = re.compile(
    rf"{SCHEME}:((?:operations|schemas|tags)/[A-Za-z0-9][A-Za-z0-9._-]*|index)"
)


def address(place: str) -> str:
    """The address of a page, for a text."""
    return f"{SCHEME}:{place}"


def place(address: str) -> str:
    """The place of a page in the folder of its language, without extension; empty for any other address."""
    found = _ADDRESS.fullmatch(address)
    return found[1] if found else ""
