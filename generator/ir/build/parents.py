"""Types go in; a union for each schema from which others inherit comes out, which stands wherever that schema is referred to.

A schema whose discriminator tells its heirs apart, as they include it by `allOf`, is any of them where it is referred to (OpenAPI 3.0.4,
section 4.7.25). Every heir fits the schema itself, so that no verdict changes: what comes back has the type that its word names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any, TypeAlias

from generator.ir.build.discriminators import mapped, own_word, unsaid
from generator.ir.build.fold import closure, fold
from generator.ir.build.spots import Spot, Workshop
from generator.ir.model import (
    Checked,
    Discriminator,
    Field,
    ListOf,
    MapOf,
    Named,
    Pointer,
    Record,
    Tuple,
    Type,
    TypeDef,
    Union,
)
from generator.ir.tag_words import word_of
from generator.jsonvalues import mapping
from generator.load.pointer import join, parse

MOST = 128
"""Heirs up to which a union of them is worth reading; a schema that half of a large document is made from stands for itself."""

Above: TypeAlias = Mapping[Pointer, AbstractSet[Pointer]]
"""All that a schema includes by `allOf`, by its id."""


class Families:
    """The unions of one document.

    Args:
        types: definitions as they are in the end.
        order: the key by which definitions are in the author's order.
    """

    def __init__(
        self,
        shop: Workshop,
        types: Mapping[Pointer, TypeDef],
        order: Callable[[Pointer], Any],
    ) -> None:
        self._types = types
        self._component = shop.component
        self._above: Above = {}
        self._unions: dict[Pointer, TypeDef] = {}
        self._used: set[Pointer] = set()
        named = [id for id, one in types.items() if one.schema_name]
        telling = {id for id in named if _tells(shop, id)}
        if not telling:
            return
        self._above = {
            id: {shop.component(one) for one in closure(shop, id)} - {id}
            for id in sorted(named, key=order)
            if _is_record(_without_reference(shop, types, id))
        }
        for parent, below in _heirs(self._above).items():
            roots = telling & {parent, *self._above[parent]}
            if not roots or len(below) > MOST:
                continue
            # The nearest of several counts: the one that has the most above it.
            root = max(sorted(roots), key=lambda id: len(closure(shop, id)))
            if made := _union(shop, parent, below, root):
                hint = ("any", parse(parent)[-1])
                self._unions[parent] = TypeDef(join(parent, "heirs"), made, hint=hint)

    def __bool__(self) -> bool:
        """Whether there is any union."""
        return bool(self._unions)

    def definitions(self) -> dict[Pointer, TypeDef]:
        """The definitions with what they mean, and those of the unions that anything means so far."""
        changed: dict[Pointer, TypeDef] = {}
        for id, one in self._types.items():
            lent = isinstance(one.type, Named) and self._component(one.type.id) == id
            type = one.type if lent else self.meant(one.type)
            changed[id] = one if type is one.type else replace(one, type=type)
        used = [one for id, one in self._unions.items() if id in self._used]
        return changed | {one.id: one for one in used}

    def meant(self, type: Type) -> Type:
        """A type in which unions stand for what they are of; what an author lists beside its own heirs is meant alone."""
        if not self._unions:
            return type
        match type:
            case Named(at):
                id = self._component(at)
                if id not in self._unions:
                    return type
                self._used.add(id)
                return Named(self._unions[id].id)
            case ListOf():
                item = self.meant(type.item)
                return type if item is type.item else ListOf(item, type.said)
            case MapOf():
                value = self.meant(type.value)
                return type if value is type.value else replace(type, value=value)
            case Tuple():
                items = tuple(map(self.meant, type.items))
                return Tuple(items, self.meant(type.rest), type.said)
            case Union():
                return self._listed(type)
            case Checked():
                inner = self.meant(type.type)
                return type if inner is type.type else Checked(inner, type.checks)
            case Record():
                return self._record(type)
            case _:
                return type

    def _listed(self, type: Union) -> Union:
        ids = {one.id for one in type.variants if isinstance(one, Named)}
        alone = {up for id in ids for up in self._above.get(id, ()) if up in ids}
        variants = tuple(
            one if isinstance(one, Named) and one.id in alone else self.meant(one)
            for one in type.variants
        )
        same = all(a is b for a, b in zip(variants, type.variants, strict=True))
        return type if same else replace(type, variants=variants)

    def _record(self, type: Record) -> Record:
        fields: list[Field] = []
        for field in type.fields:
            made = self.meant(field.type)
            fields.append(field if made is field.type else replace(field, type=made))
        extra = self.meant(type.extra)
        same = all(a is b for a, b in zip(fields, type.fields, strict=True))
        if same and extra is type.extra:
            return type
        return replace(type, fields=tuple(fields), extra=extra)


def _heirs(above: Above) -> dict[Pointer, list[Pointer]]:
    """What is made from each schema; those of a ring are made from each other, and so from none."""
    found: dict[Pointer, list[Pointer]] = {}
    for id, parents in above.items():
        for parent in parents:
            if parent in above and id not in above[parent]:
                found.setdefault(parent, []).append(id)
    return {parent: found[parent] for parent in above if parent in found}


def _tells(shop: Workshop, pointer: Pointer) -> bool:
    schema = mapping(shop.whole(pointer))
    told = mapping(schema.get("discriminator"))
    return isinstance(told.get("propertyName"), str) and not (
        "oneOf" in schema or "anyOf" in schema
    )


def _without_reference(
    shop: Workshop, types: Mapping[Pointer, TypeDef], id: Pointer
) -> Type:
    """The type of a component; of one that is nothing but a reference to another place the one there."""
    made = types[id].type
    while isinstance(made, Named) and shop.component(made.id) == id:
        made = types[made.id].type
    return made


def _is_record(type: Type) -> bool:
    while isinstance(type, Checked):
        type = type.type
    return isinstance(type, Record)


def _union(
    shop: Workshop, parent: Pointer, below: list[Pointer], root: Pointer
) -> Union | None:
    """The heirs by their words, and last the schema itself, for any other word; None where no heir has a word."""
    data = mapping(mapping(shop.whole(root)).get("discriminator"))
    name: str = data["propertyName"]
    places = [*below, parent]
    named: dict[Pointer, list[str]] = {}
    for word, reference in mapping(data.get("mapping")).items():
        if place := mapped(shop, reference, places):
            named.setdefault(place, []).append(word)
    listed = {heir: _listed(shop, heir, name) for heir in below if heir not in named}
    for heir, words in listed.items():
        if word := _own(heir, words):
            named[heir] = [word]
    variants = [*(heir for heir in below if heir in named), parent]
    if len(variants) == 1:
        return None
    table: dict[str, int] = {}
    for index, place in enumerate(variants):
        for word in named.get(place, ()):
            table.setdefault(word, index)
    implied = unsaid(data, listed.values())
    last = len(variants) - 1
    tag = Discriminator(name, table, last, inherited=True, implied=implied)
    return Union(tuple(map(Named, variants)), discriminator=tag)


def _listed(shop: Workshop, heir: Pointer, property: str) -> tuple[str, ...] | None:
    """The words that an heir lists for the property; None where it may be anything."""
    spots = fold(shop, [Spot(shop.document.at(heir), heir)]).properties.get(property)
    values = fold(shop, spots).values if spots else None
    if values is None:
        return None
    return tuple(word for one in values if (word := word_of(one)))


def _own(heir: Pointer, words: tuple[str, ...] | None) -> str:
    """The word of an heir that is mapped to none: its name, or the only one that it lists."""
    if found := own_word(heir, words):
        return found
    return words[0] if words is not None and len(words) == 1 else ""
