"""An object goes in of which some things have to hold only at times, or of keys that it does not list; the docs say so in sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.building import Elements, Site, build, written
from generator.project import TargetSettings
from generator.site_settings import DocsSettings

TEXT: dict[str, Any] = {"type": "string"}
KIND: dict[str, Any] = {"kind": TEXT, "number": TEXT}
CARD: dict[str, Any] = {
    "properties": {"kind": {"const": "card"}},
    "required": ["kind"],
}


def site_of(schema: dict[str, Any], folder: Path, **settings: Any) -> Site:
    """The site of an API whose one operation takes a schema."""
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/S"}}}
    operation = {
        "operationId": "a",
        "requestBody": {"content": content},
        "responses": {"204": {"description": "ok"}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"post": operation}},
        "components": {"schemas": {"S": schema}},
    }
    return build(written(folder, document), **settings)


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        (
            {"if": CARD, "then": {"required": ["number"]}},
            "- `number` (string) If `kind` is `card`: required.",
        ),
        (
            {"if": CARD, "else": {"properties": {"number": {"minLength": 3}}}},
            "- `number` (string) If `kind` is not `card`: at least `3` characters.",
        ),
        (
            {"if": {"not": CARD}, "else": {"required": ["number"]}},
            "- `number` (string) If `kind` is `card`: required.",
        ),
        (
            {
                "if": {"properties": {"kind": {"const": "card"}}},
                "then": {"required": ["number"]},
            },
            "If `kind` is `card` or is left out: required.",
        ),
        (
            {"if": {"required": ["kind"]}, "then": {"required": ["number"]}},
            "- `number` (string) If `kind` is given: required.",
        ),
        (
            {"if": CARD, "then": {"properties": {"number": False}}},
            "- `number` (string) If `kind` is `card`: must not be given.",
        ),
        ({"if": CARD, "else": False}, "- If `kind` is not `card`: not valid."),
        (
            {
                "if": {"not": {"anyOf": [CARD, {"required": ["number"]}]}},
                "then": {"maxProperties": 2},
            },
            "- If it is not so that `kind` is `card` or `number` is given: at most `2` keys.",
        ),
        (
            {"if": CARD, "then": {"if": {"required": ["number"]}, "then": False}},
            "- If `kind` is `card` and `number` is given: not valid.",
        ),
        (
            {"dependentRequired": {"kind": ["number"]}},
            "- `number` (string) If `kind` is given: required.",
        ),
        (
            {"dependentSchemas": {"kind": {"required": ["number"]}}},
            "- `number` (string) If `kind` is given: required.",
        ),
        (
            {"not": {"required": ["kind", "number"]}},
            "- `kind` and `number` must not be given together.",
        ),
        ({"not": CARD}, "- It is not allowed that `kind` is `card`."),
        (
            {"anyOf": [{"required": ["kind"]}, {"required": ["number"]}]},
            "- At least one of these is required: `kind`, `number`.",
        ),
        (
            {"oneOf": [{"required": ["kind"]}, {"required": ["number"]}]},
            "- Exactly one of these is required: `kind`, `number`.",
        ),
        (
            {"propertyNames": {"maxLength": 3}},
            "- Each key at most `3` characters.",
        ),
        (
            {"patternProperties": {"^x-": {"type": "integer", "title": "A size"}}},
            "- Keys that match `^x-` hold integer: A size.",
        ),
        (
            {"patternProperties": {"^x-": TEXT}, "additionalProperties": False},
            "- No other keys are allowed.",
        ),
        (
            {"if": {"$ref": "#/components/schemas/S"}, "then": False},
            "More has to hold than fits in words here; `if` in the OpenAPI document says it.",
        ),
    ],
)
def test_what_has_to_hold_at_times_is_said(
    schema: dict[str, Any], said: str, tmp_path: Path
) -> None:
    site = site_of({"type": "object", "properties": KIND, **schema}, tmp_path)
    for page in ("operations/a", "schemas/S"):
        assert said in site.text(f"en/{page}.md")


@pytest.mark.parametrize(
    ("schema", "title"),
    [
        ({"if": CARD, "then": "more"}, "If kind is card"),
        ({"if": CARD, "else": "more"}, "If kind is not card"),
        ({"dependentSchemas": {"kind": "more"}}, "If kind is given"),
        ({"patternProperties": {"^x-": "more"}}, "Keys that match ^x-"),
        ({"additionalProperties": "more"}, "Other keys"),
    ],
)
def test_fields_that_there_are_at_times_are_opened(
    schema: dict[str, Any], title: str, tmp_path: Path
) -> None:
    inner = {"type": "object", "properties": {"deep": {**TEXT, "title": "Down here"}}}
    more = {"type": "object", "properties": {"far": inner}}

    def filled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: filled(one) for key, one in value.items()}
        return more if value == "more" else value

    site = site_of({"type": "object", "properties": KIND, **filled(schema)}, tmp_path)
    for page in ("operations/a", "schemas/S"):
        text = Elements(site.text(f"en/{page}.html")).text()
        assert title in text
        assert "Down here" in text[text.index(title) :]


def test_conditions_are_said_in_the_language_of_the_page(tmp_path: Path) -> None:
    rule = {"if": CARD, "then": {"required": ["number"]}}
    settings = {"docs": TargetSettings(docs=DocsSettings(languages=("en", "zh")))}
    schema = {"type": "object", "properties": KIND, **rule}
    site = site_of(schema, tmp_path, settings=settings)
    assert "如果 `kind` 为 `card`：必填" in site.text("zh/operations/a.md")


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        (
            {"type": "array", "items": {**TEXT, "description": "One tag"}},
            "Each item: One tag.",
        ),
        (
            {
                "type": "object",
                "additionalProperties": {**TEXT, "description": "One word"},
            },
            "Each value: One word.",
        ),
        (
            {
                "type": "array",
                "prefixItems": [
                    {"type": "number", "maximum": 180, "description": "East."},
                    {"type": "number", "title": "North", "description": "Degrees"},
                ],
                "items": False,
            },
            "Limits: no further items. Item 1: number, at most `180`. East. Item 2 · North: number. Degrees.",
        ),
        (
            {
                "oneOf": [
                    {**TEXT, "description": "A name"},
                    {"type": "array", "items": TEXT, "description": "Several"},
                ]
            },
            "String: A name. Array of string: Several.",
        ),
        (
            {
                "type": ["string", "integer"],
                "if": TEXT,
                "then": {"minLength": 3},
                "else": {"minimum": 4},
            },
            "If it is of the type string: at least `3` characters. If it is not of the type string: at least `4`.",
        ),
        (
            {**TEXT, "anyOf": [{"pattern": "^a"}, {"maxLength": 3}]},
            "Limits: matches `^a` or at most `3` characters.",
        ),
        (
            {**TEXT, "allOf": [{"pattern": "a"}, {"pattern": "b"}]},
            "Limits: matches `a`, matches `b`.",
        ),
        ({"not": {"type": "null"}}, "Limits: not null."),
        (
            {**TEXT, "contentMediaType": "image/png", "contentEncoding": "base64"},
            "Limits: holds `image/png`, encoded as `base64`.",
        ),
        (
            {
                **TEXT,
                "contentMediaType": "application/json",
                "contentSchema": {"properties": {"q": {**TEXT, "title": "The q"}}},
            },
            "Limits: holds `application/json`.\n  - `q` (string): The q\n",
        ),
        ({"type": "integer", "not": {"minimum": 3, "maximum": 5}}, "not `3` to `5`."),
    ],
)
def test_parts_of_a_value_are_told(
    schema: dict[str, Any], said: str, tmp_path: Path
) -> None:
    site = site_of({"type": "object", "properties": {"a": schema}}, tmp_path)
    assert said in site.text("en/operations/a.md")


def test_objects_in_a_tuple_are_opened(tmp_path: Path) -> None:
    inner = {"type": "object", "properties": {"deep": {**TEXT, "title": "Down here"}}}
    tuple = {"type": "array", "prefixItems": [TEXT, inner]}
    site = site_of({"type": "object", "properties": {"a": tuple}}, tmp_path)
    twin = site.text("en/operations/a.md")
    assert "  - Item 2:\n    - `deep` (string): Down here" in twin


def test_what_a_body_has_to_be_as_a_whole_is_said(tmp_path: Path) -> None:
    site = site_of({"type": "array", "items": TEXT, "minItems": 2}, tmp_path)
    assert "- Limits: at least `2` items" in site.text("en/operations/a.md")
    site = site_of({"enum": ["a", "b"]}, tmp_path)
    assert "- One of: `a`, `b`" in site.text("en/operations/a.md")


def test_comments_are_for_authors_alone(tmp_path: Path) -> None:
    own = {"a": {**TEXT, "$comment": "secret"}}
    site = site_of(
        {"type": "object", "$comment": "secret", "properties": own}, tmp_path
    )
    shown = {p: t for p, t in site.files.items() if p.endswith((".html", ".md"))}
    assert not [path for path, text in shown.items() if b"secret" in text]
