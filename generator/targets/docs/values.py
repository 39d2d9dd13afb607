"""A type goes in; a value that a reader may take for an example of it comes out."""

from __future__ import annotations

from generator.ir.model import (
    Anything,
    Api,
    Binary,
    Checked,
    Const,
    Enum,
    Field,
    Json,
    ListOf,
    MapOf,
    Named,
    Never,
    Parameter,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)

DEEP = 6
TEXTS = {
    "date-time": "2026-01-31T12:00:00Z",
    "date": "2026-01-31",
    "time": "12:00:00Z",
    "duration": "PT1H",
    "email": "someone@example.com",
    "hostname": "host.example",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/",
    "url": "https://example.com/",
    "uuid": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
}


def of_parameter(one: Parameter, api: Api) -> Json:
    """A value for a parameter: an example of the document where it has one."""
    if one.examples:
        return one.examples[0].value
    return one.default if one.has_default else sample(one.type, api)


def of_field(one: Field, api: Api, depth: int = 0) -> Json:
    """A value for a property."""
    if one.examples:
        return one.examples[0]
    return one.default if one.has_default else sample(one.type, api, depth + 1)


def sample(type: Type, api: Api, depth: int = 0) -> Json:
    """A value of a type: examples and defaults of the document first, objects with what is required alone."""
    match type:
        case Checked():
            return in_bounds(type, sample(type.type, api, depth))
        case Named():
            definition = api.types.get(type.id)
            if definition is None or depth > DEEP:
                return None
            if definition.examples:
                return definition.examples[0]
            if definition.has_default:
                return definition.default
            return sample(definition.type, api, depth + 1)
        case Scalar():
            return of_scalar(type)
        case Enum():
            return type.values[0]
        case Const():
            return type.value
        case Binary():
            return "" if type.encoding == "raw" else "c3BlY2xvb20="
        case Record():
            return {
                one.wire: of_field(one, api, depth)
                for one in type.fields
                if one.required and one.access != "read"
            }
        case ListOf():
            return [] if depth > DEEP else [sample(type.item, api, depth + 1)]
        case Tuple():
            return [sample(one, api, depth + 1) for one in type.items]
        case Union():
            return sample(type.variants[0], api, depth + 1) if type.variants else None
        case MapOf() | Anything():
            return {}
        case Never():
            return None


def of_scalar(type: Scalar) -> Json:
    """A value of one of JSON's own kinds."""
    match type.kind:
        case "string":
            return TEXTS.get(type.format, "string")
        case "integer" | "number":
            return 1
        case "boolean":
            return True
        case "null":
            return None


def in_bounds(type: Checked, value: Json) -> Json:
    """A value moved to where the usual limits allow it."""
    for check in type.checks:
        bound = check.value
        if isinstance(bound, bool) or not isinstance(bound, int | float):
            continue
        match check.keyword, value:
            case "minimum", int() | float() if value < bound:
                value = bound
            case "maximum", int() | float() if value > bound:
                value = bound
            case "exclusiveMinimum", int() | float() if value <= bound:
                value = bound + 1
            case "exclusiveMaximum", int() | float() if value >= bound:
                value = bound - 1
            case "multipleOf", int() | float():
                value = bound
            case "minLength", str() if len(value) < bound <= 1000:
                value = value + "x" * (int(bound) - len(value))
            case "maxLength", str() if len(value) > bound:
                value = value[: int(bound)]
            case _:
                pass
    return value
