"""A value of which nothing is known goes in; the same value with the type of the JSON object or array that it is comes out.

What `isinstance` tells a type checker of a dict is that it is one, not what is in it. Where a document was read, its
objects have text for keys, and this is where the checkers learn it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeAlias, TypeGuard

JsonValue: TypeAlias = (
    "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool | None"
)
"""Any JSON value. Of a value that has this type `isinstance` tells all, which loops over whole documents make use of."""


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON value is an object (RFC 8259, section 4)."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Whether a JSON value is an array (RFC 8259, section 5)."""
    return isinstance(value, list)


def mapping(value: object) -> Mapping[str, Any]:
    """`value` where it is a JSON object, else an empty one."""
    return value if is_object(value) else {}


def sequence(value: object) -> list[Any]:
    """`value` where it is a JSON array, else an empty one."""
    return value if is_array(value) else []


def kind_of(value: object) -> str:
    """JSON Schema's word for the kind of a JSON value; 1.0 is an integer."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def broad_kind(value: object) -> str:
    """The kind of a JSON value as JSON itself has it (RFC 8259, section 3): an integer is a number."""
    kind = kind_of(value)
    return "number" if kind == "integer" else kind


def of_text(text: str) -> Any:
    """The JSON value that a text holds (RFC 8259).

    Raises:
        ValueError: it holds none, or one that is too deep to be read.
    """

    def refused(word: str) -> None:
        raise ValueError(f"{word} is no JSON")

    try:
        return json.loads(text, parse_constant=refused)
    except RecursionError as why:
        raise ValueError("too deep") from why


def depth_exceeds(value: JsonValue, limit: int) -> bool:
    """Whether more than `limit` arrays and objects of a value stand in one another."""
    level: list[JsonValue] = [value]
    while level:
        limit -= 1
        level = [
            child
            for node in level
            for child in (
                node.values()
                if type(node) is dict
                else node if type(node) is list else ()
            )
            if type(child) is dict or type(child) is list
        ]
        if limit < 0 or (limit == 0 and level):
            return True
    return False
