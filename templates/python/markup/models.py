"""The types of models in; how values of them are read from XML, and written as it, out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel

from ..decoding import decoded
from ..wire import plain
from .reading import read
from .shapes import PLAIN, Array, Free, Object, Property, Scalar, Shape, Variants
from .shapes import Xml as Xml
from .writing import write

_KINDS = {
    bool: "boolean",
    float: "number",
    int: "integer",
    NoneType: "null",
}
_TEXTS = (str, bytes, date, datetime, time, Decimal, UUID)


class InXml:
    """How a body is read from XML and written as it; what is given tells how its outermost element is written."""

    def __init__(
        self,
        name: str = "",
        namespace: str = "",
        prefix: str = "",
        node: str = "",
        item: Xml | None = None,
    ) -> None:
        self._root = Xml(name, namespace, prefix, node, item)

    def read(self, type: Any, content: bytes, content_type: str) -> bytes:
        """The JSON that a document stands for; nothing at all is an element in which nothing is.

        Raises:
            ValueError: it is no XML.
        """
        content = content or b"<nothing/>"
        told = "charset" in content_type.lower()
        text = decoded(content, content_type) if told else content
        try:
            return json.dumps(read(_shape, type, text), ensure_ascii=False).encode()
        except RecursionError:
            raise ValueError("the XML is nested too deeply") from None

    def write(self, type: Any, value: object) -> bytes:
        """A value as a document.

        Raises:
            TypeError: it has no form in JSON.
            ValueError: a name or a text in it has no form in XML.
        """
        return write(_shape, type, plain(value), self._root).encode()


XML: Final = InXml()
"""Bodies that are only read, so that nothing has to be told of how they are written."""


def _shape(kind: Any) -> Shape:
    """The shape of an annotation."""
    kind = getattr(kind, "__value__", kind)
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _shape(inside[0])
    if origin in (Union, UnionType):
        return Variants(inside)
    if origin is Literal:
        return Scalar(frozenset(), inside)
    if origin is list:
        return Array(inside[0])
    if origin is tuple:
        return Array(Union[inside])
    if origin in (dict, Mapping):
        return Object((), inside[1])
    return _class(kind) if isinstance(kind, type) else Free()


def _class(kind: type[Any]) -> Shape:
    if issubclass(kind, BaseModel):
        return _object(kind)
    if kind in _KINDS:
        return Scalar(frozenset({_KINDS[kind]}))
    return Scalar(frozenset({"string"})) if issubclass(kind, _TEXTS) else Free()


@cache
def _object(model: type[BaseModel]) -> Object:
    """The shape of a model; `__xml__` has what the document says of its properties."""
    model.model_rebuild()
    said: Mapping[str, Xml] = getattr(model, "__xml__", {})
    found: list[Property] = []
    for name, field in model.model_fields.items():
        wire = field.serialization_alias or name
        kind = field.annotation
        xml = said.get(wire, PLAIN)
        found.append(Property(wire, kind, field.is_required(), xml))
    extra = getattr(model, "__extra__", None)
    more = extra() if extra is not None else Any
    return Object(tuple(found), None if more is Any else more)
