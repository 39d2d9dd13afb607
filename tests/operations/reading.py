"""Text of a request goes in; its smallest pieces, which equal the values that they may stand for, come out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import unquote

Shape: TypeAlias = type[dict[Any, Any]] | type[list[Any]] | type[str]
"""What a style's table has a column for: an object, an array, or anything else."""


class Unreadable(Exception):
    """What came has no place in the tables."""


@dataclass(frozen=True)
class Leaf:
    """A scalar as text, which does not say whether 1 is a number."""

    text: str

    def means(self, value: Any) -> bool:
        """Whether it is how a value is written."""
        if isinstance(value, str):
            return self.text == value
        if value is None:
            return self.text in ("", "null")
        try:
            return same(json.loads(self.text), value)
        except ValueError:
            return False


def same(found: Any, given: Any) -> bool:
    """Whether what was decoded is what was given: 1 is 1.0, true is not 1."""
    match found:
        case Leaf():
            return found.means(given)
        case dict():
            return (
                isinstance(given, dict)
                and found.keys() == given.keys()
                and all(same(value, given[key]) for key, value in found.items())
            )
        case list():
            return (
                isinstance(given, list)
                and len(found) == len(given)
                and all(map(same, found, given))
            )
        case bool() | None:
            return found is given
        case int() | float():
            number = isinstance(given, int | float) and not isinstance(given, bool)
            return number and bool(found == given)
        case _:
            return type(found) is type(given) and bool(found == given)


def nothing(found: Any, given: Any) -> bool:
    """Whether nothing came of an empty object or array, for which the tables have no form."""
    absent = isinstance(found, KeyError) or same(found, {}) or found == [Leaf("")]
    return given in ({}, [], None) and (absent or found == Leaf(""))


def shape_of(value: Any) -> Shape:
    """The column of a style's table that a value stands in."""
    if isinstance(value, dict):
        return dict
    return list if isinstance(value, list) else str


def leaves(texts: Iterable[str], escaped: bool = True) -> list[Any]:
    return [Leaf(unquote(text) if escaped else text) for text in texts]


def paired(parts: list[Any]) -> dict[str, Any]:
    """`R,100,G,200` as an object."""
    if len(parts) % 2:
        raise Unreadable(f"{len(parts)} parts are no pairs")
    return {key.text: value for key, value in zip(parts[::2], parts[1::2], strict=True)}


def assigned(parts: Iterable[str], escaped: bool = True) -> dict[str, Any]:
    """`R=100` and `G=200` as an object."""
    made: dict[str, Any] = {}
    for part in parts:
        name, sign, value = part.partition("=")
        if not sign:
            raise Unreadable(f"{part!r} has no value")
        key, leaf = leaves((name, value), escaped)
        made[key.text] = leaf
    return made


def by_content(text: str, media_type: str) -> Any:
    """A parameter that is described by a media type."""
    if is_json(media_type):
        return json.loads(text)
    return text


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON (RFC 6839 for the suffix)."""
    kind = essence(media_type)
    return kind.endswith(("/json", "+json"))


def essence(media_type: str) -> str:
    """A media type without its parameters."""
    return media_type.split(";")[0].strip().lower()
