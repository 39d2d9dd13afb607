"""The types of a document go in; their names and the names of their fields come out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import islice

from generator.ir.model import (
    Api,
    Checked,
    Field,
    Named,
    Pointer,
    Record,
    Scalar,
    Type,
    TypeDef,
    Union,
)
from generator.languages.code import Code
from generator.languages.rules import LanguageRules
from generator.letters import letters
from generator.names.functions import functions
from generator.names.model import Rename
from generator.names.namespaces import without_namespaces
from generator.names.places import ENUM, SECTIONS, Owner
from generator.names.scope import Scope, Want, settle
from generator.names.words import Words, type_words
from generator.records import dataclass

TITLE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ _-][A-Za-z0-9]+){0,3}")
"""Titles that are a name and no sentence."""
SENT = frozenset({"request", "response"})
"""Words for what goes through an operation, as the builder writes them; a component is often called the same."""
DOTS = re.compile(r"[./]")
COMPOUND = re.compile(r"[A-Za-z0-9][ _-][A-Za-z0-9]|[a-z0-9][A-Z]")
"""What a name of more than one word has in it."""
LONGEST_TITLE = 40
LONGEST_HINT = 8


def type_names(
    api: Api,
    rules: LanguageRules,
    places: Mapping[Pointer, Owner],
    overrides: Mapping[Pointer, str],
    renames: list[Rename],
) -> dict[Pointer, Code]:
    """Name every type: a component by its key, another by its title, else by the place where it stands.

    A title is used where it is short and no other type has it. A list of words that several places repeat is called
    like the property, where that is more than one word and no other such list is, else by its place as well. Namespaces
    are left out.
    """
    titles = Counter(
        rules.candidate("type", text).casefold()
        for id, definition in api.types.items()
        if not definition.schema_name
        if _is_name(text := _title(definition, places[id]))
    )
    schemas = [one.schema_name for one in api.types.values() if one.schema_name]
    short = without_namespaces(api, {*schemas}, rules)
    again = {*_said_again(api)}
    words = type_words(api, places, short, functions(api))
    return settle(
        Scope("models", "type", joint="", caseless=True),
        rules,
        [
            _type_want(
                definition,
                words[id],
                rules,
                titles,
                places[id],
                overrides.get(id, ""),
                id in again,
            )
            for id, definition in api.types.items()
        ],
        renames,
    )


def _said_again(api: Api) -> Iterator[Pointer]:
    """The components that are nothing but another one under its own name, spelled otherwise: that one's name is the type's."""
    for id, one in api.types.items():
        if one.schema_name and isinstance(one.type, Named):
            other = api.types.get(one.type.id)
            if other and letters(other.schema_name) == letters(one.schema_name):
                yield id


def _title(definition: TypeDef, place: Owner) -> str:
    """Return what a type that is no component may be called by itself, wherever it stands, if it is a name."""
    if place.kind != ENUM:
        return definition.doc.title
    word = definition.hint[-1]
    return word if COMPOUND.search(word) else ""


def _is_name(title: str) -> bool:
    return len(title) <= LONGEST_TITLE and TITLE.fullmatch(title) is not None


def _type_want(
    definition: TypeDef,
    hint: Words,
    rules: LanguageRules,
    titles: Mapping[str, int],
    place: Owner,
    override: str,
    again: bool,
) -> Want[Pointer]:
    id, name, title = definition.id, definition.schema_name, _title(definition, place)
    if name:
        said = dict.fromkeys((*hint, name))
        short = _shorter(tuple(DOTS.split(hint[0])), 0, rules)
        return Want(
            id,
            id,
            name,
            (*short, *said),
            rank=again,
            override=override,
            full=name if short else "",
        )
    if len(hint) > LONGEST_HINT:
        hint = (hint[0], *hint[1 - LONGEST_HINT :])
    full = " ".join(hint)
    short = _shorter(hint, 1, rules)
    texts = list(short) or [full]
    if _is_name(title) and titles[rules.candidate("type", title).casefold()] == 1:
        texts.insert(0, title)
        full = title
    overlap = place.words[-1:] == hint[:1]
    whole = (*place.words, *hint[1 if overlap else 0 :])
    if place.words and whole != hint:
        texts.append(" ".join(whole))
    if place.kind in SECTIONS:
        texts.append(_in_section(hint, SECTIONS[place.kind]))
    if place.kind in ("operation", "schemas") and not SENT.isdisjoint(hint):
        texts.append(" ".join(f"{one} body" if one in SENT else one for one in hint))
    return Want(
        id,
        id,
        full,
        tuple(texts),
        rank=1,
        override=override,
        full=full if short else "",
    )


def _in_section(hint: Words, section: str) -> str:
    """Return a name with the section of the components where it stands, once: "PetResponse body", "PetRequest body"."""
    first, *rest = section.split()
    if first in SENT and letters(hint[-1]).endswith(first):
        return " ".join((*hint, *(rest or ["body"])))
    return " ".join((*hint, section))


def _shorter(
    parts: tuple[str, ...], head: int, rules: LanguageRules
) -> tuple[str, ...]:
    """Return what is left of a name that is too long without the parts after its head: as many of the last as fit.

    Nothing comes back for a name that fits as it is.
    """
    spell, limit = rules.positions["type"].spell, rules.max_length
    if sum(map(len, parts)) <= limit or len(spell(" ".join(parts))) <= limit:
        return ()
    texts = (
        " ".join((*parts[:head], *parts[start:]))
        for start in range(head + 1, len(parts))
    )
    return tuple(islice((text for text in texts if len(spell(text)) <= limit), 3))


def field_names(
    api: Api,
    rules: LanguageRules,
    overrides: Mapping[Pointer, str],
    renames: list[Rename],
) -> dict[Pointer, dict[str, Code]]:
    """Name the fields of every record.

    Data is accepted by wire name and by attribute, so that no attribute may be another field's wire name.
    """
    names: dict[Pointer, dict[str, Code]] = {}
    known: dict[str, str | None] = {}
    for id, definition in api.types.items():
        record = inner_record(definition.type)
        if record is not None:
            plain = _as_they_are(record.fields, rules, overrides, known)
            names[id] = plain or _fields(id, record.fields, rules, overrides, renames)
    return names


@dataclass(frozen=True, slots=True, eq=False)
class AskedFields(Mapping[Pointer, Mapping[str, Code]]):
    """The names of fields as `field_names` gives them without overrides, found for each record when somebody asks."""

    api: Api
    rules: LanguageRules
    found: dict[Pointer, Mapping[str, Code]] = field(
        default_factory=dict[Pointer, Mapping[str, Code]]
    )

    def __getitem__(self, id: Pointer) -> Mapping[str, Code]:
        if id not in self.found:
            record = inner_record(self.api.types[id].type)
            if record is None:
                raise KeyError(id)
            plain = _as_they_are(record.fields, self.rules, {}, {})
            self.found[id] = plain or _fields(id, record.fields, self.rules, {}, [])
        return self.found[id]

    def __iter__(self) -> Iterator[Pointer]:
        types = self.api.types.items()
        return (id for id, one in types if inner_record(one.type) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _as_they_are(
    fields: tuple[Field, ...],
    rules: LanguageRules,
    overrides: Mapping[Pointer, str],
    known: dict[str, str | None],
) -> dict[str, Code] | None:
    """Return the names of fields that all can be called as they are on the wire; None where one cannot.

    Args:
        known: wire name -> the key under which it would collide, if it can be a name; added to.
    """
    keys: set[str] = set()
    for one in fields:
        wire = one.wire
        if wire not in known:
            known[wire] = _own_key(wire, rules)
        key = known[wire]
        if key is None or key in keys or one.id in overrides:
            return None
        keys.add(key)
    return {field.wire: Code(field.wire) for field in fields}


def _own_key(wire: str, rules: LanguageRules) -> str | None:
    plain = (
        len(wire) <= rules.max_length
        and rules.positions["field"].spell(wire) == wire
        and not rules.taken("field", wire)
    )
    return rules.same("field", wire) if plain else None


def inner_record(type: Type) -> Record | None:
    """Return the record that a definition's own schema is, with or without assertions and null beside it."""
    while True:
        match type:
            case Record():
                return type
            case Checked():
                type = type.type
            case Union(variants=(only, Scalar(kind="null"))):
                type = only
            case _:
                return None


def _fields(
    id: Pointer,
    fields: tuple[Field, ...],
    rules: LanguageRules,
    overrides: Mapping[Pointer, str],
    renames: list[Rename],
) -> dict[str, Code]:
    scope = Scope(
        id, "field", escape=True, kept=frozenset(field.wire for field in fields)
    )
    wants = [
        Want(
            field.wire,
            field.id,
            field.wire,
            (field.wire,),
            override=overrides.get(field.id, ""),
        )
        for field in fields
    ]
    named = settle(scope, rules, wants, renames)
    return {field.wire: named[field.wire] for field in fields}
