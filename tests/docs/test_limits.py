"""A schema goes in; what it demands of a value beside its kind is told beside the field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.building import build, written

TEXT: dict[str, Any] = {"type": "string"}
MAP: dict[str, Any] = {"type": "object"}


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"type": "array", "items": {**TEXT, "minLength": 2}}, "each at least `2`"),
        ({"type": "array", "items": TEXT, "minItems": 1}, "Limits: not empty."),
        (
            {**MAP, "additionalProperties": {"type": "integer", "maximum": 3}},
            "each at most `3`",
        ),
        ({**MAP, "additionalProperties": {"enum": ["a", "b"]}}, "One of: `a`, `b`."),
        ({**TEXT, "not": {"enum": ["a", "b"]}}, "Limits: not `a`, `b`."),
        ({**TEXT, "not": {"const": "a"}}, "Limits: not `a`."),
        ({**TEXT, "not": {"pattern": "^a"}}, "Limits: does not match `^a`."),
        ({"type": "integer", "not": {"minimum": 5}}, "Limits: not at least `5`."),
        (
            {"type": "integer", "not": {"type": "integer", "multipleOf": 2}},
            "Limits: not a multiple of `2`.",
        ),
        (
            {
                **MAP,
                "patternProperties": {"^x-": TEXT},
                "additionalProperties": False,
            },
            "keys that match `^x-` hold string, no other keys.",
        ),
        ({**MAP, "propertyNames": {"maxLength": 3}}, "each key at most `3` characters"),
        ({**MAP, "dependentRequired": {"b": ["c"]}}, "`b` only with `c`."),
    ],
)
def test_what_is_demanded_of_a_value_is_said(
    schema: dict[str, Any], said: str, tmp_path: Path
) -> None:
    assert said in line_of(schema, tmp_path)


@pytest.mark.parametrize(
    "refused",
    [
        {"minimum": 5, "multipleOf": 2},
        {"pattern": "^a", "minLength": 2},
        {"allOf": [{"pattern": "^a"}, {"pattern": "b"}]},
        {"type": "string", "format": "date", "minLength": 2},
        {**MAP, "properties": {"b": TEXT}, "minProperties": 2},
    ],
)
def test_of_several_limits_that_must_not_hold_at_once_none_is_said(
    refused: dict[str, Any], tmp_path: Path
) -> None:
    assert "Limits" not in line_of({"not": refused}, tmp_path)


def line_of(schema: dict[str, Any], folder: Path) -> str:
    """What the docs say of a field that has a schema."""
    body = {"type": "object", "properties": {"a": schema}}
    content = {"application/json": {"schema": body}}
    operation = {
        "operationId": "a",
        "requestBody": {"content": content},
        "responses": {"204": {"description": "ok"}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"post": operation}},
    }
    twin = build(written(folder, document)).text("en/operations/a.md")
    return next(line for line in twin.splitlines() if line.startswith("- `a`"))
