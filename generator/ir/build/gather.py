"""One function a keyword of JSON Schema: adds what the keyword asserts to a `Shape`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from generator.ir.build import bounds, evaluated, numerals
from generator.ir.build.shape import Extra, Group, Items, Shape, Unevaluated
from generator.ir.build.spots import Spot, Workshop
from generator.ir.media import is_bytes
from generator.jsonvalues import is_array, is_object, mapping, sequence
from generator.load.pointer import join
from generator.validate import nulls
from generator.validate.plain import read_as

Gatherer: TypeAlias = Callable[[Workshop, Shape, Spot, Any], None]
"""Adds what the value of a keyword, in the schema at a spot, asserts to a shape."""

LOWEST = frozenset(
    {"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"}
)
HIGHEST = frozenset(
    {"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"}
)


def take_kinds(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    """What is no type is left out; the check of the document's structure has said so."""
    # Before OpenAPI 3.1 programs describe null by a format (@anatine/zod-openapi).
    kinds = set(read_as("null" if spot.schema.get("format") == "null" else value))
    if not kinds:
        return
    if spot.schema.get("nullable") is True or nulls.listed(spot.schema):
        kinds.add("null")
    if "null" in kinds and nulls.alone(spot.schema):
        shop.say(
            "null-beside-schemas",
            "The type is null alone, and the schemas beside it take other values, so that none would be valid; it is read"
            " as null or one of these.",
            join(spot.pointer, "type"),
            "Write anyOf: […, {type: 'null'}] in its place.",
        )
        shape.null = True
        return
    if "number" in kinds:
        kinds.discard("integer")
    if numerals.written(spot.schema):
        kinds.discard("string")
    now = frozenset(kinds)
    shape.kinds = now if shape.kinds is None else meet(shape.kinds, now)
    shape.never = shape.never or not shape.kinds


def meet(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """The kinds that both allow; an integer is a number."""
    both = set(left & right)
    if ("integer" in left and "number" in right) or (
        "number" in left and "integer" in right
    ):
        both.add("integer")
    return frozenset(both)


def take_null(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    # OpenAPI 3.0.3 gives `nullable` a meaning only beside `type`, and 3.1 none; documents write it and mean it.
    if value is True and "type" not in spot.schema:
        shape.null = True


def take_format(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    if isinstance(value, str) and not shape.format:
        shape.format = shop.formats.get(value, value)


def take_encoding(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    shape.content.setdefault("contentEncoding", spot.sub("contentEncoding"))
    if value in ("base64", "base64url") and not shape.format:
        shape.format = "byte" if value == "base64" else "base64url"


def take_media_type(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    """A string that holds a file as it is, for which OpenAPI 3.0 has a format (OpenAPI 3.1.1, section 4.3.1)."""
    shape.content.setdefault("contentMediaType", spot.sub("contentMediaType"))
    named = spot.schema.get("contentEncoding") or spot.schema.get("format")
    anything = value == "*/*"
    known = isinstance(value, str) and (anything or is_bytes(value))
    if known and not (named or shape.format):
        shape.format = "binary"


def take_content(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    shape.content.setdefault("contentSchema", spot.sub("contentSchema"))


def take_enum(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    if is_array(value):
        values = list(value)
        bounds.check_numbers(values, spot.pointer)
        if of_items(spot.schema, values):
            shop.say(
                "enum-type",
                "This enum lists no array, which `type` asks for; its values are taken for those of the items.",
                spot.pointer,
                "Write it into `items`.",
            )
            rest = Spot({"enum": value}, join(spot.pointer, "enum"))
            shape.items.append(Items((), rest))
            return
        if spot.schema.get("nullable") is True:
            values.append(None)
        narrow(shape, values)


def of_items(schema: Any, values: list[Any]) -> bool:
    """Whether the values beside `type: array` are texts or numbers that its items may be: authors mean the items."""
    if schema.get("type") != "array" or not values:
        return False
    items = schema.get("items", {})
    kind = items.get("type") if is_object(items) else None
    match kind:
        case "string":
            return all(isinstance(v, str) for v in values)
        case "integer" | "number":
            return all(type(v) in (int, float) for v in values)
        case _:
            return False


def take_const(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    narrow(shape, [value, None] if spot.schema.get("nullable") is True else [value])


def narrow(shape: Shape, values: list[Any]) -> None:
    unique = list({key_of(v): v for v in reversed(values)}.items())[::-1]
    if shape.values is None:
        shape.values = [v for _, v in unique]
    else:
        have = {key_of(v) for v in shape.values}
        shape.values = [v for k, v in unique if k in have]


def key_of(value: Any) -> Any:
    """A hashable key under which JSON values that are equal are equal (1 and 1.0 are, 1 and true are not)."""
    match value:
        case bool() | None:
            return (type(value).__name__, value)
        case _ if is_array(value):
            return ("list", tuple(key_of(v) for v in value))
        case _ if is_object(value):
            return ("dict", frozenset((k, key_of(v)) for k, v in value.items()))
        case _:
            return value


def take_limit(shop: Workshop, shape: Shape, spot: Spot, key: str, value: Any) -> None:
    if isinstance(value, bool):
        base = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}.get(key)
        limit = spot.schema.get(base) if base else None
        if value and not isinstance(limit, bool) and isinstance(limit, int | float):
            bound(shape, key, limit)
        return
    if not isinstance(value, int | float):
        return
    exclusive = "exclusive" + key[0].upper() + key[1:]
    if spot.schema.get(exclusive) is True:
        return
    if key[3:4].isupper():
        if value < 0 or value != int(value):
            return
        value = int(value)
    bound(shape, key, value)


def bound(shape: Shape, key: str, value: Any) -> None:
    have = shape.limits.get(key)
    if have is None:
        shape.limits[key] = value
    else:
        shape.limits[key] = max(have, value) if key in HIGHEST else min(have, value)


def take_multiple(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
        shape.multiples.append(value)


def take_required(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    shape.required.update((n, None) for n in sequence(value) if isinstance(n, str))


EVERY = frozenset(("^(.*)$", "^.*$", "^.*", ".*$", ".*", "(.*)", "^(.*)", "^", ""))
"""Patterns of names that every name fits: `patternProperties` with one of them is what TypeBox writes for a map."""


def take_properties(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    base = join(spot.pointer, "properties")
    for name, schema in mapping(value).items():
        shape.properties.setdefault(name, []).append(Spot(schema, join(base, name)))


def take_pattern_properties(
    shop: Workshop, shape: Shape, spot: Spot, value: Any
) -> None:
    for pattern in mapping(value):
        place = spot.sub("patternProperties", pattern)
        if pattern in EVERY and not spot.schema.get("properties"):
            shape.extras.append(Extra(frozenset(), (), place))
        else:
            shape.pattern_properties.append((pattern, place))


def take_extra(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    if not EVERY.isdisjoint(mapping(spot.schema.get("patternProperties"))):
        return
    if value is True or value == {}:
        # Nothing is asserted, yet the author says that this is an object with names of its own.
        shape.extras.append(
            Extra(
                frozenset(), (), Spot(True, join(spot.pointer, "additionalProperties"))
            )
        )
        return
    shape.extras.append(
        Extra(
            frozenset(mapping(spot.schema.get("properties"))),
            tuple(mapping(spot.schema.get("patternProperties"))),
            spot.sub("additionalProperties"),
        )
    )


def branches_of(shop: Workshop, spot: Spot, key: str) -> list[evaluated.Branch] | None:
    """The schemas that count for a keyword about what none of them has evaluated; none where nothing is asked."""
    if spot.schema[key] is True:
        return None
    found = evaluated.branches(shop, evaluated.owner(shop, spot))
    if found is None:
        shop.say(
            "unevaluated-not-enforced",
            f"`{key}` is documented only: more than {evaluated.MOST} branches count for it.",
            join(spot.pointer, key),
            "Close each branch by itself if clients shall refuse more.",
        )
    return found


def take_unevaluated_properties(
    shop: Workshop, shape: Shape, spot: Spot, value: Any
) -> None:
    found = branches_of(shop, spot, "unevaluatedProperties")
    known = evaluated.properties(found) if found else None
    if found and evaluated.conditional(found):
        rest = spot.sub("unevaluatedProperties")
        shape.unevaluated_properties.append(Unevaluated(tuple(found), rest))
    elif known is not None:
        names, patterns = known
        rest = spot.sub("unevaluatedProperties")
        shape.extras.append(Extra(names, patterns, rest, whole=True))


def take_unevaluated_items(
    shop: Workshop, shape: Shape, spot: Spot, value: Any
) -> None:
    found = branches_of(shop, spot, "unevaluatedItems")
    count = evaluated.items(found) if found else None
    rest = Spot(value, join(spot.pointer, "unevaluatedItems"))
    if found and evaluated.branching(found):
        shape.unevaluated_items.append(Unevaluated(tuple(found), rest))
    elif count is not None:
        shape.items.append(Items((Spot(True, rest.pointer),) * count, rest))


def take_items(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    if (
        "items" in spot.schema
        and "prefixItems" in spot.schema
        and value is not spot.schema["items"]
    ):
        return
    items, prefix = spot.schema.get("items"), spot.schema.get("prefixItems")
    if is_array(items):
        # The tuple form of earlier drafts.
        spots = tuple(spot.sub("items", str(i)) for i in range(len(items)))
        rest = spot.sub("additionalItems") if "additionalItems" in spot.schema else None
        shape.items.append(Items(spots, rest, early=True))
        return
    shape.items.append(
        Items(
            tuple(
                spot.sub("prefixItems", str(i)) for i in range(len(sequence(prefix)))
            ),
            spot.sub("items") if "items" in spot.schema else None,
        )
    )


def take_contains(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    low, high = spot.schema.get("minContains", 1), spot.schema.get("maxContains")
    shape.contains.append(
        (
            spot.sub("contains"),
            int(low) if isinstance(low, int | float) else 1,
            int(high) if isinstance(high, int | float) else None,
        )
    )


def take_if(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    branches = [
        spot.sub(key) if key in spot.schema else None for key in ("then", "else")
    ]
    if any(branches):
        shape.ifs.append((spot.sub("if"), branches[0], branches[1]))


def take_dependent_required(
    shop: Workshop, shape: Shape, spot: Spot, value: Any
) -> None:
    shape.dependent_required.append(
        {
            name: tuple(n for n in sequence(needs) if isinstance(n, str))
            for name, needs in mapping(value).items()
        }
    )


def take_dependent_schemas(
    shop: Workshop, shape: Shape, spot: Spot, value: Any
) -> None:
    for name in mapping(value):
        shape.dependent_schemas.setdefault(name, []).append(
            spot.sub("dependentSchemas", name)
        )


def take_group(key: str, shape: Shape, spot: Spot, value: Any) -> None:
    variants = tuple(spot.sub(key, str(i)) for i in range(len(sequence(value))))
    if variants:
        pointer = join(spot.pointer, key)
        discriminator = spot.schema.get("discriminator")
        shape.groups.append(Group(key, variants, discriminator, pointer))


def limit(key: str) -> Gatherer:
    return lambda shop, shape, spot, value: take_limit(shop, shape, spot, key, value)


def group(key: str) -> Gatherer:
    return lambda shop, shape, spot, value: take_group(key, shape, spot, value)


def take_names(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    # Names are texts, and programs say so of every map (zod).
    if value != {"type": "string"}:
        shape.names.append(spot.sub("propertyNames"))


def take_not(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    if value is True or value == {}:
        # Programs write so what no value fits (`z.never()`), as OpenAPI 3.0 has no `false`.
        shape.never = True
    else:
        shape.nots.append(spot.sub("not"))


def take_unique(shop: Workshop, shape: Shape, spot: Spot, value: Any) -> None:
    shape.unique = shape.unique or value is True


GATHERERS: dict[str, Gatherer] = {
    "type": take_kinds,
    "nullable": take_null,
    "format": take_format,
    "contentEncoding": take_encoding,
    "contentMediaType": take_media_type,
    "contentSchema": take_content,
    "enum": take_enum,
    "const": take_const,
    "multipleOf": take_multiple,
    "pattern": numerals.take_pattern,
    "uniqueItems": take_unique,
    "required": take_required,
    "properties": take_properties,
    "patternProperties": take_pattern_properties,
    "additionalProperties": take_extra,
    "items": take_items,
    "prefixItems": take_items,
    "contains": take_contains,
    "propertyNames": take_names,
    "not": take_not,
    "if": take_if,
    "dependentRequired": take_dependent_required,
    "dependentSchemas": take_dependent_schemas,
    "unevaluatedProperties": take_unevaluated_properties,
    "unevaluatedItems": take_unevaluated_items,
    "anyOf": group("anyOf"),
    "oneOf": group("oneOf"),
    **{key: limit(key) for key in LOWEST | HIGHEST},
}
