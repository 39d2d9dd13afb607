"""A regular expression of JSON Schema (ECMA-262) -> the same for Rust's `regex` crate, which pydantic uses.

Both search: a pattern matches where some part of the string does. The Rust engine runs in linear time and has no
lookaround and no back-references; what it cannot say is refused with a reason, never approximated.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.languages.properties import rust_property
from generator.languages.python.strings import UNSAFE
from generator.records import dataclass
from generator.validate.patterns import MANY_STATES, slashed

MAX_DEPTH = 50
"""Groups in groups; Rust's own limit is 250 brackets."""
MAX_COST = MANY_STATES
"""States of the compiled pattern, roughly: some 30 ms of compiling at run time, well below Rust's limit in bytes."""

_DIGIT = "0-9"
_WORD = "0-9A-Za-z_"
# WhiteSpace and LineTerminator of ECMA-262, sections 12.2 and 12.3: Unicode's white space with a byte order mark and
# without NEXT LINE.
_SPACE = r"\s\x{feff}&&[^\x{85}]"
_CLASSES = {"d": _DIGIT, "w": _WORD, "s": _SPACE}
_ANY = "(?s:.)"
_NONE = "[a&&b]"
_DOT = r"[^\n\r\x{2028}\x{2029}]"
_CONTROLS = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13}
_WRITTEN = {9: r"\t", 10: r"\n", 13: r"\r"}
_META = frozenset("\\.+*?()|[]{}^$")
_CLASS_META = frozenset("\\[]^-&~")
_UNSAFE = re.compile(f"[{UNSAFE}]")
_COUNT = re.compile(r"\{(\d+)(?:(,)(\d*))?\}")
_HEX2 = re.compile(r"[0-9A-Fa-f]{2}")
_HEX4 = re.compile(r"[0-9A-Fa-f]{4}")
_LOW = re.compile(r"\\u([dD][c-fC-F][0-9A-Fa-f]{2})")
_BRACED = re.compile(r"\{([0-9A-Fa-f]{1,8})\}")
_PROPERTY = re.compile(r"\{(?:(\w+)=)?(\w+)\}")
_GROUP_NAME = re.compile(r"\?<[^\W\d]\w*>")


@dataclass(frozen=True, slots=True)
class Translation:
    """`pattern` is for Rust, or None where there is none; then `reason` says why."""

    pattern: str | None
    reason: str = ""


class _Refused(Exception):
    """The pattern cannot be translated; carries the reason."""


@lru_cache(maxsize=1024)
def translate(pattern: str) -> Translation:
    """Return what a pattern is for Rust's `regex` crate in its default (Unicode) mode.

    Rules are those of ECMA-262, section 22.2, with the flag u, which JSON Schema recommends (2020-12 Core, section
    6.4); what only the old grammar of Annex B takes, and is clear, is taken too: literal braces, needless escapes
    of signs.

    Args:
        pattern: any text.
    """
    parser = _Parser(pattern)
    try:
        if slashed(pattern):
            raise _Refused("the slashes around it count, so that it matches nothing")
        code, cost = parser.alternatives(0)
        if parser.place < len(pattern):
            raise _Refused("a closing parenthesis has no opening one")
        if cost > MAX_COST:
            raise _Refused("its repetitions multiply to too large a machine")
    except _Refused as refused:
        return Translation(None, str(refused))
    return Translation(code)


def _literal(point: int, meta: frozenset[str]) -> str:
    character = chr(point)
    if character in meta:
        return f"\\{character}"
    if short := _WRITTEN.get(point):
        return short
    return f"\\x{{{point:x}}}" if _UNSAFE.match(character) else character


def _surrogate(point: int) -> bool:
    return 0xD800 <= point <= 0xDFFF


class _Parser:
    """A place in a pattern; each method reads one thing there and gives its Rust form and its cost in states."""

    __slots__ = ("pattern", "place")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.place = 0

    def peek(self) -> str:
        return self.pattern[self.place : self.place + 1]

    def take(self, text: str) -> bool:
        if self.pattern.startswith(text, self.place):
            self.place += len(text)
            return True
        return False

    def match(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        if found := expression.match(self.pattern, self.place):
            self.place = found.end()
        return found

    def alternatives(self, depth: int) -> tuple[str, int]:
        if depth > MAX_DEPTH:
            raise _Refused(f"groups are nested more than {MAX_DEPTH} deep")
        branches: list[str] = []
        total = 0
        while True:
            code, cost = self.sequence(depth)
            branches.append(code)
            total += cost + 1
            if not self.take("|"):
                return "|".join(branches), total

    def sequence(self, depth: int) -> tuple[str, int]:
        codes: list[str] = []
        total = 0
        while self.peek() not in ("", "|", ")"):
            code, cost, repeatable = self.term(depth)
            code, cost = self.quantified(code, cost, repeatable)
            codes.append(code)
            total += cost
        return "".join(codes), total

    def term(self, depth: int) -> tuple[str, int, bool]:
        character = self.peek()
        self.place += 1
        match character:
            case "^" | "$":
                return character, 1, False
            case ".":
                return _DOT, 4, True
            case "(":
                return (*self.group(depth), True)
            case "[":
                return (*self.character_class(), True)
            case "\\":
                return self.escape()
            case "*" | "+" | "?":
                raise _Refused(f"{character} has nothing to repeat")
            case "{" if _COUNT.match(self.pattern, self.place - 1):
                raise _Refused("{} has nothing to repeat")
            case _:
                return (*self.point(ord(character)), True)

    def point(self, point: int) -> tuple[str, int]:
        if _surrogate(point):
            raise _Refused("it names half of a surrogate pair")
        return _literal(point, _META), 1

    def group(self, depth: int) -> tuple[str, int]:
        if self.take("?:") or self.match(_GROUP_NAME):
            pass
        elif self.peek() == "?":
            ahead = self.pattern[self.place : self.place + 3]
            kind = "lookaround" if re.match(r"\?<?[=!]", ahead) else "this kind of"
            raise _Refused(f"{kind} group cannot be expressed: ({ahead}")
        code, cost = self.alternatives(depth + 1)
        if not self.take(")"):
            raise _Refused("an opening parenthesis has no closing one")
        return f"(?:{code})", cost

    def quantified(self, code: str, cost: int, repeatable: bool) -> tuple[str, int]:
        low, high, written = self.quantifier()
        if not written:
            return code, cost
        if not repeatable:
            raise _Refused("an assertion cannot be repeated")
        if high is not None and low > high:
            raise _Refused("the numbers of a repetition are out of order")
        # A lazy quantifier changes what is matched, not whether anything is.
        self.take("?")
        if written in ("*", "+", "?"):
            return code + written, cost * 2 + 1
        return code + written, cost * max(low + (high is None), high or 0, 1)

    def quantifier(self) -> tuple[int, int | None, str]:
        for sign, high in (("*", None), ("+", None), ("?", 1)):
            if self.take(sign):
                return 0, high, sign
        found = self.match(_COUNT)
        if not found:
            return 0, None, ""
        if max(len(found[1]), len(found[3] or "")) > 6:
            raise _Refused("a repetition is counted in millions")
        low = int(found[1])
        if not found[2]:
            return low, low, f"{{{low}}}"
        high = int(found[3]) if found[3] else None
        return low, high, f"{{{low},{'' if high is None else high}}}"

    def escape(self) -> tuple[str, int, bool]:
        character = self.peek()
        if character in ("b", "B") and character:
            self.place += 1
            return f"(?-u:\\{character})", 1, False
        if character.isdecimal() and character != "0":
            raise _Refused(f"it refers back to a group: \\{character}")
        if character == "k":
            raise _Refused("it refers back to a group by name")
        if members := self.class_escape():
            inside, cost = members
            return inside if inside[0] == "[" else f"[{inside}]", cost, True
        return (*self.point(self.character_escape()), True)

    def class_escape(self) -> tuple[str, int] | None:
        """Read the rest of \\d, \\w, \\s, \\p{…} or their opposites: members of a class, and their cost."""
        letter = self.peek()
        if inside := _CLASSES.get(letter.lower()):
            self.place += 1
            cost = 1 if letter in "dw" else 4
            if letter in "dw":
                return inside, cost
            return (f"[{inside}]" if letter == "s" else f"[^{inside}]"), cost
        if letter not in ("p", "P") or not letter:
            return None
        self.place += 1
        found = self.match(_PROPERTY)
        written = rust_property(found[1] or "", found[2]) if found else None
        if written is None:
            raise _Refused(f"\\{letter} names no property that Rust's engine knows")
        return f"\\{letter}{{{written}}}", 200

    def character_escape(self) -> int:
        """Read what follows a backslash and stands for one character (CharacterEscape)."""
        letter = self.peek()
        if not letter:
            raise _Refused("it ends in a backslash")
        self.place += 1
        if control := _CONTROLS.get(letter):
            return control
        match letter:
            case "0" if not self.peek().isdecimal():
                return 0
            case "c" if re.match("[A-Za-z]", self.peek()):
                self.place += 1
                return ord(self.pattern[self.place - 1]) % 32
            case "x" if found := self.match(_HEX2):
                return int(found[0], 16)
            case "u":
                return self.unicode_escape()
            case _ if letter.isalnum():
                raise _Refused(f"\\{letter} is no escape of ECMA-262")
            case _:
                return ord(letter)

    def unicode_escape(self) -> int:
        if found := self.match(_BRACED):
            if int(found[1], 16) > 0x10FFFF:
                raise _Refused("a code point is beyond U+10FFFF")
            return int(found[1], 16)
        high = self.match(_HEX4)
        if not high:
            raise _Refused("\\u is not followed by four hexadecimal digits")
        point = int(high[0], 16)
        if 0xD800 <= point <= 0xDBFF and (low := self.match(_LOW)):
            return 0x10000 + ((point - 0xD800) << 10) + (int(low[1], 16) - 0xDC00)
        return point

    def character_class(self) -> tuple[str, int]:
        negated = self.take("^")
        members: list[str] = []
        cost = 1
        while not self.take("]"):
            code, more = self.class_member()
            members.append(code)
            cost += more
        inside = "".join(members)
        if not inside:
            return (_ANY, 4) if negated else (_NONE, 1)
        return (f"[^{inside}]", max(cost, 4)) if negated else (f"[{inside}]", cost)

    def class_member(self) -> tuple[str, int]:
        """Read one member or range of a class; half surrogates are in no Rust string and are left out."""
        first = self.class_atom()
        if isinstance(first, tuple):
            return first
        start = end = first
        before = self.place
        if self.take("-"):
            if self.peek() == "]":
                self.place = before
            elif isinstance(last := self.class_atom(), tuple):
                raise _Refused("a range in a class ends in a class")
            else:
                end = last
        if start > end:
            raise _Refused("a range in a class is out of order")
        start = 0xE000 if _surrogate(start) else start
        end = 0xD7FF if _surrogate(end) else end
        cost = 0 if end < 0x80 else 3
        if start > end:
            return "", 0
        if start == end:
            return _literal(start, _CLASS_META), cost
        first_written = _literal(start, _CLASS_META)
        return f"{first_written}-{_literal(end, _CLASS_META)}", cost

    def class_atom(self) -> int | tuple[str, int]:
        character = self.peek()
        if not character:
            raise _Refused("a class has no closing bracket")
        self.place += 1
        if character != "\\":
            return ord(character)
        if members := self.class_escape():
            return members
        if self.take("b"):
            return 8
        return self.character_escape()
