"""A condition on a value goes in, as a schema; what it asks, in words, comes out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from generator.ir.kinds import bare_of
from generator.ir.model import (
    Anything,
    Check,
    Checked,
    Const,
    Enum,
    Json,
    MapOf,
    Never,
    Scalar,
    Type,
    Union,
)
from generator.ir.walk import is_tuple
from generator.targets.docs import judged, words
from generator.targets.docs.limits import in_short, limits
from generator.targets.docs.site import Site
from generator.targets.docs.types import TYPES, Place, type_words, value_words
from generator.targets.docs.words import Words

_BEGIN = re.compile(r"\^((?:[\w\-:/@ ]|\\[.\-/_])+)(?:\.\*\$?)?")
_END = re.compile(r"((?:[\w\-:/@ ]|\\[.\-/_])+)\$")
DEEPEST = 4
"""Conditions in one another that are told."""
MOST = 6
"""Clauses of one condition that are told; nobody follows a longer one."""


def condition(
    type: Type, place: Place, needed: Collection[str] = (), depth: int = 0
) -> Words | None:
    """What a condition asks, in words; None where these would be too many, or there are none.

    Args:
        needed: names that the object has anyway.
    """
    found = clauses(type, place, needed, "", depth)
    if not found or len(found) > MOST:
        return None
    return words.joined(found, f" {place.site.label('and').html} ")


def clauses(
    type: object, place: Place, needed: Collection[str], before: str, depth: int
) -> list[Words] | None:
    """The clauses that all have to hold; None where one cannot be told.

    Args:
        before: names of the objects around, with dots behind them.
    """
    if depth > DEEPEST or not isinstance(type, TYPES):
        return None
    inner = bare_of(type)
    found: list[Words] = []
    match inner:
        case Anything() | MapOf(Anything()):
            pass
        case Scalar() | Enum() | Const():
            return [of_kind("when_kind", "when_it_is", type, place)]
        case Union(variants):
            told = any_of(variants, place, needed, before, depth + 1)
            if told is None:
                return None
            found.append(told)
        case _:
            return None
    found += properties(type, place, needed, before, depth) or ()
    for check in judged.checks_in(type):
        if check.keyword in ("properties", "required"):
            continue
        told = clause(check, place, needed, before, depth)
        if told is None:
            return None
        found.append(told)
    return found


def properties(
    type: Type, place: Place, needed: Collection[str], before: str, depth: int
) -> list[Words]:
    """What is asked of the properties of an object."""
    there = judged.required(type)
    found: list[Words] = []
    asked = judged.fields(type)
    for name, one in asked.items():
        told = asks(f"{before}{name}", one.type, place, depth)
        known = name in there or name in needed or isinstance(one.type, Never)
        if told is not None and not (known or before):
            told = place.site.phrase("when_absent", told)
        if told is not None:
            found.append(told)
            there.pop(name, None)
    given = [words.code(f"{before}{name}") for name in there]
    return [*found, *(place.site.phrase("when_given", one) for one in given)]


def clause(
    check: Check, place: Place, needed: Collection[str], before: str, depth: int
) -> Words | None:
    """What one check asks."""
    value = check.value
    match check.keyword:
        case "not" if isinstance(value, TYPES):
            return negation(value, place, needed, before, depth + 1)
        case "anyOf" | "oneOf" if is_tuple(value):
            return any_of(value, place, needed, before, depth + 1)
        case "allOf" if is_tuple(value):
            each = [clauses(one, place, needed, before, depth + 1) for one in value]
            told = [words for many in each if many for words in many]
            if None in each or not told:
                return None
            return words.joined(told, f" {place.site.label('and').html} ")
        case _:
            said = limits(Checked(Anything(), (check,)), place)
            if not said:
                return None
            return place.site.phrase("when_it_is", words.joined(said, ", "))


def any_of(
    types: Iterable[object],
    place: Place,
    needed: Collection[str],
    before: str,
    depth: int,
) -> Words | None:
    """Conditions of which one has to hold."""
    found: list[Words] = []
    for one in types:
        told = clauses(one, place, needed, before, depth)
        if not told or len(found) > MOST:
            return None
        joined = words.joined(told, f" {place.site.label('and').html} ")
        found.append(words.phrase("({})", joined) if len(told) > 1 else joined)
    return words.joined(found, f" {place.site.label('or').html} ")


def negation(
    type: Type,
    place: Place,
    needed: Collection[str] = (),
    before: str = "",
    depth: int = 0,
) -> Words | None:
    """That a condition does not hold, in words."""
    site, checks = place.site, [*judged.checks_in(type)]
    if isinstance(bare_of(type), Anything) and len(checks) == 1:
        twice = checks[0].value if checks[0].keyword == "not" else None
        if isinstance(twice, TYPES):
            return condition(twice, place, needed, depth + 1)
    there, asked = judged.required(type), judged.fields(type)
    plain = all(check.keyword in ("properties", "required") for check in checks)
    if plain and len({**there, **asked}) == 1:
        (name,) = {**there, **asked}
        shown = words.code(f"{before}{name}")
        if name not in asked:
            return site.phrase("when_not_given", shown)
        if isinstance(asked[name].type, Never):
            return site.phrase("when_given", shown)
        if values := constants(asked[name].type):
            sure = name in there or name in needed
            label = "when_is_not" if sure else "when_is_other"
            return site.phrase(label, shown, either(values, site))
    if isinstance(bare_of(type), Scalar | Enum | Const):
        return of_kind("when_not_kind", "when_it_is_not", type, place)
    told = clauses(type, place, needed, before, depth)
    if not told or len(told) > MOST:
        return None
    joined = words.joined(told, f" {site.label('and').html} ")
    return site.phrase("when_not", joined)


def of_kind(bare: str, limited: str, type: Type, place: Place) -> Words:
    """What a value itself is, by its kind alone or by its limits.

    Args:
        bare, limited: keys of the labels for the one and the other.
    """
    found = in_short(type, place)
    plain = found == type_words(type, place)
    return place.site.phrase(bare if plain else limited, found)


def asks(wire: str, type: Type, place: Place, depth: int = 0) -> Words | None:
    """What a condition asks of one property; None where any value does."""
    site, name = place.site, words.code(wire)
    if isinstance(type, Anything):
        return None
    if isinstance(type, Never):
        return site.phrase("when_not_given", name)
    found = constants(type)
    if found:
        return site.phrase("when_is", name, either(found, site))
    for pattern in patterns(type):
        if begin := _BEGIN.fullmatch(pattern):
            return site.phrase("when_begins", name, words.code(plain(begin[1])))
        if end := _END.fullmatch(pattern):
            return site.phrase("when_ends", name, words.code(plain(end[1])))
        return site.phrase("when_matches", name, words.code(pattern))
    if isinstance(type, Checked) and judged.record_of(type):
        inside = clauses(type, place, (), f"{wire}.", depth + 1)
        if inside:
            return words.joined(inside, f" {site.label('and').html} ")
    said = limits(type, place)
    if said:
        return site.phrase("when_given_so", name, words.joined(said, ", "))
    if isinstance(bare_of(type), Anything):
        return site.phrase("when_given", name)
    return site.phrase("when_fits", name, type_words(type, place))


def either(values: Iterable[Json], site: Site) -> Words:
    """Values with "or" between them."""
    return words.joined(map(value_words, values), f" {site.label('or').html} ")


def constants(type: Type) -> tuple[Json, ...]:
    """The values that a schema leaves, where it lists them."""
    for check in judged.checks_in(type):
        if check.keyword == "const" and isinstance(check.value, str | int | float):
            return (check.value,)
    match bare_of(type):
        case Const(value):
            return (value,)
        case Enum(values):
            return values
        case _:
            return ()


def patterns(type: Type) -> Iterator[str]:
    """The patterns that a schema demands of a text."""
    for check in judged.checks_in(type):
        if check.keyword == "pattern" and isinstance(check.value, str):
            yield check.value


def plain(pattern: str) -> str:
    """The text that a pattern without signs stands for."""
    return pattern.replace("\\", "")


def meets(type: Type, texts: Iterable[str]) -> list[str]:
    """The texts that begin or end as a condition asks."""
    for pattern in patterns(type):
        if begin := _BEGIN.fullmatch(pattern):
            return [text for text in texts if text.startswith(plain(begin[1]))]
        if end := _END.fullmatch(pattern):
            return [text for text in texts if text.endswith(plain(end[1]))]
    return []
