"""The type of an answer goes in; a value made of the examples of its fields comes out, where most of them have one."""

from __future__ import annotations

from generator.ir.meeting import met
from generator.ir.model import (
    Api,
    Checked,
    Const,
    Enum,
    Field,
    Json,
    ListOf,
    MapOf,
    Named,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)
from generator.languages.json_text import dense
from generator.names.bodies import record_of
from generator.records import dataclass
from generator.targets.docs.values import fits, sample

DEEP = 3
"""Objects and arrays in one another; what is optional and deeper is left out."""
FOLLOWED = 200
"""Types that are looked at for one value."""
MOST = 60
"""Fields of a value; nobody reads a longer one for an example."""
LONGEST = 1500
EMPTY: tuple[Json, ...] = (None, "", [], {})


@dataclass(slots=True)
class Told:
    """How many fields there are in a value, of how many of them the document says a value, and how many types were looked at;
    filled while it is made."""

    fields: int = 0
    told: int = 0
    steps: int = 0

    def full(self) -> bool:
        """Whether the value is longer than one that is shown."""
        return self.fields > MOST or self.steps > FOLLOWED

    def enough(self) -> bool:
        """Whether the document says at least half of a value that is not too long."""
        return self.told > 0 and self.fields <= 2 * self.told and not self.full()


def made_up(type: Type, api: Api) -> Json:
    """A value of a type that is an object or an array of objects; None where the document says too little of its fields."""
    told = Told()
    made = value(type, api, told)
    if not made or not told.enough():
        return None
    return made if len(dense(made)) <= LONGEST else None


def value(type: Type, api: Api, told: Told, name: str = "", depth: int = 0) -> Json:
    """A value as the document tells it, as far as it does."""
    told.steps += 1
    if told.full():
        return None
    match type:
        case Checked(ListOf() | Record() | Named() | MapOf() | Union()):
            made = value(type.type, api, told, name, depth)
            return met(
                made,
                type,
                api,
                lambda one: value(one.type, api, told, one.wire, depth),
                "write",
            )
        case Named(id) if id in api.types:
            definition = api.types[id]
            for example in definition.examples:
                if fits(example, definition.type, api):
                    told.told += 1
                    told.fields += 1
                    return example
            return value(definition.type, api, told, name, depth)
        case Record():
            return record(type, api, told, depth + 1)
        case ListOf():
            made = value(type.item, api, told, name, depth + 1)
            return [] if made is None else [made]
        case Union(variants) if variants and record_of(api, variants[0])[0]:
            return value(variants[0], api, told, name, depth + 1)
        case _:
            told.fields += 1
            told.told += isinstance(type, Const | Enum)
            return sample(type, api, name)


def record(type: Record, api: Api, told: Told, depth: int) -> Json:
    """An object with what an answer may have of it."""
    made: dict[str, Json] = {}
    for one in type.fields:
        known = says(one, api)
        if one.access == "write" or (
            not one.required
            and (one.deprecated or (depth > DEEP and not known and is_wide(one, api)))
        ):
            continue
        if known:
            told.fields += 1
            told.told += 1
            made[one.wire] = known[0]
        else:
            made[one.wire] = value(one.type, api, told, one.wire, depth)
    return made


def says(one: Field, api: Api) -> list[Json]:
    """A value that the document says of a property, if it does; an empty default shows nobody what an answer may hold."""
    found = [example for example in one.examples if fits(example, one.type, api)]
    if one.has_default and one.default not in EMPTY:
        found.append(one.default)
    return found[:1]


def is_wide(one: Field, api: Api) -> bool:
    """Whether a property holds others."""
    type = one.type
    for _ in range(DEEP):
        match type:
            case Checked():
                type = type.type
            case Named(id) if id in api.types:
                type = api.types[id].type
            case Scalar() | Enum() | Const():
                return False
            case Tuple() | Record() | ListOf() | MapOf() | Union():
                return True
            case _:
                return False
    return True
