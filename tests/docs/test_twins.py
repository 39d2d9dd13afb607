"""What the Markdown beside each page says is well formed: paragraphs end lists, texts end before what follows them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from docs.building import Site, build, written
from generator.targets.docs.site import MANY


def test_what_stands_above_the_lists_of_links_has_no_headings(tmp_path: Path) -> None:
    told = "Before.\n\n## First *steps*\n\n```sh\n# no heading\n```\n"
    info = {"title": "Shop", "version": "1", "description": told}
    document = {"openapi": "3.1.0", "info": info, "paths": {}}
    text = build(written(tmp_path, document)).text("llms.txt")
    above, _, _ = text.partition("\n## Guides\n")
    assert "\n**First *steps***\n" in above
    assert "\n# no heading\n" in above


def test_media_types_with_the_same_examples_stand_together(tmp_path: Path) -> None:
    one: dict[str, Any] = {"schema": {"type": "object"}, "example": {"a": 1}}
    other = {**one, "example": {"a": True}}
    kinds = {"application/json": one, "application/hal+json": one, "text/json": other}
    answer = {"description": "ok", "content": kinds}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": answer}}}},
    }
    twin = build(written(tmp_path, document)).text("en/operations/a.md")
    assert "`application/json`, `application/hal+json`: object" in twin
    assert twin.count('{"a":1}') == twin.count('{"a":true}') == 1


def record(**properties: Any) -> dict[str, Any]:
    """An object."""
    return {"type": "object", "properties": properties}


def content(schema: dict[str, Any]) -> dict[str, Any]:
    """A description with a schema in JSON."""
    return {"description": "ok", "content": {"application/json": {"schema": schema}}}


def ref(name: str) -> dict[str, str]:
    """A reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Twins", "version": "1.0.0"},
    "security": [{"key": []}, {"token": []}],
    "paths": {
        "/boxes": {
            "get": {
                "operationId": "boxes",
                "description": "Lists <b>all</b> boxes. Not more.",
                "responses": {"200": content(ref("Box")), "201": content(ref("Box"))},
            }
        }
    },
    "components": {
        "schemas": {
            "Box": record(
                colour={
                    "type": "string",
                    "description": "The colour",
                    "enum": ["red", "blue"],
                },
                state={
                    "type": "string",
                    "description": "One of:\n\n- `open` - it is open\n- `shut` - it is not",
                },
                size=ref("Size"),
                inner=ref("Inner"),
            ),
            "Size": {"type": "integer", "minimum": 1},
            "Inner": record(more=record(deep=ref("Deep"))),
            "Deep": record(next=ref("Deepest")),
            "Deepest": record(bottom={"type": "string"}),
        },
        "securitySchemes": {
            "key": {"type": "apiKey", "name": "k", "in": "header"},
            "token": {"type": "http", "scheme": "bearer"},
        },
    },
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with lists of all kinds."""
    return build(written(tmp_path_factory.mktemp("twins"), DOCUMENT))


def test_what_follows_a_list_is_no_part_of_it(site: Site) -> None:
    for path in site.files:
        if path.endswith(".md"):
            text = re.sub(r"```.*?```", "", site.text(path), flags=re.DOTALL)
            assert not re.search(r"^ *- .*\n(?! *- |\n|\Z)", text, re.MULTILINE), path
    assert "Further down: `bottom`\n\n" in site.text("en/operations/boxes.md")


def test_texts_end_before_what_is_said_of_them(site: Site) -> None:
    page = site.text("en/schemas/Box.md")
    assert "(string): The colour. One of: `red`, `blue`." in page


def test_a_list_in_the_text_of_a_field_stays_one(site: Site) -> None:
    line = "(string): One of: • `open` - it is open • `shut` - it is not\n"
    assert line in site.text("en/schemas/Box.md")


def test_alternatives_are_told_as_such(site: Site) -> None:
    page = site.text("en/operations/boxes.md")
    assert "## Authentication\n\nOne of these:\n\n- [key]" in page


def test_what_is_described_already_is_told_in_its_line(site: Site) -> None:
    page = site.text("en/operations/boxes.md")
    again = "`application/json`: [Box](../schemas/Box.md) (described above)\n\n"
    assert again in page
    assert page.count("`colour`") == 1


def test_versions_are_no_items(site: Site) -> None:
    assert "\nVersion 1.0.0\n" in site.text("en/index.md")


def test_operations_without_a_summary_are_told_in_a_sentence(tmp_path: Path) -> None:
    boxes = DOCUMENT["paths"]["/boxes"]["get"]
    paths = {f"/b{n}": {"get": {**boxes, "operationId": f"b{n}"}} for n in range(MANY)}
    named = {**boxes, "operationId": "named", "summary": "Boxes"}
    paths["/named"] = {"get": named}
    site = build(written(tmp_path, {**DOCUMENT, "paths": paths}))
    lines = site.text("llms.txt").splitlines()
    assert "- [b0](en/operations/b0.md): GET `/b0`. Lists all boxes." in lines
    assert "- [Boxes](en/operations/named.md): GET `/named`" in lines
