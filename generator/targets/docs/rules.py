"""An object with what is checked of it goes in; what its rows do not say comes out: sentences, and objects that are opened below it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.ir.kinds import bare_of
from generator.ir.model import (
    NO_DOC,
    Anything,
    Check,
    Doc,
    Field,
    Never,
    Record,
    Type,
)
from generator.ir.walk import is_tuple
from generator.jsonvalues import is_object
from generator.records import dataclass
from generator.targets.docs import judged, words
from generator.targets.docs.cases import branches
from generator.targets.docs.conditions import condition
from generator.targets.docs.limits import keys, of_pattern, simple
from generator.targets.docs.shapes import is_opened
from generator.targets.docs.types import TYPES, Place, type_words
from generator.targets.docs.words import Words

TOLD = frozenset(
    ("properties", "required", "if", "dependentSchemas", "patternProperties")
)
"""Keywords that are told elsewhere: in rows, as branches, or by what is opened."""
SIMPLE = frozenset(("minProperties", "maxProperties"))


@dataclass(frozen=True, slots=True)
class Apart:
    """An object that is opened below another: what it is, under which words."""

    title: Words
    type: Type
    doc: Doc = NO_DOC


def sentences(whole: Type, record: Record, place: Place) -> Iterator[Words]:
    """What has to hold of an object beside what its rows say."""
    own = {one.wire: one for one in record.fields}
    needed = {one.wire for one in record.fields if one.required}
    for check in judged.checks_in(whole):
        if closes(check):
            yield place.site.label("no_more_keys")
        elif check.keyword not in TOLD | SIMPLE:
            for told in demand(check, own, needed, place):
                yield ended(told, place)
    for check in judged.checks_in(whole):
        for name, type in judged.patterns(check):
            if not is_opened(type, place):
                yield ended(of_pattern(name, type, check, place), place)
    for branch in branches(whole, place, needed):
        if branch.when is None:
            yield place.site.phrase("rule_untold", words.code(branch.keyword))
            continue
        said = [*demands(branch.then, own, needed, place)]
        if said:
            joined = words.joined(said, ", ")
            yield ended(place.site.phrase("in_case", branch.when, joined), place)


def closes(check: Check) -> bool:
    """Whether a check lets in no keys that are not declared."""
    words = ("additionalProperties", "unevaluatedProperties")
    value = check.value
    return check.keyword in words and is_tuple(value) and isinstance(value[-1], Never)


def apart(whole: Type, record: Record, place: Place) -> Iterator[Apart]:
    """What is opened below an object: fields that it has under a condition, and those of values of keys that are not declared."""
    own = {one.wire for one in record.fields}
    needed = {one.wire for one in record.fields if one.required}
    for check in judged.checks_in(whole):
        for pattern, type in judged.patterns(check):
            if is_opened(type, place):
                title = place.site.phrase("keys_matching", words.code(pattern))
                said = check.said.get(pattern)
                yield Apart(title, type, said.doc if said else NO_DOC)
    for branch in branches(whole, place, needed):
        more = tuple(added(branch.then, own))
        if more:
            when = branch.when or place.site.label("rule_sometimes")
            yield Apart(place.site.phrase("when_then", when), Record(more, Anything()))
    if is_opened(record.extra, place):
        yield Apart(place.site.label("other_keys"), record.extra, record.said)


def added(type: Type, own: Collection[str]) -> Iterator[Field]:
    """The fields that a consequence has and the object itself has not."""
    said, needed = judged.fields(type), judged.required(type)
    for name, one in said.items():
        if name not in own and not isinstance(one.type, Never):
            yield one
    for name in needed:
        if name not in said and name not in own:
            yield Field("", name, Anything(), required=True)


def demands(
    type: Type, own: Collection[str], needed: Collection[str], place: Place
) -> Iterator[Words]:
    """What a consequence demands beside what rows tell of it."""
    site = place.site
    inner = bare_of(type)
    if isinstance(inner, Never):
        yield site.label("rule_never")
    elif not isinstance(inner, Anything) and not judged.fields(type):
        yield site.phrase("rule_also", type_words(inner, place))
    for name, one in judged.fields(type).items():
        if isinstance(one.type, Never) and name not in own:
            yield site.phrase("when_not_given", words.code(name))
    for check in judged.checks_in(type):
        if check.keyword not in TOLD:
            yield from demand(check, own, needed, place)


def demand(
    check: Check, own: Collection[str], needed: Collection[str], place: Place
) -> Iterator[Words]:
    """What one check demands."""
    site, value = place.site, check.value
    match check.keyword:
        case "not" if isinstance(value, TYPES):
            yield refusal(value, needed, place)
        case "anyOf" | "oneOf" as keyword if is_tuple(value):
            yield of_several(keyword, value, needed, place)
        case "allOf" if is_tuple(value):
            for one in value:
                if isinstance(one, TYPES):
                    yield from demands(one, own, needed, place)
        case "dependentRequired" if is_object(value):
            for name, many in value.items():
                left = [n for n in many if n not in own] if is_tuple(many) else []
                if left:
                    listed = words.joined([words.code(str(n)) for n in left], ", ")
                    key = "limit_dependentRequired"
                    yield site.phrase(key, words.code(name), listed)
        case keyword:
            yield from keys(check, place)
            yield from simple({keyword: value}, site)


def refusal(type: Type, needed: Collection[str], place: Place) -> Words:
    """What must not be so."""
    site = place.site
    names = [*judged.required(type)]
    if names and is_only_required(type):
        listed = words.joined(map(words.code, names), f" {site.label('along').html} ")
        key = "rule_not_together" if len(names) > 1 else "rule_not_given"
        return site.phrase(key, listed)
    told = condition(type, place, needed)
    return site.phrase("rule_not", told) if told else untold("not", place)


def of_several(
    keyword: str, types: tuple[object, ...], needed: Collection[str], place: Place
) -> Words:
    """Conditions of which one, or at least one, has to hold."""
    site = place.site
    single = [only_required(one) for one in types]
    if all(single):
        listed = words.joined([words.code(one) for one in single], ", ")
        return site.phrase(f"rule_{keyword}_required", listed)
    told = [
        condition(one, place, needed) if isinstance(one, TYPES) else None
        for one in types
    ]
    found = [one for one in told if one is not None]
    if len(found) < len(types):
        return untold(keyword, place)
    return site.phrase(f"rule_{keyword}", words.joined(found, "; "))


def only_required(type: object) -> str:
    """The one name that a type requires; empty where it says anything else."""
    if not isinstance(type, TYPES) or not is_only_required(type):
        return ""
    names = [*judged.required(type)]
    return names[0] if len(names) == 1 else ""


def is_only_required(type: Type) -> bool:
    """Whether a type says nothing but that names are required."""
    return isinstance(bare_of(type), Anything) and all(
        check.keyword == "required" for check in judged.checks_in(type)
    )


def untold(keyword: str, place: Place) -> Words:
    """That there is more to know, of which there are no words."""
    return place.site.phrase("rule_untold", words.code(keyword))


def ended(told: Words, place: Place) -> Words:
    """A clause as a sentence of its own."""
    told = words.capital(told)
    end = place.site.labels.texts["sentence_end"]
    return told if told.md.endswith(end) else words.joined([told, words.text(end)])
