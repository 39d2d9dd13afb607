"""A YAML scalar's text goes in; the value that the core schema gives it comes out (YAML 1.2.2, section 10.3)."""

from __future__ import annotations

import math
import re
from typing import Any

_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o([0-7]+)")
_HEX = re.compile(r"0x([0-9a-fA-F]+)")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NUMERIC = frozenset("-+.0123456789")
CORE = "tag:yaml.org,2002:"


class Unusable(ValueError):
    """A scalar that has no JSON value: `code` and the message are a diagnostic's, as is `hint`."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code = code
        self.hint = hint
        super().__init__(message)


def plain(text: str, digits: int) -> Any:
    """The value of a plain (unquoted, untagged) scalar.

    Args:
        text: the scalar's text.
        digits: how long the text of a number may be.

    Raises:
        Unusable: it is a number that JSON has no room for.
    """
    if text in _WORDS:
        return _WORDS[text]
    return number(text, digits) if text[0] in _NUMERIC else text


def number(text: str, digits: int) -> Any:
    """The number that `text` spells, or `text` itself where it spells none.

    Raises:
        Unusable: it has more than `digits` digits.
    """
    whole = _INT.fullmatch(text)
    based = None if whole else _OCTAL.fullmatch(text) or _HEX.fullmatch(text)
    fraction = None if whole or based else _FLOAT.fullmatch(text)
    # A hexadecimal digit is worth up to 1.21 decimal ones, which Python's own bound counts.
    if (whole or based or fraction) and len(text) > (
        digits * 3 // 4 if based else digits
    ):
        raise Unusable("number-too-large", too_large(text))
    if whole:
        return int(text)
    if based:
        return int(based[1], 8 if based.re is _OCTAL else 16)
    if fraction:
        return real(text, digits)
    # JSON has no infinity: `.inf` is the text that it is, and validation tells where a number was wanted.
    return text


def real(text: str, digits: int) -> int | float:
    """The value of a number with a fraction or an exponent; beyond what a float holds, the integer that it is.

    Raises:
        Unusable: written out it had more than `digits` digits.
    """
    value = float(text)
    if math.isfinite(value):
        return value
    from decimal import Decimal, InvalidOperation

    try:
        exact = Decimal(text)
    except InvalidOperation:  # The exponent itself has no room.
        raise Unusable("number-too-large", too_large(text)) from None
    if exact.adjusted() >= digits or exact != exact.to_integral_value():
        raise Unusable("number-too-large", too_large(text))
    return int(exact)


def too_large(text: str) -> str:
    """The message about a number that this program has no room for."""
    shown = text if len(text) <= 40 else f"of {len(text):,} characters"
    return f"the number {shown} is too large to be used"


def tagged(tag: str, text: str, digits: int) -> Any:
    """The value of a scalar with an explicit tag of the core schema.

    Raises:
        Unusable: the tag is another one, or the text does not fit it.
    """
    if not tag.startswith(CORE) or tag.removeprefix(CORE) not in (
        "str",
        "int",
        "float",
        "bool",
        "null",
    ):
        raise foreign(tag)
    kind = tag.removeprefix(CORE)
    if kind == "str":
        return text
    value = plain(text, digits)
    match kind:
        case "int" if isinstance(value, int) and not isinstance(value, bool):
            return value
        case "float" if isinstance(value, int | float) and not isinstance(value, bool):
            return _as_float(value)
        case "bool" if isinstance(value, bool):
            return value
        case "null" if value is None:
            return None
        case _:
            raise Unusable("yaml-tag", f"{text[:100]!r} is no !!{kind}")


def _as_float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        raise Unusable("not-finite", "the number is too large for !!float") from None


def foreign(tag: str) -> Unusable:
    """The complaint about a tag that is not of the core schema."""
    shown = f"!!{tag.removeprefix(CORE)}" if tag.startswith(CORE) else tag
    return Unusable(
        "yaml-tag",
        f"the tag {shown[:200]} is not supported",
        "Write a plain JSON value without a tag.",
    )
