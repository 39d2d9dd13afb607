"""A JSON value and a type go in; whether the one is what the other says, as JSON Schema has it, comes out.

Formats are notes here; what only `unevaluatedProperties` or `unevaluatedItems` forbids is taken; and properties that one
direction does not have (`readOnly`, `writeOnly`) may be missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, assert_never

from generator.ir.kinds import kind_of, kinds_of
from generator.ir.model import (
    Anything,
    Api,
    Binary,
    Check,
    Checked,
    Const,
    Enum,
    Json,
    ListOf,
    MapOf,
    Named,
    Never,
    Record,
    Scalar,
    Tuple,
    Type,
    TypeDef,
    Union,
)
from generator.jsonvalues import is_array, is_object, mapping
from generator.validate.patterns import found_in

_DEEPEST = 40
"""Types in one another that are asked; what is deeper is taken."""
_EXACT = 1e-9
"""How near to a whole number of steps a number has to be."""


def holds(value: Json, type: Type, api: Api, depth: int = 0) -> bool:
    """Whether a value is valid against a type."""
    deeper = depth + 1
    if depth > _DEEPEST:
        return True
    match type:
        case Anything():
            return True
        case Never():
            return False
        case Scalar(kind):
            return _is(value, kind)
        case Enum(values):
            return any(Const(value) == Const(one) for one in values)
        case Const():
            return Const(value) == type
        case Binary():
            return isinstance(value, str)
        case Record():
            return is_object(value) and _of_record(value, type, api, deeper)
        case MapOf(inner):
            return is_object(value) and _each(value.values(), inner, api, deeper)
        case ListOf(item):
            return is_array(value) and _each(value, item, api, deeper)
        case Tuple(items, rest):
            return is_array(value) and _row(value, items, rest, api, deeper)
        case Union(variants, exclusive):
            # Null stands for itself: it is no variant that has to be the only one.
            empty = value is None and variants[-1:] == (Scalar("null"),)
            return empty or _several(value, variants, exclusive, api, deeper)
        case Named(id):
            known = api.types.get(id)
            return known is None or _of_name(value, known, api, deeper)
        case Checked(inner, checks):
            return holds(value, inner, api, deeper) and all(
                passes(value, one, api, deeper) for one in checks
            )
        case _:
            assert_never(type)


def _of_name(value: Json, known: TypeDef, api: Api, depth: int) -> bool:
    """Whether a value is of a type that has a name."""
    if known.nullable and value is None:
        return True
    if known.others and kind_of(value).isdisjoint(kinds_of(known.type, api)):
        return True
    return holds(value, known.type, api, depth)


def passes(value: Json, check: Check, api: Api, depth: int = 0) -> bool:
    """Whether a value passes a check; most speak of one kind of value alone."""
    says: Any = check.value
    match check.keyword:
        case "allOf":
            return all(holds(value, one, api, depth) for one in says)
        case "anyOf" | "oneOf":
            return _several(value, says, check.keyword == "oneOf", api, depth)
        case "not":
            return not holds(value, says, api, depth)
        case "const":
            return Const(value) == Const(says)
        case "if" | "dependentSchemas" | "dependentRequired":
            then = asked(value, check, api, depth)
            return all(holds(value, one, api, depth) for one in then)
        case _:
            pass
    if is_object(value):
        return _object_passes(value, check.keyword, says, api, depth)
    if is_array(value):
        return _array_passes(value, check.keyword, says, api, depth)
    return _scalar_passes(value, check.keyword, says)


def asked(value: Json, check: Check, api: Api, depth: int = 0) -> Iterator[Type]:
    """What a value has to be besides, as `if`, `dependentSchemas` or `dependentRequired` is so of it; nothing by any other check."""
    says: Any = check.value
    there = mapping(value)
    match check.keyword:
        case "if":
            condition, then, otherwise = says
            chosen = then if holds(value, condition, api, depth) else otherwise
            if chosen is not None:
                yield chosen
        case "dependentSchemas":
            yield from (one for name, one in says.items() if name in there)
        case "dependentRequired":
            for name, names in says.items():
                if name in there:
                    yield Checked(Anything(), (Check("required", names),))
        case _:
            return


def others(
    value: Mapping[str, Json], names: Iterable[str], patterns: Iterable[str]
) -> list[str]:
    """The names of an object that are neither among those that are known, nor match a pattern."""
    known = {*names}.union(*(found_in(one, value) for one in patterns))
    return [name for name in value if name not in known]


def _is(value: Json, kind: str) -> bool:
    """Whether a value is of one of JSON's kinds; 1.0 is an integer (JSON Schema 2020-12, section 4.2.3)."""
    match value:
        case None:
            return kind == "null"
        case bool():
            return kind == "boolean"
        case int():
            return kind in ("integer", "number")
        case float():
            return kind == "number" or (kind == "integer" and value.is_integer())
        case str():
            return kind == "string"
        case _:
            return False


def _each(values: Iterable[Json], type: Type, api: Api, depth: int) -> bool:
    """Whether all members are of a type."""
    return isinstance(type, Anything) or all(
        holds(one, type, api, depth) for one in values
    )


def _row(
    values: Sequence[Json], items: Sequence[Type], rest: Type, api: Api, depth: int
) -> bool:
    """Whether the first members are of types of their own, and all others of one."""
    return _each(values[len(items) :], rest, api, depth) and all(
        holds(one, type, api, depth) for one, type in zip(values, items, strict=False)
    )


def _several(
    value: Json, types: Iterable[Type], exclusive: bool, api: Api, depth: int
) -> bool:
    """Whether a value is of one of several types, of no more than one where they are exclusive."""
    found = (holds(value, one, api, depth) for one in types)
    return sum(found) == 1 if exclusive else any(found)


def _of_record(value: Mapping[str, Json], type: Record, api: Api, depth: int) -> bool:
    """Whether an object has what a record declares."""
    for one in type.fields:
        if one.wire not in value:
            if one.required and one.access == "both":
                return False
            continue
        empty = one.nullable and value[one.wire] is None
        if not empty and not holds(value[one.wire], one.type, api, depth):
            return False
    rest = others(value, (one.wire for one in type.fields), ())
    return _each((value[name] for name in rest), type.extra, api, depth)


def _object_passes(
    value: Mapping[str, Json], keyword: str, says: Any, api: Api, depth: int
) -> bool:
    """Whether an object passes a check of objects."""
    match keyword:
        case "required":
            return all(name in value for name in says)
        case "properties":
            own = ((value[name], says[name]) for name in says if name in value)
            return all(holds(one, type, api, depth) for one, type in own)
        case "patternProperties":
            return all(
                holds(value[name], one, api, depth)
                for pattern, one in says.items()
                for name in found_in(pattern, value)
            )
        case "additionalProperties":
            names, patterns, type = says
            rest = others(value, names, patterns)
            return _each((value[name] for name in rest), type, api, depth)
        case "propertyNames":
            return _each(value, says, api, depth)
        case "minProperties":
            return bool(len(value) >= says)
        case "maxProperties":
            return bool(len(value) <= says)
        case _:
            return True


def _array_passes(
    value: Sequence[Json], keyword: str, says: Any, api: Api, depth: int
) -> bool:
    """Whether an array passes a check of arrays."""
    match keyword:
        case "minItems":
            return bool(len(value) >= says)
        case "maxItems":
            return bool(len(value) <= says)
        case "uniqueItems":
            own = [*map(Const, value)]
            return all(one not in own[:at] for at, one in enumerate(own))
        case "contains":
            type, least, most = says
            found = sum(holds(one, type, api, depth) for one in value)
            return bool(least <= found and (most is None or found <= most))
        case "prefixItems":
            items, rest = says
            return _row(value, items, rest, api, depth)
        case _:
            return True


def _scalar_passes(value: Json, keyword: str, says: Any) -> bool:
    """Whether a text or a number passes a check of its kind."""
    match keyword, value:
        case "pattern", str():
            return bool(found_in(says, (value,)))
        case "minLength", str():
            return bool(len(value) >= says)
        case "maxLength", str():
            return bool(len(value) <= says)
        case _, bool():
            return True
        case "minimum", int() | float():
            return bool(value >= says)
        case "maximum", int() | float():
            return bool(value <= says)
        case "exclusiveMinimum", int() | float():
            return bool(value > says)
        case "exclusiveMaximum", int() | float():
            return bool(value < says)
        case "multipleOf", int() | float():
            return bool(abs(value / says - round(value / says)) < _EXACT)
        case _:
            return True
