"""Python values of arguments in, plain JSON values and JSON text out."""

from __future__ import annotations

import base64
import dataclasses
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import TypeAlias
from uuid import UUID

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from .jsons import is_iterable, is_mapping, is_row
from .omit import Omit

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"


def plain(value: object) -> Plain:
    """Bring an argument to plain JSON values.

    A model gives the fields that were set, under their names on the wire; what is `omit` in an object is left out.

    Raises:
        TypeError: a value has no form in JSON.
    """
    match value:
        case Enum():
            return plain(value.value)
        case None | bool() | int() | float() | str():
            return value
        case BaseModel():
            return plain(
                value.model_dump(mode="json", by_alias=True, exclude_unset=True)
            )
        case bytes() | bytearray():
            return base64.b64encode(value).decode("ascii")
        case datetime() | date() | time() | UUID() | Decimal() | timedelta():
            return _scalar(value)
        case _ if is_mapping(value):
            return _object(value.items())
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return _object(dataclasses.asdict(value).items())
        case _ if is_iterable(value):
            return [plain(item) for item in value]
        case _:
            raise TypeError(f"{type(value).__name__} cannot be written as JSON")


def _object(items: Iterable[tuple[object, object]]) -> dict[str, Plain]:
    return {
        str(key): plain(value) for key, value in items if not isinstance(value, Omit)
    }


def _scalar(value: datetime | date | time | UUID | Decimal | timedelta) -> Plain:
    """A scalar as it was received, where it was: others may tell `…00.000Z` from `…00Z`, or capitals in a UUID."""
    received: str | None = getattr(value, "wire", None)
    if received is not None:
        return received
    match value:
        case datetime():
            return date_time(value)
        case date() | time():
            return value.isoformat()
        case UUID():
            return str(value)
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case timedelta():
            return str(to_jsonable_python(value))


def date_time(value: datetime) -> str:
    """A date-time as RFC 3339 writes it; one without a zone is taken for UTC."""
    aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    return aware.isoformat().replace("+00:00", "Z")


def text(value: object) -> str:
    """A scalar as it stands in a path, a query, a header or a form field; null is empty.

    Raises:
        TypeError: the value is no scalar.
    """
    if isinstance(value, Decimal):
        return format(value, "f")
    match plain(value):
        case None:
            return ""
        case bool(flag):
            return "true" if flag else "false"
        case str(word):
            return word
        case int() | float() as number:
            return json.dumps(number, allow_nan=False)
        case list() | dict():
            raise TypeError(f"{type(value).__name__} is no scalar")


def json_text(value: object, only_ascii: bool = False) -> str:
    """A value as JSON text; where only ASCII passes unharmed, other characters are escaped.

    Raises:
        TypeError: a value has no form in JSON.
        ValueError: a number is not finite.
    """
    try:
        written = json.dumps(
            plain(value),
            ensure_ascii=only_ascii,
            separators=(",", ":"),
            allow_nan=False,
        )
    except (TypeError, ValueError) as error:
        kind = TypeError if isinstance(error, TypeError) else ValueError
        where = _place(value)
        raise kind(f"{where}: {error}" if where else str(error)) from None
    return written.replace("\x7f", "\\u007f") if only_ascii else written


def _place(value: object) -> str:
    """Where in a value there is something that has no form in JSON."""
    inside: Iterable[tuple[object, object]] = ()
    if isinstance(value, BaseModel):
        inside = [(name, getattr(value, name)) for name in value.model_fields_set]
    elif is_mapping(value):
        inside = value.items()
    elif is_row(value):
        inside = enumerate(value)
    for key, one in inside:
        try:
            json.dumps(plain(one), allow_nan=False)
        except (TypeError, ValueError):
            below = _place(one)
            return f"{key}.{below}" if below else str(key)
    return ""
