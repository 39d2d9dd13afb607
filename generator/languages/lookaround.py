"""A regular expression that looks ahead at its begin, or back at its end, goes in; plain ones that say the same come out.

`^(?=A)(?!B)C$` holds of a text where `^(?:A)` and `^C$` hold and `^(?:B)` does not, as there is one place where a text
begins and one where it ends (ECMA-262, section 22.2.2.4, without the flag m). Each of them runs in linear time.
"""

from __future__ import annotations

from functools import lru_cache

from generator.languages.regex import Translation, translate
from generator.records import dataclass
from generator.validate.patterns import PIECE, branches


@dataclass(frozen=True, slots=True)
class Part:
    """A pattern that a text has to match, or must not match where it is `negated`; each is sound by itself."""

    pattern: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """What a pattern comes to; `reason` says why where nothing can be asserted."""

    parts: tuple[Part, ...]
    reason: str = ""


@lru_cache(maxsize=1024)
def apart(pattern: str) -> Parts:
    """The parts of a pattern, all of which have to hold: itself where it does not look around."""
    whole = translate(pattern)
    if whole.pattern is not None:
        return Parts((Part(pattern),))
    parts = _parts(pattern)
    if len(parts) < 2:
        return Parts((), whole.reason)
    found: list[Translation] = [translate(part.pattern) for part in parts]
    if any(one.pattern is None for one in found):
        return Parts((), whole.reason)
    return Parts(tuple(parts))


def _parts(pattern: str) -> list[Part]:
    pieces = PIECE.findall(pattern)
    if pieces[:1] != ["^"] or branches(pieces):
        return []
    parts: list[Part] = []
    at = 1
    while (sign := "".join(pieces[at : at + 3])) in ("(?=", "(?!"):
        end = _closing(pieces, at)
        if not end:
            return []
        inner = "".join(pieces[at + 3 : end - 1])
        parts.append(Part(f"^(?:{inner})", sign == "(?!"))
        at = end
    rest = pieces[at:]
    back = _looking_back(rest)
    if back is not None:
        inner = "".join(rest[back + 4 : -2])
        parts.append(Part(f"(?:{inner})$", rest[back + 3] == "!"))
        rest = [*rest[:back], "$"]
    return [*parts, Part("^" + "".join(rest))]


def _looking_back(pieces: list[str]) -> int | None:
    """Where the group stands that looks back from the end of the text."""
    for at in range(len(pieces) - 4):
        sign = "".join(pieces[at : at + 4])
        if sign in ("(?<=", "(?<!") and _closing(pieces, at) == len(pieces) - 1:
            return at if pieces[-1] == "$" and _depth(pieces[:at]) == 0 else None
    return None


def _closing(pieces: list[str], at: int) -> int:
    """The place behind the group that begins at `at`; 0 where it does not end."""
    depth = 0
    for place in range(at, len(pieces)):
        depth += (pieces[place] == "(") - (pieces[place] == ")")
        if depth == 0:
            return place + 1
    return 0


def _depth(pieces: list[str]) -> int:
    return pieces.count("(") - pieces.count(")")
