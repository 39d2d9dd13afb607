"""The variants of two types go in; which of them are the same, which are gone and which are new comes out."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeAlias

from generator.ir.kinds import kinds_of
from generator.ir.media import strip
from generator.ir.model import Api, Const, Enum, Named, Record, Type, Union

Pairs: TypeAlias = list[tuple[Type, Type]]
Reading: TypeAlias = Callable[[Type, Api], Hashable]


def matched(
    old: Type, new: Type, old_api: Api, new_api: Api
) -> tuple[Pairs, list[Type], list[Type]]:
    """Pairs of variants that are the same, then those of the old type alone, then those of the new one.

    Words of a discriminator tell more than names, names more than what an object has, and that more than the kind of value.
    """
    pairs: Pairs = []
    gone, come = flat(old, old_api), flat(new, new_api)
    tags = tags_of(old, old_api), tags_of(new, new_api)
    words = {id(one): tags[0].get(id(one)) for one in gone}
    words |= {id(one): tags[1].get(id(one)) for one in come}
    readings: tuple[Reading, ...] = (
        lambda one, api: words[id(one)],
        component,
        content,
        lambda one, api: kinds_of(one, api),
    )
    for reading in readings:
        waiting = {key: one for one in come[::-1] if (key := reading(one, new_api))}
        for one in [*gone]:
            other = waiting.pop(reading(one, old_api), None)
            if other is not None:
                pairs.append((one, other))
                gone = [left for left in gone if left is not one]
                come = [left for left in come if left is not other]
    return pairs, gone, come


def flat(type: Type, api: Api) -> list[Type]:
    """The variants of a type, of which those that are unions themselves count as theirs."""
    found: list[Type] = []
    waiting, seen = [type], set[str]()
    while waiting:
        one = waiting.pop()
        inner = strip(api, one)
        if isinstance(inner, Union):
            if not isinstance(one, Named) or one.id not in seen:
                seen.add(one.id if isinstance(one, Named) else "")
                waiting += inner.variants[::-1]
        else:
            found.append(one)
    return found


def tags_of(type: Type, api: Api) -> dict[int, str]:
    """The first word of a discriminator for each variant that has one."""
    inner = strip(api, type)
    if not isinstance(inner, Union) or inner.discriminator is None:
        return {}
    found: dict[int, str] = {}
    for word, at in inner.discriminator.mapping.items():
        found.setdefault(id(inner.variants[at]), word)
    return found


def component(type: Type, api: Api) -> Hashable:
    """The name of a component."""
    if isinstance(type, Named) and type.id in api.types:
        return api.types[type.id].schema_name
    return ""


def content(type: Type, api: Api) -> Hashable:
    """What tells a type from others of its kind: the words that it allows, the properties that it has."""
    match strip(api, type):
        case Record(fields):
            return frozenset(one.wire for one in fields)
        case Enum(values):
            return values
        case Const(value):
            return repr(value)
        case other:
            return (other.__class__.__name__, kinds_of(other, api))
