"""Examples, defaults and enum values are held against their schemas, in the dialect of the document's version."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from generator.load import Document
from generator.validate.values import findings

Make = Callable[..., Document]


def faults(document: Document) -> list[tuple[str, str]]:
    minor = int(document.version.split(".")[1])
    return [(found.code, found.pointer) for found in findings(document, minor)]


def of(made: Make, value: Any, version: str = "3.1.0") -> list[str]:
    schemas = {"A": value, "S": {"type": "string"}}
    return [code for code, _ in faults(made(version, components={"schemas": schemas}))]


@pytest.mark.parametrize(
    "value",
    [
        {"type": "string", "nullable": True, "example": None},
        {"type": "string", "nullable": True, "enum": ["a"], "default": None},
        {
            "nullable": True,
            "allOf": [{"$ref": "#/components/schemas/S"}],
            "example": None,
        },
        {"type": "integer", "minimum": 1, "exclusiveMinimum": False, "example": 1},
        {"$ref": "#/components/schemas/S", "example": 5},
        {
            "type": "object",
            "required": ["id"],
            "properties": {"id": {"readOnly": True}},
            "example": {},
        },
        {"type": "string", "pattern": "^.{1,2048}$", "default": "a"},
    ],
)
def test_fits_in_3_0(made: Make, value: Any) -> None:
    assert of(made, value, "3.0.3") == []


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"type": "string", "example": None}, "invalid-example"),
        (
            {"type": "integer", "minimum": 1, "exclusiveMinimum": True, "example": 1},
            "invalid-example",
        ),
        ({"type": "integer", "default": "1"}, "invalid-default"),
        ({"type": "integer", "enum": [1, "2"]}, "invalid-enum"),
        ({"type": "string", "pattern": "["}, "bad-pattern"),
        ({"type": "string", "pattern": "[a]{5,2}"}, "bad-pattern"),
        ({"type": "string", "pattern": "[a]{5000,2000}"}, "bad-pattern"),
        ({"type": "string", "pattern": "/^[0-9]{5}$/i"}, "bad-pattern"),
        ({"patternProperties": {"/^x$/": {"type": "string"}}}, "bad-pattern"),
    ],
)
def test_does_not_fit_in_3_0(made: Make, value: Any, code: str) -> None:
    assert of(made, value, "3.0.3") == [code]


@pytest.mark.parametrize("names", [["id"], {}, 1, None])
def test_names_that_are_none_are_left_to_other_checks(made: Make, names: Any) -> None:
    schema = {
        "required": [names],
        "dependentRequired": {"a": [names]},
        "properties": {"id": {"readOnly": True}},
        "example": {"a": 1},
    }
    assert set(of(made, schema)) <= {"invalid-example"}


LINK = {"$ref": "#/components/schemas/S"}
"""A reference to a schema that takes no null."""


@pytest.mark.parametrize(
    "schema",
    [
        {**LINK, "type": ["string", "null"]},
        {**LINK, "type": "null"},
        {"allOf": [LINK], "type": ["string", "null"]},
        {"allOf": [LINK], "type": "null"},
        {"oneOf": [LINK, {"type": "integer"}], "type": "null"},
        {"anyOf": [LINK, {"const": 1}], "type": ["string", "integer", "null"]},
        {"const": "abc", "nullable": True},
        {"type": "string", "const": "abc", "nullable": True},
        {"oneOf": [{**LINK, "nullable": True}, {"enum": [None]}]},
    ],
)
def test_null_is_judged_as_models_read_it(made: Make, schema: Any) -> None:
    assert of(made, {"properties": {"a": {**schema, "examples": [None, "abc"]}}}) == []
    assert of(made, {"properties": {"a": {**schema, "examples": [True]}}}) == [
        "invalid-example"
    ]


def test_a_type_with_null_is_not_enough_for_a_schema_with_a_name(made: Make) -> None:
    named = {"allOf": [LINK], "type": ["string", "null"]}
    link = {"$ref": "#/components/schemas/N", "examples": [None]}
    schemas = {"S": {"type": "string"}, "N": named, "A": link}
    found = faults(made(components={"schemas": schemas}))
    assert found == [("invalid-example", "#/components/schemas/A/examples/0")]


def test_null_is_not_taken_where_a_schema_refuses_it(made: Make) -> None:
    members = [{"type": ["string", "null"]}, {"enum": [None]}]
    for schema in (
        {**LINK, "type": "string"},
        {**LINK, "type": ["string", "null"], "minLength": 1},
        {"oneOf": members, "type": "string"},
        {"oneOf": [{"type": "string"}, {"enum": [1]}]},
    ):
        told = of(made, {"properties": {"a": {**schema, "examples": [None]}}})
        assert "invalid-example" in told


def test_conditions_and_references_beside_keywords_count_from_3_1_on(
    made: Make,
) -> None:
    vendor = {
        "if": {"properties": {"model": {"pattern": "^kite-"}}},
        "then": {"properties": {"mode": {"enum": ["std", "pro"]}}},
    }
    assert of(made, {**vendor, "examples": [{"model": "kite-1", "mode": "std"}]}) == []
    assert of(made, {**vendor, "examples": [{"model": "other", "mode": "x"}]}) == []
    assert of(made, {**vendor, "examples": [{"model": "kite-1", "mode": "x"}]}) == [
        "invalid-example"
    ]
    beside = {"$ref": "#/components/schemas/S", "minLength": 3}
    assert of(made, {"properties": {"a": beside}, "examples": [{"a": "ab"}]}) == [
        "invalid-example"
    ]


def test_the_fault_inside_an_example_is_named(made: Make) -> None:
    example = {"pets": [{"age": 1}, {"age": "two"}]}
    pet = {"properties": {"age": {"type": "integer"}}}
    schema = {"properties": {"pets": {"type": "array", "items": pet}}}
    media = {"schema": schema, "examples": {"e": {"$ref": "#/components/examples/e"}}}
    document = made(
        paths={
            "/a": {
                "get": {
                    "responses": {
                        "200": {
                            "description": "",
                            "content": {"application/json": media},
                        }
                    }
                }
            }
        },
        components={"examples": {"e": {"value": example}}},
    )
    assert faults(document) == [
        ("invalid-example", "#/components/examples/e/value/pets/1/age")
    ]


def test_rings_of_schemas_are_no_trouble(made: Make) -> None:
    node = {
        "properties": {"next": {"$ref": "#/components/schemas/A"}},
        "required": ["next"],
        "examples": [{"next": {}}],
    }
    assert of(made, node) == ["invalid-example"]


def test_patterns_that_explode_are_bounded(made: Make) -> None:
    patterns = ["(a+)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(?=(a+)+b)c", "(.*a){30}"]
    schemas = {
        f"A{number}": {"type": "string", "pattern": pattern, "example": "a" * 5_000}
        for number, pattern in enumerate(patterns)
    }
    start = time.monotonic()
    faults(made(components={"schemas": schemas}))
    assert time.monotonic() - start < 20


def test_a_schema_is_judged_by_what_it_asks_for(made: Make) -> None:
    """Schemas that differ in their texts alone are compiled once, others apart."""
    short = {"type": "string", "maxLength": 1}
    schemas = {
        "A": {**short, "description": "a", "example": "xx"},
        "B": {**short, "description": "b", "example": "yy"},
        "C": {**short, "maxLength": 2, "example": "xx"},
        "D": {**short, "nullable": True, "example": None},
        "E": {**short, "example": None},
        "F": {"enum": [1], "example": True},
        "G": {"enum": [True], "example": True},
    }
    found = faults(made("3.0.3", paths={}, components={"schemas": schemas}))
    assert {place.split("/")[3] for _, place in found} == set("ABEF")


ID = {"$ref": "#/components/schemas/Id"}
OWN = {"properties": {"id": ID}}


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize(
    ("schema", "found"),
    [
        ({**OWN, "required": ["id"]}, []),
        ({"properties": {"id": {}}, "required": ["id"]}, ["invalid-example"]),
        ({"allOf": [OWN], "required": ["id"]}, []),
        ({"allOf": [{"allOf": [OWN]}], "required": ["id"]}, []),
        ({**OWN, "allOf": [{"required": ["id"]}]}, []),
        (
            {"allOf": [{"properties": {"a": ID}}], "required": ["id"]},
            ["invalid-example"],
        ),
    ],
)
def test_what_one_direction_has_is_not_required_in_both(
    made: Make, schema: dict[str, Any], found: list[str], version: str
) -> None:
    """Also where the property says so by a reference, or stands in another part."""
    schemas = {
        "Id": {"type": "string", "readOnly": True},
        "A": {"type": "object", **schema, "example": {}},
    }
    told = faults(made(version, components={"schemas": schemas}))
    assert [code for code, _ in told] == found
