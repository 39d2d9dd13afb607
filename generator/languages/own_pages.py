"""The address of another page of the same site goes in, as it stands in a text; where it leads from a page comes out."""

from __future__ import annotations

import re

SCHEME = "specloom-page"
"""What such an address begins with; everywhere else it leads nowhere."""

_ADDRESS = re.compile(
    rf"{SCHEME}:((?:operations|schemas|tags)/[A-Za-z0-9][A-Za-z0-9._-]*|index)(#[a-z0-9-]+)?"
)


def address(place: str) -> str:
    """The address of a page, for a text; a part of it may stand behind a `#`."""
    return f"{SCHEME}:{place}"


def page(address: str) -> str:
    """Where an address leads to from a page in a folder of pages; empty where it is none of these."""
    found = _ADDRESS.fullmatch(address)
    return f"../{found[1]}.html{found[2] or ''}" if found else ""


def twin(address: str) -> str:
    """The same from a page's Markdown, whose parts have no addresses."""
    found = _ADDRESS.fullmatch(address)
    return f"../{found[1]}.md" if found else ""
