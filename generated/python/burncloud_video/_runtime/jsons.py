"""Questions about values of unknown kind, whose answers type checkers understand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Tell whether a parsed JSON value is an object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Tell whether a parsed JSON value is an array."""
    return isinstance(value, list)


def is_mapping(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Tell whether an argument is given as a mapping."""
    return isinstance(value, Mapping)


def is_iterable(value: object) -> TypeGuard[Iterable[Any]]:
    """Tell whether an argument is given as a row of values."""
    return isinstance(value, Iterable)


def is_row(value: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Tell whether an argument is given as a list or a tuple."""
    return isinstance(value, list | tuple)
