"""Asks whether a JSON value fits a type, and compares JSON values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import FunctionType
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import SchemaSerializer, core_schema
from typing_extensions import TypeIs

from .exact import Exact

_ANYTHING = SchemaSerializer(core_schema.any_schema())
"""Made without pydantic's own, which takes milliseconds the first time."""


def is_object(value: object) -> TypeIs[dict[str, Any]]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeIs[list[Any]]:
    """Whether a JSON value is an array."""
    return isinstance(value, list)


class Judge:
    """A type that is built when it is first asked about."""

    def __init__(self, type_: Any) -> None:
        """Take any type that pydantic takes, or a function that gives it where its name is not there yet."""
        self._type = type_

    @property
    def source(self) -> object:
        """What two judges of the same type have in common, even where a function gives it."""
        return getattr(self._type, "__code__", self._type)

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """The type, ready to use."""
        found = self._type
        if isinstance(found, FunctionType):
            found = found()
        form: Any = Annotated[found, Exact()]
        return TypeAdapter(form)

    def read(self, value: Any) -> Any:
        """The value as the type has it.

        Raises:
            ValidationError: it does not fit.
        """
        return self.adapter.validate_python(value)

    def accepts(self, value: Any) -> bool:
        """Whether the value fits."""
        try:
            self.adapter.validate_python(value)
        except ValidationError:
            return False
        return True


def plain(value: Any) -> Any:
    """A value as JSON has it: models become objects with the keys that are set."""
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, BaseModel | list | tuple | Mapping):
        return _ANYTHING.to_python(
            value, mode="json", by_alias=True, exclude_unset=True, warnings=False
        )
    return value


def same(left: Any, right: Any) -> bool:
    """Whether two JSON values are equal: 1 and 1.0 are, 1 and true are not (JSON Schema core, section 4.2.2)."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if is_array(left) and is_array(right):
        return len(left) == len(right) and all(map(same, left, right))
    if is_object(left) and is_object(right):
        return left.keys() == right.keys() and all(
            same(value, right[key]) for key, value in left.items()
        )
    return bool(left == right)


def key_of(value: Any) -> Any:
    """A hashable key that equal JSON values share."""
    if isinstance(value, bool | None):
        return (type(value).__name__, value)
    if is_array(value):
        return ("list", tuple(map(key_of, value)))
    if is_object(value):
        return ("dict", frozenset((k, key_of(v)) for k, v in value.items()))
    return value
