"""The conditions of an object go in; which type each property has when, in words, comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.ir.model import (
    Checked,
    Const,
    Enum,
    Json,
    Named,
    Record,
    Type,
    Union,
)
from generator.ir.tag_words import stands_for
from generator.ir.walk import is_tuple
from generator.jsonvalues import is_object
from generator.names.bodies import record_of
from generator.records import dataclass
from generator.targets.docs import words
from generator.targets.docs.site import Site
from generator.targets.docs.types import TYPES, as_json, value_words
from generator.targets.docs.words import Words

_BEGIN = re.compile(r"\^((?:[\w\-:/@ ]|\\[.\-/_])+)(?:\.\*\$?)?")
_END = re.compile(r"((?:[\w\-:/@ ]|\\[.\-/_])+)\$")


@dataclass(frozen=True, slots=True)
class Case:
    """When a property has a type.

    Attributes:
        when: the condition in words.
        known: values of the property that the condition asks about which the document names and which fulfil it.
    """

    type: Type
    when: Words
    known: tuple[Words, ...]


def cases(type: Type, site: Site) -> dict[str, list[Case]]:
    """Property -> the types that conditions (JSON Schema's `if` and `then`) give to it.

    Only conditions on properties of the same object are read; every other one is said by the check itself.
    """
    found: dict[str, list[Case]] = {}
    record = type
    while isinstance(record, Checked):
        for check in record.checks:
            value = check.value
            if check.keyword == "if" and is_tuple(value) and len(value) == 3:
                _case(value[0], value[1], type, site, found)
        record = record.type
    return found


def _case(
    condition: object,
    consequence: object,
    whole: Type,
    site: Site,
    found: dict[str, list[Case]],
) -> None:
    asked = properties(condition)
    if not asked:
        return
    parts = [asks(wire, one, site) for wire, one in asked.items()]
    between = f" {site.label('and').html} "
    when = words.joined(parts, between)
    known = [v for w, one in asked.items() for v in fulfilled(w, one, whole)]
    for wire, one in properties(consequence).items():
        case = Case(one, when, tuple(map(value_words, known)))
        found.setdefault(wire, []).append(case)


def properties(type: object) -> Mapping[str, Type]:
    """The properties that a schema speaks of."""
    found: dict[str, Type] = {}
    while isinstance(type, Checked):
        for check in type.checks:
            if check.keyword == "properties" and is_object(check.value):
                found |= {k: v for k, v in check.value.items() if isinstance(v, TYPES)}
        type = type.type
    if isinstance(type, Record):
        found |= {one.wire: one.type for one in type.fields}
    return found


def asks(wire: str, type: Type, site: Site) -> Words:
    """What a condition asks of one property."""
    name = words.code(wire)
    found = constants(type)
    if found:
        return site.phrase("when_is", name, either(found, site))
    for pattern in patterns(type):
        if begin := _BEGIN.fullmatch(pattern):
            return site.phrase("when_begins", name, words.code(plain(begin[1])))
        if end := _END.fullmatch(pattern):
            return site.phrase("when_ends", name, words.code(plain(end[1])))
        return site.phrase("when_matches", name, words.code(pattern))
    return site.phrase("when_given", name)


def either(values: Iterable[Json], site: Site) -> Words:
    """Values with "or" between them."""
    return words.joined(map(value_words, values), f" {site.label('or').html} ")


def constants(type: Type) -> tuple[Json, ...]:
    """The values that a schema leaves, where it lists them."""
    while isinstance(type, Checked):
        for check in type.checks:
            if check.keyword == "const" and isinstance(check.value, str | int | float):
                return (check.value,)
        type = type.type
    match type:
        case Const():
            return (type.value,)
        case Enum():
            return type.values
        case _:
            return ()


def patterns(type: Type) -> Iterator[str]:
    """The patterns that a schema demands of a text."""
    while isinstance(type, Checked):
        for check in type.checks:
            if check.keyword == "pattern" and isinstance(check.value, str):
                yield check.value
        type = type.type


def plain(pattern: str) -> str:
    """The text that a pattern without signs stands for."""
    return pattern.replace("\\", "")


def fulfilled(wire: str, type: Type, whole: Type) -> list[Json]:
    """The values that the document names for a property and that begin or end as a condition asks."""
    record = whole
    while isinstance(record, Checked):
        record = record.type
    fields = record.fields if isinstance(record, Record) else ()
    texts = [
        value
        for field in fields
        if field.wire == wire
        for value in (*field.examples, *listed(field.type))
        if isinstance(value, str)
    ]
    for pattern in patterns(type):
        if begin := _BEGIN.fullmatch(pattern):
            return [text for text in texts if text.startswith(plain(begin[1]))]
        if end := _END.fullmatch(pattern):
            return [text for text in texts if text.endswith(plain(end[1]))]
    return []


def listed(type: Type) -> tuple[Json, ...]:
    """The values of an enumeration."""
    match type:
        case Enum():
            return type.values
        case Checked():
            return listed(type.type)
        case _:
            return ()


def tagged(union: Union, at: int, site: Site) -> Words | None:
    """When a member of a union with a discriminator applies."""
    tag = union.discriminator
    if tag is None:
        return None
    record, _ = record_of(site.api, union.variants[at])
    own = (
        [one.type for one in record.fields if one.wire == tag.property]
        if record
        else []
    )
    listed = constants(own[0]) if own else ()
    said = [word for word, index in tag.mapping.items() if index == at]
    values = [next((x for x in listed if stands_for(word, x)), word) for word in said]
    # A number has many spellings, and true is not 1.
    found = [value_words(x) for x in {as_json(x): x for x in values}.values()]
    if not found:
        return None
    shown = words.joined(found, f" {site.label('or').html} ")
    return site.phrase("when_is", words.code(tag.property), shown)


def constant(record: Record, site: Site) -> Words | None:
    """When a member of a union applies by a property with one value only."""
    for field in record.fields:
        match field.type:
            case Const():
                found = value_words(field.type.value)
            case Enum(values=(only,), open=False):
                found = value_words(only)
            case _:
                continue
        return site.phrase("when_is", words.code(field.wire), found)
    return None


def same(one: Type, other: Type) -> bool:
    """Whether two types are one name."""
    return isinstance(one, Named) and isinstance(other, Named) and one.id == other.id
