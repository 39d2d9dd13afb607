"""Answers without an example go in; where the document has examples of most of their fields, a value made of these comes out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from docs.building import build, written

MADE = "Made up of the examples of its fields"


def page(folder: Path, schema: dict[str, Any], **more: Any) -> str:
    """The Markdown of an operation that answers a schema."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {
            "/a": {
                "get": {
                    "operationId": "a",
                    "responses": {
                        "200": {
                            "description": "ok",
                            "content": {"application/json": {"schema": schema, **more}},
                        }
                    },
                }
            }
        },
        "components": {"schemas": SCHEMAS},
    }
    return build(written(folder, document)).text("en/operations/a.md")


def text(*examples: str) -> dict[str, Any]:
    """A string with examples."""
    return {"type": "string", "examples": [*examples]} if examples else STRING


STRING: dict[str, Any] = {"type": "string"}


def thing(**properties: Any) -> dict[str, Any]:
    """An object."""
    return {"type": "object", "properties": properties}


SCHEMAS: dict[str, Any] = {
    "Owner": thing(name=text("Ada"), secret={**text("x"), "writeOnly": True}),
    "Loop": thing(id=text("7"), inner={"$ref": "#/components/schemas/Loop"}),
    "One": {"$ref": "#/components/schemas/Two"},
    "Two": {"$ref": "#/components/schemas/Owner"},
    "Kept": {**thing(id=text("7")), "examples": [{"id": "8"}]},
}


def ref(name: str) -> dict[str, Any]:
    """A schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


@pytest.mark.parametrize(
    ("schema", "made"),
    [
        (thing(id=text("a1", "a2"), name=STRING), {"id": "a1", "name": "NAME"}),
        (
            thing(
                id={"type": "integer", "default": 3},
                state={"type": "string", "enum": ["on", "off"]},
                owner=ref("Owner"),
            ),
            {"id": 3, "state": "on", "owner": {"name": "Ada"}},
        ),
        ({"type": "array", "items": ref("Two")}, [{"name": "Ada"}]),
        (thing(all={"type": "array", "items": ref("Kept")}), {"all": [{"id": "8"}]}),
        (thing(old={**text("x"), "deprecated": True}, id=text("7")), {"id": "7"}),
    ],
)
def test_an_answer_is_made_of_its_fields(
    schema: dict[str, Any], made: object, tmp_path: Path
) -> None:
    found = re.search(rf"{MADE}\n\n```json\n(.*)\n```", page(tmp_path, schema))
    assert found is not None
    assert json.loads(found[1]) == made


@pytest.mark.parametrize(
    "schema",
    [
        thing(id=text("a1"), name=STRING, other=STRING),
        thing(),
        text("a"),
        {"type": "array", "items": text("a")},
        thing(**{f"f{at}": text("a") for at in range(100)}),
        thing(
            many={"type": "array", "items": STRING, "default": []},
            by={"type": "object", "default": {}},
        ),
    ],
)
def test_nothing_is_made_of_little(schema: dict[str, Any], tmp_path: Path) -> None:
    assert MADE not in page(tmp_path, schema)


def test_what_holds_itself_ends(tmp_path: Path) -> None:
    assert '{"id":"7","inner":{"id":"7"' in page(tmp_path, ref("Loop"))


def test_the_own_example_of_an_answer_is_kept(tmp_path: Path) -> None:
    told = page(tmp_path, ref("Owner"), example={"name": "Grace"})
    assert MADE not in told
    assert '{"name":"Grace"}' in told


def test_examples_of_webhooks_are_shown(tmp_path: Path) -> None:
    content = {"schema": {"type": "object"}, "example": {"done": True}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "webhooks": {
            "news": {
                "post": {
                    "requestBody": {"content": {"application/json": content}},
                    "responses": {"200": {"description": "ok"}},
                }
            }
        },
    }
    site = build(written(tmp_path, document))
    assert '{"done":true}' in site.text("en/webhooks/news-POST.md")
    assert "class=example" in site.text("en/webhooks/news-POST.html")
