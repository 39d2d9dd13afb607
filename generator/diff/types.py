"""Two types go in; what differs in the values that they allow comes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from itertools import zip_longest

from generator.diff.limits import Checks, as_json, formats, limits, plain, values
from generator.diff.model import ANYTHING, NOTHING, OR, Change, Kind, What
from generator.diff.variants import flat, matched
from generator.ir.kinds import ALL, kinds_of
from generator.ir.model import (
    Api,
    Binary,
    Checked,
    Field,
    ListOf,
    MapOf,
    Named,
    Never,
    Parameter,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)
from generator.jsonvalues import is_object
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both documents, and which pairs of types have been compared: filled on the way.

    Attributes:
        seen: (what is the same in the old one, and in the new one, whether values are sent by callers).
        waiting: pairs of named types that are still to be compared; names may lead to names, further than calls can.
    """

    old: Api
    new: Api
    seen: set[tuple[str | int, str | int, bool]] = field(
        default_factory=set[tuple[str | int, str | int, bool]]
    )
    waiting: list[tuple[Named, Named, str, str, bool]] = field(
        default_factory=list[tuple[Named, Named, str, str, bool]]
    )


def compared(
    old: Type, new: Type, where: str, pointer: str, sent: bool, sides: Comparison
) -> Iterator[Change]:
    """What differs, but for what `named` tells.

    Args:
        sent: callers send such values, so that fewer of them is what breaks; else they read them, so that more is.
    """
    if isinstance(old, Named) or isinstance(new, Named):
        key = (identity(old), identity(new), sent)
        if key in sides.seen:
            return
        sides.seen.add(key)
    if isinstance(old, Named) and isinstance(new, Named):
        where = name_of(new.id, sides.new) or where
        sides.waiting.append((old, new, where, new.id, sent))
        return
    yield from below_names(old, new, where, pointer, sent, sides)


def named(sides: Comparison) -> Iterator[Change]:
    """What differs in the named types that have been met."""
    while sides.waiting:
        yield from below_names(*sides.waiting.pop(0), sides)


def identity(type: Type) -> str | int:
    """What a type is known by while two documents are compared."""
    return type.id if isinstance(type, Named) else id(type)


def below_names(
    old: Type, new: Type, where: str, pointer: str, sent: bool, sides: Comparison
) -> Iterator[Change]:
    """What differs in what names stand for."""
    before, old_checks = bare(old, sides.old)
    after, new_checks = bare(new, sides.new)
    yield from limits(old_checks, new_checks, where, pointer, sent)
    yield from by_pattern(old_checks, new_checks, where, pointer, sent, sides)
    changed = kinds(before, after, where, pointer, sent, sides)
    yield from changed
    if isinstance(before, Union) or isinstance(after, Union):
        yield from variants(old, new, where, pointer, sent, sides)
    elif not changed:
        yield from inside(before, after, where, pointer, sent, sides)


def kinds(
    old: Type, new: Type, where: str, pointer: str, sent: bool, sides: Comparison
) -> list[Change]:
    """What differs in the kinds of value that two types allow."""
    before, after = kinds_of(old, sides.old), kinds_of(new, sides.new)
    whole = integers(old), integers(new)
    if before == after and whole[0] == whole[1]:
        return []
    less, more = before - after, after - before
    breaks = bool(less or whole[1] > whole[0] if sent else more or whole[0] > whole[1])
    shown = said(old, sides.old), said(new, sides.new)
    return [Change("changed", "type", breaks, pointer, where, last(where), *shown)]


def inside(
    old: Type, new: Type, where: str, pointer: str, sent: bool, sides: Comparison
) -> Iterator[Change]:
    """What differs in the parts of two types."""
    match old, new:
        case (Record() | MapOf(), Record() | MapOf()):
            both = as_record(old), as_record(new)
            yield from records(*both, where, pointer, sent, sides)
        case (ListOf() | Tuple(), ListOf() | Tuple()):
            yield from members(old, new, where, pointer, sent, sides)
        case (Scalar() | Binary(), Scalar() | Binary()):
            yield from formats(old, new, where, pointer, sent)
        case _:
            yield from values(old, new, where, pointer, sent)


def variants(
    old: Type, new: Type, where: str, pointer: str, sent: bool, sides: Comparison
) -> Iterator[Change]:
    """What differs in the variants of two types, of which one may be a variant alone; null is told elsewhere."""
    pairs, gone, come = matched(old, new, sides.old, sides.new)
    for one, other in pairs:
        yield from compared(one, other, where, pointer, sent, sides)
    for one in come:
        if is_news(one, sides.new, old, sides.old):
            name = said(one, sides.new)
            yield Change("added", "variant", not sent, pointer, where, name)
    for one in gone:
        if is_news(one, sides.old, new, sides.new):
            name = said(one, sides.old)
            yield Change("removed", "variant", sent, pointer, where, name)


def is_news(one: Type, api: Api, other: Type, others: Api) -> bool:
    """Whether a variant makes a difference beside another type, of whose kinds more is said than that there are values."""
    own = kinds_of(one, api)
    plain = (Scalar("string"), Scalar("number"), Scalar("boolean"), Scalar("null"))
    taken = [kinds_of(two, others) for two in flat(other, others) if two in plain]
    return own <= kinds_of(other, others).difference(*taken)


def members(
    old: ListOf | Tuple,
    new: ListOf | Tuple,
    where: str,
    pointer: str,
    sent: bool,
    sides: Comparison,
) -> Iterator[Change]:
    """What differs in the members of two arrays, of which the first may have types of their own."""
    (before, old_rest), (after, new_rest) = as_tuple(old), as_tuple(new)
    for at, (one, other) in enumerate(zip_longest(before, after)):
        was, now = one or old_rest, other or new_rest
        yield from compared(was, now, f"{where}[{at}]", pointer, sent, sides)
    yield from compared(old_rest, new_rest, f"{where}[]", pointer, sent, sides)


def as_tuple(type: ListOf | Tuple) -> tuple[tuple[Type, ...], Type]:
    """The types of the first members of an array, and of all others."""
    return ((), type.item) if isinstance(type, ListOf) else (type.items, type.rest)


def as_record(type: Record | MapOf) -> Record:
    """An object with its properties; a map has none that it names."""
    return type if isinstance(type, Record) else Record((), type.value)


def records(
    old: Record, new: Record, where: str, pointer: str, sent: bool, sides: Comparison
) -> Iterator[Change]:
    """What differs in the properties of two objects."""
    before = {one.wire: one for one in old.fields}
    after = {one.wire: one for one in new.fields}
    for name, one in after.items():
        was = before.get(name)
        if is_there(one, sent):
            if was is None or not is_there(was, sent):
                breaks = sent and one.required
                yield Change("added", "field", breaks, one.id, where, name)
            else:
                yield from properties(was, one, where, sent, sides)
        elif was is not None and is_there(was, sent):
            word: What = "read_only" if sent else "write_only"
            yield Change("changed", word, True, one.id, where, name)
    for name, one in before.items():
        if name not in after and is_there(one, sent):
            yield Change("removed", "field", True, one.id, where, name)
    closed = isinstance(old.extra, Never), isinstance(new.extra, Never)
    if closed[0] != closed[1]:
        kind: Kind = "removed" if closed[1] else "added"
        yield Change(kind, "others", closed[1] and sent, pointer, where)
    else:
        inner = f"{where}.*"
        yield from compared(old.extra, new.extra, inner, pointer, sent, sides)


def is_there(one: Field, sent: bool) -> bool:
    """Whether a property is one of those that are sent, or of those that are read."""
    return one.access != ("read" if sent else "write")


def properties(
    old: Field, new: Field, where: str, sent: bool, sides: Comparison
) -> Iterator[Change]:
    """What differs in one property."""
    name = new.wire
    inner = f"{where}.{name}"
    if old.deprecated != new.deprecated:
        kind: Kind = "added" if new.deprecated else "removed"
        yield Change(kind, "deprecated", False, new.id, inner)
    if old.required != new.required:
        word: What = "required" if new.required else "optional"
        yield Change("changed", word, new.required == sent, new.id, where, name)
    if old.nullable != new.nullable:
        kind = "added" if new.nullable else "removed"
        yield Change(kind, "null", new.nullable != sent, new.id, where, name)
    yield from default(old, new, where)
    yield from compared(old.type, new.type, inner, new.id, sent, sides)


def default(
    old: Field | Parameter, new: Field | Parameter, where: str
) -> Iterator[Change]:
    """That the default of a property or a parameter differs."""
    before, after = (plain((f.has_default, f.default)) for f in (old, new))
    if before != after:
        shown = [as_json(f.default)[:80] if f.has_default else "" for f in (old, new)]
        yield Change("changed", "default", False, new.id, where, new.wire, *shown)


def by_pattern(
    old: Checks, new: Checks, where: str, pointer: str, sent: bool, sides: Comparison
) -> Iterator[Change]:
    """What differs in properties that are told by patterns of both documents."""
    before, after = (one.get("patternProperties", {}) for one in (old, new))
    if is_object(before) and is_object(after):
        for pattern in after:
            if pattern not in before:
                continue
            inner = f"{where}.{pattern}"
            yield from compared(
                before[pattern], after[pattern], inner, pointer, sent, sides
            )


def bare(type: Type, api: Api) -> tuple[Type, Checks]:
    """A type below its names and checks, and these checks by their keywords."""
    found: dict[str, object] = {}
    seen: set[str] = set()
    while True:
        match type:
            case Checked():
                for check in type.checks:
                    found.setdefault(check.keyword, check.value)
                type = type.type
            case Named(id) if id in api.types and id not in seen:
                seen.add(id)
                type = api.types[id].type
            case _:
                return type, found


def integers(type: Type) -> bool:
    """Whether numbers have to be whole."""
    return isinstance(type, Scalar) and type.kind == "integer"


def said(type: Type, api: Api) -> str:
    """A type by its name, else the kinds of value that it allows."""
    if isinstance(type, Named) and name_of(type.id, api):
        return name_of(type.id, api)
    if isinstance(type, Scalar):
        return type.kind
    found = kinds_of(type, api)
    return ANYTHING if found == ALL else OR.join(sorted(found)) or NOTHING


def name_of(pointer: str, api: Api) -> str:
    """The name of a component."""
    definition = api.types.get(pointer)
    return definition.schema_name if definition else ""


def last(where: str) -> str:
    """The last step of a way."""
    return where.rpartition(" › ")[2].rpartition(".")[2] or where
