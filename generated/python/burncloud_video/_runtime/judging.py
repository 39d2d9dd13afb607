"""Asks whether a JSON value fits a type, and compares JSON values."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import cache, cached_property
from math import inf
from types import FunctionType
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError, SchemaSerializer, core_schema
from typing_extensions import TypeIs

from .alike import Alike
from .exact import Exact
from .near import BY_NAME
from .words import counted, is_counting, note

_LARGE = sys.hash_info.modulus
_ANYTHING = SchemaSerializer(core_schema.any_schema())
"""Made without pydantic's own, which takes milliseconds the first time."""


def is_object(value: object) -> TypeIs[dict[str, Any]]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeIs[list[Any]]:
    """Whether a JSON value is an array."""
    return isinstance(value, list)


_Answer: TypeAlias = tuple[object, Any, Exception | None, list[str]]
"""A value, which is kept so that no other one is taken for it; what it was read as, or why not; its unlisted words."""
_Known: TypeAlias = dict[tuple[int, int, bool, bool], _Answer]

_KNOWN: ContextVar[_Known | None] = ContextVar("known", default=None)
"""What was said while a value is read: by who was asked, the part, and all else that an answer depends on."""
_BARE: ContextVar[bool] = ContextVar("bare", default=False)
"""What is read is a value of JSON alone, without models in it."""
_NESTING = (dict, list)


def _asked(read: Callable[[Any], Any], value: Any, *, counting: bool) -> _Answer:
    """What somebody says of a value."""
    try:
        if counting:
            made, words = counted(read, value)
            return value, made, None, words
        return value, read(value), None, []
    except (ValidationError, PydanticCustomError) as error:
        return value, None, error, []


def once(asked: object, read: Callable[[Any], Any], value: Any) -> Any:
    """Read a value as one that is asked does; while a larger value is read, each is asked once about a part of it.

    Types that hold each other may ask about a part in very many ways.

    Raises:
        ValidationError, PydanticCustomError: it does not fit.
    """
    if type(value) not in _NESTING:
        return read(value)
    known = _KNOWN.get()
    if known is None:
        return begun(read, value)
    counting = is_counting()
    key = (id(asked), id(value), counting, BY_NAME.get())
    found = known.get(key)
    if found is None:
        found = known[key] = _asked(read, value, counting=counting)
    _, made, why, words = found
    if why is not None:
        raise why.with_traceback(None)
    if counting:
        note(words)
    return made


def begun(read: Callable[[Any], Any], value: Any) -> Any:
    """Read a value, and remember until its end what is said of its parts.

    Raises:
        ValidationError: it does not fit.
        PydanticCustomError: it does not fit, or is nested too deeply.
    """
    known: _Known = {}
    token = _KNOWN.set(known)
    try:
        return read(value)
    except RecursionError:
        said = "Input should be nested less deeply"
        raise PydanticCustomError("nested", said) from None
    finally:
        _KNOWN.reset(token)
        known.clear()


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
        return _adapter(Alike(found))

    @cached_property
    def validate(self) -> Callable[[Any], Any]:
        """What reads a value, whatever has been said of it; `ValidationError` where it does not fit."""
        return self.adapter.validator.validate_python

    def read(self, value: Any) -> Any:
        """The value as the type has it.

        Raises:
            ValidationError: it does not fit.
        """
        return once(self, self.validate, value)

    def read_bare(self, value: Any) -> Any:
        """As `read`, of a value of JSON alone, without models in it."""
        if _BARE.get() or not isinstance(value, _NESTING):
            return self.read(value)
        token = _BARE.set(True)
        try:
            return self.read(value)
        finally:
            _BARE.reset(token)

    def accepts(self, value: Any) -> bool:
        """Whether a value of JSON alone fits."""
        try:
            self.read_bare(value)
        except (ValidationError, PydanticCustomError):
            return False
        return True


@cache
def _adapter(type_: Alike) -> TypeAdapter[Any]:
    """A type, ready to use; those that are written alike share what was built for the first of them."""
    form: Any = Annotated[type_.type, Exact()]
    return TypeAdapter(form)


def plain(value: Any) -> Any:
    """A value as JSON has it: models become objects with the keys that are set."""
    if isinstance(value, str | int | float | None):
        return value
    if _BARE.get() and type(value) in _NESTING:
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
    """A hashable key that equal JSON values share.

    Python gives all multiples of a certain number one hash. An array of them, which anybody may send, would keep a set
    busy for hours, so that large numbers are told by their digits.
    """
    if isinstance(value, bool | None):
        return (type(value).__name__, value)
    if isinstance(value, int | float) and _LARGE <= abs(value) < inf:
        return ("number", f"{int(value):x}")
    if is_array(value):
        return ("list", tuple(map(key_of, value)))
    if is_object(value):
        return ("dict", frozenset((k, key_of(v)) for k, v in value.items()))
    return value
