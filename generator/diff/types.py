"""Two types go in; what differs in the values that they allow comes out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import field

from generator.diff.model import NOTHING, OR, Change, Kind, What
from generator.ir.kinds import kinds_of
from generator.ir.model import (
    Api,
    Checked,
    Const,
    Enum,
    Field,
    ListOf,
    MapOf,
    Named,
    Record,
    Scalar,
    Type,
    Union,
)
from generator.records import dataclass

LOWER = frozenset(
    {"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"}
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both documents, and which pairs of named types have been compared: filled on the way.

    Attributes:
        seen: (old id, new id, whether values are sent by callers).
    """

    old: Api
    new: Api
    seen: set[tuple[str, str, bool]] = field(default_factory=set[tuple[str, str, bool]])


def compared(
    old: Type, new: Type, where: str, pointer: str, sent: bool, sides: Comparison
) -> Iterator[Change]:
    """What differs.

    Args:
        sent: callers send such values, so that fewer of them is what breaks; else they read them, so that more is.
    """
    if isinstance(old, Named) and isinstance(new, Named):
        key = (old.id, new.id, sent)
        if key in sides.seen:
            return
        sides.seen.add(key)
        where = name_of(new.id, sides.new) or where
        pointer = new.id
    before, checks_before = bare(old, sides.old)
    after, checks_after = bare(new, sides.new)
    yield from limits(checks_before, checks_after, where, pointer, sent)
    kinds_before = kinds_of(before, sides.old)
    kinds_after = kinds_of(after, sides.new)
    if kinds_before != kinds_after or integers(before) != integers(after):
        narrower = not kinds_before <= kinds_after or (
            kinds_before == kinds_after and integers(after)
        )
        wider = not kinds_after <= kinds_before or (
            kinds_before == kinds_after and integers(before)
        )
        yield Change(
            "changed",
            "type",
            narrower if sent else wider,
            pointer,
            where,
            last(where),
            said(before, sides.old),
            said(after, sides.new),
        )
        return
    yield from inside(before, after, where, pointer, sent, sides)


def inside(
    old: Type, new: Type, where: str, pointer: str, sent: bool, sides: Comparison
) -> Iterator[Change]:
    """What differs in the parts of two types of the same kinds."""
    match old, new:
        case Record(), Record():
            yield from records(old, new, where, pointer, sent, sides)
        case ListOf(), ListOf():
            yield from compared(old.item, new.item, f"{where}[]", pointer, sent, sides)
        case MapOf(), MapOf():
            yield from compared(
                old.value, new.value, f"{where}.*", pointer, sent, sides
            )
        case Union(), Union() if len(old.variants) == len(new.variants):
            for one, other in zip(old.variants, new.variants, strict=True):
                yield from compared(one, other, where, pointer, sent, sides)
        case _:
            yield from values(listed(old), listed(new), where, pointer, sent)


def records(
    old: Record, new: Record, where: str, pointer: str, sent: bool, sides: Comparison
) -> Iterator[Change]:
    """What differs in the properties of two objects."""
    before = {one.wire: one for one in old.fields}
    after = {one.wire: one for one in new.fields}
    for name, one in after.items():
        was = before.get(name)
        if was is None:
            breaks = sent and one.required
            yield Change("added", "field", breaks, one.id, where, name)
        else:
            yield from properties(was, one, where, sent, sides)
    for name, one in before.items():
        if name not in after:
            yield Change("removed", "field", True, one.id, where, name)


def properties(
    old: Field, new: Field, where: str, sent: bool, sides: Comparison
) -> Iterator[Change]:
    """What differs in one property."""
    name = new.wire
    if old.required != new.required:
        word: What = "required" if new.required else "optional"
        yield Change("changed", word, new.required == sent, new.id, where, name)
    if old.nullable != new.nullable:
        kind: Kind = "added" if new.nullable else "removed"
        yield Change(kind, "null", new.nullable != sent, new.id, where, name)
    if (old.has_default, old.default) != (new.has_default, new.default):
        shown = [
            json.dumps(f.default, ensure_ascii=False)[:80] if f.has_default else ""
            for f in (old, new)
        ]
        yield Change("changed", "default", False, new.id, where, name, *shown)
    inner = f"{where}.{name}"
    yield from compared(old.type, new.type, inner, new.id, sent, sides)


def values(
    old: tuple[object, ...] | None,
    new: tuple[object, ...] | None,
    where: str,
    pointer: str,
    sent: bool,
) -> Iterator[Change]:
    """What differs in lists of values; a list where there was none leaves fewer."""
    if old == new or (old is None and new is None):
        return
    if old is None or new is None:
        kind: Kind = "removed" if new is None else "added"
        breaks = sent == (new is not None)
        yield Change(kind, "values", breaks, pointer, where)
        return
    for one in new:
        if one not in old:
            yield Change("added", "value", False, pointer, where, str(one))
    for one in old:
        if one not in new:
            yield Change("removed", "value", sent, pointer, where, str(one))


def limits(
    old: dict[str, object],
    new: dict[str, object],
    where: str,
    pointer: str,
    sent: bool,
) -> Iterator[Change]:
    """What differs in limits: a narrower one breaks those who send, and nobody who reads."""
    for keyword in dict.fromkeys((*old, *new)):
        before, after = old.get(keyword), new.get(keyword)
        if before == after:
            continue
        narrower = after is not None
        if isinstance(before, int | float) and isinstance(after, int | float):
            narrower = (keyword in LOWER) == (after > before)
        kind: Kind = (
            "added" if before is None else "removed" if after is None else "changed"
        )
        yield Change(
            kind,
            "limit",
            narrower and sent,
            pointer,
            where,
            keyword,
            "" if before is None else str(before),
            "" if after is None else str(after),
        )


def bare(type: Type, api: Api) -> tuple[Type, dict[str, object]]:
    """A type below its names and checks, and the simple limits among the checks."""
    found: dict[str, object] = {}
    seen: set[str] = set()
    while True:
        match type:
            case Checked():
                for check in type.checks:
                    if isinstance(check.value, str | int | float):
                        found.setdefault(check.keyword, check.value)
                type = type.type
            case Named(id) if id in api.types and id not in seen:
                seen.add(id)
                type = api.types[id].type
            case _:
                return type, found


def listed(type: Type) -> tuple[object, ...] | None:
    """The values of an enumeration."""
    match type:
        case Enum():
            return type.values
        case Const():
            return (type.value,)
        case _:
            return None


def integers(type: Type) -> bool:
    """Whether numbers have to be whole."""
    return isinstance(type, Scalar) and type.kind == "integer"


def said(type: Type, api: Api) -> str:
    """The kinds of value that a type allows."""
    if isinstance(type, Scalar):
        return type.kind
    return OR.join(sorted(kinds_of(type, api))) or NOTHING


def name_of(pointer: str, api: Api) -> str:
    """The name of a component."""
    definition = api.types.get(pointer)
    return definition.schema_name if definition else ""


def last(where: str) -> str:
    """The last step of a way."""
    return where.rpartition(" › ")[2].rpartition(".")[2] or where
