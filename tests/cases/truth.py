"""A document and a JSON value go in; jsonschema's verdict comes out, in the dialect of the document."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import jsonschema_rs
from jsonschema import Draft202012Validator, ValidationError, validators
from jsonschema.protocols import Validator
from openapi_schema_validator import OAS30Validator, oas30_format_checker
from referencing import Registry, Resource, Specification
from referencing.jsonschema import DRAFT202012

from cases.case import Case
from generator.load.limits import DEFAULT
from generator.load.source import read
from generator.load.yaml_text import parse


def multiple_of(
    _: Validator, step: float, value: Any, __: Any
) -> Iterator[ValidationError]:
    """`multipleOf` in decimals, as the numbers are written: 0.3 is three times 0.1."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return
    if Fraction(str(value)) % Fraction(str(step)):
        yield ValidationError(f"{value!r} is not a multiple of {step}")


def pattern(
    _: Validator, expression: str, value: Any, __: Any
) -> Iterator[ValidationError]:
    """`pattern` by the rules of ECMA 262, which Python's own expressions are not."""
    if isinstance(value, str) and not matches(expression, value):
        yield ValidationError(f"{value!r} does not match {expression!r}")


@cache
def matches(expression: str, text: str) -> bool:
    """Whether a text holds a match of an expression of ECMA 262."""
    return jsonschema_rs.is_valid({"pattern": expression}, text)


def whole(_: Any, value: Any) -> bool:
    """Whether a value is an integer: 1.0 is, true is not."""
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, float) and value.is_integer())


def items(
    validator: Any, schemas: Any, value: Any, schema: Any
) -> Iterator[ValidationError]:
    """`items` of 2020-12, and the list form of earlier drafts with its `additionalItems`."""
    if not isinstance(schemas, list):
        yield from ITEMS(validator, schemas, value, schema)
    elif isinstance(value, list):
        rest = schema.get("additionalItems", True)
        for index, one in enumerate(value):
            own = schemas[index] if index < len(schemas) else rest
            yield from validator.descend(one, own, path=index)


ITEMS: Any = Draft202012Validator.VALIDATORS["items"]
OVERRIDES: dict[str, Any] = {"multipleOf": multiple_of, "pattern": pattern}


def asserted(schema: Any) -> Any:
    """The keywords that count: what stands beside a reference does not (OpenAPI 3.0, Reference Object)."""
    return [("$ref", schema["$ref"])] if "$ref" in schema else schema.items()


extend: Any = validators.extend
LATEST: Any = extend(Draft202012Validator, {**OVERRIDES, "items": items})
# The library's 3.0 asks discriminators too, its later versions do not; here they are no assertion in any version.
UNTAGGED = {key: Draft202012Validator.VALIDATORS[key] for key in ("anyOf", "oneOf")}
OLD: Any = validators.create(
    meta_schema=OAS30Validator.META_SCHEMA,
    validators={**OAS30Validator.VALIDATORS, **OVERRIDES, **UNTAGGED},
    type_checker=OAS30Validator.TYPE_CHECKER.redefine("integer", whole),
    format_checker=oas30_format_checker,
    applicable_validators=asserted,
)


def subresources(contents: Any) -> Iterator[Any]:
    """The schemas below a document or a schema, for `$id` and `$anchor`."""
    if isinstance(contents, list):  # The list form of `items` in earlier drafts.
        yield from contents
        return
    yield from DRAFT202012.subresources_of(contents)
    if isinstance(contents, dict) and "openapi" in contents:
        yield from contents.get("components", {}).get("schemas", {}).values()


def entered(segments: Any, resolver: Any, subresource: Any) -> Any:
    """Where references below a schema start from that a pointer leads into."""
    del segments
    return resolver.in_subresource(subresource)


specification: Any = Specification
DOCUMENT: Specification[Any] = specification(
    name="OpenAPI",
    id_of=lambda contents: (
        None if isinstance(contents, list) else DRAFT202012.id_of(contents)
    ),
    subresources_of=subresources,
    anchors_in=lambda _, contents: (
        () if isinstance(contents, list) else DRAFT202012.anchors_in(contents)
    ),
    maybe_in_subresource=entered,
)


def retrieve(uri: str) -> Resource[Any]:
    """A document beside another one, from disk."""
    path = Path(unquote(urlsplit(uri).path))
    data = parse(read(path, path.name, DEFAULT), DEFAULT)
    return DOCUMENT.create_resource(data)


def accepts(case: Case, schema: str, value: Any, *, formats: bool) -> bool:
    """Whether a component schema of the case's document accepts a JSON value.

    Args:
        formats: `format` is an assertion.
    """
    root = case.spec.as_uri()
    version = retrieve(root).contents["openapi"]
    token = quote(schema.replace("~", "~0").replace("/", "~1"))
    reference = {"$ref": f"{root}#/components/schemas/{token}"}
    empty: Any = Registry
    document = retrieve(root)
    addresses = {root, document.contents.get("$self", root)}
    known = ((address, document) for address in addresses)
    registry = empty(retrieve=retrieve).with_resources(known).crawl()
    legacy = version.startswith("3.0")
    dialect = OLD if legacy else LATEST
    checker = dialect.FORMAT_CHECKER if formats else None
    judge = dialect(reference, registry=registry, format_checker=checker)
    return bool(judge.is_valid(value))


def same(left: Any, right: Any) -> bool:
    """Whether two JSON values are equal: 1 is 1.0, true is not 1, and what is absent is not null."""
    if isinstance(left, bool) or isinstance(right, bool) or None in (left, right):
        return left is right
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(
            same(value, right[key]) for key, value in left.items()
        )
    return type(left) in (int, float, str) and left == right
