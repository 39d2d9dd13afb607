"""Two texts that say the same in letters and digits are the same to a reader, however they are spelled."""

from __future__ import annotations

import re
from functools import lru_cache

MARKS = re.compile(r"[\W_]+")
"""What is neither letter nor digit."""
IDENTIFIER = re.compile(r"\w*_\w*|[A-Z]\w*(?:\.[A-Z]\w*)+")


@lru_cache(maxsize=1 << 14)
def letters(text: str) -> str:
    """A text without case and punctuation."""
    return MARKS.sub("", text).casefold()


def is_identifier(text: str) -> bool:
    """Whether a title is no text for people but a name in some program: "capability_param", "Pet.Fields"."""
    return IDENTIFIER.fullmatch(text) is not None
