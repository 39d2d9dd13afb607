"""A default and its schema go in; whether the default plainly fits comes out. Where it is not plain, nobody is sure."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any, TypeGuard

from generator.jsonvalues import is_array, is_object

_SILENT = frozenset(
    [
        "title",
        "description",
        "default",
        "example",
        "deprecated",
        "nullable",
        "readOnly",
        "writeOnly",
        "externalDocs",
        "xml",
    ]
)
_LIMITS: dict[str, Callable[[Any, Any], bool]] = {
    "minimum": lambda value, limit: not _number(value) or value >= limit,
    "maximum": lambda value, limit: not _number(value) or value <= limit,
    "minLength": lambda value, limit: not isinstance(value, str) or len(value) >= limit,
    "maxLength": lambda value, limit: not isinstance(value, str) or len(value) <= limit,
    "minItems": lambda value, limit: not is_array(value) or len(value) >= limit,
    "maxItems": lambda value, limit: not is_array(value) or len(value) <= limit,
}
_BITS = {"int32": 31, "int64": 63}
_UNCHECKED = frozenset(["float", "double", "password"])
_URIS = frozenset(["uri", "uri-reference"])
_JUDGES_OF_URIS = ("rfc3987", "rfc3986_validator")
"""Packages that the library judges URIs by; it lets any text pass where neither is installed."""


def plainly_fits(value: Any, schema: Any, minor: int) -> bool:
    """Tell whether a default fits its schema beyond doubt.

    Args:
        value: the default.
        schema: a valid schema object that is no reference.
        minor: 0, 1 or 2 for OpenAPI 3.0, 3.1 or 3.2.
    """
    return is_object(schema) and all(
        key in _SILENT or key.startswith("x-") or _plainly(key, limit, value, minor)
        for key, limit in schema.items()
    )


def _plainly(key: str, limit: Any, value: Any, minor: int) -> bool:
    match key:
        case "type":
            return isinstance(limit, str) and _is_of(limit, value, minor)
        case "enum":
            return is_array(limit) and _among(value, limit)
        case "format":
            return _formatted(value, limit)
        case "items" | "uniqueItems":
            return value == [] or not isinstance(value, list)
        case "properties" | "additionalProperties":
            return value == {} or not isinstance(value, dict)
        case _:
            check = _LIMITS.get(key)
            return check is not None and _number(limit) and check(value, limit)


def _number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_of(kind: str, value: Any, minor: int) -> bool:
    match kind:
        case "string":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool)
        case "number":
            return _number(value)
        case "integer":
            whole = isinstance(value, float) and minor and value.is_integer()
            return bool(whole) or (isinstance(value, int) and _number(value))
        case "array":
            return isinstance(value, list)
        case "object":
            return isinstance(value, dict)
        case _:
            return False


def _among(value: Any, members: list[Any]) -> bool:
    return isinstance(value, str | int | float | bool) and any(
        type(member) is type(value) and member == value for member in members
    )


def _formatted(value: Any, name: Any) -> bool:
    if not isinstance(name, str):
        return False
    if name in _BITS and isinstance(value, int):
        return _number(value) and -(1 << _BITS[name]) <= value < 1 << _BITS[name]
    if not isinstance(value, str):
        return name in _UNCHECKED or name not in _BITS
    return name in _UNCHECKED or (name in _URIS and _lets_any_pass())


@cache
def _lets_any_pass() -> bool:
    return not any(map(find_spec, _JUDGES_OF_URIS))
