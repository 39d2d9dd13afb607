"""A type goes in; the names of all fields in its values, however deep, come out, nearest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.ir.model import (
    Check,
    Checked,
    Field,
    Held,
    ListOf,
    MapOf,
    Never,
    Pointer,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)
from generator.ir.walk import is_tuple, mentioned, parts
from generator.jsonvalues import is_object
from generator.targets.docs import words
from generator.targets.docs.types import TYPES, Place
from generator.targets.docs.words import Words

MOST_SENT, MOST_ANSWERED = 2000, 250
"""Names of what is sent, and of what is answered, beyond which nothing is said: everything then leads to everything, and each object has a
page."""


def deeper(
    type: Type, told: Collection[str], place: Place, most: int = MOST_ANSWERED
) -> Words | None:
    """The names that a type's values may have further down and that have not been told; None where they are more than `most`."""
    left: dict[str, None] = {}
    for name in names_below(type, place):
        if name not in told:
            left[name] = None
            if len(left) > most:
                return None
    return words.names(", ".join(left)) if left else None


def names_below(type: Type, place: Place) -> Iterator[str]:
    """Names of fields, those of each named type once."""
    names, pending = direct(type)
    yield from names
    seen: set[Pointer] = set()
    types, known = place.site.api.types, place.site.made.names
    while pending:
        later: list[Pointer] = []
        for pointer in pending:
            if pointer in seen or pointer not in types:
                continue
            seen.add(pointer)
            if pointer not in known:
                known[pointer] = direct(types[pointer].type)
            names, more = known[pointer]
            yield from names
            later += more
        pending = tuple(later)


def direct(type: Type) -> tuple[tuple[str, ...], tuple[Pointer, ...]]:
    """The names of fields in a type itself, and the named types that it mentions."""
    names = dict.fromkeys(
        field.wire for record in records(type) for field in record.fields
    )
    return tuple(names), tuple(dict.fromkeys(mentioned(type)))


def records(type: Type) -> Iterator[Record]:
    """The objects in a type itself, in the author's order."""
    pending: list[object] = [type]
    while pending:
        match pending.pop():
            case Record() as record:
                yield record
                pending += [record.extra, *(f.type for f in record.fields[::-1])]
            case Checked(inner, checks):
                pending += [*checked(checks)][::-1]
                pending.append(inner)
            case ListOf(item) | MapOf(item):
                pending.append(item)
            case Scalar(held=Held(type=inner)):
                pending.append(inner)
            case Tuple(items, rest):
                pending += [rest, *items[::-1]]
            case Union(variants):
                pending += variants[::-1]
            case _:
                continue


def checked(checks: tuple[Check, ...]) -> Iterator[object]:
    """The types by whose checks a value may have more fields, as objects where they list some."""
    for check in checks:
        match check.keyword:
            case "properties" if is_object(check.value):
                yield Record(
                    tuple(
                        Field("", name, one)
                        for name, one in check.value.items()
                        if isinstance(one, TYPES)
                    ),
                    Never(),
                )
            case "if" if is_tuple(check.value):
                yield from check.value[1:]
            case "additionalProperties" | "unevaluatedProperties" | "unevaluatedItems":
                yield from [*parts(check.value)][-1:]
            case "contains":
                yield from [*parts(check.value)][:1]
            case "prefixItems" if is_tuple(check.value):
                yield from parts(check.value[0])
                yield check.value[1]
            case "not" | "propertyNames":
                continue
            case _:
                yield from parts(check.value)
