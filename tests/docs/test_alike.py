"""Media types that hold the same are told together; what is opened below variants says which property it is of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docs.building import Site, build, written

THING = {"$ref": "#/components/schemas/Thing"}


def contents(**answers: Any) -> dict[str, Any]:
    """A document with one operation, whose answer has these media types."""
    kinds = {name.replace("_", "/"): content for name, content in answers.items()}
    answer = {"200": {"description": "", "content": kinds}}
    variants: list[dict[str, Any]] = [
        {
            "type": "object",
            "properties": {
                "kind": {"const": name},
                name: {"type": "object", "properties": {f"in_{name}": {}}},
            },
        }
        for name in ("one", "two")
    ]
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/thing": {"get": {"operationId": "thing", "responses": answer}}},
        "components": {
            "schemas": {
                "Thing": {"type": "object", "properties": {"size": {}}},
                "Either": {"oneOf": variants},
            }
        },
    }


def media(site: Site) -> list[str]:
    """What the page says of each body: its media types and its type."""
    page = site.text("en/operations/thing.html")
    return [line for line in page.splitlines() if line.startswith("<p class=media")]


def test_media_types_of_the_same_are_told_together(tmp_path: Path) -> None:
    same = contents(
        application_json={"schema": THING},
        application_yaml={"schema": THING},
        text_plain={"schema": {"type": "string"}},
        application_cbor={"schema": THING},
    )
    site = build(written(tmp_path, same))
    first, second = media(site)
    kinds = ("application/json", "application/yaml", "application/cbor")
    assert ", ".join(f"<code>{kind}</code>" for kind in kinds) in first
    assert "text/plain" in second
    twin = site.text("en/operations/thing.md")
    assert ", ".join(f"`{kind}`" for kind in kinds) in twin
    assert twin.count("`size`") == 1


def test_examples_keep_media_types_apart(tmp_path: Path) -> None:
    own = contents(
        application_json={"schema": THING, "example": {"size": 1}},
        application_xml={"schema": THING, "example": "<thing/>"},
    )
    site = build(written(tmp_path, own))
    assert len(media(site)) == 2
    assert "&lt;thing/&gt;" in site.text("en/operations/thing.html")


def test_what_is_opened_below_variants_says_of_what(tmp_path: Path) -> None:
    either = contents(
        application_json={"schema": {"$ref": "#/components/schemas/Either"}}
    )
    page = build(written(tmp_path, either)).text("en/operations/thing.html")
    for name in ("one", "two"):
        assert f"<summary><code>{name}</code> · Fields</summary>" in page


def test_a_nameless_object_that_is_described_above_says_so(tmp_path: Path) -> None:
    inner = {"type": "object", "properties": {"x": {"type": "string"}}}
    body = {"type": "object", "properties": {"a": inner, "b": inner}}
    operation = {
        "operationId": "a",
        "requestBody": {"content": {"application/json": {"schema": body}}},
        "responses": {"204": {"description": ""}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"post": operation}},
    }
    twin = build(written(tmp_path, document)).text("en/operations/a.md")
    assert "- `b` (object)\n  - Fields: described above\n" in twin


def test_long_names_of_schemas_may_be_broken_where_their_parts_end(
    tmp_path: Path,
) -> None:
    name = "ReplyKeyboardRemove"
    body = {"$ref": f"#/components/schemas/{name}"}
    operation = {
        "operationId": "a",
        "requestBody": {"content": {"application/json": {"schema": body}}},
        "responses": {"204": {"description": ""}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"post": operation}},
        "components": {"schemas": {name: {"type": "object"}}},
    }
    site = build(written(tmp_path, document))
    broken = "Reply<wbr>Keyboard<wbr>Remove"
    assert f">{broken}</a>" in site.text("en/operations/a.html")
    assert f"<h1><code>{broken}</code>" in site.text(f"en/schemas/{name}.html")
    assert f"# `{name}`" in site.text(f"en/schemas/{name}.md")
