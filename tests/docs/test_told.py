"""A document goes in; what it says of servers, schemes, header fields and streams stands on its pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from docs.building import Site, build, written

EVENT = {"type": "object", "properties": {"seven": {"$ref": "#/components/schemas/N"}}}
NUMBERS = {
    "type": "array",
    "items": {"type": "integer"},
    "contains": {"const": 7},
    "minContains": 2,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of a document that says all this."""
    headers = {
        "Location": {"schema": {"type": "string"}, "example": "/a/1"},
        "X-Left": {"schema": {"type": "integer", "description": "How many are left."}},
    }
    items = {"anyOf": [EVENT, {"type": "string"}]}
    operation = {
        "operationId": "a",
        "parameters": [
            {"name": "x", "in": "query", "schema": {"type": "string"}},
            {
                "name": "far",
                "in": "query",
                "schema": {"type": "string"},
                "examples": {
                    "far": {"summary": "Long", "externalValue": "https://a.test/x"},
                    "sent": {"serializedValue": "a%20b"},
                },
            },
        ],
        "servers": [{"url": "https://up.a.test", "description": "For uploads."}],
        "responses": {
            "200": {
                "description": "Ok.",
                "headers": headers,
                "content": {"application/jsonl": {"itemSchema": items}},
                "links": {"again": {"operationId": "a", "parameters": {"x": "one"}}},
            }
        },
    }
    schemes = {
        "old": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "deprecated": True,
        },
        "oidc": {"type": "openIdConnect", "openIdConnectUrl": "https://a.test/oidc"},
        "user": {"type": "http", "scheme": "basic"},
        "flow": {
            "type": "oauth2",
            "oauth2MetadataUrl": "https://a.test/oauth",
            "flows": {},
        },
    }
    document = {
        "openapi": "3.2.0",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://a.test"}],
        "paths": {"/a": {"get": operation}},
        "components": {"schemas": {"N": NUMBERS}, "securitySchemes": schemes},
    }
    return build(written(tmp_path_factory.mktemp("told"), document))


@pytest.mark.parametrize(
    "said",
    [
        "- `https://up.a.test` For uploads.",
        "- `far` (string) Example: [Long](https://a.test/x), `a%20b`.",
        "- `Location` (string) Example: `/a/1`.",
        "- `X-Left` (integer): How many are left.",
        "`application/jsonl`: stream of (object or string)",
        "- [a](../operations/a.md)\n  - `x` of it is `one`\n",
    ],
)
def test_operations_tell_it(site: Site, said: str) -> None:
    assert said in site.text("en/operations/a.md")


@pytest.mark.parametrize(
    "said",
    [
        "## old (deprecated)",
        "- Format: `JWT`",
        "- Discovery: `https://a.test/oidc`",
        "- Metadata: `https://a.test/oauth`",
        "- In Python: `Client(username=…, password=…)`",
        "- In the environment: `SHOP_USERNAME`, `SHOP_PASSWORD`",
    ],
)
def test_the_page_about_authentication_tells_it(site: Site, said: str) -> None:
    assert said in site.text("en/authentication.md")


def test_arrays_tell_what_they_contain(site: Site) -> None:
    assert "- contains `7`: at least `2` items" in site.text("en/schemas/N.md")


def test_servers_stand_on_the_page(site: Site) -> None:
    page = site.text("en/operations/a.html")
    assert "<h2 id=servers>Servers</h2>" in page
    assert "<dt><code>https://up.a.test</code></dt><dd>For uploads.</dd>" in page


@pytest.mark.parametrize("body", [True, False])
def test_no_link_stands_in_what_one_clicks_on(tmp_path: Path, body: bool) -> None:
    """HTML standard, section 4.11.2: what is clicked on to open the rest is no place for another thing to click on."""
    text = "See [more](https://a.example/more).\n\nAnd the rest."
    answer: dict[str, Any] = {"description": text if body else text[:35]}
    if body:
        answer["content"] = {"application/json": {"schema": {"type": "string"}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": answer}}}},
    }
    site = build(written(tmp_path, document))
    page, twin = (site.text(f"en/operations/a.{form}") for form in ("html", "md"))
    assert page.count('See <a href="https://a.example/more"') == 1
    assert twin.count("See [more](https://a.example/more).") == 1
    assert not re.search(r"<summary>(?:(?!</summary>).)*<a ", page, re.DOTALL)
