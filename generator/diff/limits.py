"""Limits, words and formats of two types go in; which of them differ, and whether fewer values are left, comes out."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import fields
from fractions import Fraction
from typing import TypeAlias

from generator.diff.model import Change, Kind
from generator.ir.model import (
    Binary,
    Check,
    Const,
    Discriminator,
    Enum,
    Field,
    Scalar,
    Type,
)
from generator.ir.walk import is_tuple
from generator.jsonvalues import is_array, is_object

Checks: TypeAlias = Mapping[str, object]
"""Keyword -> value."""

LOWER = ("minimum", "exclusiveMinimum")
UPPER = ("maximum", "exclusiveMaximum")
LEAST = ("minLength", "minItems", "minProperties")
MOST = ("maxLength", "maxItems", "maxProperties")
SIZES: Mapping[str, int] = {"int32": 1, "int64": 2, "float": 1, "double": 2}
"""Formats of which the larger takes in the smaller; a number without one is as large as any."""

HINTS = frozenset({"password", "double"})
"""Formats that leave every value of their type."""


def limits(
    old: Checks, new: Checks, where: str, pointer: str, sent: bool
) -> Iterator[Change]:
    """What differs in limits: a narrower one breaks those who send, and nobody who reads."""
    for keyword in dict.fromkeys((*old, *new)):
        before, after = old.get(keyword), new.get(keyword)
        if plain(before) == plain(after) or is_shared(keyword, before, after):
            continue
        kind: Kind = (
            "added" if before is None else "removed" if after is None else "changed"
        )
        breaks = sent and is_narrower(keyword, old, new)
        shown = text(before), text(after)
        yield Change(kind, "limit", breaks, pointer, where, keyword, *shown)


def is_shared(keyword: str, before: object, after: object) -> bool:
    """Whether a limit has the same parts in both documents, which are compared for themselves."""
    if keyword != "patternProperties" or not is_object(before) or not is_object(after):
        return False
    return before.keys() == after.keys()


def is_narrower(keyword: str, old: Checks, new: Checks) -> bool:
    """Whether values that the old limit allows may be refused by the new one."""
    before, after = old.get(keyword), new.get(keyword)
    if after is None:
        return False
    if keyword in LOWER:
        return bound(new, LOWER, 1) > bound(old, LOWER, 1)
    if keyword in UPPER:
        return bound(new, UPPER, -1) > bound(old, UPPER, -1)
    if not isinstance(after, int | float):
        return True
    was = before if isinstance(before, int | float) else None
    if keyword in LEAST:
        return after > (was or 0)
    if keyword in MOST:
        return was is None or after < was
    if keyword == "multipleOf" and was is not None and after:
        return exact(was) % exact(after) != 0
    return True


def exact(number: float) -> Fraction:
    """A number as the document writes it: 0.3 is a multiple of 0.1."""
    return Fraction(number if isinstance(number, int) else str(number))


def bound(checks: Checks, keywords: tuple[str, str], sign: int) -> tuple[float, bool]:
    """How far up the lower bound of a range lies, or how far down the upper one, and whether it is outside."""
    found = [(float("-inf"), False)]
    for keyword in keywords:
        value = checks.get(keyword)
        if isinstance(value, int | float):
            found.append((value * sign, keyword.startswith("exclusive")))
    return max(found)


def text(value: object) -> str:
    """A limit in short; nothing where it is more than a number or a text."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else ""


def plain(value: object) -> Hashable:
    """What the value of a check says, texts and places aside."""
    if isinstance(value, Field):
        told = (value.wire, value.required, value.nullable, value.access)
        return (told, plain(value.type))
    if isinstance(value, Type | Check | Discriminator):
        parts = (plain(getattr(value, one.name)) for one in fields(value))
        return (value.__class__.__name__, *parts)
    if is_tuple(value) or is_array(value):
        return tuple(plain(one) for one in value)
    if is_object(value):
        return frozenset((key, plain(one)) for key, one in value.items())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return ("number", value)
    return (value.__class__.__name__, repr(value))


def as_json(value: object) -> str:
    """A JSON value on one line."""
    return json.dumps(value, ensure_ascii=False)


def formats(
    old: Scalar | Binary, new: Scalar | Binary, where: str, pointer: str, sent: bool
) -> Iterator[Change]:
    """What differs in formats."""
    before, after = format_of(old), format_of(new)
    if before == after:
        return
    narrower = after not in HINTS and after != ""
    wider = before not in HINTS and before != ""
    if before in SIZES and after in SIZES:
        narrower, wider = SIZES[after] < SIZES[before], SIZES[before] < SIZES[after]
    breaks = narrower if sent else wider
    yield Change("changed", "format", breaks, pointer, where, "", before, after)


def format_of(type: Scalar | Binary) -> str:
    """The format of text or a number; bytes have that of their encoding."""
    if isinstance(type, Scalar):
        return type.format
    return "binary" if type.encoding == "raw" else type.encoding


def values(
    old: Type, new: Type, where: str, pointer: str, sent: bool
) -> Iterator[Change]:
    """What differs in lists of values; a list where there was none leaves fewer."""
    before, after = listed(old), listed(new)
    if before is None and after is None:
        return
    if before is None or after is None:
        kind: Kind = "removed" if after is None else "added"
        yield Change(kind, "values", sent == (after is not None), pointer, where)
        return
    # Programs take words of an answer that they do not know where the list is open.
    surprising = not sent and not (isinstance(old, Enum) and old.open)
    was, now = ({plain(one): one for one in side} for side in (before, after))
    for key, one in now.items():
        if key not in was:
            yield Change("added", "value", surprising, pointer, where, as_json(one))
    for key, one in was.items():
        if key not in now:
            yield Change("removed", "value", sent, pointer, where, as_json(one))


def listed(type: Type) -> tuple[object, ...] | None:
    """The values of an enumeration."""
    match type:
        case Enum():
            return type.values
        case Const():
            return (type.value,)
        case _:
            return None
