"""Plain values: what a grammar's word for a value accepts, and how a value of another type is spoken of."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from generator.diagnostics import Severity, suggest
from generator.jsonvalues import is_array
from generator.records import dataclass

TYPES = frozenset(["string", "number", "integer", "boolean", "array", "object", "null"])
READ_AS: dict[str | None, str] = {
    **{kind: kind for kind in TYPES},
    "file": "string",
    "binary": "string",
    "undefined": "null",
    "void": "null",
    None: "null",
}
"""What a word for a type is read as: two of earlier versions too, two of TypeScript for nothing, and null that lacks its quotes."""


_MOST_CHOICES = 300
"""Beyond this many choices a guess costs more time than it is worth."""


def near(word: str, choices: Collection[str]) -> str | None:
    """Guess which of a few choices was meant; None where none is near or there are many."""
    return suggest(word, choices) if len(choices) <= _MOST_CHOICES else None


@dataclass(frozen=True, slots=True)
class Misfit:
    """What was expected in place of a value, and what becomes of the value."""

    severity: Severity
    expected: str
    hint: str = ""


def named(value: object) -> str:
    """Say in words what kind of JSON value this is."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return "text"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "an object"
        case _:
            return "no JSON value"


def told(value: object) -> str:
    """Say what a value is, with the value itself where it is a short text."""
    return repr(value) if isinstance(value, str) and len(value) <= 40 else named(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: object) -> bool:
    if isinstance(value, float):
        return value.is_integer() and value >= 0
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_type(value: object, minor: int) -> bool:
    if isinstance(value, str):
        return value in TYPES and (minor > 0 or value != "null")
    return (
        minor > 0
        and is_array(value)
        and bool(value)
        and all(isinstance(item, str) and item in TYPES for item in value)
    )


def _is_word(value: object) -> bool:
    """Whether this is text, or a scalar whose text was surely meant: YAML reads an unquoted 404 as a number."""
    return isinstance(value, str | int | float)


_IGNORED = "It is ignored."
_SPELLED = "It is read as the text that it spells; put it in quotes."
_Rule = tuple[Callable[[Any, int], bool], Misfit]
_RULES: dict[str, _Rule] = {
    "key": (lambda value, _: isinstance(value, str), Misfit("error", "text")),
    "text": (
        lambda value, _: isinstance(value, str),
        Misfit("warning", "text", _IGNORED),
    ),
    "pattern": (
        lambda value, _: isinstance(value, str),
        Misfit("warning", "a regular expression", _IGNORED),
    ),
    "flag": (
        lambda value, _: isinstance(value, bool),
        Misfit("warning", "true or false", _IGNORED),
    ),
    "number": (
        lambda value, _: _is_number(value),
        Misfit("warning", "a number", _IGNORED),
    ),
    "count": (
        lambda value, _: _is_count(value),
        Misfit("warning", "an integer of 0 or more", _IGNORED),
    ),
    "bound": (
        lambda value, minor: _is_number(value) if minor else isinstance(value, bool),
        Misfit("warning", "true or false in OpenAPI 3.0, a number from 3.1 on,"),
    ),
    "names": (
        lambda value, _: is_array(value)
        and all(isinstance(item, str) for item in value),
        Misfit("error", "a list of texts"),
    ),
    "list": (lambda value, _: isinstance(value, list), Misfit("error", "a list")),
    "samples": (
        lambda value, _: isinstance(value, list),
        Misfit("warning", "a list", _IGNORED),
    ),
    "map": (lambda value, _: isinstance(value, dict), Misfit("error", "an object")),
    "type": (
        _is_type,
        Misfit(
            "warning",
            "string, number, integer, boolean, array or object (from 3.1 on also null, or a list of these)",
        ),
    ),
}


def expected(kind: str) -> str:
    """Say what a grammar's word for a plain value, `any` excepted, asks for."""
    return _RULES[kind][1].expected


def misfit(kind: str, value: object, minor: int) -> Misfit | None:
    """Hold a value against a grammar's word for it.

    Args:
        kind: a plain word of `grammar`, `any` excepted.
        value: what the document says.
        minor: the minor version of OpenAPI 3.

    Returns:
        what was expected, or None where the value fits.
    """
    fits, otherwise = _RULES[kind]
    if fits(value, minor):
        return None
    words: list[Any] = value if is_array(value) and kind == "names" else [value]
    spelled = is_array(value) if kind == "names" else kind in ("key", "text")
    if spelled and all(map(_is_word, words)):
        return Misfit("warning", otherwise.expected, _SPELLED)
    if kind == "type":
        return Misfit("warning", otherwise.expected, _kept(value))
    return otherwise


def read_as(types: object) -> list[str]:
    """What the value of `type` is read as; what is no word for a type is left out, and so is an empty value."""
    words: list[Any] = types if is_array(types) else [types] if types else []
    known = [one for one in words if isinstance(one, str | None) and one in READ_AS]
    return [READ_AS[one] for one in known]


def _kept(types: object) -> str:
    found = read_as(types)
    if not found:
        return "Any value is accepted there."
    return f"It is read as {' or '.join(dict.fromkeys(found))}."
