"""An API and a function from type to type go in; the API with every type of its operations changed comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from generator.ir.model import (
    Body,
    Callback,
    Content,
    Encoding,
    Header,
    Operation,
    Parameter,
    Response,
    Type,
)

Change: TypeAlias = Callable[[Type], Type]


def operation(one: Operation, change: Change) -> Operation:
    """An operation with every type changed, those of its callbacks too."""
    return replace(
        one,
        parameters=tuple(parameter(p, change) for p in one.parameters),
        body=body(one.body, change) if one.body else None,
        responses=tuple(response(r, change) for r in one.responses),
        callbacks=tuple(callback(c, change) for c in one.callbacks),
    )


def parameter(one: Parameter, change: Change) -> Parameter:
    """A parameter with its type changed."""
    made = change(one.type)
    return one if made is one.type else replace(one, type=made)


def body(one: Body, change: Change) -> Body:
    """A body with the types of its media types changed."""
    return replace(one, contents=tuple(content(c, change) for c in one.contents))


def response(one: Response, change: Change) -> Response:
    """A response with the types of its media types and headers changed."""
    return replace(
        one,
        contents=tuple(content(c, change) for c in one.contents),
        headers=tuple(header(h, change) for h in one.headers),
    )


def header(one: Header, change: Change) -> Header:
    """A header with its type changed."""
    made = change(one.type)
    return one if made is one.type else replace(one, type=made)


def content(one: Content, change: Change) -> Content:
    """A media type with its types changed, those of its parts' headers too."""
    return replace(
        one,
        type=change(one.type),
        item=None if one.item is None else change(one.item),
        encodings={name: encoding(e, change) for name, e in one.encodings.items()},
    )


def encoding(one: Encoding, change: Change) -> Encoding:
    """A part with the types of its headers changed."""
    if not one.headers:
        return one
    return replace(one, headers=tuple(header(h, change) for h in one.headers))


def callback(one: Callback, change: Change) -> Callback:
    """A callback with the types of its operations changed."""
    return replace(one, operations=tuple(operation(o, change) for o in one.operations))


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
