"""Core schemas of JSON's scalars, and of strings that Python has a class for: the wire's spelling is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

EXACT = {"exact": True}
"""Marks a union that is exact already."""

_SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "multiple_of": "a multiple of"}
_DATE_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ]((?:[01]\d|2[0-3]):\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)?",
    re.ASCII,
)
_OWN = re.compile(
    r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:[0-5]\d(?:\.(?!000000)\d{6})?(?:Z|[+-](?!00:00)\d\d:\d\d)",
    re.ASCII,
)
"""A date-time as `write_date_time` writes it, so that there is no spelling to keep."""

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def integer(limits: dict[str, Any]) -> CoreSchema:
    """An integer of any size; ``1.0`` is one, ``"1"`` and ``true`` are not."""
    whole = core_schema.chain_schema(
        [
            core_schema.float_schema(strict=True, allow_inf_nan=False),
            core_schema.int_schema(**limits),
        ]
    )
    return core_schema.union_schema(
        [core_schema.int_schema(strict=True, **limits), whole],
        mode="left_to_right",
        custom_error_type="integer",
        custom_error_message="Input should be an integer" + _said(limits),
        metadata=EXACT | told_as(core_schema.int_schema(**limits)),
    )


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
    )


def told_as(schema: CoreSchema) -> dict[str, Any]:
    """Metadata of a schema that pydantic tells, as JSON Schema, as if it were another one."""

    def told(_: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return handler(schema)

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


class WireDateTime(datetime):
    """A date-time that is sent as it was received."""

    __slots__ = ("wire",)
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
    wire: str

    def __init__(self, wire: str) -> None:
        """Read it, and keep the spelling."""
        super().__init__(wire)
        object.__setattr__(self, "wire", wire)

    def __reduce__(self) -> Any:
        """Keep the spelling when copied or pickled."""
        return (WireUUID, (self.wire,))


def read_date_time(value: Any) -> datetime:
    """A date-time from its text (RFC 3339, section 5.6); a `datetime` stays what it is."""
    if isinstance(value, str) and _OWN.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass  # Said below, as of every other spelling.
    if isinstance(value, datetime):
        return value
    match = _DATE_TIME.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise PydanticCustomError("date_time", "Input should be an RFC 3339 date-time")
    day, minutes, seconds, fraction, zone = match.groups()
    # A leap second is a second that Python cannot tell; the wire's spelling keeps it.
    seconds = "59" if seconds == "60" else seconds
    fraction = (fraction or "")[:7].ljust(7, "0") if fraction else ""
    zone = "+00:00" if zone in ("Z", "z") else zone or ""
    try:
        made = WireDateTime.fromisoformat(f"{day}T{minutes}:{seconds}{fraction}{zone}")
    except ValueError as error:
        raise PydanticCustomError(
            "date_time", "Input should be a date and time that exist"
        ) from error
    assert isinstance(made, WireDateTime)
    made.wire = value
    return made


def write_date_time(value: datetime) -> str:
    """The text that was received, else RFC 3339's."""
    if type(value) is WireDateTime:
        return value.wire
    text = value.isoformat()
    return f"{text[:-6]}Z" if text[-6:] == "+00:00" else text


def read_date(value: Any) -> date:
    """A date from its text (RFC 3339, full-date); a `date` stays what it is."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and len(value) == 10:
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("date", "Input should be a date such as 2026-01-31")


def read_uuid(value: Any) -> UUID:
    """A UUID from its text (RFC 9562); a `UUID` stays what it is."""
    if isinstance(value, UUID):
        return value
    if isinstance(value, str) and _UUID.fullmatch(value):
        made = UUID(value)
        return made if str(made) == value else WireUUID(value)
    raise PydanticCustomError("uuid", "Input should be a UUID in its usual spelling")


def write_uuid(value: UUID) -> str:
    """The text that was received, else the usual one."""
    return value.wire if isinstance(value, WireUUID) else str(value)


def date_time() -> CoreSchema:
    """The schema of ``format: date-time``."""
    return _spelt(read_date_time, write_date_time, "date-time")


def date_only() -> CoreSchema:
    """The schema of ``format: date``."""
    return _spelt(read_date, date.isoformat, "date")


def uuid() -> CoreSchema:
    """The schema of ``format: uuid``."""
    return _spelt(read_uuid, write_uuid, "uuid")


def _spelt(
    read: Callable[[Any], Any], write: Callable[[Any], str], name: str
) -> CoreSchema:
    """The schema of a string that Python has a class for; in JSON it is a string of that format, whoever asks."""
    text = core_schema.str_schema(metadata={"pydantic_js_updates": {"format": name}})
    return core_schema.no_info_plain_validator_function(
        read,
        json_schema_input_schema=text,
        serialization=core_schema.plain_serializer_function_ser_schema(
            write, return_schema=text, when_used="json-unless-none"
        ),
    )
