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
        (
            {**MAP, "propertyNames": {"format": "uuid", "description": "Ids."}},
            "each key string (uuid): Ids.",
        ),
        (
            {**MAP, "propertyNames": {**TEXT, "format": "date", "maxLength": 3}},
            "each key string (date), each key at most `3` characters.",
        ),
        ({**MAP, "propertyNames": {"description": "Ids."}}, "each key: Ids."),
        ({**MAP, "dependentRequired": {"b": ["c"]}}, "`b` only with `c`."),
        ({**TEXT, "maxLength": 1}, "at most `1` character."),
        ({**TEXT, "pattern": "a" * 300}, f"matches `{'a' * 300}`."),
        ({**TEXT, "pattern": "b|" * 200}, f"matches `{'b|' * 150}…`."),
        ({"type": "array", "items": TEXT, "maxItems": 1}, "at most `1` item."),
        ({**MAP, "minProperties": 1, "maxProperties": 1}, "Limits: `1` key."),
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


def test_what_is_said_of_other_keys_is_told(tmp_path: Path) -> None:
    told = {**TEXT, "maxLength": 3, "description": "A word for each place."}
    own = {**MAP, "properties": {"b": TEXT}}
    page = page_of({**own, "additionalProperties": told}, tmp_path)
    line = (
        "Every other key holds string (at most `3` characters). A word for each place."
    )
    assert f"\n  - {line}\n" in page
    page = page_of(
        {**own, "additionalProperties": {"description": "What not."}}, tmp_path
    )
    assert "\n  - Other keys: What not.\n" in page
    inner = {**own, "description": "Told of each."}
    page = page_of({**own, "additionalProperties": inner}, tmp_path)
    assert page.count("Told of each.") == 1


def line_of(schema: dict[str, Any], folder: Path) -> str:
    """What the docs say of a field that has a schema."""
    twin = page_of(schema, folder)
    return next(line for line in twin.splitlines() if line.startswith("- `a`"))


def page_of(schema: dict[str, Any], folder: Path) -> str:
    """The page of an operation whose body has a field with a schema, as Markdown."""
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
    return build(written(folder, document)).text("en/operations/a.md")
