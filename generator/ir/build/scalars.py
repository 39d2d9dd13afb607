"""Types and checks for strings, numbers and enumerations."""

from __future__ import annotations

import re
from typing import Any

from generator.ir.build import bounds
from generator.ir.build import schema as schemas
from generator.ir.build.docs import text
from generator.ir.build.shape import Shape
from generator.ir.build.spots import Workshop
from generator.ir.model import (
    Check,
    Checked,
    Const,
    Enum,
    Held,
    Never,
    Pointer,
    Scalar,
    Type,
    Union,
)
from generator.jsonvalues import is_array, is_object, kind_of

_NUMBER = re.compile(
    r"-?(?:0|[1-9][0-9]{0,300})(?:\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,2})?"
)
NUMERIC = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def string(shop: Workshop, shape: Shape, place: Pointer) -> Type:
    """A string with its format and checks."""
    made = Scalar("string", shape.format, held(shop, shape) if shape.content else None)
    checks = string_checks(shop, shape, place)
    return Checked(made, checks) if checks else made


def held(shop: Workshop, shape: Shape) -> Held:
    """What the document says of what a text holds."""
    said = {key: spot.schema for key, spot in shape.content.items()}
    inner = shape.content.get("contentSchema")
    return Held(
        encoding=text(said.get("contentEncoding")),
        media_type=text(said.get("contentMediaType")),
        type=(
            schemas.of(shop, [inner], ("held",), inner.pointer, judge=True)
            if inner is not None
            else None
        ),
    )


def string_checks(shop: Workshop, shape: Shape, place: Pointer) -> tuple[Check, ...]:
    """minLength, maxLength and the patterns that are valid regular expressions."""
    found = [
        Check(key, shape.limits[key])
        for key in ("minLength", "maxLength")
        if key in shape.limits and not (key == "minLength" and not shape.limits[key])
    ]
    bounds.count_patterns(shop, shape.patterns, place)
    found += [Check("pattern", p) for p in shape.patterns]
    return tuple(found)


def number(shape: Shape, kind: str) -> Type:
    """An integer or a number with its checks."""
    made = Scalar(
        "integer" if kind == "integer" else "number",
        shape.format,
        numeral=shape.numeral,
    )
    checks = number_checks(shape)
    return Checked(made, checks) if checks else made


def number_checks(shape: Shape) -> tuple[Check, ...]:
    """The limits and steps of a number."""
    found = [Check(key, shape.limits[key]) for key in NUMERIC if key in shape.limits]
    found += [Check("multipleOf", step) for step in shape.multiples]
    return tuple(found)


def fits(kind: str, kinds: frozenset[str] | None) -> bool:
    """Whether a value of `kind` is among `kinds`."""
    return kinds is None or kind in kinds or (kind == "integer" and "number" in kinds)


def enumeration(
    shop: Workshop, shape: Shape, place: Pointer, judge: bool
) -> Type | None:
    """The type of `enum` or `const`: the values of a kind that `type` allows, other checks applied; None where `type` alone counts, as what
    is listed can only be names for values.

    A type that is only asked yes or no (`judge`) has no open enum.
    """
    values = shape.values or []
    kept = [v for v in values if fits(kind_of(v), shape.kinds)]
    listed = [v for v in values if v is not None]
    if listed and shape.kinds is not None and all(v is None for v in kept):
        meant, told, hint = respelled(listed, shape.kinds)
        names = not meant and all(isinstance(v, str) for v in listed)
        shop.say(
            "enum-type",
            f"{told} The type alone counts." if names else told,
            place,
            hint,
        )
        if names and not judge:
            return None
        kept += meant
    kept = [v for v in kept if holds(v, shape)]
    null = any(v is None for v in kept) or (shape.null and bool(kept))
    kept = [v for v in kept if v is not None]
    for value in kept:
        bounds.check_value(value, place)
    made = of_values(kept, closed=judge)
    if not null:
        return made
    if isinstance(made, Never):
        return Scalar("null")
    if isinstance(made, Union):
        return Union((*made.variants, Scalar("null")))
    return Union((made, Scalar("null")))


def respelled(values: list[Any], kinds: frozenset[str]) -> tuple[list[Any], str, str]:
    """The values of an enum of which none is of its `type`, as their author meant them; what is told of it, and how to mend it."""
    # YAML authors write `type: string` over unquoted numbers and mean the text; others quote whatever is an enum.
    if "string" in kinds and all(isinstance(v, int | float) for v in values):
        return (
            [str(v).lower() if isinstance(v, bool) else str(v) for v in values],
            "The values of this enum are not strings as `type` says; they are taken as text.",
            "Quote the values.",
        )
    meant = [_meant(v) for v in values if isinstance(v, str)]
    if len(meant) == len(values) and all(
        v is not None and fits(kind_of(v), kinds) for v in meant
    ):
        return (
            meant,
            "The values of this enum are strings, which `type` does not say; they are taken as what stands in the quotes.",
            "Write them without quotes.",
        )
    return (
        [],
        "No value of this enum is of the `type` beside it.",
        "Correct the type or the values.",
    )


def _meant(text: str) -> bool | int | float | None:
    """The number or truth value that a text is in JSON; None for any other text."""
    if text in ("true", "false"):
        return text == "true"
    if _NUMBER.fullmatch(text) is None:
        return None
    return float(text) if set(text) & set(".eE") else int(text)


def of_values(values: list[Any], *, closed: bool = False) -> Type:
    """An Enum of scalars, a Const, or a union of both."""
    simple = tuple(v for v in values if not isinstance(v, list | dict))
    rest: list[Type] = [Const(v) for v in values if is_array(v) or is_object(v)]
    if len(values) == 1:
        return Const(values[0])
    if not values:
        return Never()
    words = len(simple) > 1 and all(isinstance(v, str) for v in simple)
    opens = words and not rest and not closed
    head: list[Type] = [Enum(simple, open=opens)] if simple else []
    parts = (*head, *rest)
    return parts[0] if len(parts) == 1 else Union(parts)


def holds(value: Any, shape: Shape) -> bool:
    """Whether the limits beside an enum let a value of it pass; what cannot be told passes."""
    limits = shape.limits
    if isinstance(value, str):
        low, high = limits.get("minLength", 0), limits.get("maxLength")
        if len(value) < low or (high is not None and len(value) > high):
            return False
    elif isinstance(value, int | float) and not isinstance(value, bool):
        tests = (
            value >= limits.get("minimum", value),
            value <= limits.get("maximum", value),
            "exclusiveMinimum" not in limits or value > limits["exclusiveMinimum"],
            "exclusiveMaximum" not in limits or value < limits["exclusiveMaximum"],
            *(
                value % step == 0
                for step in shape.multiples
                if isinstance(value, int) and isinstance(step, int)
            ),
        )
        return all(tests)
    return True
