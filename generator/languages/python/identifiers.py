"""Any text -> a Python identifier in the casing of a class, a variable or a constant."""

from __future__ import annotations

import itertools
import re
import unicodedata

from generator.languages.python.reserved import DUNDER_DEBUG, KEYWORDS
from generator.languages.python.strings import UNSAFE

_INVISIBLE = re.compile(f"[{UNSAFE}]")

# Where a word ends inside an identifier: aB, ABc, 1Bc, a1B; the plural s of an acronym stays with it (URLs).
_BOUNDARY = re.compile(
    r"(?<=[a-z])(?=[A-Z])"
    r"|(?<=[A-Z0-9~])(?=[A-Z](?!s(?![a-z]))[a-z])"
    r"|(?<=[a-z][0-9~])(?=[A-Z])|(?<=[a-z][0-9~]{2})(?=[A-Z])|(?<=[a-z][0-9~]{3})(?=[A-Z])"
    r"|(?<=[A-Za-z])(?=#)|(?<=[A-Za-z]~)(?=#)|(?<=[A-Za-z]~~)(?=#)|(?<=#)(?=[A-Za-z])"
)
_CONTRACTED = re.compile(r"(?<=[^\W\d_])['\u2019](?=(?:s|t|re|ve|ll|d|m)\b)")
"""The apostrophe of ``don't`` and ``user's``, which are one word."""
_ENDED = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*_")
"""A name of Python's with an underscore behind it, by which its author keeps it from another one."""
_COMPARED = re.compile(r"[^<>=!]*\w(<=?|>=?|!=)")
"""A name with a sign behind it by which values are compared; of what is in brackets, `List<Pet>`, no sign is left over."""
_RUN = re.compile(r"[A-Za-z0-9#~]+")

# Spellings that the rule would tear apart; each is replaced by one of the same length that it leaves whole.
_WHOLE = (("OAuth", "Oauth"), ("IPv4", "Ipv4"), ("IPv6", "Ipv6"), ("GitHub", "Github"))

# Words in capitals with underscores between: NOT_FOUND.
_CAPITALS = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![A-Za-z0-9])")
_LONGEST_ACRONYM = 6

_SYMBOLS = {
    "!": "not",
    '"': "quote",
    "#": "hash",
    "$": "dollar",
    "%": "percent",
    "&": "and",
    "'": "apostrophe",
    "(": "open",
    ")": "close",
    "*": "star",
    "+": "plus",
    ",": "comma",
    "-": "minus",
    ".": "dot",
    "/": "slash",
    ":": "colon",
    ";": "semicolon",
    "<": "less",
    "=": "equal",
    ">": "greater",
    "?": "question",
    "@": "at",
    "[": "open",
    "\\": "backslash",
    "]": "close",
    "^": "caret",
    "_": "underscore",
    "`": "backtick",
    "{": "open",
    "|": "or",
    "}": "close",
    "~": "tilde",
    " ": "space",
}
_FALLBACK = "value"
_DIGITS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
)


def is_identifier(text: str) -> bool:
    """Say whether text is an identifier as it stands: no keyword, in the normal form that Python reads it in."""
    return (
        text.isidentifier()
        and text not in KEYWORDS
        and text not in DUNDER_DEBUG
        and unicodedata.normalize("NFKC", text) == text
        and not _INVISIBLE.search(text)
    )


def words(text: str) -> tuple[str, ...]:
    """Split any text into words made of nothing but characters that an identifier may have, case kept.

    Words end at punctuation, at blanks and where the case says so; letters of scripts without case are words of
    their own. An apostrophe within a word is left out. Where there is no letter and no digit, the signs are named: ``<=`` gives less, equal; a sign before a
    number is named too, so that ``+1`` and ``-1`` differ, and so are those that compare, ``sent<`` and ``sent>``.
    """
    if text.isascii() and text.islower() and text.replace("_", "a").isalnum():
        return tuple(filter(None, text.split("_")))
    text = _CONTRACTED.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    shape = (
        text.replace("#", " ").replace("~", " ")
        if text.isascii()
        else "".join(map(_shape, text))
    )
    for spelling, same_length in _WHOLE:
        shape = shape.replace(spelling, same_length)
    found = tuple(
        text[run.start() + start : run.start() + end]
        for run in _RUN.finditer(shape)
        for start, end in _spans(run[0])
    )
    if not found:
        return _named(text)
    if text[0] in "+-" and text[1:2].isdecimal():
        return (_SYMBOLS[text[0]], *found)
    if text[-1] in "<>=" and (compared := _COMPARED.fullmatch(text)):
        return (*found, *(_SYMBOLS[sign] for sign in compared[1]))
    return found


def _spans(run: str) -> list[tuple[int, int]]:
    edges = [0, *(match.start() for match in _BOUNDARY.finditer(run)), len(run)]
    return list(itertools.pairwise(edges))


def _shape(character: str) -> str:
    """Return what a character is to the rules: A or a letter case, # a letter without, 0 a digit, ~ a mark, blank a gap."""
    if character.isascii():
        return " " if character in "#~" else character
    if _INVISIBLE.match(character) or not f"a{character}".isidentifier():
        return " "
    # Some letters of phonetic alphabets have one case only; to take them for half of a pair would split words anew
    # whenever a name is spelled in capitals.
    if character.upper() != character or character.lower() != character:
        return "a" if character.islower() else "A"
    if character.isidentifier():
        return "#"
    return "0" if character.isdecimal() else "~"


def _named(text: str) -> tuple[str, ...]:
    if not text:
        return ("empty",)
    names = tuple(
        _SYMBOLS.get(character, f"{ord(character):x}") for character in text[:8]
    )
    return names if text[0] in _SYMBOLS else (_FALLBACK, *names)


def _spoken(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return words with another beginning where that is a number, as names have to begin with a letter.

    A digit is spelled, so that ``3D`` is three D; longer numbers go behind the rest: ``401 Error`` is Error 401.
    """
    if parts[0][0].isalpha():
        return parts
    numbers = tuple(itertools.takewhile(_is_number, parts))
    rest = parts[len(numbers) :]
    first, behind = parts[0][:1], parts[0][1:]
    alone = _is_number(first) and not behind[:1].isdecimal() and len(numbers) < 2
    if alone and (behind or rest):
        return (_DIGITS[int(first)], *filter(None, (behind,)), *parts[1:])
    if numbers and rest and rest[0][0].isalpha():
        return (*rest, *numbers)
    return parts


def _is_number(part: str) -> bool:
    return part.isascii() and part.isdecimal()


def snake(text: str) -> str:
    """Return text as ``snake_case``: for variables, arguments and fields; ``any_`` is that already."""
    if _ENDED.fullmatch(text):
        return text
    return _legal("_".join(words(text)).lower(), f"{_FALLBACK}_")


def spoken(text: str) -> str:
    """Return text as ``snake_case`` that begins with a word: for functions, what holds them, and modules."""
    return _legal("_".join(_spoken(words(text))).lower(), f"{_FALLBACK}_")


def constant(text: str) -> str:
    """Return text as ``CONSTANT_CASE``."""
    return _legal("_".join(words(text)).upper(), f"{_FALLBACK.upper()}_")


def pascal(text: str) -> str:
    """Return text as ``PascalCase``; an acronym keeps the author's case unless all of the text is in capitals.

    Words in capitals that underscores join, and those too long for an acronym, are written in capitals for their
    looks only.
    """
    text = _CAPITALS.sub(lambda found: found[0].lower(), text)
    parts = words(text)
    loud = len(parts) > 1 and text.isupper()
    parts = tuple(part.lower() if loud or _is_loud(part) else part for part in parts)
    parts = _spoken(parts)
    name = ""
    for part in parts:
        # Two numbers that touch would read as one: v1.2 is not v12.
        gap = "_" if name[-1:].isdecimal() and part[:1].isdecimal() else ""
        name += gap + part[:1].upper() + part[1:]
    return _legal(name, _FALLBACK.capitalize())


def _is_loud(part: str) -> bool:
    """Say whether a word is written in capitals and is too long for an acronym: UNAUTHORIZED."""
    return part.isalpha() and part.isupper() and len(part) > _LONGEST_ACRONYM


def _legal(name: str, before: str) -> str:
    """Return a name that Python takes, whatever casing did to it; `before` goes before what cannot begin a name."""
    name = unicodedata.normalize("NFKC", name)
    if not f"a{name}".isidentifier():
        name = "".join(
            part if f"a{part}".isidentifier() else f"{ord(part):x}" for part in name
        )
    if name.isidentifier():
        return name
    return unicodedata.normalize("NFKC", before + name)
