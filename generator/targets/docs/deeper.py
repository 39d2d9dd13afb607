"""A type goes in; the names of all fields in its values, however deep, come out, nearest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.ir.model import (
    Checked,
    ListOf,
    MapOf,
    Pointer,
    Record,
    Tuple,
    Type,
    Union,
)
from generator.ir.walk import mentioned
from generator.targets.docs import words
from generator.targets.docs.types import Place
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
    pending = [type]
    while pending:
        match pending.pop():
            case Record() as record:
                yield record
                pending += [record.extra, *(f.type for f in record.fields[::-1])]
            case ListOf(item) | MapOf(item) | Checked(item):
                pending.append(item)
            case Tuple(items, rest):
                pending += [rest, *items[::-1]]
            case Union(variants):
                pending += variants[::-1]
            case _:
                continue
