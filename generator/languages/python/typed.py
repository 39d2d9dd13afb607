"""A type and a JSON value of it go in; the expression that a strict type checker takes for that type comes out."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.ir.kinds import kinds_of
from generator.ir.model import (
    Api,
    Binary,
    Checked,
    Const,
    Enum,
    Json,
    ListOf,
    MapOf,
    Named,
    Pointer,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)
from generator.ir.tag_words import stands_for
from generator.jsonvalues import broad_kind
from generator.languages.code import Code
from generator.languages.python.calls import MODELS, Made, Value
from generator.names.types import inner_record
from generator.records import dataclass

DEEPEST = 40
"""Names that stand for each other, and values within values, are followed so far."""

_DATES = Code("import datetime as dt")
_BASE64 = Code("import base64")
_CLASSES: Mapping[str, tuple[Code, Code, Callable[[str], object]]] = {
    "date-time": (
        Code("dt.datetime.fromisoformat"),
        _DATES,
        dt.datetime.fromisoformat,
    ),
    "date": (Code("dt.date.fromisoformat"), _DATES, dt.date.fromisoformat),
    "uuid": (Code("UUID"), Code("from uuid import UUID"), uuid.UUID),
    "base64": (Code("base64.b64decode"), _BASE64, base64.b64decode),
    "base64url": (Code("base64.urlsafe_b64decode"), _BASE64, base64.urlsafe_b64decode),
}
"""Formats of texts that have a class: what makes it, its import, and what makes it here."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Writes values for the arguments of a generated client.

    Attributes:
        names: id of a type -> its name among the models.
        fields: id of a record -> wire name -> attribute.
    """

    api: Api
    names: Mapping[Pointer, Code]
    fields: Mapping[Pointer, Mapping[str, Code]]

    def argument(self, type: Type, value: Json) -> Value:
        """A value for an argument, which takes a mapping in the place of a model."""
        if isinstance(value, Mapping) and any(
            record is not None for _, record in self.objects([type])
        ):
            return value
        return self.value(type, value)

    def value(self, type: Type, value: Json, depth: int = 0) -> Value:
        """A value as it stands anywhere within an argument; as plain JSON where nothing better is known."""
        if depth > DEEPEST:
            return value
        match type, value:
            case Checked(), _:
                return self.value(type.type, value, depth + 1)
            case (Named() | Union()), Mapping():
                return self.object(type, value, depth)
            case Named(id), _ if id in self.api.types:
                return self.value(self.api.types[id].type, value, depth + 1)
            case Union(), _:
                chosen = self.member(type, value)
                return value if chosen is None else self.value(chosen, value, depth + 1)
            case ListOf(), list():
                return [self.value(type.item, one, depth + 1) for one in value]
            case Tuple(), list():
                own = [*type.items, *[type.rest] * len(value)]
                return [
                    self.value(t, v, depth + 1)
                    for t, v in zip(own, value, strict=False)
                ]
            case MapOf(), Mapping():
                return {
                    k: self.value(type.value, v, depth + 1) for k, v in value.items()
                }
            case Scalar(), str():
                return of_class(type.format, value)
            case Binary(), str():
                return of_class(type.encoding, value)
            case _:
                return value

    def object(self, type: Type, value: Mapping[str, Json], depth: int) -> Value:
        """An object as the model that it is."""
        found = [*self.objects([type])]
        chosen = self.tagged(type, value) or min(
            found, key=lambda one: misfit(one[1], value), default=None
        )
        if chosen is None:
            return value
        id, record = chosen
        if record is None:
            return self.value(self.api.types[id].type, value, depth + 1)
        return self.model(id, record, value, depth)

    def model(
        self, id: Pointer, record: Record, value: Mapping[str, Json], depth: int
    ) -> Value:
        """A model: by its constructor where that knows every key, else by what takes JSON."""
        own, known = self.fields.get(id, {}), {one.wire: one for one in record.fields}
        name = Code(f"{MODELS}.{self.names[id]}")
        if misfit(record, value) or not own.keys() >= value.keys():
            plain = (Code(""), value)
            return Made(Code(f"{name}.model_validate"), (plain,), MODELS)
        given = (
            (own[wire], self.value(known[wire].type, item, depth + 1))
            for wire, item in value.items()
        )
        return Made(name, tuple(given), MODELS)

    def objects(
        self, types: Iterable[Type], depth: int = 0
    ) -> Iterator[tuple[Pointer, Record | None]]:
        """The named objects that a type may be; None for one that is a map and no record."""
        for type in types:
            match type:
                case _ if depth > DEEPEST:
                    return
                case Checked():
                    yield from self.objects([type.type], depth + 1)
                case Union():
                    yield from self.objects(type.variants, depth + 1)
                case Named(id) if id in self.api.types:
                    inner = bare(self.api.types[id].type)
                    record = inner_record(inner)
                    if record is not None:
                        yield id, record
                    elif isinstance(inner, MapOf):
                        yield id, None
                    else:
                        yield from self.objects([inner], depth + 1)
                case _:
                    continue

    def tagged(
        self, type: Type, value: Mapping[str, Json]
    ) -> tuple[Pointer, Record | None] | None:
        """The object that the value of a discriminator names."""
        for _ in range(DEEPEST):
            match type:
                case Checked():
                    type = type.type
                case Named(id) if id in self.api.types:
                    type = self.api.types[id].type
                case Union(discriminator=tag) if tag is not None:
                    own = value.get(tag.property)
                    places = (i for w, i in tag.mapping.items() if stands_for(w, own))
                    index = next(places, None)
                    if index is None:
                        return None
                    variant = type.variants[index]
                    return next(self.objects([variant]), None)
                case _:
                    return None
        return None

    def member(self, union: Union, value: Json) -> Type | None:
        """The member of a union that a value is, which is no object: plain text before what has a class."""
        kind = broad_kind(value)
        found = [v for v in union.variants if kind in kinds_of(v, self.api)]
        return next((v for v in found if self.plain(v)), next(iter(found), None))

    def plain(self, type: Type) -> bool:
        """Whether a type takes any JSON text as it stands."""
        for _ in range(DEEPEST):
            match type:
                case Checked():
                    type = type.type
                case Named(id) if id in self.api.types:
                    type = self.api.types[id].type
                case Scalar():
                    return type.format not in _CLASSES
                case Enum() | Const():
                    return True
                case _:
                    return False
        return False


def bare(type: Type) -> Type:
    """A type below its checks."""
    while isinstance(type, Checked):
        type = type.type
    return type


def misfit(record: Record | None, value: Mapping[str, Json]) -> int:
    """How far a value is from an object: properties that are missing, unknown, or not the constant that is asked for."""
    if record is None:
        return 0
    known = {one.wire: one for one in record.fields}
    missing = sum(one.required and one.wire not in value for one in record.fields)
    unknown = sum(key not in known for key in value)
    other = sum(
        1
        for key, item in value.items()
        if key in known and not said(known[key].type, item)
    )
    return 100 * other + 10 * missing + unknown


def said(type: Type, value: Json) -> bool:
    """Whether a value is among those that a type lists, where it does."""
    match bare(type):
        case Const(only):
            return only == value
        case Enum(values, open=False):
            return value in values
        case _:
            return True


def of_class(format: str, text: str) -> Value:
    """A text as the class of its format makes it; as it stands where there is none, or where it is not of the format."""
    made = _CLASSES.get(format)
    if made is None:
        return text
    callee, needs, read = made
    try:
        read(text)
    except (ValueError, binascii.Error):
        return text
    return Made(callee, ((Code(""), text),), needs)
