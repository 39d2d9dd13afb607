"""Types that were built once for several places go in; they come out under the id that the document's own order has
no say in: that of the outermost place, and of these the first by pointer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from generator.ir.build.twins import Place
from generator.ir.model import Checked, Field, Pointer, Record, Type, TypeDef
from generator.ir.walk import renamed

Places: TypeAlias = Mapping[Pointer, Mapping[Pointer, Place]]
"""Where types were made that stand for others -> the places of their schema that were met."""


class Settled(NamedTuple):
    """Types under the ids that they keep.

    Attributes:
        moved: id that a type had -> id that it has.
        alike: id of a type or property that was not built -> id of the one that says the same; the property's where a
            pointer is both.
    """

    types: dict[Pointer, TypeDef]
    moved: dict[Pointer, Pointer]
    alike: dict[Pointer, Pointer]


def settle(types: dict[Pointer, TypeDef], places: Places) -> Settled:
    """Give every type that stands for others the first of all ids that it could have."""
    made: dict[Pointer, TypeDef] = {}
    moved: dict[Pointer, Pointer] = {}
    alike: dict[Pointer, Pointer] = {}
    properties: dict[Pointer, Pointer] = {}
    known: dict[Pointer, list[Place]] = {}
    for pointer, one in types.items():
        first = nearest(pointer, places)
        if first is None:
            made[pointer] = one
            continue
        below = pointer[len(first) :]
        free = [
            place
            for place in every(first, places, known)
            if place.pointer == first or place.pointer + below not in types
        ]
        chosen = min(free, key=lambda place: _rank(place.pointer + below))
        fields = [f.id for f in fields_of(one.type) if f.id.startswith(first)]
        for place in free:
            if place is not chosen:
                alike[place.pointer + below] = chosen.pointer + below
                for id in fields:
                    end = id[len(first) :]
                    properties[place.pointer + end] = chosen.pointer + end
        if chosen.pointer != first:
            moved[pointer] = chosen.pointer + below
            one = at(one, places[first][first], chosen)
        made[one.id] = one
    if moved:
        made = {id: _mentioning(one, moved) for id, one in made.items()}
    return Settled(made, moved, {**alike, **properties})


def nearest(pointer: Pointer, places: Places) -> Pointer | None:
    """The innermost place, at a pointer or above it, of a schema that stands elsewhere too."""
    while pointer not in places:
        pointer = pointer.rpartition("/")[0]
        if not pointer:
            return None
    return pointer


def every(
    first: Pointer, places: Places, known: dict[Pointer, list[Place]]
) -> list[Place]:
    """All places of a schema, those among them that stand inside of others that were built once."""
    if first not in known:
        found: dict[Pointer, Place] = {}
        for place in places[first].values():
            above = nearest(place.pointer.rpartition("/")[0], places)
            if above is None:
                found[place.pointer] = place
                continue
            begin = places[above][above]
            for outer in every(above, places, known):
                pointer = outer.pointer + place.pointer[len(above) :]
                found[pointer] = Place(pointer, _hint(place.hint, begin, outer))
        known[first] = list(found.values())
    return known[first]


def at(one: TypeDef, begin: Place, end: Place) -> TypeDef:
    """A definition that was made at or below one place, as it is at or below another."""
    return replace(
        one,
        id=end.pointer + one.id[len(begin.pointer) :],
        hint=_hint(one.hint, begin, end),
        type=_at(one.type, begin.pointer, end.pointer),
    )


def _at(type: Type, begin: Pointer, end: Pointer) -> Type:
    match type:
        case Checked():
            return Checked(_at(type.type, begin, end), type.checks)
        case Record():
            fields = [
                replace(f, id=end + f.id[len(begin) :]) if f.id.startswith(begin) else f
                for f in type.fields
            ]
            return replace(type, fields=tuple(fields))
        case _:
            return type


def _hint(hint: tuple[str, ...], begin: Place, end: Place) -> tuple[str, ...]:
    count = len(begin.hint)
    return (*end.hint, *hint[count:]) if hint[:count] == begin.hint else hint


def _rank(pointer: Pointer) -> tuple[int, Pointer]:
    return pointer.count("/"), pointer


def _mentioning(one: TypeDef, moved: Mapping[Pointer, Pointer]) -> TypeDef:
    made = renamed(one.type, lambda id: moved.get(id, id))
    return one if made is one.type else replace(one, type=made)


def fields_of(type: Type) -> tuple[Field, ...]:
    """The fields of a record, below its checks; none of any other type."""
    while isinstance(type, Checked):
        type = type.type
    return type.fields if isinstance(type, Record) else ()
