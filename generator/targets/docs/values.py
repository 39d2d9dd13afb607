"""A type goes in; a value that a reader may take for an example of it comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from generator.ir.holding import holds
from generator.ir.kinds import kinds_of
from generator.ir.meeting import met
from generator.ir.model import (
    Anything,
    Api,
    Binary,
    Check,
    Checked,
    Const,
    Enum,
    Field,
    Json,
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
from generator.ir.spelled import is_certain, matching, one_set
from generator.ir.tag_words import stands_for, value_of
from generator.jsonvalues import broad_kind
from generator.names.bodies import record_of
from generator.records import dataclass
from generator.validate.patterns import found_in

DEEP, TRIED = 8, 5
"""Types in one another that are looked into; and those, as well as variants, that are tried one after the other."""
SEVERAL = 5
"""Members of an array that are written, at most, where it asks for so many."""
SHOWN, FIRST = 5, 3
"""Properties that are shown where none is needed: of those with an example, and of others."""
FILLED = 2
"""Objects in one another of which properties are shown that nobody needs."""
LONGEST = 1000
NAMELESS = "TEXT"
TEXTS = {
    "date-time": "2026-01-31T12:00:00Z",
    "date": "2026-01-31",
    "time": "12:00:00Z",
    "duration": "PT1H",
    "email": "someone@example.com",
    "idn-email": "someone@example.com",
    "hostname": "host.example",
    "idn-hostname": "host.example",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/",
    "iri": "https://example.com/",
    "url": "https://example.com/",
    "uri-reference": "/a",
    "iri-reference": "/a",
    "json-pointer": "/a",
    "relative-json-pointer": "0/a",
    "regex": "[a-z]+",
    "byte": "c3BlY2xvb20=",
    "decimal": "12.50",
    "int32": "1",
    "int64": "1",
    "uuid": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
}
OF_TEXTS = frozenset({"pattern", "minLength", "maxLength"})
OF_NUMBERS = frozenset(
    {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
)
"""Checks of what is probably a text, or a number."""
_Choice = TypeVar("_Choice")
_WORD = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+")


def of_parameter(one: Parameter, api: Api) -> Json:
    """A value for a parameter: an example of the document where it has one."""
    for example in one.examples:
        if fits(example.value, one.type, api):
            return example.value
    made = one.default if one.has_default else sample(one.type, api, one.wire)
    return filled(made, one.type, api) if one.location == "path" else made


def filled(made: Json, type: Type, api: Api) -> Json:
    """A value with something in it: a step of a path cannot be empty."""
    if made == {}:
        return useful(type, api) or {"key": "value"}
    return made or ["text"] if isinstance(made, list) else made


def of_field(one: Field, api: Api, depth: int = 0) -> Json:
    """A value for a property."""
    for example in one.examples:
        if fits(example, one.type, api):
            return example
    return (
        one.default if one.has_default else sample(one.type, api, one.wire, depth + 1)
    )


def fits(value: Json, type: Type, api: Api) -> bool:
    """Whether a value is of a kind that a type allows."""
    return broad_kind(value) in kinds_of(type, api)


def sample(type: Type, api: Api, name: str = "", depth: int = 0) -> Json:
    """A value of a type: examples and defaults of the document first, objects with what is required alone.

    Args:
        name: what the value is called, which stands for a text of which nothing else is known.
    """
    match type:
        case Checked():
            return checked(type, api, name, depth)
        case Named():
            return named(type, api, name, depth)
        case Scalar():
            return of_scalar(type, (), name)
        case Enum():
            return type.values[0]
        case Const():
            return type.value
        case Binary():
            return "" if type.encoding == "raw" else TEXTS["byte"]
        case Record():
            return {
                one.wire: of_field(one, api, depth)
                for one in type.fields
                if one.required and one.access != "read"
            }
        case ListOf():
            return listed(type, api, name, depth)
        case Tuple():
            return [sample(one, api, name, depth + 1) for one in type.items]
        case Union():
            return variant(type, api, name, depth)
        case MapOf() | Anything():
            return {}
        case Never():
            return None


def named(type: Named, api: Api, name: str, depth: int) -> Json:
    """A value of a named type; where many objects lie around it only one that holds no others."""
    definition = api.types.get(type.id)
    if definition is None:
        return None
    for example in definition.examples:
        if fits(example, definition.type, api):
            return example
    if definition.has_default:
        return definition.default
    inner = definition.type
    while isinstance(inner, Checked):
        inner = inner.type
    if depth > DEEP and not isinstance(inner, Scalar | Enum | Const | Binary):
        return None
    return sample(definition.type, api, name, depth + 1)


def listed(type: ListOf, api: Api, name: str, depth: int) -> Json:
    """An array of one member; one that is an object says something."""
    made = None if depth > DEEP else sample(type.item, api, name, depth + 1)
    if made == {}:
        made = useful(type.item, api, depth + 1)
    return [] if made is None else [made]


def useful(type: Type, api: Api, depth: int = 0) -> Json:
    """An object of which nothing is needed: some properties that have an example, else the first that are described."""
    record, _ = record_of(api, type)
    if record is None:
        return {}
    own = [
        one
        for one in record.fields
        if one.access != "read" and not one.deprecated and one.wire
    ]
    shown = [one for one in own if has_example(one, api)][:SHOWN]
    told = [one for one in own if one.doc.description or one.doc.summary]
    chosen = shown or (told or own)[:FIRST]
    made: Json = {one.wire: telling(one, api, depth) for one in chosen}
    return conditional(made, type, api, depth)


def telling(one: Field, api: Api, depth: int) -> Json:
    """A value for a property that is shown; of an object that needs nothing, and is not far down, some properties too."""
    made = of_field(one, api, depth)
    if made != {} or one.has_default or one.examples or depth >= FILLED:
        return made
    return useful(one.type, api, depth + 1)


def has_example(one: Field, api: Api) -> bool:
    """Whether the document has an example of a property, or of the named type that it is, in which there is anything."""
    type = one.type
    while isinstance(type, Checked):
        type = type.type
    definition = api.types.get(type.id) if isinstance(type, Named) else None
    return any(map(says, one.examples or (definition.examples if definition else ())))


def says(example: Json) -> bool:
    """Whether there is anything in an example."""
    return example not in ("", [], {}, None)


def variant(type: Union, api: Api, name: str, depth: int) -> Json:
    """A value of the first variant; where an object is not of that one alone, as it should be, of the first that can be told apart."""
    if not type.variants:
        return None
    made = sample(type.variants[0], api, name, depth + 1)
    first = tagged(type, 0, made)
    if depth > TRIED or not isinstance(first, Mapping) or holds(first, type, api):
        return first
    for index, one in enumerate(type.variants[:TRIED]):
        plain = sample(one, api, name, depth + 1) if index else made
        for more in (plain, useful(one, api, depth + 1)):
            other = tagged(type, index, more)
            if other and holds(other, type, api):
                return other
    return first


def tagged(type: Union, index: int, made: Json) -> Json:
    """A value of a variant with the discriminator's word for it."""
    tag = type.discriminator
    if tag is None or not isinstance(made, Mapping):
        return made
    words = [word for word, one in tag.mapping.items() if one == index]
    own = made.get(tag.property)
    if not words or any(stands_for(word, own) for word in words):
        return made
    return {**made, tag.property: value_of(words[0], own)}


def checked(type: Checked, api: Api, name: str, depth: int) -> Json:
    """A value that holds to the usual limits, and to what is asked under conditions."""
    inner = of_checks(type.checks) if isinstance(type.type, Anything) else type.type
    if isinstance(inner, Scalar) and inner.kind == "string":
        return of_scalar(inner, type.checks, name)
    return conditional(
        in_bounds(type, sample(inner, api, name, depth)), type, api, depth
    )


def of_checks(checks: Sequence[Check]) -> Type:
    """What a value is meant to be of which only checks speak."""
    said: dict[str, Any] = {one.keyword: one.value for one in checks}
    if "const" in said:
        return Const(said["const"])
    if not OF_TEXTS.isdisjoint(said):
        return Scalar("string")
    return Anything() if OF_NUMBERS.isdisjoint(said) else Scalar("number")


def conditional(made: Json, type: Type, api: Api, depth: int = 0) -> Json:
    """A value with what its type asks for because of what is in it."""
    if depth > DEEP:
        return made
    return met(made, type, api, lambda one: of_field(one, api, depth + 1), "read")


# ------------------------------------------------------------------------------------------------------------- scalars


def of_scalar(type: Scalar, checks: Sequence[Check], name: str) -> Json:
    """A value of one of JSON's own kinds."""
    match type.kind:
        case "string":
            said = {one.keyword: one.value for one in checks}
            return text(
                type.format,
                tuple(str(c.value) for c in checks if c.keyword == "pattern"),
                size(said.get("minLength"), 0),
                size(said.get("maxLength"), -1),
                name,
            )
        case "integer" | "number":
            return 1
        case "boolean":
            return True
        case "null":
            return None


def size(value: object, none: int) -> int:
    """A bound of a text's length."""
    return int(value) if isinstance(value, int | float) else none


@lru_cache(maxsize=4096)
def text(
    format: str, patterns: tuple[str, ...], least: int, most: int, name: str
) -> str:
    """A text that a reader replaces by an own one, and that the schema allows: what it is called, in capitals.

    Args:
        least, most: bounds of the length; -1 where there is none above.
    """
    first = TEXTS.get(format, "")
    tried = [
        sized(one, least, most) for one in ([first] if first else [*placeholders(name)])
    ]
    if not patterns:
        return tried[0]
    made = spelled(patterns[0], least, most)
    if len(patterns) == 1 and not first and is_certain(patterns[0]):
        plain = (one for one in tried if in_set(patterns[0], one))
        return next(plain, None) or next(made, tried[0])
    for one in (*tried, *made):
        if all(found_in(pattern, (one,)) for pattern in patterns):
            return one
    return tried[0]


def in_set(pattern: str, text: str) -> bool:
    """Whether a pattern is a set of characters, all those of a text are in it, and they are as many as it takes."""
    found = one_set(pattern)
    if found is None:
        return False
    characters, low, high = found
    return low <= len(text) <= high and characters.issuperset(text)


def placeholders(name: str) -> Iterator[str]:
    """What a thing is called, in the ways in which words are joined."""
    words = _WORD.findall(name) or [NAMELESS]
    yield "_".join(words).upper()
    yield "_".join(words).lower()
    yield "-".join(words).lower()
    yield "".join(words).upper()
    yield "".join(words).lower()


def sized(text: str, least: int, most: int) -> str:
    """A text made longer or cut."""
    if len(text) < least <= LONGEST:
        text += "x" * (least - len(text))
    return text if most < 0 else text[:most]


def spelled(pattern: str, least: int, most: int) -> Iterator[str]:
    """Texts that a pattern probably takes, of a length that is allowed."""
    for more in (0, 1, 8, least if least <= LONGEST else 0):
        for one in matching(pattern, more, Turns()):
            if least <= len(one) and (most < 0 or len(one) <= most):
                yield one


@dataclass(slots=True)
class Turns:
    """Takes the first alternative, and other characters of a set each time, the same ones in every run."""

    taken: int = 0

    def choice(self, seq: Sequence[_Choice], /) -> _Choice:
        """One of several."""
        self.taken += isinstance(seq, str)
        return seq[self.taken * 7 % len(seq) if isinstance(seq, str) else 0]


def in_bounds(type: Checked, value: Json) -> Json:
    """A number or an array moved to where the usual limits allow it."""
    unique = any(check.keyword == "uniqueItems" for check in type.checks)
    for check in type.checks:
        bound = check.value
        if isinstance(bound, bool) or not isinstance(bound, int | float):
            continue
        match check.keyword, value:
            case "minimum", int() | float() if value < bound:
                value = bound
            case "maximum", int() | float() if value > bound:
                value = bound
            case "exclusiveMinimum", int() | float() if value <= bound:
                value = bound + 1
            case "exclusiveMaximum", int() | float() if value >= bound:
                value = bound - 1
            case "multipleOf", int() | float():
                value = bound
            case "minItems", list() if value and not unique:
                value = value + value[:1] * (min(int(bound), SEVERAL) - len(value))
            case "maxItems", list():
                value = value[: int(bound)]
            case _:
                pass
    return value
