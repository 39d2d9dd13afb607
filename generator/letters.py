"""Two texts that say the same in letters and digits are the same to a reader, however they are spelled."""

from __future__ import annotations

import re
from functools import lru_cache

MARKS = re.compile(r"[\W_]+")
"""What is neither letter nor digit."""


@lru_cache(maxsize=1 << 14)
def letters(text: str) -> str:
    """A text without case and punctuation."""
    return MARKS.sub("", text).casefold()
