"""Any JSON value -> the Python literal that black leaves alone, on one line."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from generator.ir.model import Json
from generator.languages.code import Code

# Characters that never stand raw in output, by code point and not by `str.isprintable`, whose answer changes with
# the Unicode version of the interpreter: controls, line and paragraph separators, blanks other than the ASCII and the
# ideographic one, everything that is invisible or reorders text (bidi controls, joiners, fillers, tags, variation
# selectors), surrogates, private use and non-characters.
UNSAFE = (
    "\\x00-\\x1f\\x7f-\\xa0\\xad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f"
    "\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3164\\ud800-\\uf8ff\\ufdd0-\\ufdef\\ufe00-\\ufe0f"
    "\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a"
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 15))
    + "\\U000e0000-\\U000e0fff\\U000f0000-\\U0010ffff"
)
_ESCAPED = re.compile(f'[\\\\"{UNSAFE}]')
# Python's own parser gives up at 200 open brackets; half of them are left to the code around a literal.
MAX_DEPTH = 100
_MOST_DIGITS = 10**4000
_PRETTY = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def escape(character: str) -> str:
    """Return the escape sequence of one character, in the spelling that black keeps (lower-case digits)."""
    if short := _PRETTY.get(character):
        return short
    point = ord(character)
    if point < 0x100:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def string(text: str) -> Code:
    """Return the string literal of any text, lone surrogates included, that black would not change.

    Double quotes, unless single ones need fewer escapes; text that reads well stays as it is, all else is escaped.
    """
    if not _ESCAPED.search(text):
        return Code(f'"{text}"')
    single = text.count('"') > text.count("'")
    quote = "'" if single else '"'
    body = _ESCAPED.sub(
        lambda match: '"' if match[0] == '"' else escape(match[0]), text
    )
    return Code(f"{quote}{body.replace(quote, chr(92) + quote)}{quote}")


def scalar(value: bool | int | float | str | None) -> Code:
    """Return the literal of a JSON scalar.

    Raises:
        ValueError: for a number that is not finite: JSON has none (RFC 8259, section 6).
    """
    match value:
        case str():
            return string(value)
        case None | bool():
            return Code(repr(value))
        case int():
            return Code(_integer(value))
        case float():
            if not math.isfinite(value):
                raise ValueError(f"{value} is not a JSON number")
            # black writes an exponent without the plus sign that repr gives it.
            return Code(repr(value).replace("e+", "e"))


def _integer(value: int) -> str:
    # Decimal conversion is quadratic and Python refuses it for more than 4,300 digits; hexadecimal is neither.
    # black writes the digits of a hexadecimal number in upper case.
    if abs(value) < _MOST_DIGITS:
        return repr(value)
    return f"{'-' if value < 0 else ''}0x{abs(value):X}"


def literal(value: Json) -> Code:
    """Return the literal of any JSON value, on one line.

    Use `generator.languages.layout.literal` where the line may get long.

    Raises:
        ValueError: for a number that is not finite, and for values nested deeper than `MAX_DEPTH`.
    """
    return _literal(value, MAX_DEPTH)


def _literal(value: Json, depth: int) -> Code:
    if not depth:
        raise ValueError(f"a literal cannot be nested more than {MAX_DEPTH} deep")
    match value:
        case None | bool() | int() | float() | str():
            return scalar(value)
        case Mapping():
            pairs = (
                f"{string(key)}: {_literal(item, depth - 1)}"
                for key, item in value.items()
            )
            return Code(f"{{{', '.join(pairs)}}}")
        case list():
            return Code(f"[{', '.join(_literal(item, depth - 1) for item in value)}]")


def comment(text: str) -> Code:
    """Return a comment of the generator's own words; text of the document never stands in one.

    Raises:
        ValueError: for anything but one line of printable ASCII without blanks at its ends.
    """
    if not text or text != text.strip() or not re.fullmatch("[ -~]+", text):
        raise ValueError(f"not fit for a comment: {text!a}")
    return Code(f"# {text}")


def strings(words: Iterable[str]) -> Code:
    """A tuple of strings."""
    made = [str(string(word)) for word in words]
    return Code(f"({', '.join(made)}{',' * (len(made) == 1)})")


def numbers(values: Iterable[int]) -> Code:
    """A tuple of whole numbers."""
    made = [str(value) for value in values]
    return Code(f"({', '.join(made)}{',' * (len(made) == 1)})")
