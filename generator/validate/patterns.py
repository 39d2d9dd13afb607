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
MANY_STATES = 20_000
"""States of a pattern beyond which nothing that is generated compiles it."""
_PARTS = re.compile(
    r"\{(?P<low>\d{1,9})(?P<open>,(?P<high>\d{0,9}))?\}"
    r"|(?P<group>\((?:\?(?::|<?[=!]|<[^<>]*>))?)"
    r"|\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\c[A-Za-z]"
    rf"|\\[pPu]\{{[^{{}}]*\}}|{PIECE.pattern}",
    re.DOTALL,
)
"""A counted repetition, the beginning of a group, or what matches a character."""
_FEW = 30
_SLASHED = re.compile(r"/?\^(?:[^\\]|\\.)*\$/[a-z]*", re.DOTALL)


def slashed(pattern: str) -> bool:
    """Whether a pattern is written between slashes, as programs have it; these count, and nothing begins behind one.

    Programs that take slashes off at both ends leave the one before flags, and nothing stands behind an end
    (`^a$/i`, zod-to-openapi). One of several alternatives may match all the same.
    """
    return (
        "$/" in pattern
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
    if not slashed(pattern):
        return pattern
    return pattern[: pattern.rindex("/")].removeprefix("/")


@lru_cache(maxsize=1 << 14)
def compiles(pattern: str) -> bool:
    """Whether a pattern is a regular expression of ECMA-262, and may match a text.

    One that repeats something thousands of times is beyond the bounds of this engine and not of others, and is judged by
    what it is with few repetitions.
    """
    if slashed(pattern):
        return False
    return _compiled(pattern) is not None or (
        states(pattern) <= MANY_STATES and _compiled(_with_few(pattern)) is not None
    )


@lru_cache(maxsize=1 << 14)
def states(pattern: str) -> int:
    """About how many states engines make of a pattern, or fewer: a counted repetition multiplies what it repeats."""
    groups, last = [0], 0
    for piece in _PARTS.finditer(pattern):
        word = piece[0]
        if piece["low"] is not None:
            times = max(1, int(piece["low"]), int(piece["high"] or 0))
            groups[-1] += last * (times - 1)
            last *= times
        elif piece["group"]:
            groups.append(0)
        elif word == ")" and len(groups) > 1:
            last = groups.pop()
            groups[-1] += last
        elif word not in "*+?|":
            last = _width(word)
            groups[-1] += last
        if groups[-1] > MANY_STATES:
            return MANY_STATES + 1
    return sum(groups)


def _width(piece: str) -> int:
    """States of one character, or of a class, which is wide where it has letters of many alphabets."""
    if piece[:2] in ("\\p", "\\P"):
        return 200
    return 4 if piece == "." or piece[:2] in ("[^", "\\S", "\\s", "\\D", "\\W") else 1


def _with_few(pattern: str) -> str:
    """A pattern that repeats nothing very often, and is as wrong as before where its numbers are out of order."""

    def few(piece: re.Match[str]) -> str:
        low, high = piece["low"], piece["high"]
        if low is None or (high and int(low) > int(high)):
            return piece[0]
        most = min(int(high), _FEW) if high else high
        behind = "" if piece["open"] is None else f",{most}"
        return f"{{{min(int(low), _FEW)}{behind}}}"

    return _PARTS.sub(few, pattern)


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
