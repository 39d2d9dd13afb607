"""A schema goes in; whether it is a number that may be written as text comes out.

ASP.NET writes `{type: [integer, string], pattern: '^-?(?:0|[1-9]\\d*)$', format: int32}` of every `int`, as its servers read "5" too; they
write 5. Where OpenAPI 3.0 has no list of types it leaves `type` out. A type that is a number or a text helps nobody who adds to it.
"""

from __future__ import annotations

from typing import Any

from generator.ir.build.shape import Shape
from generator.ir.build.spots import Spot, Workshop
from generator.validate.patterns import found_in
from generator.validate.plain import read_as

_KINDS = frozenset({"integer", "number"})
_FORMATS = {
    **dict.fromkeys(("int8", "int16", "int32", "int64"), "integer"),
    **dict.fromkeys(("uint8", "uint16", "uint32", "uint64"), "integer"),
    **dict.fromkeys(("float", "double", "decimal"), "number"),
}
_NUMBERS = frozenset({"0", "7", "10"})
_OTHERS = frozenset(
    {"", "x", "-", ".", "7x", "x7", "7 ", " 7", "0x7", "e7", "7-7", "07"}
)
_BESIDE = frozenset({"enum", "const", "minLength", "maxLength", "contentEncoding"})


def written(schema: dict[str, Any]) -> bool:
    """Whether a schema takes numbers and the texts of numbers, and no other text."""
    pattern, format = schema.get("pattern"), schema.get("format")
    if not (isinstance(pattern, str) and isinstance(format, str)):
        return False
    if format not in _FORMATS or not _BESIDE.isdisjoint(schema):
        return False
    if "type" in schema:
        kinds = set(read_as(schema["type"]))
        if "string" not in kinds or kinds.isdisjoint(_KINDS):
            return False
    return found_in(pattern, _NUMBERS | _OTHERS) == _NUMBERS


def take_pattern(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    """The pattern of a text; of a number that may be written as text it says nothing more."""
    if written(spot.schema):
        shape.numeral = True
        if "type" not in spot.schema and shape.kinds is None:
            shape.kinds = frozenset({_FORMATS[spot.schema["format"]]})
    elif isinstance(value, str) and value not in shape.patterns:
        shape.patterns.append(value)
