"""Dataclasses that cost little to define and to make: what every other module of the generator takes `dataclass` from.

`dataclasses.dataclass` writes and compiles six methods for each frozen class, and a frozen class sets its fields by a call each. A run
on a small document defines 160 of them and does little else. Here only `__init__` is compiled. To type checkers the decorator is that
of the standard library, so that an assignment to a field of a frozen class is an error to them; at run time it is not refused.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        *,
        frozen: bool = False,
        slots: bool = False,
        eq: bool = True,
        order: bool = False,
    ):
        """Make a class a dataclass, as `dataclasses.dataclass` does with the same options.

        Args:
            frozen: whether instances are values: never assigned to, and hashed by their fields where they compare by them.
            slots: whether fields are slots.
            eq: whether instances compare by their fields.
            order: whether instances sort by their fields.
        """

        def define(cls: type) -> type:
            if not frozen or order:
                return dataclasses.dataclass(
                    frozen=frozen, slots=slots, eq=eq, order=order
                )(cls)
            made = dataclasses.dataclass(slots=slots, eq=False, repr=False)(cls)
            if "__repr__" not in cls.__dict__:
                made.__repr__ = _repr
            if eq:
                fields = dataclasses.fields(made)
                compared = _getter([field.name for field in fields if field.compare])
                if "__eq__" not in cls.__dict__:
                    made.__eq__ = _equality(compared)
                if cls.__dict__.get("__hash__") is None:
                    made.__hash__ = _hash(compared)
            return made

        return define


def _getter(names: list[str]) -> Callable[[object], object]:
    return attrgetter(*names) if names else lambda _: ()


def _equality(compared: Callable[[object], object]) -> Callable[[object, object], bool]:
    def __eq__(self: object, other: object) -> bool:
        if self is other:
            return True
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    return __eq__


def _hash(compared: Callable[[object], object]) -> Callable[[object], int]:
    def __hash__(self: object) -> int:
        return hash(compared(self))

    return __hash__


def _repr(self: Any) -> str:
    shown = ", ".join(
        f"{field.name}={getattr(self, field.name)!r}"
        for field in dataclasses.fields(self)
        if field.repr
    )
    return f"{type(self).__qualname__}({shown})"
