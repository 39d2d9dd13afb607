"""Text with references to characters, as HTML writes them, in; the characters out."""

from __future__ import annotations

import re
from html import unescape

_NO_CHARACTER = re.compile(r"&#[0-9]{100,};?")
"""No character has a number of so many digits, and Python reads no number of thousands of them."""


def unescaped(text: str) -> str:
    """Return a text with the characters that its references name (HTML, section 13.5); U+FFFD for numbers of none."""
    return unescape(_NO_CHARACTER.sub("\ufffd", text) if "&#" in text else text)
