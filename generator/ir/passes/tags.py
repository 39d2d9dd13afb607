"""A pass: a required property whose words tell the variants of a union apart becomes its discriminator; words that do are closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.ir.model import (
    Api,
    Body,
    Check,
    Checked,
    Const,
    Content,
    Discriminator,
    Enum,
    Field,
    ListOf,
    MapOf,
    Named,
    Operation,
    Pointer,
    Record,
    Response,
    Tuple,
    Type,
    TypeDef,
    Union,
)


def find_tags(api: Api) -> Api:
    """The API with a discriminator on every union of records that a required property of closed words tells apart.

    No verdict changes: a value fits at most the variant that its word names. The words of a discriminator are closed
    in the variants, whether the document declares the discriminator or not.
    """
    types = {key: tagged_definition(d, api.types) for key, d in api.types.items()}
    operations = tuple(tagged_operation(o, api.types) for o in api.operations)
    closed = close(types, tags_of(types, operations))
    return replace(api, types=closed, operations=operations)


def tagged_definition(definition: TypeDef, types: Mapping[Pointer, TypeDef]) -> TypeDef:
    """A definition whose unions have their discriminators."""
    made = tagged(definition.type, types)
    return definition if made is definition.type else replace(definition, type=made)


def tagged_operation(
    operation: Operation, types: Mapping[Pointer, TypeDef]
) -> Operation:
    """An operation whose bodies and answers have their discriminators."""

    def content(one: Content) -> Content:
        made = tagged(one.type, types)
        return one if made is one.type else replace(one, type=made)

    def response(one: Response) -> Response:
        return replace(one, contents=tuple(map(content, one.contents)))

    body: Body | None = operation.body
    if body is not None:
        body = replace(body, contents=tuple(map(content, body.contents)))
    responses = tuple(map(response, operation.responses))
    return replace(operation, body=body, responses=responses)


def tagged(type: Type, types: Mapping[Pointer, TypeDef]) -> Type:
    """A type whose unions have their discriminators; named types aside."""
    match type:
        case Union():
            variants = tuple(tagged(v, types) for v in type.variants)
            found = type.discriminator or discriminator(variants, types)
            if found is type.discriminator and same(variants, type.variants):
                return type
            return Union(variants, type.exclusive, found, type.said)
        case ListOf():
            item = tagged(type.item, types)
            return type if item is type.item else ListOf(item, type.said)
        case MapOf():
            value = tagged(type.value, types)
            return type if value is type.value else replace(type, value=value)
        case Checked():
            inner = tagged(type.type, types)
            return type if inner is type.type else Checked(inner, type.checks)
        case Record():
            return record(type, types)
        case _:
            return type


def same(left: tuple[Type, ...], right: tuple[Type, ...]) -> bool:
    """Whether two tuples hold the very same types."""
    return all(a is b for a, b in zip(left, right, strict=True))


def record(type: Record, types: Mapping[Pointer, TypeDef]) -> Record:
    """A record whose fields have their discriminators."""
    fields: list[Field] = []
    for field in type.fields:
        made = tagged(field.type, types)
        fields.append(field if made is field.type else replace(field, type=made))
    extra = tagged(type.extra, types)
    if extra is type.extra and all(
        a is b for a, b in zip(fields, type.fields, strict=True)
    ):
        return type
    return Record(tuple(fields), extra, type.said)


def discriminator(
    variants: tuple[Type, ...], types: Mapping[Pointer, TypeDef]
) -> Discriminator | None:
    """The first property, in the first variant's order, that is required in every variant with words of its own."""
    records = [record_of(v, types) for v in variants]
    if len(records) < 2 or not all(records):
        return None
    words = [{f.wire: closed_words(f) for f in r.fields} for r in records if r]
    for wire, first in words[0].items():
        if not first:
            continue
        mapping: dict[str, int] = {}
        count = 0
        for index, one in enumerate(words):
            found = one.get(wire) or ()
            if not found:
                break
            count += len(found)
            mapping.update(dict.fromkeys(found, index))
        else:
            if len(mapping) == count:
                return Discriminator(wire, mapping)
    return None


def closed_words(field: Field) -> tuple[str, ...]:
    """The words of a required string property that allows nothing else, else none."""
    if not field.required or field.nullable:
        return ()
    match field.type:
        case Const(str() as word):
            return (word,)
        case Enum(values) if all(isinstance(v, str) for v in values):
            return tuple(v for v in values if isinstance(v, str))
        case _:
            return ()


def record_of(type: Type, types: Mapping[Pointer, TypeDef]) -> Record | None:
    """The record that a variant is, by name and below its checks."""
    while True:
        match type:
            case Checked():
                type = type.type
            case Named() if type.id in types and types[type.id].type != type:
                definition = types[type.id]
                if definition.nullable or isinstance(definition.type, Named):
                    return None
                type = definition.type
            case Record():
                return type
            case _:
                return None


# ------------------------------------------------------------------------------------------------ closing the words


def tags_of(
    types: Mapping[Pointer, TypeDef], operations: tuple[Operation, ...]
) -> set[tuple[Pointer, str]]:
    """(id of a record, property) of all that tells the variants of a union apart."""
    roots = [d.type for d in types.values()]
    for operation in operations:
        bodies = operation.body.contents if operation.body else ()
        answers = [c for r in operation.responses for c in r.contents]
        roots += [c.type for c in (*bodies, *answers)]
    return {
        found
        for root in roots
        for union in unions(root)
        for found in telling(union, types)
    }


def telling(
    union: Union, types: Mapping[Pointer, TypeDef]
) -> Iterator[tuple[Pointer, str]]:
    """(id of a record, property) of what tells the variants of a union apart.

    That is its discriminator. Without one, as some variants are no records or a property is not required in all of
    them, it is a property that is required in several variants and has words of its own in each.
    """
    named = [variant for variant in union.variants if isinstance(variant, Named)]
    if union.discriminator and union.discriminator.inherited:
        return
    if union.discriminator:
        yield from ((one.id, union.discriminator.property) for one in named)
        return
    spoken: dict[str, dict[Pointer, frozenset[str]]] = {}
    for variant in named if len(named) > 1 else ():
        found = record_of(variant, types)
        for field in found.fields if found else ():
            words = closed_words(field)
            if words:
                spoken.setdefault(field.wire, {})[variant.id] = frozenset(words)
    for wire, by_variant in spoken.items():
        if disjoint(list(by_variant.values())):
            yield from ((id, wire) for id in by_variant)


def disjoint(sets: list[frozenset[str]]) -> bool:
    """Whether there are several sets, of which no two have a member in common."""
    every = frozenset(word for one in sets for word in one)
    return len(sets) > 1 and len(every) == sum(map(len, sets))


def unions(type: Type) -> Iterator[Union]:
    """Every union in a type, named types aside."""
    match type:
        case Union():
            yield type
            for one in type.variants:
                yield from unions(one)
        case ListOf():
            yield from unions(type.item)
        case MapOf():
            yield from unions(type.value)
        case Tuple():
            for one in (*type.items, type.rest):
                yield from unions(one)
        case Checked():
            yield from unions(type.type)
        case Record():
            for field in type.fields:
                yield from unions(field.type)
        case _:
            return


def close(
    types: Mapping[Pointer, TypeDef], tags: set[tuple[Pointer, str]]
) -> dict[Pointer, TypeDef]:
    """The definitions, with the words of each tag closed."""
    made = dict(types)
    for pointer, wire in tags:
        definition = made.get(pointer)
        if definition is None:
            continue
        checks: tuple[Check, ...] = ()
        inner = definition.type
        if isinstance(inner, Checked):
            checks, inner = inner.checks, inner.type
        if not isinstance(inner, Record):
            continue
        fields = tuple(closed(f) if f.wire == wire else f for f in inner.fields)
        kind: Type = replace(inner, fields=fields)
        made[pointer] = replace(
            definition, type=Checked(kind, checks) if checks else kind
        )
    return made


def closed(field: Field) -> Field:
    """A field whose enum takes no other word, or that tells its record by a constant that may be left out."""
    match field.type:
        case Enum(open=True):
            return replace(field, type=replace(field.type, open=False))
        case Const(str() | int()) if not field.required and not field.nullable:
            return replace(field, tells=True)
        case _:
            return field
