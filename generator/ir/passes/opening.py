"""A pass: types take what settings say of them; without settings nothing changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.diagnostics import Misused, suggest
from generator.ir.kinds import kinds_of
from generator.ir.model import (
    Anything,
    Api,
    Callback,
    Checked,
    Const,
    Content,
    Discriminator,
    Enum,
    Field,
    Header,
    ListOf,
    MapOf,
    Never,
    Operation,
    Parameter,
    Pointer,
    Record,
    Scalar,
    Tuple,
    Type,
    TypeDef,
    Union,
)
from generator.ir.passes.tags import close, tags_of
from generator.ir.retype import taking

EVERYTHING = "#"
"""The pointer of the whole document."""


def open_words(api: Api) -> Api:
    """The API with every enum, discriminator and closed object as `api.open` says, and properties that may be null or absent as
    `api.nullable` and `api.absent` say.

    The word of the nearest pointer counts, and it is one for all below it. An open enum takes other values of the same kinds. A union with
    an open discriminator takes any object whose word is unknown. What tells the variants of a union apart stays closed in the
    variants; so does a single value, unless its own pointer is named. An open object takes keys that are not declared; objects that
    the document leaves open are never closed. What is an object and nothing more takes any value, as programs in Java mean it.
    """
    if not (api.open or api.nullable or api.absent):
        return api
    types = {id: _definition(one, api) for id, one in api.types.items()}
    operations = tuple(_operation(one, api) for one in api.operations)
    webhooks = tuple(_operation(one, api) for one in api.webhooks)
    telling = tags_of(types, (*operations, *webhooks))
    return replace(
        api, types=close(types, telling), operations=operations, webhooks=webhooks
    )


def opened(
    api: Api,
    open: Mapping[Pointer, bool],
    nullable: Mapping[Pointer, bool],
    absent: Mapping[Pointer, bool],
) -> Api:
    """The API with what settings say of its types, for the pass that goes by it.

    Raises:
        Misused: a pointer leads to no type, property, parameter, header or body, nor to anything that holds one.
    """
    ids = set(_ids(api))
    return replace(
        api,
        open=_found(api, ids, open, "open or close"),
        nullable=_found(api, ids, nullable, "allow or forbid null at"),
        absent=_found(api, ids, absent, "ask for less or all of"),
    )


def _found(
    api: Api, ids: set[Pointer], said: Mapping[Pointer, bool], what: str
) -> dict[Pointer, bool]:
    """What is said of places that there are."""
    there = {one: api.moved.get(one, one) for one in said}
    for pointer in (api.alike.get(one, one) for one in there.values()):
        inside = f"{pointer}/"
        held = pointer == EVERYTHING or pointer in ids
        if not held and not any(id.startswith(inside) for id in ids):
            around = [id for id in ids if pointer.startswith(f"{id}/")]
            near = max(around, key=len) if around else suggest(pointer, sorted(ids))
            raise Misused(
                f"the settings {what} {pointer}, where no type, property, parameter or body stands",
                f"did you mean {near}?" if near else "",
            )
    return {api.alike.get(there[one], there[one]): word for one, word in said.items()}


def _ids(api: Api) -> Iterator[Pointer]:
    for id, one in api.types.items():
        yield id
        yield from (field.id for field in _fields(one.type))
    waiting = [*api.operations, *api.webhooks]
    while waiting:
        sent = waiting.pop()
        yield from (_schema(each.id, each.content) for each in sent.parameters)
        contents = [*(sent.body.contents if sent.body else ())]
        for answer in sent.responses:
            contents += answer.contents
            yield from (_schema(each.id, each.content) for each in answer.headers)
        yield from (f"{each.id}/schema" for each in contents)
        yield from (f"{each.id}/itemSchema" for each in contents if each.item)
        waiting += [each for back in sent.callbacks for each in back.operations]


def _schema(id: Pointer, content: str) -> Pointer:
    """The pointer of the schema of a parameter or header; its own where a media type describes it."""
    return id if content else f"{id}/schema"


def _fields(type: Type) -> tuple[Field, ...]:
    while isinstance(type, Checked):
        type = type.type
    return type.fields if isinstance(type, Record) else ()


def _said(said: Mapping[Pointer, bool], pointer: Pointer) -> tuple[bool | None, bool]:
    """(what is said of a place, whether its own pointer is named); None where nothing is."""
    if pointer in said:
        return said[pointer], True
    end = len(pointer)
    while (end := pointer.rfind("/", 0, end)) > 0:
        if pointer[:end] in said:
            return said[pointer[:end]], False
    return None, False


def _definition(one: TypeDef, api: Api) -> TypeDef:
    made = _spoken(one.type, one.id, api)
    return one if made is one.type else replace(one, type=made)


def _operation(one: Operation, api: Api) -> Operation:
    def parameter(each: Parameter) -> Parameter:
        made = _spoken(each.type, _schema(each.id, each.content), api)
        return each if made is each.type else replace(each, type=made)

    def header(each: Header) -> Header:
        made = _spoken(each.type, _schema(each.id, each.content), api)
        return each if made is each.type else replace(each, type=made)

    def content(each: Content) -> Content:
        made = _spoken(each.type, f"{each.id}/schema", api)
        item = each.item and _spoken(each.item, f"{each.id}/itemSchema", api)
        return replace(each, type=made, item=item)

    def callback(each: Callback) -> Callback:
        inner = tuple(_operation(back, api) for back in each.operations)
        return replace(each, operations=inner)

    responses = tuple(
        replace(
            each,
            contents=tuple(map(content, each.contents)),
            headers=tuple(map(header, each.headers)),
        )
        for each in one.responses
    )
    body = one.body and replace(
        one.body, contents=tuple(map(content, one.body.contents))
    )
    return replace(
        taking(one, parameter),
        body=body,
        responses=responses,
        callbacks=tuple(map(callback, one.callbacks)),
    )


def _spoken(type: Type, pointer: Pointer, api: Api) -> Type:
    """The type at a pointer as settings want it."""
    match type:
        case Record(fields, extra, text):
            made = tuple(_property(field, api) for field in fields)
            if isinstance(extra, Never) and _said(api.open, pointer)[0]:
                extra = Anything()
            return Record(made, _spoken(extra, pointer, api), text)
        case Checked(inner, checks):
            return Checked(_spoken(inner, pointer, api), checks)
        case _:
            said, named = _said(api.open, pointer)
            return type if said is None else _set(type, said, named)


def _property(field: Field, api: Api) -> Field:
    """A property that may be null or absent where settings say so; a single value only where it is named."""
    type = _spoken(field.type, field.id, api)
    allowed = _meant(api.nullable, field.id, type) and "null" not in kinds_of(type, api)
    return replace(
        field,
        type=type,
        nullable=field.nullable or allowed,
        required=field.required and not _meant(api.absent, field.id, type),
    )


def _meant(said: Mapping[Pointer, bool], pointer: Pointer, type: Type) -> bool:
    meant, named = _said(said, pointer)
    return bool(meant) and (named or not isinstance(type, Const))


def _set(type: Type, open: bool, named: bool) -> Type:
    """A type whose enums and discriminators are open, or closed; a single value only where it is `named`."""
    match type:
        case Enum(values):
            return Enum(values, open)
        case Const(bool() | int() | float() | str() as value) if open and named:
            return Enum((value,), open=True)
        case Checked(inner, checks):
            return Checked(_set(inner, open, named), checks)
        case ListOf(item, said):
            return ListOf(_set(item, open, named), said)
        case MapOf() if open and _is_bare(type):
            return Anything()
        case MapOf(value, said, bare):
            return MapOf(_set(value, open, named), said, bare)
        case Tuple(items, rest, docs):
            made = tuple(_set(one, open, named) for one in items)
            return Tuple(made, _set(rest, open, named), docs)
        case Union(variants, exclusive, tag, docs):
            if open and _is_bare(variants[0]) and variants[1:] == (Scalar("null"),):
                return Anything()
            # Beside other members a free-form one would shut out what they take.
            variants = tuple(
                one if _is_bare(one) else _set(one, open, named) for one in variants
            )
            if not open or tag is None or tag.default is not None:
                return Union(variants, exclusive, tag, docs)
            return _with_any(variants, exclusive, tag)
        case _:
            return type


def _is_bare(type: Type) -> bool:
    """Whether a type is an object of which the document says nothing more."""
    return isinstance(type, MapOf) and type.bare


def _with_any(variants: tuple[Type, ...], exclusive: bool, tag: Discriminator) -> Union:
    """A union that takes any object whose word is unknown; null stays its last variant."""
    index = len(variants)
    if variants[-1] == Scalar("null"):
        index -= 1
    made = (*variants[:index], MapOf(Anything()), *variants[index:])
    return Union(made, exclusive, replace(tag, default=index))
