"""Schemas that lead to each other, in rings or in long rows, cost no stack and little time, whatever is made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hostile.running import generated

Json = Any
TEXT: Json = {"type": "string"}
TARGETS = ("python", "server", "docs")
ROW = 400
"""Schemas in a row: a function that calls itself for each of them does not come back."""


def ref(name: str, **beside: Json) -> Json:
    return {"$ref": f"#/components/schemas/{name}", **beside}


def answered(schemas: dict[str, Json]) -> Json:
    """A document whose one operation answers with the first schema."""
    content = {"application/json": {"schema": ref(next(iter(schemas)))}}
    answer = {"200": {"description": "ok", "content": content}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "a", "responses": answer}}},
        "components": {"schemas": schemas},
    }


def array(item: Json) -> Json:
    return {"type": "array", "items": item}


def lookup(value: Json) -> Json:
    return {"type": "object", "additionalProperties": value}


RINGS: dict[str, dict[str, Json]] = {
    "arrays": {"A": array(ref("B")), "B": array(ref("C")), "C": array(ref("A"))},
    "an array of itself": {"A": array(ref("A", minItems=1))},
    "checked arrays": {
        "A": array(ref("B", minItems=1)),
        "B": array(ref("A", maxItems=3)),
    },
    "maps": {"A": lookup(ref("B")), "B": lookup(ref("A"))},
    "unions": {
        "A": {"oneOf": [ref("B"), array(ref("A"))]},
        "B": {"oneOf": [TEXT, array(ref("B"))]},
    },
    "tuples": {"A": {"prefixItems": [ref("B")]}, "B": {"prefixItems": [ref("A")]}},
    "conditions": {
        "A": {"type": "object", "if": ref("A"), "then": ref("A"), "not": ref("A")}
    },
}
ROWS: dict[str, Callable[[Json], Json]] = {
    "references": lambda following: following,
    "arrays": array,
    "maps": lookup,
    "objects": lambda following: {"type": "object", "properties": {"n": following}},
    "unions": lambda following: {"oneOf": [following, {"type": "integer"}]},
    "conditions": lambda following: {"type": "object", "not": following},
}


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("kind", RINGS)
def test_rings(kind: str, target: str) -> None:
    assert generated(answered(RINGS[kind]), target)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("kind", ROWS)
def test_rows(kind: str, target: str) -> None:
    row = {f"S{i}": ROWS[kind](ref(f"S{i + 1}")) for i in range(ROW)}
    assert generated(answered({**row, f"S{ROW}": TEXT}), target)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("end", [TEXT, {"type": "object", "properties": {"x": {}}}])
def test_many_ways_to_the_same(end: Json, target: str) -> None:
    """Each schema leads to the next one in so many ways that nobody who goes them all comes back."""
    ways, deep = 200, 6

    def leading(to: str) -> Json:
        return {"anyOf": [array(ref(to)) | {"minItems": one} for one in range(ways)]}

    row = {f"S{i}": leading(f"S{i + 1}") for i in range(deep)}
    first = {"oneOf": [array(ref("S0")), {"type": "object", "properties": {"k": {}}}]}
    assert generated(answered({"First": first, **row, f"S{deep}": end}), target)
