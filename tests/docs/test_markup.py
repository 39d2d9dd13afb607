"""Schemas that say how they are written in XML go in; the docs show the markup, where any operation speaks XML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.building import Site, build, written

TEXT = {"type": "string"}
PET: dict[str, Any] = {
    "type": "object",
    "xml": {"name": "pet", "prefix": "p", "namespace": "https://a.test/ns"},
    "properties": {
        "id": {"type": "integer", "xml": {"attribute": True}},
        "tags": {
            "type": "array",
            "xml": {"wrapped": True},
            "items": {**TEXT, "xml": {"name": "tag"}},
        },
        "names": {"type": "array", "items": {**TEXT, "xml": {"name": "name"}}},
        "own": {**TEXT, "xml": {"name": "fullName"}},
        "same": {**TEXT, "xml": {"name": "same"}},
    },
}


def site(folder: Path, media_type: str, example: Any = None) -> Site:
    """The site of an operation that takes a pet."""
    body: dict[str, Any] = {"schema": {"$ref": "#/components/schemas/Pet"}}
    content = {media_type: {**body, "example": example} if example else body}
    operation = {
        "operationId": "a",
        "requestBody": {"content": content},
        "responses": {"204": {"description": "ok"}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"post": operation}},
        "components": {"schemas": {"Pet": PET}},
    }
    return build(written(folder, document))


@pytest.mark.parametrize(
    "said",
    [
        '- In XML: `<p:pet xmlns:p="https://a.test/ns">…</p:pet>`',
        '- `id` (integer) In XML: `id="…"`',
        "- `tags` (array of string) In XML: `<tags><tag>…</tag></tags>`",
        "- `names` (array of string) In XML: `<name>…</name>`",
        "- `own` (string) In XML: `<fullName>…</fullName>`",
        "- `same` (string)\n",
    ],
)
def test_markup_is_shown(said: str, tmp_path: Path) -> None:
    made = site(tmp_path, "application/xml")
    for page in ("operations/a", "schemas/Pet"):
        assert said in made.text(f"en/{page}.md")


@pytest.mark.parametrize(
    "given",
    [
        {"id": 1, "tags": ["a"]},
        '<pet xmlns="https://a.test/ns" id="1"><tags><tag>a</tag></tags></pet>',
    ],
    ids=["a value", "XML"],
)
def test_examples_are_shown_as_xml_and_given_as_values(
    given: Any, tmp_path: Path
) -> None:
    made = site(tmp_path, "application/xml", given)
    page = made.text("en/operations/a.md")
    assert 'id="1"><tags><tag>a</tag></tags></' in page
    assert 'client.a.a(id=1, tags=["a"])' in page
    assert "-H 'Content-Type: application/xml'" in page


def test_of_apis_without_xml_none_is_shown(tmp_path: Path) -> None:
    made = site(tmp_path, "application/json")
    assert "In XML" not in made.text("en/operations/a.md")
