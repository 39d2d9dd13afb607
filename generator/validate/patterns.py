"""A regular expression of the document goes in; an engine that has a limit compiles it and tells what it matches.

Python's `re` has none: a few dozen signs keep it busy for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jsonschema_rs

BACKTRACKS = 1_000
PATTERN_SIZE = 1 << 20
PIECE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|.", re.DOTALL)
"""An escape, a class, or a single character."""
_SLASHED = re.compile(r"/\^.*\$/[a-z]*", re.DOTALL)


def slashed(pattern: str) -> bool:
    """Whether a pattern is written between slashes, as programs have it; these count, and nothing begins behind one.

    One of several alternatives may match all the same.
    """
    return (
        pattern[:2] == "/^"
        and _SLASHED.fullmatch(pattern) is not None
        and not ("|" in pattern and branches(PIECE.findall(pattern)))
    )


def branches(pieces: list[str]) -> bool:
    """Whether there are alternatives outside of all groups."""
    depth = 0
    for piece in pieces:
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            return True
    return False


def options() -> jsonschema_rs.FancyRegexOptions:
    """Give the engine's limits."""
    import jsonschema_rs

    return jsonschema_rs.FancyRegexOptions(BACKTRACKS, PATTERN_SIZE)


def meant(pattern: str) -> str:
    """A pattern without slashes around it."""
    return pattern[1 : pattern.rindex("/")] if slashed(pattern) else pattern


@lru_cache(maxsize=1 << 14)
def compiles(pattern: str) -> bool:
    """Whether a pattern is a regular expression of ECMA-262 that can be compiled within bounds, and may match a text."""
    return not slashed(pattern) and _compiled(pattern) is not None


def found_in(pattern: str, texts: Iterable[str]) -> frozenset[str]:
    """The texts in which a pattern is found; one that cannot be read, or decided within bounds, is found in none."""
    validator = _compiled(pattern)
    if validator is None:
        return frozenset()
    return frozenset(text for text in texts if validator.is_valid(text))


def _compiled(pattern: str) -> Any:
    import jsonschema_rs

    try:
        return jsonschema_rs.Draft202012Validator(
            {"pattern": pattern}, offline=True, pattern_options=options()
        )
    except ValueError:
        return None
