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
        (
            {
                **MAP,
                "patternProperties": {"^x-": TEXT},
                "additionalProperties": False,
            },
            "keys that match `^x-` hold string, no other keys.",
        ),
        ({**MAP, "propertyNames": {"maxLength": 3}}, "each key at most `3` characters"),
        (
            {
                **MAP,
                "properties": {"b": TEXT, "c": TEXT},
                "dependentRequired": {"b": ["c"]},
            },
            "`b` only with `c`.",
        ),
    ],
)
def test_what_is_demanded_of_a_value_is_said(
    schema: dict[str, Any], said: str, tmp_path: Path
) -> None:
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
    twin = build(written(tmp_path, document)).text("en/operations/a.md")
    assert said in next(line for line in twin.splitlines() if line.startswith("- `a`"))
