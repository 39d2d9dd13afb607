"""A document goes in with texts beside references and examples without a value; its pages tell them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.building import Site, build, written

TEXT = {"type": "string"}
OBJECT = {"type": "object", "properties": {"a": TEXT}}
PARAMETERS: list[dict[str, Any]] = [
    {"$ref": "#/components/parameters/p", "description": "Of this one."},
    {"name": "e", "in": "query", "allowEmptyValue": True, "schema": TEXT},
    {"name": "r", "in": "query", "allowReserved": True, "schema": TEXT},
    {
        "name": "x",
        "in": "query",
        "schema": TEXT,
        "examples": {"one": {"summary": "The first.", "value": "v"}},
    },
]
INNER = {"post": {"summary": "Once more.", "responses": {"204": {"description": ""}}}}
CALL = {
    "post": {
        "summary": "Done.",
        "responses": {"204": {"description": ""}},
        "callbacks": {"again": {"{$url}": INNER}},
    }
}
LINK = {
    "operationId": "a",
    "parameters": {"query.x": "one"},
    "requestBody": "$response.body#/a",
    "server": {"url": "https://b.test"},
}
EXAMPLES = {
    "far": {"summary": "Far away.", "externalValue": "https://a.test/far.xml"},
    "raw": {"summary": "As sent.", "serializedValue": "<a>raw</a>"},
    "both": {"dataValue": {"a": "b"}, "serializedValue": "<a>both</a>"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of a document that says all this."""
    xml = {"application/xml": {"schema": OBJECT, "examples": EXAMPLES}}
    good = {
        "summary": "All is well.",
        "description": "The long story.",
        "content": xml,
        "links": {"next": LINK},
    }
    operation = {
        "operationId": "a",
        "tags": ["inner", "partners"],
        "parameters": PARAMETERS,
        "responses": {
            "200": good,
            "404": {"$ref": "#/components/responses/no", "description": "Not here."},
            "410": {"summary": "Gone."},
        },
        "callbacks": {"done": {"{$request.query.x}": CALL}},
    }
    document = {
        "openapi": "3.2.0",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://a.test", "name": "prod", "description": "Real."}],
        "tags": [
            {"name": "outer", "summary": "All of it", "description": "Everything."},
            {"name": "inner", "parent": "outer"},
            {"name": "partners", "kind": "audience", "description": "For partners."},
        ],
        "paths": {"/a": {"post": operation}},
        "components": {
            "parameters": {"p": {"name": "p", "in": "query", "schema": TEXT}},
            "responses": {"no": {"description": "None."}},
        },
    }
    return build(written(tmp_path_factory.mktemp("beside"), document))


@pytest.mark.parametrize(
    "said",
    [
        "- `p` (string): Of this one.",
        "- `e` (string) Limits: may be sent without a value.",
        "- `r` (string) Limits: signs such as /, ? and & are sent as they are.",
        "- `x` (string) Example: `v` (The first.).",
        "### 200\n\nAll is well.\n\nThe long story.",
        "### 404\n\nNot here.",
        "### 410\n\nGone.",
        "  - the query parameter `x` of it is `one`\n",
        "  - the body of it is `a` in the body of the answer\n",
        "  - it goes to `https://b.test`\n",
        "Far away.\n\n[https://a.test/far.xml](https://a.test/far.xml)",
        "<a>raw</a>",
        "<a>both</a>",
        "### Once more",
        "This request follows your answer to Done.",
        "Audience: partners. For partners.",
    ],
)
def test_the_page_of_the_operation_tells_it(site: Site, said: str) -> None:
    assert said in site.text("en/operations/a.md")


def test_the_first_page_names_servers(site: Site) -> None:
    assert "- `https://a.test` prod: Real." in site.text("en/index.md")


def test_a_group_says_what_it_is_part_of(site: Site) -> None:
    assert "Part of All of it: Everything." in site.text("en/tags/inner.md")


def test_examples_elsewhere_are_links(site: Site) -> None:
    page = site.text("en/operations/a.html")
    assert 'href="https://a.test/far.xml"' in page


def test_addresses_of_examples_that_run_scripts_are_no_links(tmp_path: Path) -> None:
    far = {"far": {"externalValue": "javascript:alert(1)"}}
    content = {"application/json": {"schema": OBJECT, "examples": far}}
    answer = {"200": {"description": "ok", "content": content}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "a", "responses": answer}}},
    }
    assert "href=javascript" not in build(written(tmp_path, document)).text(
        "en/operations/a.html"
    ).replace('"', "")
