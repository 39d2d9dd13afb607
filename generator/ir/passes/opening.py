"""A pass: enums and discriminators are open or closed as settings say; without settings nothing changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.diagnostics import Misused, suggest
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
    """The API with every enum and discriminator as `api.open` says.

    The word of the nearest pointer counts, and it is one for all below it. An open enum takes other values of the same kinds. A union with
    an open discriminator takes any object whose word is unknown. What tells the variants of a union apart stays closed in the
    variants; so does a single value, unless its own pointer is named.
    """
    if not api.open:
        return api
    types = {id: _definition(one, api) for id, one in api.types.items()}
    operations = tuple(_operation(one, api) for one in api.operations)
    webhooks = tuple(_operation(one, api) for one in api.webhooks)
    telling = tags_of(types, (*operations, *webhooks))
    return replace(
        api, types=close(types, telling), operations=operations, webhooks=webhooks
    )


def opened(api: Api, open: Mapping[Pointer, bool]) -> Api:
    """The API with what settings say of its enums and discriminators, for the pass that goes by it.

    Raises:
        Misused: a pointer leads to no type, property, parameter, header or body, nor to anything that holds one.
    """
    ids = set(_ids(api))
    open = {api.alike.get(pointer, pointer): said for pointer, said in open.items()}
    for pointer in open:
        inside = f"{pointer}/"
        held = pointer == EVERYTHING or pointer in ids
        if not held and not any(id.startswith(inside) for id in ids):
            around = [id for id in ids if pointer.startswith(f"{id}/")]
            near = max(around, key=len) if around else suggest(pointer, sorted(ids))
            raise Misused(
                f"the settings open or close {pointer}, where no type, property, parameter or body stands",
                f"did you mean {near}?" if near else "",
            )
    return replace(api, open=open)


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


def _said(api: Api, pointer: Pointer) -> tuple[bool | None, bool]:
    """(what is said of a place, whether its own pointer is named); None where nothing is."""
    if pointer in api.open:
        return api.open[pointer], True
    end = len(pointer)
    while (end := pointer.rfind("/", 0, end)) > 0:
        if pointer[:end] in api.open:
            return api.open[pointer[:end]], False
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
            made = tuple(
                replace(field, type=_spoken(field.type, field.id, api))
                for field in fields
            )
            return Record(made, _spoken(extra, pointer, api), text)
        case Checked(inner, checks):
            return Checked(_spoken(inner, pointer, api), checks)
        case _:
            said, named = _said(api, pointer)
            return type if said is None else _set(type, said, named)


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
        case MapOf(value, said):
            return MapOf(_set(value, open, named), said)
        case Tuple(items, rest, docs):
            made = tuple(_set(one, open, named) for one in items)
            return Tuple(made, _set(rest, open, named), docs)
        case Union(variants, exclusive, tag, docs):
            variants = tuple(_set(one, open, named) for one in variants)
            if not open or tag is None or tag.default is not None:
                return Union(variants, exclusive, tag, docs)
            return _with_any(variants, exclusive, tag)
        case _:
            return type


def _with_any(variants: tuple[Type, ...], exclusive: bool, tag: Discriminator) -> Union:
    """A union that takes any object whose word is unknown; null stays its last variant."""
    index = len(variants)
    if variants[-1] == Scalar("null"):
        index -= 1
    made = (*variants[:index], MapOf(Anything()), *variants[index:])
    return Union(made, exclusive, replace(tag, default=index))
