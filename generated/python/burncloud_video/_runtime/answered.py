"""A header field that the document declares in; its typed value, whenever it is asked for, out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Generic, Self, TypeVar, overload

from pydantic import TypeAdapter, ValidationError

from .bodies import is_json
from .decoding import adapter
from .forms import scalar
from .headers import Headers
from .operation import LazyType

T = TypeVar("T")


class Header(Generic[T]):
    """An attribute of a `Headers` class that reads one field as the document types it.

    It is None where the field is absent or is not what the document declares; its text always stays in the mapping.
    """

    __slots__ = ("_content", "_explode", "_type", "_wire")

    def __init__(
        self, wire: str, type: LazyType, *, explode: bool = False, content: str = ""
    ) -> None:
        self._wire, self._type = wire, type
        self._explode, self._content = explode, content

    @overload
    def __get__(self, instance: None, owner: type[Headers]) -> Self: ...
    @overload
    def __get__(self, instance: Headers, owner: type[Headers]) -> T | None: ...
    def __get__(
        self, instance: Headers | None, owner: type[Headers]
    ) -> Self | T | None:
        if instance is None:
            return self
        sent = instance.all(self._wire)
        value: T | None = self._read(sent) if sent else None
        return value

    def _read(self, sent: tuple[str, ...]) -> Any:
        # Cookies may hold commas, so this one field is never joined by them (OpenAPI 3.2, "Header Object").
        apart = self._wire.lower() == "set-cookie"
        text = ("\n" if apart else ", ").join(sent)
        parts = [*sent] if apart else [part.strip() for part in text.split(",")]
        wanted = adapter(self._type)
        if is_json(self._content):
            return _value(wanted, text)
        forms = _forms(wanted, text, parts if text else [], self._explode)
        return next((found for found in forms if found is not None), None)


def _forms(
    wanted: TypeAdapter[Any], text: str, parts: list[str], explode: bool
) -> Iterator[Any]:
    """What a text may be in the style "simple" (OpenAPI 3.2, "Style Values"): a scalar, an array, an object; what is
    nested, of which the style says nothing, is JSON."""
    yield _value(wanted, json.dumps(text))
    yield _value(wanted, scalar(text))
    if text.startswith(("[", "{")):
        yield _value(wanted, text)
    yield from _members(wanted, dict(enumerate(parts)), array=True)
    pairs = _pairs(parts, explode)
    if pairs is not None:
        yield from _members(wanted, pairs, array=False)


def _pairs(parts: list[str], explode: bool) -> dict[str, str] | None:
    """Names and values of an object; None of what is none."""
    if explode:
        split = [part.partition("=") for part in parts]
        found = {name.strip(): value.strip() for name, _, value in split}
        return found if all(sign for _, sign, _ in split) else None
    if len(parts) % 2:
        return None
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _members(
    wanted: TypeAdapter[Any], parts: dict[Any, str], array: bool
) -> Iterator[Any]:
    """An array or an object whose members are text, or scalars, or text where a scalar does not fit."""
    words = {key: json.dumps(part) for key, part in parts.items()}
    scalars = {key: scalar(part) for key, part in parts.items()}
    yield _value(wanted, _json(words, array))
    try:
        yield wanted.validate_json(_json(scalars, array), strict=True)
    except ValidationError as error:
        wrong = {one["loc"][0] for one in error.errors() if one["loc"]}
        mixed = {key: (words if key in wrong else scalars)[key] for key in parts}
        yield _value(wanted, _json(mixed, array))


def _json(parts: dict[Any, str], array: bool) -> str:
    if array:
        return f"[{','.join(parts.values())}]"
    pairs = (f"{json.dumps(key)}:{part}" for key, part in parts.items())
    return f"{{{','.join(pairs)}}}"


def _value(wanted: TypeAdapter[Any], text: str) -> Any:
    """JSON as its type; None where it does not fit."""
    try:
        return wanted.validate_json(text, strict=True)
    except ValueError:
        return None
