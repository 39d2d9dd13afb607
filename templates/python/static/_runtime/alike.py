"""A type goes in; a key comes out that it shares with every type that is written the same way."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property
from types import FunctionType
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

_OWN = f"{__name__.rpartition('.')[0]}."


class Alike:
    """A type, equal to others that are written alike.

    An annotation in quotes is evaluated each time that somebody asks what it says, and all that stands in it is made
    anew: by a recursive one, types would go on being built for every level of a value.
    """

    __slots__ = ("_key", "type")

    def __init__(self, type_: Any) -> None:
        """Take any type that pydantic takes."""
        self.type, self._key = type_, spelled(type_)

    def __hash__(self) -> int:
        """Give what equal keys share."""
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        """Whether both are written alike."""
        return isinstance(other, Alike) and self._key == other._key


def spelled(value: Any) -> Hashable:
    """How a type is written, with what stands beside it; where that cannot be told, which object it is."""
    arguments = get_args(value)
    if arguments:
        return (get_origin(value), *map(spelled, arguments))
    kind = _kind(value)
    if kind in (list, tuple):
        return (kind, *map(spelled, value))
    if kind is dict:
        return (kind, *((key, spelled(one)) for key, one in value.items()))
    if kind is FieldInfo:
        return (kind, repr(value))
    if kind is FunctionType and not (value.__closure__ or value.__defaults__):
        return (kind, value.__code__, id(value.__globals__))
    if kind.__module__.startswith(_OWN):
        own = getattr(value, "__dict__", {})
        said = {name: one for name, one in own.items() if not is_found(kind, name)}
        return (kind, spelled(said))
    return (kind, value) if isinstance(value, Hashable) else id(value)


def _kind(value: object) -> type[object]:
    return type(value)


def is_found(kind: type, name: str) -> bool:
    """Whether an attribute is what was found out of others, and says nothing by itself."""
    return isinstance(getattr(kind, name, None), cached_property)
