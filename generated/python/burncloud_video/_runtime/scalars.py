"""Core schemas of JSON's scalars, and of strings that Python has a class for: the wire's spelling is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import GetJsonSchemaHandler
from pydantic_core import (
    CoreSchema,
    PydanticCustomError,
    SchemaSerializer,
    core_schema,
)

EXACT = {"exact": True}
"""Marks a union that is exact already."""

_SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "multiple_of": "a multiple of"}
_DATE_TIME = r"(\d{4}-\d\d-\d\d)[Tt ]((?:[01]\d|2[0-3]):\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d(?::?\d\d)?)?"
"""Any spelling of a date-time, offsets of ISO 8601 too, as many servers write them; compiled when one is not the usual, as is that of UUIDs."""

_OWN_DATE_TIME = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}"
    r"(?:\.[0-9]{5}[1-9])?Z$"
)
"""Date-times that are written as they were read, so that there is no spelling to keep; not all of them, but most."""

_OWN_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_UUID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{32}"
_OWN_UUID = "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


def integer(limits: dict[str, Any]) -> CoreSchema:
    """An integer of any size; ``1.0`` is one, ``"1"`` and ``true`` are not."""
    whole: CoreSchema = core_schema.no_info_plain_validator_function(_whole)
    if limits:
        whole = core_schema.chain_schema([whole, core_schema.int_schema(**limits)])
    return core_schema.union_schema(
        [core_schema.int_schema(strict=True, **limits), whole],
        mode="left_to_right",
        custom_error_type="integer",
        custom_error_message="Input should be an integer" + _said(limits),
        metadata=EXACT | told_as(core_schema.int_schema(**limits)),
        serialization=core_schema.simple_ser_schema("int"),
    )


def _whole(value: Any) -> int:
    """The integer that a number with a fraction of zero is."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise ValueError("no integer")


def number(limits: dict[str, Any]) -> CoreSchema:
    """An integer or a finite number, which keeps its own kind."""
    return core_schema.union_schema(
        [
            core_schema.int_schema(strict=True, **limits),
            core_schema.float_schema(strict=True, allow_inf_nan=False, **limits),
        ],
        mode="left_to_right",
        custom_error_type="number",
        custom_error_message="Input should be a finite number" + _said(limits),
        metadata=EXACT | told_as(core_schema.float_schema(**limits)),
        serialization=core_schema.simple_ser_schema("any"),
    )


def told_as(schema: CoreSchema, **more: str) -> dict[str, Any]:
    """Metadata of a schema that pydantic tells, as JSON Schema, as if it were another one, with more keywords."""

    def told(_: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return handler(schema) | more

    return {"pydantic_js_functions": [told]}


def _said(limits: dict[str, Any]) -> str:
    if not limits:
        return ""
    return ", " + " and ".join(f"{_SIGNS[k]} {v}" for k, v in limits.items())


def literal(schema: Any) -> CoreSchema:
    """One of several values; as in JSON true is not 1, and 1.0 is."""
    expected: list[Any] = schema["expected"]
    if all(isinstance(value, str) for value in expected):
        return core_schema.literal_schema(expected)
    table = {(isinstance(value, bool), value): value for value in expected}
    words = ", ".join(map(repr, expected))

    def judge(value: Any) -> Any:
        if isinstance(value, str | int | float):
            key = (isinstance(value, bool), value)
            if key in table:
                return table[key]
        raise PydanticCustomError(
            "literal_error", "Input should be {expected}", {"expected": words}
        )

    return core_schema.no_info_wrap_validator_function(
        lambda value, _: judge(value), core_schema.literal_schema(expected)
    )


def write_date_time(value: datetime) -> str:
    """The text that was received, else RFC 3339's."""
    # What is computed from a date-time is of the same class, and was never received.
    wire: str | None = getattr(value, "wire", None)
    if wire is not None:
        return wire
    text = value.isoformat()
    return f"{text[:-6]}Z" if text[-6:] == "+00:00" else text


def write_uuid(value: UUID) -> str:
    """The text that was received, else the usual one."""
    return value.wire if isinstance(value, WireUUID) else str(value)


def _written(write: Callable[[Any], str]) -> SchemaSerializer:
    """What pydantic asks an object to be written by, wherever that stands: text in JSON, elsewhere the object itself."""
    text = core_schema.plain_serializer_function_ser_schema(
        write, when_used="json-unless-none"
    )
    return SchemaSerializer(core_schema.any_schema(serialization=text))


class WireDateTime(datetime):
    """A date-time that is sent as it was received."""

    __slots__ = ("wire",)
    __pydantic_serializer__ = _written(write_date_time)
    wire: str

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Keep the spelling when copied or pickled."""
        return (read_date_time, (write_date_time(self),))

    def __repr__(self) -> str:
        """Show it as any date-time."""
        return super().__repr__().replace("WireDateTime", "datetime.datetime", 1)


class WireUUID(UUID):
    """A UUID that is sent as it was received."""

    __slots__ = ("wire",)
    __pydantic_serializer__ = _written(write_uuid)
    wire: str

    def __init__(self, wire: str) -> None:
        """Read it, and keep the spelling."""
        super().__init__(wire)
        object.__setattr__(self, "wire", wire)

    def __reduce__(self) -> Any:
        """Keep the spelling when copied or pickled."""
        return (WireUUID, (self.wire,))


def read_date_time(value: Any) -> datetime:
    """A date-time from its text (RFC 3339, section 5.6; `+0200` is an offset too), with its spelling; a `datetime` stays what it is.

    Raises:
        ValueError: it is no such text, or of no day and time that exist.
    """
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise ValueError("no text")
    match = re.fullmatch(_DATE_TIME, value, re.ASCII)
    if match is None:
        raise ValueError("no date-time of RFC 3339")
    day, minutes, seconds, fraction, zone = match.groups()
    # A leap second is a second that Python cannot tell; the wire's spelling keeps it.
    seconds = "59" if seconds == "60" else seconds
    fraction = (fraction or "")[:7].ljust(7, "0") if fraction else ""
    zone = "+00:00" if zone in ("Z", "z") else zone or ""
    made = WireDateTime.fromisoformat(f"{day}T{minutes}:{seconds}{fraction}{zone}")
    assert isinstance(made, WireDateTime)
    made.wire = value
    return made


def read_date(value: Any) -> date:
    """A `date`, which stays what it is."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError("a date is a date's text (RFC 3339, full-date)")


def read_uuid(value: Any) -> UUID:
    """A UUID from its text (RFC 9562), with hyphens or without; a `UUID` stays what it is."""
    if isinstance(value, UUID):
        return value
    if isinstance(value, str) and re.fullmatch(_UUID, value):
        made = UUID(value)
        return made if str(made) == value else WireUUID(value)
    raise ValueError("no UUID")


def date_time() -> CoreSchema:
    """The schema of ``format: date-time``."""
    said = "Input should be an RFC 3339 date-time that exists"
    usual = _usual(_OWN_DATE_TIME, datetime.fromisoformat)
    return _spelt("date-time", usual, read_date_time, said)


def date_only() -> CoreSchema:
    """The schema of ``format: date``."""
    said = "Input should be a date such as 2026-01-31"
    return _spelt("date", _usual(_OWN_DATE, date.fromisoformat), read_date, said)


def uuid() -> CoreSchema:
    """The schema of ``format: uuid``."""
    said = "Input should be a UUID in its usual spelling"
    return _spelt("uuid", _usual(_OWN_UUID, UUID), read_uuid, said)


def _usual(pattern: str, read: Callable[[str], Any]) -> CoreSchema:
    """The schema of the spelling that has to be quick."""
    return core_schema.chain_schema(
        [
            core_schema.str_schema(pattern=pattern),
            core_schema.no_info_plain_validator_function(read),
        ]
    )


def _spelt(
    name: str, usual: CoreSchema, read: Callable[[Any], Any], said: str
) -> CoreSchema:
    """The schema of a string that Python has a class for; in JSON it is a string of that format, whoever asks."""
    return core_schema.union_schema(
        [usual, core_schema.no_info_plain_validator_function(read)],
        mode="left_to_right",
        custom_error_type=name.replace("-", "_"),
        custom_error_message=said,
        metadata=EXACT | told_as(core_schema.str_schema(), format=name),
        # Objects of these classes are written by what they are, which takes no call of Python's for the usual ones.
        serialization=core_schema.simple_ser_schema("any"),
    )
