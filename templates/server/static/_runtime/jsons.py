"""Questions about values of unknown kind, whose answers type checkers understand."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable, Mapping
from typing import Any, TypeGuard

from pydantic import BaseModel


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Tell whether a JSON value is an object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Tell whether a JSON value is an array."""
    return isinstance(value, list)


def is_awaited(value: object) -> TypeGuard[AsyncIterable[Any]]:
    """Tell whether the pieces of a body are awaited."""
    return isinstance(value, AsyncIterable)


def is_stream(value: object) -> TypeGuard[Iterable[Any] | AsyncIterable[Any]]:
    """Tell whether a body comes in pieces."""
    whole = isinstance(value, str | bytes | Mapping | BaseModel)
    return isinstance(value, Iterable | AsyncIterable) and not whole
