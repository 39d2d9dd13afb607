"""A pass: lists of words that several places repeat become types, so that each of them is written once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from generator.ir.model import (
    Api,
    Checked,
    Enum,
    Field,
    ListOf,
    Named,
    Parameter,
    Pointer,
    Type,
    TypeDef,
    Union,
)
from generator.ir.passes.alike import record_of
from generator.ir.retype import definition, parameter, taking
from generator.letters import letters
from generator.records import dataclass

FEWEST = 4
"""Words of a list that gets a name: fewer are read faster where they stand."""
WORTH = 16
"""Words that a name has to save: a list of eight that stands in three places."""
COMPONENTS = "#/components/"
"""What the ids of parameters begin with that belong to no operation."""
_Key: TypeAlias = tuple[frozenset[object], bool]
_Known: TypeAlias = Mapping[tuple[_Key, str], Pointer]
"""Types of lists by what they list and what the words are called where they stand; by "" for any other place."""
_ENDS = (
    (re.compile(r"(series|species|news)$"), r"\1"),
    (re.compile(r"(?<=\w\w)ies$"), "y"),
    (re.compile(r"(?<=ss|sh|ch)es$|(?<=x)es$|(?<=[tnr]us)es$"), ""),
    (re.compile(r"(?<=\w\w[^siu])s$"), ""),
)
"""Plural endings of English, and what stands there of a single one."""


@dataclass(frozen=True, slots=True)
class _Site:
    """A place with a list of words.

    Attributes:
        id: pointer of the schema of the list; empty within a union, whose members do not tell theirs.
        word: what one of the words is called there.
        around: words for the operation that the place is in, if it is in one.
    """

    id: Pointer
    word: str
    around: tuple[str, ...]
    enum: Enum


def name_enums(api: Api) -> Api:
    """The API in which every `enum` of words that several properties or parameters repeat is one type.

    It has the id of one of its places: of those with the commonest name the outermost, of these the one with the shortest
    pointer. Where a component lists the same words under the name of a place, it is the component there, as no author means
    another list; elsewhere it is that one if none of the places' names is commoner.
    """
    names, known = _named(api, _repeated(api))
    if not known:
        return api

    def in_field(field: Field) -> Field:
        made = _by_name(field.type, field.wire, known)
        return field if made is field.type else replace(field, type=made)

    def in_parameter(one: Parameter) -> Parameter:
        return parameter(one, lambda type: _by_name(type, one.wire, known))

    made = {pointer: definition(one, in_field) for pointer, one in api.types.items()}
    return replace(
        api,
        operations=tuple(taking(one, in_parameter) for one in api.operations),
        webhooks=tuple(taking(one, in_parameter) for one in api.webhooks),
        types=made | names,
        enums=frozenset(names.keys() - api.types.keys()),
    )


def _repeated(api: Api) -> Iterator[list[_Site]]:
    """The places of each list that is worth a name."""
    groups: dict[_Key, list[_Site]] = {}
    for site in _sites(api):
        groups.setdefault(_key(site.enum), []).append(site)
    return (sites for key, sites in groups.items() if _is_worth(key, sites))


def _is_worth(key: _Key, sites: list[_Site]) -> bool:
    """Whether a name saves enough words."""
    return len(key[0]) * (len(sites) - 1) >= WORTH


def _sites(api: Api) -> Iterator[_Site]:
    for one in api.types.values():
        record = record_of(one.type)
        for field in record.fields if record else ():
            yield from _listed(field.type, field.id, field.wire, ())
    for sent in (*api.operations, *api.webhooks):
        around = (sent.operation_id or f"{sent.method} {sent.path}",)
        for each in sent.parameters:
            inside = () if each.id.startswith(COMPONENTS) else around
            yield from _listed(each.type, f"{each.id}/schema", each.wire, inside)


def _listed(
    type: Type, id: Pointer, word: str, around: tuple[str, ...]
) -> Iterator[_Site]:
    """The places where a type is a list of words, an array of such, or a union with such an array."""
    match type:
        case Checked():
            yield from _listed(type.type, id, word, around)
        case ListOf():
            inside = f"{id}/items" if id else id
            yield from _listed(type.item, inside, _singular(word), around)
        case Union():
            for one in type.variants:
                if not isinstance(one, Enum):
                    yield from _listed(one, "", word, around)
        case Enum(values):
            if len(values) >= FEWEST and all(isinstance(v, str) for v in values):
                yield _Site(id, word, around, type)
        case _:
            pass


def _key(enum: Enum) -> _Key:
    return frozenset(enum.values), enum.open


def _named(
    api: Api, repeated: Iterator[list[_Site]]
) -> tuple[dict[Pointer, TypeDef], _Known]:
    """The types of lists by their ids, and which of these, or of the components, stands for the words of a place."""
    components: dict[tuple[_Key, str], Pointer] = {}
    for id, one in sorted(api.types.items(), key=lambda entry: entry[0]):
        if one.schema_name and isinstance(one.type, Enum):
            components.setdefault((_key(one.type), letters(one.schema_name)), id)
    found: dict[Pointer, TypeDef] = {}
    known: dict[tuple[_Key, str], Pointer] = {}
    for sites in repeated:
        key = _key(sites[0].enum)
        words = Counter(site.word for site in sites)
        most = max(words.values())
        for word in sorted(words, reverse=True):
            component = components.get((key, letters(word)))
            if component and letters(word):
                known[key, letters(word)] = component
                if words[word] == most:  # Of equals the first by name.
                    known[key, ""] = component
        others = [site for site in sites if (key, letters(site.word)) not in known]
        free = [site for site in others if site.id and site.id not in api.types]
        if free and (key, "") not in known and _is_worth(key, others):
            best = min(free, key=lambda site: (-words[site.word], *_depth(site)))
            hint = (*best.around, best.word)
            found[best.id] = TypeDef(best.id, best.enum, hint=hint)
            known[key, ""] = best.id
    return found, known


def _depth(site: _Site) -> tuple[int, int, Pointer]:
    return site.id.count("/"), len(site.id), site.id


def _singular(word: str) -> str:
    """What a single one is called of what has this name, in English; the name itself where it is no plural."""
    for plural, one in _ENDS:
        if plural.search(word):
            return plural.sub(one, word)
    return word


def _by_name(type: Type, word: str, known: _Known) -> Type:
    """A list of words, an array of such, or a union with such an array, by the list's name where it has one.

    A list that is itself a member of a union stays, since the others may depend on it.
    """
    match type:
        case Enum():
            key = _key(type)
            id = known.get((key, letters(word))) or known.get((key, ""))
            return Named(id) if id else type
        case ListOf():
            item = _by_name(type.item, _singular(word), known)
            return type if item is type.item else ListOf(item, type.said)
        case Checked():
            inner = _by_name(type.type, word, known)
            return type if inner is type.type else Checked(inner, type.checks)
        case Union():
            variants = tuple(
                one if isinstance(one, Enum) else _by_name(one, word, known)
                for one in type.variants
            )
            same = all(a is b for a, b in zip(variants, type.variants, strict=True))
            return type if same else replace(type, variants=variants)
        case _:
            return type
