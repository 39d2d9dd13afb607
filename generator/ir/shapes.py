"""The types of an API go in; what XML has to know of them comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.ir import xml
from generator.ir.media import strip
from generator.ir.model import (
    Anything,
    Api,
    Binary,
    Const,
    Content,
    Enum,
    Field,
    ListOf,
    MapOf,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
    Xml,
)
from generator.markup import shapes
from generator.markup.reading import read
from generator.markup.writing import write

_TEXT = shapes.Scalar(frozenset({"string"}))
_NULL = Scalar("null")


def to_xml(api: Api, content: Content, value: Any) -> str:
    """A JSON value as the document that a body is; names and characters that XML has not are written as others.

    Raises:
        ValueError: it is nested too deeply.
    """
    root = told(xml.of_content(api, content))
    return write(_Shapes(api).of, content.type, value, root, lenient=True)


def from_xml(api: Api, content: Content, document: bytes | str) -> Any:
    """The JSON value of a document.

    Raises:
        ValueError: it is not well-formed.
    """
    return read(_Shapes(api).of, content.type, document)


def told(one: Xml) -> shapes.Xml:
    """What is said, as readers and writers take it."""
    item = None if one.item is None else told(one.item)
    return shapes.Xml(one.name, one.namespace, one.prefix, one.node, item)


class _Shapes:
    """The shapes of an API's types."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._made: dict[int, tuple[Record, shapes.Object]] = {}

    def of(self, type: Any) -> shapes.Shape:
        """The shape of a type."""
        inner: Type = strip(self._api, type)
        match inner:
            case Scalar(kind):
                return shapes.Scalar(frozenset({kind}))
            case Binary():
                return _TEXT
            case Enum(values, is_open):
                kinds = frozenset({"string"} if is_open else ())
                return shapes.Scalar(kinds, values)
            case Const(value) if not isinstance(value, list | Mapping):
                return shapes.Scalar(frozenset(), (value,))
            case ListOf(item):
                return shapes.Array(item)
            case Tuple(items, rest):
                return shapes.Array(Union((*items, rest)))
            case MapOf(value):
                return shapes.Object((), value)
            case Union(variants):
                return shapes.Variants(variants)
            case Record():
                return self._object(inner)
            case _:
                return shapes.Free()

    def _object(self, record: Record) -> shapes.Object:
        if id(record) not in self._made:
            properties = tuple(self._property(one) for one in record.fields)
            extra = None if isinstance(record.extra, Anything) else record.extra
            made = shapes.Object(properties, extra)
            self._made[id(record)] = (record, made)
        return self._made[id(record)][1]

    def _property(self, one: Field) -> shapes.Property:
        type = Union((one.type, _NULL)) if one.nullable else one.type
        said = told(xml.of_field(self._api, one))
        return shapes.Property(one.wire, type, one.required, said)
