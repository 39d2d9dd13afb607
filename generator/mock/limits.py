"""The checks of a type go in; the bounds that they set, and numbers within them, come out."""

from __future__ import annotations

import math
from typing import Any

from generator.ir.model import (
    Anything,
    Binary,
    Check,
    Checked,
    Const,
    Enum,
    ListOf,
    MapOf,
    Named,
    Never,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)
from generator.ir.walk import is_tuple
from generator.jsonvalues import is_array, is_object

TYPES = (
    Scalar,
    Enum,
    Const,
    Binary,
    Record,
    ListOf,
    Tuple,
    MapOf,
    Union,
    Named,
    Anything,
    Never,
    Checked,
)

OF_KEYS = (
    *("not", "if", "contains", "minProperties", "propertyNames"),
    *("patternProperties", "additionalProperties"),
)
"""Checks that add no properties of their own to an object; its keys have been chosen by them."""
OF_OBJECTS = frozenset({"properties", "required", "minProperties", "patternProperties"})
"""Checks of a value that is probably an object."""
OF_NUMBERS = frozenset(
    {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
)


LETTERS = 1_000
"""Letters that a text must have which count as one part of a value."""
LONGEST = 1_000_000
"""Letters of a text that is made."""


class Impossible(Exception):
    """No value can be made."""


def other_than(made: Any, item: Type, number: int) -> Any:
    """Another value in place of one that is there already."""
    if isinstance(item, Enum):
        return item.values[number % len(item.values)]
    if isinstance(made, bool):
        return not made
    if isinstance(made, str):
        return f"{made}{number}"
    if isinstance(made, int | float):
        return made + number
    return {**made, "number": number} if is_object(made) else made


def types_in(value: object) -> list[Type]:
    """The types in a check's value, those within mappings left out."""
    if is_tuple(value) or is_array(value):
        return [one for part in value for one in types_in(part)]
    return [value] if isinstance(value, TYPES) else []


def fewest(contains: Check) -> int:
    """How many members of an array have to be what `contains` says."""
    value = contains.value
    least = value[1] if is_tuple(value) and len(value) > 1 else 1
    return min(least, 100) if isinstance(least, int) else 1


def whole_of(checks: tuple[Check, ...], keyword: str, default: int) -> int:
    """The whole number of a check, `default` where there is no such check."""
    for check in checks:
        if check.keyword == keyword and isinstance(check.value, int | float):
            return int(check.value)
    return default


def letters(checks: tuple[Check, ...]) -> tuple[int, int, float]:
    """How many letters a text has at least, and at most, -1 for any number; and what it counts as.

    Raises:
        Impossible: so many that they would fill the memory.
    """
    least = whole_of(checks, "minLength", 0)
    if least > LONGEST:
        raise Impossible
    return least, whole_of(checks, "maxLength", -1), least / LETTERS


def number(whole: bool, checks: tuple[Check, ...], turn: int = 0) -> int | float:
    """A number under its checks: small, positive where it may be."""
    gap = 1.0 if whole else 0.5
    low, high, step = -math.inf, math.inf, 0.0
    for check in checks:
        value = check.value
        if not isinstance(value, int | float):
            continue
        match check.keyword:
            case "minimum":
                low = max(low, value)
            case "exclusiveMinimum":
                low = max(low, value + gap)
            case "maximum":
                high = min(high, value)
            case "exclusiveMaximum":
                high = min(high, value - gap)
            case "multipleOf":
                step = float(value)
            case _:
                continue
    made = min(max(1.0 + turn, low), high)
    if low > high:  # The gap was too wide: the middle is within.
        made = (low - gap + high + gap) / 2
    if step > 0:
        made = math.ceil(made / step) * step
        made = made if made <= high else math.floor(high / step) * step
        made = round(made, 12)
    if whole:
        made = math.ceil(made)
    return int(made) if float(made).is_integer() else made
