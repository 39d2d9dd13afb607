"""A type goes in; what its printer has to know of it comes out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.model import Api, Checked, Named, Pointer, Record, Type, Union


def is_class(type: Type) -> bool:
    """Whether a class is made of a named type."""
    return isinstance(type.type if isinstance(type, Checked) else type, Record)


def most_of(type: Checked) -> int | None:
    """How many members an array has at most, where that is said."""
    found = [one.value for one in type.checks if one.keyword == "maxItems"]
    return min((most for most in found if isinstance(most, int)), default=None)


def plain_members(type: Type, api: Api) -> Iterator[Type]:
    """The members of a union and of those that are its members, without their names."""
    seen: set[Pointer] = set()
    waiting: list[Type] = [type]
    while waiting:
        match waiting.pop():
            case Union(variants):
                waiting += variants
            case Named(id) if id in api.types:
                if id not in seen:
                    seen.add(id)
                    waiting.append(api.types[id].type)
            case one:
                yield one


def hashable(types: tuple[Type, ...]) -> bool:
    """Whether types can be told apart quickly; those with a JSON object in them cannot."""
    try:
        hash(types)
    except TypeError:
        return False
    return True


def whole(value: bool | int | float | str) -> bool | int | str:
    """A value of an enum as `Literal` takes it: a float without a fraction is an int."""
    return int(value) if isinstance(value, float) else value
