"""A parsed regular expression goes in; a text that it finds comes out."""

from __future__ import annotations

import string
from collections.abc import Iterator
from re import _parser as syntax  # type: ignore[attr-defined]
from typing import Any

__all__ = ["spelled", "syntax"]


def spelled(parsed: Any, more: int) -> str:
    """A text that a parsed expression finds, with `more` repetitions than needed."""
    return "".join(_pieces(parsed, more))


def _pieces(parsed: Any, more: int) -> Iterator[str]:
    for operator, value in parsed:
        match str(operator):
            case "LITERAL":
                yield chr(value)
            case "NOT_LITERAL":
                yield "b" if value == ord("a") else "a"
            case "ANY":
                yield "a"
            case "IN":
                yield _member(value)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                low, high, inner = value
                times = min(int(low) + more, int(high), int(low) + 64)
                yield spelled(inner, more) * times
            case "SUBPATTERN":
                yield spelled(value[3], more)
            case "BRANCH":
                yield spelled(value[1][0], more)
            case _:
                pass


def _member(items: Any) -> str:
    """A character of a set."""
    source = "".join(_class(kind, value) for kind, value in items[:])
    negated = str(items[0][0]) == "NEGATE"
    if not negated:
        return source[0]
    rest = string.ascii_letters + string.digits + "-_. "
    return next((one for one in rest if one not in source), "é")


def _class(kind: Any, value: Any) -> str:
    match str(kind):
        case "LITERAL":
            return chr(value)
        case "RANGE":
            return "".join(map(chr, range(value[0], min(value[1], value[0] + 96) + 1)))
        case "CATEGORY":
            return {
                "CATEGORY_DIGIT": string.digits,
                "CATEGORY_WORD": string.ascii_letters + string.digits + "_",
                "CATEGORY_SPACE": " \t\r\n",
                "CATEGORY_NOT_SPACE": string.ascii_letters,
                "CATEGORY_NOT_DIGIT": string.ascii_letters,
                "CATEGORY_NOT_WORD": "-. ",
            }.get(str(value), "")
        case _:
            return ""
