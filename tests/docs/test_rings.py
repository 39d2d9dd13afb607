"""Schemas that lead back to themselves by keywords other than fields, or to the next one in many ways, go in; their docs are made at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docs.building import Site, build, written

Next = dict[str, Any]
TEXT = {"type": "string", "description": "Some text."}
LONG = 40

WAYS: dict[str, Callable[[Next], dict[str, Any]]] = {
    "tuple": lambda n: {"type": "array", "prefixItems": [n, TEXT, n], "items": n},
    "patterns": lambda n: {
        "type": "object",
        "patternProperties": {"^a": n, "^b": n},
        "additionalProperties": n,
    },
    "patterns of objects": lambda n: {
        "type": "object",
        "properties": {"own": TEXT},
        "patternProperties": {"^a": {"properties": {"left": n, "right": n}}},
        "additionalProperties": n,
    },
    "names": lambda n: {
        "type": "object",
        "propertyNames": {"anyOf": [n, {"allOf": [n]}, {"maxLength": 3}]},
    },
    "variants": lambda n: {
        "anyOf": [
            {**n, "description": "One."},
            {"type": "array", "items": n, "description": "Several."},
            TEXT,
        ]
    },
    "texts": lambda n: {
        "type": "object",
        "properties": {
            "left": {"type": "string", "contentSchema": n},
            "right": {"type": "string", "contentSchema": n},
        },
    },
    "conditions": lambda n: {
        "type": "object",
        "properties": {"own": TEXT},
        "if": {"properties": {"own": n, "more": n}},
        "then": {"properties": {"left": n, "right": {"if": n, "then": n}}},
        "else": n,
    },
    "dependent": lambda n: {
        "type": "object",
        "properties": {"own": TEXT},
        "dependentSchemas": {"left": n, "right": {"dependentSchemas": {"own": n}}},
    },
    "refusals": lambda n: {
        "type": "object",
        "properties": {"own": TEXT},
        "not": {"properties": {"left": n, "right": {"not": n}}},
    },
    "members": lambda n: {"type": "array", "contains": n, "unevaluatedItems": n},
}


def site_of(schemas: dict[str, Any], folder: Path) -> Site:
    """The site of an API whose one operation takes the first of the schemas."""
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}
    operation = {
        "operationId": "a",
        "requestBody": {"content": content},
        "responses": {"204": {"description": "ok"}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"post": operation}},
        "components": {"schemas": schemas},
    }
    return build(written(folder, document))


@pytest.mark.parametrize("way", WAYS)
def test_a_schema_may_lead_back_to_itself(way: str, tmp_path: Path) -> None:
    schema = WAYS[way]({"$ref": "#/components/schemas/S0"})
    assert "en/schemas/S0.html" in site_of({"S0": schema}, tmp_path).files


@pytest.mark.parametrize("way", WAYS)
def test_a_chain_may_have_several_ways_at_each_step(way: str, tmp_path: Path) -> None:
    schemas = {
        f"S{at}": WAYS[way]({"$ref": f"#/components/schemas/S{at + 1}"})
        for at in range(LONG)
    }
    site = site_of({**schemas, f"S{LONG}": TEXT}, tmp_path)
    assert sum(map(len, site.files.values())) < 1_500_000
