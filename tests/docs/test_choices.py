"""A parameter that may be one of several things goes in; what is said of it tells which, and what each has to be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.building import build, written

NULL: dict[str, Any] = {"type": "null"}
TEXT: dict[str, Any] = {"type": "string"}
WORDS: dict[str, Any] = {"type": "string", "enum": ["a", "b"]}


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"anyOf": [WORDS, NULL]}, "(string or null) One of: `a`, `b`."),
        ({"anyOf": [WORDS, TEXT]}, "For example: `a`, `b`."),
        (
            {"anyOf": [WORDS, {**TEXT, "minLength": 1}]},
            "For example: `a`, `b`. Limits: not empty.",
        ),
        (
            {"anyOf": [{"type": "array", "items": WORDS}, NULL]},
            "(array of string or null) One of: `a`, `b`.",
        ),
        ({"anyOf": [WORDS, {"type": "array", "items": WORDS}]}, "One of: `a`, `b`."),
        ({"anyOf": [WORDS, {**TEXT, "enum": ["c"]}]}, "One of: `a`, `b`, `c`."),
    ],
)
def test_values_are_told_beside_what_else_there_may_be(
    schema: dict[str, Any], said: str, tmp_path: Path
) -> None:
    assert said in line_of(schema, tmp_path)


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"anyOf": [{"type": "integer", "minimum": 1}, NULL]}, "at least `1`."),
        (
            {"anyOf": [{**TEXT, "maxLength": 3}, {"type": "integer", "minimum": 1}]},
            "Limits: at most `3` characters, at least `1`.",
        ),
        (
            {"anyOf": [{"type": "array", "items": TEXT, "maxItems": 2}, TEXT]},
            "Limits: at most `2` items.",
        ),
    ],
)
def test_limits_are_told_of_members_of_different_kinds(
    schema: dict[str, Any], said: str, tmp_path: Path
) -> None:
    assert said in line_of(schema, tmp_path)


def test_limits_of_members_of_one_kind_are_not_told_as_if_they_held_for_all(
    tmp_path: Path,
) -> None:
    assert "Limits" not in line_of(
        {"anyOf": [{**TEXT, "pattern": "^a"}, TEXT]}, tmp_path
    )


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        (
            {"type": "array", "items": {"type": ["string", "integer"]}},
            "array of (string or integer)",
        ),
        ({"type": ["array", "null"], "items": TEXT}, "array of string or null"),
        (
            {"type": "array", "items": {"type": ["string", "null"]}},
            "array of (string or null)",
        ),
        (
            {"type": "array", "items": {"enum": ["a", 1]}},
            "array of (string or integer)",
        ),
        (
            {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
            "object with values of (string or null)",
        ),
    ],
)
def test_what_members_may_be_stands_in_brackets(
    schema: dict[str, Any], said: str, tmp_path: Path
) -> None:
    assert said in line_of(schema, tmp_path)


LONG = [f"v{number}" for number in range(90)]


def test_all_values_of_a_long_list_are_told_where_no_page_has_them(
    tmp_path: Path,
) -> None:
    line = line_of({**TEXT, "enum": LONG}, tmp_path)
    assert "One of: `v0`" in line
    assert "`v89`." in line
    map = {"type": "object", "propertyNames": {"enum": LONG}}
    assert "`v89`." in line_of(map, tmp_path)


def test_a_long_list_with_a_page_is_begun(tmp_path: Path) -> None:
    named = {"Zone": {**TEXT, "enum": LONG}}
    line = line_of({"$ref": "#/components/schemas/Zone"}, tmp_path, named)
    assert "For example: `v0`" in line
    assert "`v59`." in line
    keys = {"propertyNames": {"$ref": "#/components/schemas/Zone"}}
    line = line_of({"type": "object", **keys}, tmp_path, named)
    assert "`v59`, …" in line


def line_of(
    schema: dict[str, Any], folder: Path, schemas: dict[str, Any] | None = None
) -> str:
    """What the docs say of a parameter that has a schema."""
    operation = {
        "operationId": "a",
        "parameters": [{"name": "q", "in": "query", "schema": schema}],
        "responses": {"204": {"description": ""}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"get": operation}},
        "components": {"schemas": schemas or {}},
    }
    page = build(written(folder, document)).text("en/operations/a.md")
    return next(line for line in page.splitlines() if line.startswith("- `q`"))
