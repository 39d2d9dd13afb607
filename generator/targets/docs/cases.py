"""The conditions of an object go in; what each property has to be when, in words, comes out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.ir.kinds import bare_of
from generator.ir.model import (
    Anything,
    Checked,
    Enum,
    Field,
    Json,
    Record,
    Type,
)
from generator.ir.walk import is_tuple
from generator.jsonvalues import is_object
from generator.records import dataclass
from generator.targets.docs import judged, words
from generator.targets.docs.conditions import condition, meets, negation
from generator.targets.docs.limits import limits
from generator.targets.docs.types import TYPES, Place, value_words
from generator.targets.docs.words import Words

DEEPEST = 3
"""Conditions in the consequences of others that are told."""


@dataclass(frozen=True, slots=True)
class Branch:
    """What has to hold under a condition.

    Attributes:
        keyword: JSON Schema's word for it.
        when: the condition in words; None where there are none for it.
        asked: the condition where it is one on properties, and None where it must not hold.
    """

    keyword: str
    when: Words | None
    asked: Type | None
    then: Type


@dataclass(frozen=True, slots=True)
class Case:
    """When a property is more than its row says.

    Attributes:
        type: what it is then; None where that is left as it is.
        required: it is required then.
        when: the condition in words.
        known: values of the property that the condition asks about which the document names and which fulfil it.
    """

    type: Type | None
    required: bool
    when: Words
    known: tuple[Words, ...]


def branches(
    type: Type, place: Place, needed: Collection[str], deep: int = 0
) -> Iterator[Branch]:
    """Everything that has to hold under a condition, also what stands in the consequences of others."""
    for one in direct(type, place, needed):
        yield one
        if deep >= DEEPEST or one.when is None:
            continue
        between = f" {place.site.label('and').html} "
        there = {*needed, *(judged.required(one.asked) if one.asked else ())}
        for inner in branches(one.then, place, there, deep + 1):
            when = inner.when and words.joined([one.when, inner.when], between)
            yield Branch(inner.keyword, when, inner.asked, inner.then)


def direct(type: Type, place: Place, needed: Collection[str]) -> Iterator[Branch]:
    """What has to hold under the conditions of a type itself."""
    for check in judged.checks_in(type):
        value = check.value
        if check.keyword == "if" and is_tuple(value) and len(value) == 3:
            asked, then, otherwise = value
            if not isinstance(asked, TYPES):
                continue
            if isinstance(then, TYPES):
                yield Branch("if", condition(asked, place, needed), asked, then)
            if isinstance(otherwise, TYPES):
                yield Branch("if", negation(asked, place, needed), None, otherwise)
        elif check.keyword == "dependentSchemas" and is_object(value):
            for name, then in value.items():
                if isinstance(then, TYPES):
                    when = place.site.phrase("when_given", words.code(name))
                    yield Branch(check.keyword, when, None, then)


def cases(whole: Type, record: Record, place: Place) -> dict[str, list[Case]]:
    """Property -> what conditions say of it that its row does not."""
    found: dict[str, list[Case]] = {}
    if not isinstance(whole, Checked):
        return found
    own = {one.wire: one for one in record.fields}
    needed = {one.wire for one in record.fields if one.required}
    for branch in branches(whole, place, needed):
        if branch.when is None:
            continue
        then = judged.required(branch.then)
        known = tuple(map(value_words, fulfilled(branch.asked, own)))
        said = judged.fields(branch.then)
        for name in dict.fromkeys((*said, *then)):
            if name in own:
                held = said[name].type if name in said else None
                held = None if isinstance(held, Anything) else held
                must = name in then and name not in needed
                if held is not None or must:
                    case = Case(held, must, branch.when, known)
                    found.setdefault(name, []).append(case)
    for check in judged.checks_in(whole):
        if check.keyword == "dependentRequired" and is_object(check.value):
            for name, many in check.value.items():
                when = place.site.phrase("when_given", words.code(name))
                for other in many if is_tuple(many) else ():
                    if other in own and other not in needed:
                        case = Case(None, True, when, ())
                        found.setdefault(str(other), []).append(case)
    return found


def of_value(type: Type, place: Place) -> tuple[Case, ...]:
    """What conditions say of a value that is no object."""
    found: list[Case] = []
    for branch in direct(type, place, ()) if isinstance(type, Checked) else ():
        if branch.when is not None and limits(branch.then, place):
            found.append(Case(branch.then, False, branch.when, ()))
    return tuple(found)


def fulfilled(asked: Type | None, own: dict[str, Field]) -> list[Json]:
    """The values that the document names for properties and that begin or end as a condition asks."""
    found: list[Json] = []
    for name, one in judged.fields(asked).items() if asked else ():
        if name in own:
            known = (*own[name].examples, *listed(own[name].type))
            found += meets(one.type, [v for v in known if isinstance(v, str)])
    return found


def listed(type: Type) -> tuple[Json, ...]:
    """The values of an enumeration."""
    inner = bare_of(type)
    return inner.values if isinstance(inner, Enum) else ()
