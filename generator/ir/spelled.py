"""A regular expression of JSON Schema goes in; texts that it probably finds come out.

Only what authors of documents write is understood: characters, sets, groups, alternatives and repetitions. Whoever
asks judges the texts by the real engine, so that a wrong guess is no wrong answer.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Protocol, TypeVar

from generator.records import dataclass

_Choice = TypeVar("_Choice")

_DIGITS = string.digits
_WORD = string.ascii_lowercase + string.digits
_CLASSES = {"d": _DIGITS, "w": _WORD, "s": " ", "D": "ab", "W": "-", "S": "a"}
_CONTROLS = {"t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"}
_ALL = string.ascii_letters + string.digits + "-_. !#$%&'()*+,/:;<=>?@[]^`{|}~\"\\é日"
_DEEPEST, _LONGEST = 40, 5000
_DOUBTFUL = re.compile(r"\(\?(?!:)|\\[bBckpP]|(?<!\A)(?<![\[|(])\^|\$(?!\Z|\||\))")
"""What makes a text that is spelled a guess: what looks around, and what names classes of characters."""


class Chance(Protocol):
    """What decides between characters and alternatives that are equally good."""

    def choice(self, seq: Sequence[_Choice], /) -> _Choice:
        """One of several."""
        ...


class _Unknown(Exception):
    """The pattern is beyond what is understood here."""


def matching(pattern: str, more: int, chance: Chance) -> Iterator[str]:
    """Texts to try: at most one for each way of reading the pattern.

    Args:
        more: repetitions beyond those that are needed.
    """
    try:
        text = _Speller(pattern, more, chance).alternatives(0)
    except (_Unknown, IndexError, ValueError):
        return
    if len(text) <= _LONGEST:
        yield text


def is_certain(pattern: str) -> bool:
    """Whether a text that is spelled after a pattern is one that it finds, so that nobody has to judge it."""
    return not _DOUBTFUL.search(pattern)


def one_set(pattern: str) -> tuple[frozenset[str], int, int] | None:
    """The characters that a pattern takes which is a set from beginning to end, and how many of them, at least and at most."""
    if not pattern.startswith("^[") or pattern.startswith("^[^"):
        return None
    speller = _Speller(pattern, 0, random.Random(0), at=2)
    try:
        found = speller.listed()
        low, high = speller.repetition()
    except (_Unknown, IndexError, ValueError):
        return None
    return (frozenset(found), low, high) if pattern[speller.at :] == "$" else None


@dataclass(slots=True)
class _Speller:
    """Goes through a pattern once and spells a text as it goes."""

    pattern: str
    more: int
    chance: Chance
    at: int = 0
    groups: list[str] = field(default_factory=list[str])

    def alternatives(self, depth: int) -> str:
        """The first of the alternatives up to a closing parenthesis or the end."""
        if depth > _DEEPEST:
            raise _Unknown
        spelled = [self.sequence(depth)]
        while self.peek() == "|":
            self.at += 1
            spelled.append(self.sequence(depth))
        return self.chance.choice(spelled)

    def sequence(self, depth: int) -> str:
        """Everything up to a bar, a closing parenthesis or the end."""
        text = ""
        while self.peek() not in ("|", ")", ""):
            begin = self.at
            piece = self.atom(depth)
            low, high = self.repetition()
            text += self.repeated(piece, begin, low, high, depth)
            if len(text) > _LONGEST:
                raise _Unknown
        return text

    def repeated(self, piece: str, begin: int, low: int, high: int, depth: int) -> str:
        """A piece as often as it is to stand there, spelled anew each time."""
        times = min(low + self.more, high, low + 64)
        if not piece or times == 0:
            return ""
        if times > _LONGEST:
            raise _Unknown
        text = piece
        behind = self.at
        for _ in range(times - 1):
            self.at = begin
            text += self.atom(depth)
        self.at = behind if times > 1 else self.at
        return text

    def atom(self, depth: int) -> str:
        """One character, set or group."""
        sign = self.take()
        match sign:
            case "^" | "$":
                return ""
            case ".":
                return self.chance.choice(_WORD)
            case "(":
                return self.group(depth)
            case "[":
                return self.chance.choice(self.members())
            case "\\":
                return self.escaped()
            case _:
                return sign

    def group(self, depth: int) -> str:
        """A group; what looks around adds nothing to the text."""
        silent = False
        if self.peek() == "?":
            self.take()
            kind = self.take()
            if kind == "<" and self.peek() not in ("=", "!"):
                while self.take() != ">":
                    continue
            elif kind != ":":
                silent = True
                if kind == "<":
                    self.take()
        text = self.alternatives(depth + 1)
        if self.take() != ")":
            raise _Unknown
        self.groups.append(text)
        return "" if silent else text

    def escaped(self) -> str:
        """What stands behind a backslash, outside of a set."""
        sign = self.take()
        if sign in ("b", "B"):
            return ""
        if sign.isdigit() and sign != "0":
            return self.groups[int(sign) - 1]
        return self.chance.choice(self.characters(sign))

    def characters(self, sign: str) -> str:
        """The characters that an escape stands for."""
        if sign in _CLASSES:
            return _CLASSES[sign]
        if sign in _CONTROLS:
            return _CONTROLS[sign]
        if sign == "x":
            return self.coded(2)
        if sign == "u":
            return self.braced() if self.peek() == "{" else self.coded(4)
        if sign in ("p", "P"):
            return self.category(sign == "P")
        return "\0" if sign == "0" else sign

    def coded(self, digits: int) -> str:
        """A character by its hexadecimal number."""
        text = self.pattern[self.at : self.at + digits]
        self.at += digits
        return chr(int(text, 16))

    def braced(self) -> str:
        """What stands between braces, as a character's number."""
        text = self.between()
        return chr(int(text, 16))

    def between(self) -> str:
        """The text between braces."""
        begin, end = self.at + 1, self.pattern.index("}", self.at)
        self.at = end + 1
        return self.pattern[begin:end]

    def category(self, negated: bool) -> str:
        """Characters of a Unicode property."""
        name = self.between() if self.peek() == "{" else self.take()
        if negated:
            return "- "
        name = name.rpartition("=")[2]
        if name in ("Lu", "Uppercase_Letter", "Uppercase"):
            return string.ascii_uppercase
        if name.startswith("N") or name == "Nd":
            return _DIGITS
        if name.startswith("P"):
            return "-."
        return "日" if name == "Han" else string.ascii_lowercase

    def members(self) -> str:
        """The characters of a set, those that people like to read first."""
        negated = self.peek() == "^"
        self.at += negated
        found = self.listed()
        if negated:
            found = "".join(one for one in _ALL if one not in found)
        plain = "".join(one for one in found if one.isascii() and one.isalnum())
        if not found:
            raise _Unknown
        return plain or found

    def listed(self) -> str:
        """Everything that a set lists, up to its bracket."""
        found = ""
        while self.peek() != "]":
            low = self.member()
            if (
                len(low) == 1
                and self.peek() == "-"
                and self.pattern[self.at + 1] != "]"
            ):
                self.at += 1
                high = self.member()
                if len(high) != 1:
                    raise _Unknown
                last = min(ord(high), ord(low) + 0x100)
                low = "".join(map(chr, range(ord(low), last + 1)))
            found += low
        self.take()
        return found

    def member(self) -> str:
        """One member of a set."""
        sign = self.take()
        if sign != "\\":
            return sign
        sign = self.take()
        return "\b" if sign == "b" else self.characters(sign)

    def repetition(self) -> tuple[int, int]:
        """How often the atom before may stand there."""
        low, high = 1, 1
        match self.peek():
            case "*":
                low, high = 0, 10**6
            case "+":
                low, high = 1, 10**6
            case "?":
                low, high = 0, 1
            case "{":
                counted = self.counted()
                if counted is None:
                    return 1, 1
                low, high = counted
            case _:
                return 1, 1
        self.at += 1
        if self.peek() in ("?", "+"):
            self.at += 1
        return low, high

    def counted(self) -> tuple[int, int] | None:
        """The bounds in braces; None where the brace is a character like others. Stops before the closing brace."""
        end = self.pattern.find("}", self.at)
        inner = self.pattern[self.at + 1 : end] if end > 0 else ""
        low, comma, high = inner.partition(",")
        if not low.isdigit() or (high and not high.isdigit()):
            return None
        self.at = end
        if not comma:
            return int(low), int(low)
        return int(low), int(high) if high else 10**6

    def peek(self) -> str:
        """The next sign, "" at the end."""
        return self.pattern[self.at : self.at + 1]

    def take(self) -> str:
        """The next sign.

        Raises:
            IndexError: there is none.
        """
        sign = self.pattern[self.at]
        self.at += 1
        return sign
