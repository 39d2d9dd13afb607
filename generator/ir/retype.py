"""An API and a function from type to type go in; the API with every type of its operations changed comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias, TypeVar

from generator.ir.model import (
    Body,
    Callback,
    Checked,
    Content,
    Encoding,
    Field,
    Header,
    Operation,
    Parameter,
    Record,
    Response,
    Type,
    TypeDef,
)

Change: TypeAlias = Callable[[Type], Type]
_Part = TypeVar("_Part")


def definition(one: TypeDef, change: Callable[[Field], Field]) -> TypeDef:
    """A definition with every property of its record changed, below checks; itself where nothing changes."""
    made = _in_record(one.type, change)
    return one if made is one.type else replace(one, type=made)


def _in_record(type: Type, change: Callable[[Field], Field]) -> Type:
    match type:
        case Checked():
            inner = _in_record(type.type, change)
            return type if inner is type.type else Checked(inner, type.checks)
        case Record():
            fields = _all(type.fields, change)
            return type if fields is type.fields else replace(type, fields=fields)
        case _:
            return type


def taking(one: Operation, change: Callable[[Parameter], Parameter]) -> Operation:
    """An operation with every parameter changed; itself where nothing changes."""
    parameters = _all(one.parameters, change)
    return one if parameters is one.parameters else replace(one, parameters=parameters)


def operation(one: Operation, change: Change) -> Operation:
    """An operation with every type changed, those of its callbacks too; itself where nothing changes."""
    parameters = _all(one.parameters, lambda p: parameter(p, change))
    changed = body(one.body, change) if one.body else None
    responses = _all(one.responses, lambda r: response(r, change))
    callbacks = _all(one.callbacks, lambda c: callback(c, change))
    if (
        parameters is one.parameters
        and changed is one.body
        and responses is one.responses
        and callbacks is one.callbacks
    ):
        return one
    return replace(
        one,
        parameters=parameters,
        body=changed,
        responses=responses,
        callbacks=callbacks,
    )


def held(one: Operation, change: Callable[[Content], Content]) -> Operation:
    """An operation with every media type of its bodies changed, those of its callbacks too; itself where nothing changes."""

    def answer(response: Response) -> Response:
        contents = _all(response.contents, change)
        same = contents is response.contents
        return response if same else replace(response, contents=contents)

    def called(back: Callback) -> Callback:
        operations = _all(back.operations, lambda o: held(o, change))
        same = operations is back.operations
        return back if same else replace(back, operations=operations)

    taken = one.body
    if taken is not None:
        contents = _all(taken.contents, change)
        if contents is not taken.contents:
            taken = replace(taken, contents=contents)
    responses = _all(one.responses, answer)
    callbacks = _all(one.callbacks, called)
    same = taken is one.body and responses is one.responses
    if same and callbacks is one.callbacks:
        return one
    return replace(one, body=taken, responses=responses, callbacks=callbacks)


def _all(
    many: tuple[_Part, ...], change: Callable[[_Part], _Part]
) -> tuple[_Part, ...]:
    """The parts changed; the same tuple where no part changes."""
    made = tuple([change(one) for one in many])
    same = all(a is b for a, b in zip(made, many, strict=True))
    return many if same else made


def parameter(one: Parameter, change: Change) -> Parameter:
    """A parameter with its type changed."""
    made = change(one.type)
    return one if made is one.type else replace(one, type=made)


def body(one: Body, change: Change) -> Body:
    """A body with the types of its media types changed."""
    contents = _all(one.contents, lambda c: content(c, change))
    return one if contents is one.contents else replace(one, contents=contents)


def response(one: Response, change: Change) -> Response:
    """A response with the types of its media types and headers changed."""
    contents = _all(one.contents, lambda c: content(c, change))
    headers = _all(one.headers, lambda h: header(h, change))
    if contents is one.contents and headers is one.headers:
        return one
    return replace(one, contents=contents, headers=headers)


def header(one: Header, change: Change) -> Header:
    """A header with its type changed."""
    made = change(one.type)
    return one if made is one.type else replace(one, type=made)


def content(one: Content, change: Change) -> Content:
    """A media type with its types changed, those of its parts' headers too."""
    type = change(one.type)
    item = None if one.item is None else change(one.item)
    encodings = {name: encoding(e, change) for name, e in one.encodings.items()}
    same = all(made is one.encodings[name] for name, made in encodings.items())
    if type is one.type and item is one.item and same:
        return one
    return replace(one, type=type, item=item, encodings=encodings)


def encoding(one: Encoding, change: Change) -> Encoding:
    """A part with the types of its headers changed."""
    headers = _all(one.headers, lambda h: header(h, change))
    return one if headers is one.headers else replace(one, headers=headers)


def callback(one: Callback, change: Change) -> Callback:
    """A callback with the types of its operations changed."""
    operations = _all(one.operations, lambda o: operation(o, change))
    return one if operations is one.operations else replace(one, operations=operations)


def types_of(one: Operation) -> Iterator[Type]:
    """Every type that an operation names by itself, those of its callbacks too."""
    yield from (p.type for p in one.parameters)
    many = [*(one.body.contents if one.body else ())]
    for response in one.responses:
        yield from (h.type for h in response.headers)
        many += response.contents
    for content in many:
        yield content.type
        if content.item is not None:
            yield content.item
        for part in content.encodings.values():
            yield from (h.type for h in part.headers)
    for callback in one.callbacks:
        for inner in callback.operations:
            yield from types_of(inner)
