"""A type goes in; what it is called, and the values that it lists, come out as words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import assert_never

from generator.ir.model import (
    Anything,
    Binary,
    Checked,
    Const,
    Enum,
    Json,
    ListOf,
    MapOf,
    Named,
    Never,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)
from generator.jsonvalues import kind_of as kind_in_json
from generator.languages.code import Code
from generator.records import dataclass
from generator.targets.docs import words
from generator.targets.docs.site import Site
from generator.targets.docs.words import Words

TYPES = (
    Anything,
    Binary,
    Checked,
    Const,
    Enum,
    ListOf,
    MapOf,
    Named,
    Never,
    Record,
    Scalar,
    Tuple,
    Union,
)
_OTHER_KIND = re.compile(r"(?:-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)\Z")
LONGEST_VALUE = 200
MOST_VALUES = 60
"""Members of a long list of values that are shown where a page of its own has all of them."""
FARTHEST = 50
"""Names that stand for each other are looked through so far."""
DEEP = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where words are going to stand: `up` leads from the page's folder to the language's."""

    site: Site
    up: str = "../"

    def schema(self, pointer: str) -> str:
        """The address of a schema's page; empty where it has none."""
        path = self.site.paths.schemas.get(pointer)
        return f"{self.up}{path}" if path else ""


def name_of(pointer: str, place: Place) -> Words:
    """A named type: a link to its page, or what it is where it has no page."""
    definition = place.site.api.types.get(pointer)
    href = place.schema(pointer)
    if definition is None or not href:
        return place.site.label("object")
    return words.local(words.title(definition.schema_name), href)


def type_words(type: Type, place: Place, depth: int = 0) -> Words:
    """What a type is called."""
    site = place.site
    if depth > DEEP:
        return site.label("any")
    match type:
        case Scalar("string", "binary"):
            return site.label("file")
        case Scalar():
            kind = site.label(f"kind_{type.kind}")
            return kind_of(kind, type.format) if type.format else kind
        case Enum():
            kinds = dict.fromkeys(map(kind_word, type.values))
            found = [site.label(f"kind_{kind}") for kind in kinds]
            return words.joined(found, f" {site.label('or').html} ")
        case Const():
            return site.phrase("constant", value_words(type.value))
        case Binary():
            if type.encoding == "raw":
                return site.label("file")
            return kind_of(site.label("kind_string"), type.encoding)
        case Record():
            return site.label("object")
        case ListOf():
            return site.phrase("array_of", member_words(type.item, place, depth + 1))
        case MapOf():
            if isinstance(type.value, Anything):
                return site.label("any_object")
            if isinstance(type.value, Never):
                return site.label("empty_object")
            return site.phrase("map_of", member_words(type.value, place, depth + 1))
        case Tuple():
            many = [member_words(one, place, depth + 1) for one in type.items]
            return site.phrase("tuple_of", words.joined(many, ", "))
        case Union():
            many = [type_words(one, place, depth + 1) for one in type.variants]
            return words.joined(dict.fromkeys(many), f" {site.label('or').html} ")
        case Named():
            return named_words(type, place, depth)
        case Anything():
            return site.label("any")
        case Never():
            return site.label("nothing")
        case Checked():
            return type_words(type.type, place, depth)
        case _:
            assert_never(type)


def member_words(type: Type, place: Place, depth: int = 0) -> Words:
    """What a member of an array or a map is called; in brackets where it may be several things, of which the array is none."""
    said = type_words(type, place, depth)
    inner = type
    while isinstance(inner, Checked | Named):
        if isinstance(inner, Checked):
            inner = inner.type
        elif place.schema(inner.id) or inner.id not in place.site.api.types:
            return said
        else:
            inner = place.site.api.types[inner.id].type
    several = isinstance(inner, Union) and len(inner.variants) > 1
    if isinstance(inner, Enum):
        several = len({kind_word(value) for value in inner.values}) > 1
    return words.phrase("({})", said) if several else said


@lru_cache(maxsize=1024)
def kind_of(kind: Words, format: str) -> Words:
    """A kind of value with its format behind it."""
    form = words.text(format)
    return Words(
        Code(f"{kind.html} ({form.html})"),
        Code(f"{kind.md} ({form.md})"),
    )


def named_words(type: Named, place: Place, depth: int) -> Words:
    """A named type by its link; one that only has a name in generated code by what it is."""
    definition = place.site.api.types.get(type.id)
    if definition is None or place.schema(type.id):
        return name_of(type.id, place)
    return type_words(definition.type, place, depth + 1)


def value_words(value: Json) -> Words:
    """A JSON value in the letters of code, cut where it is long; text that looks like another kind, or has lines, is quoted."""
    bare = isinstance(value, str) and bool(value.strip()) and "\n" not in value
    bare = bare and not _OTHER_KIND.match(str(value))
    shown = value if isinstance(value, str) and bare else as_json(value)
    cut = shown if len(shown) <= LONGEST_VALUE else f"{shown[: LONGEST_VALUE - 1]}…"
    return words.code(cut)


def as_json(value: Json) -> str:
    """A JSON value on one line."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"


def is_new(id: str, seen: set[str]) -> bool:
    """Whether to go on to what a name stands for: not twice in a ring, and not farther than anybody reads."""
    if id in seen or len(seen) >= FARTHEST:
        return False
    seen.add(id)
    return True


def scalar_of(type: Type, place: Place) -> Iterator[Type]:
    """A type and what lies below its checks and names, as long as that is no object or array."""
    seen: set[str] = set()
    while True:
        yield type
        match type:
            case Checked():
                type = type.type
            case Named(id) if id in place.site.api.types and is_new(id, seen):
                type = place.site.api.types[id].type
            case _:
                return


def enum_of(type: Type, place: Place, seen: set[str] | None = None) -> Enum | None:
    """The list of values that a type is, itself or as a member of a union, an array or a map.

    It counts as open where the document itself allows others beside it, and not for being read leniently by clients.
    """
    types = place.site.api.types
    known: set[str] = set() if seen is None else seen
    while True:
        match type:
            case Enum():
                return Enum(type.values)
            case Union():
                return among(type, place, known)
            case ListOf(inner) | MapOf(inner) | Checked(inner):
                type = inner
            case Named(id) if id in types and is_new(id, known):
                type = types[id].type
            case _:
                return None


def listed(type: Type, place: Place) -> Enum | None:
    """The list of values that a type is, as far as it is told in passing: of a long one that a page has whole its beginning, as open."""
    seen: set[str] = set()
    found = enum_of(type, place, seen)
    if found is None or len(found.values) <= MOST_VALUES:
        return found
    for one in filter(place.schema, seen):
        whole = enum_of(Named(one), place)
        if whole and len(whole.values) == len(found.values):
            return Enum(found.values[:MOST_VALUES], True)
    return found


def listed_words(type: Type, place: Place) -> Words | None:
    """The list of values that a type is, in words; a long one that a page has whole ends in dots."""
    found, whole = listed(type, place), enum_of(type, place)
    if found is None or whole is None:
        return None
    shown = words.joined([value_words(one) for one in found.values], ", ")
    cut = len(found.values) < len(whole.values)
    return words.joined([shown, words.text("…")], ", ") if cut else shown


def among(type: Union, place: Place, seen: set[str]) -> Enum | None:
    """The values that the members of a union list; None where some are values and others members of an array of them."""
    found: list[tuple[Type, Enum]] = []
    wide = False
    for variant in type.variants:
        *_, inner = scalar_of(variant, place)
        listed = enum_of(variant, place, seen)
        if listed is not None:
            found.append((inner, listed))
            wide = wide or listed.open
        elif isinstance(inner, Scalar):
            wide = wide or inner.kind != "null"
    values = {as_json(v): v for _, one in found for v in one.values}
    single = all(len(one.values) == len(values) for _, one in found)
    plain = all(isinstance(inner, Enum | Union) for inner, _ in found)
    told = bool(values) and (single or plain) and len(seen) < FARTHEST
    return Enum(tuple(values.values()), wide) if told else None


def kind_word(value: object) -> str:
    """JSON Schema's word for the kind of a value, as the author writes it: 1.0 is a number."""
    return "number" if isinstance(value, float) else kind_in_json(value)
