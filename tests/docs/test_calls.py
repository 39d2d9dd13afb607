"""Small documents go in; the commands and programs that their operations are shown by come out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from docs.building import build, written

OK = {"200": {"description": "ok"}}


def shown(folder: Path, path: str, item: dict[str, Any], **more: Any) -> list[str]:
    """The samples of the one operation of a document."""
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://shop.example"}],
        "paths": {path: item},
        **more,
    }
    whole = json.loads(build(written(folder, document)).text("openapi.json"))
    (operation,) = whole["paths"][path].values()
    return [one["source"] for one in operation["x-codeSamples"]]


def sent(schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A body of JSON."""
    return {
        "requestBody": {"content": {"application/json": {"schema": schema, **more}}}
    }


def test_an_example_in_a_schema_is_the_parameters(tmp_path: Path) -> None:
    schema = {"type": "string", "example": "4iV5W9"}
    given = {"name": "id", "in": "path", "required": True, "schema": schema}
    item = {"get": {"operationId": "read", "parameters": [given], "responses": OK}}
    command, program, _ = shown(tmp_path, "/albums/{id}", item)
    assert "https://shop.example/albums/4iV5W9" in command
    assert '.read(id="4iV5W9")' in program


@pytest.mark.parametrize(("said", "shows"), [("", True), ("It is done.", False)])
def test_an_answer_of_which_nothing_is_said_is_shown(
    tmp_path: Path, said: str, shows: bool
) -> None:
    answers = {"200": {"description": said}}
    item = {"get": {"operationId": "read", "responses": answers}}
    _, program, _ = shown(tmp_path, "/albums", item)
    assert ("print(answer)" in program) is shows


def test_an_example_in_a_schema_is_the_bodys(tmp_path: Path) -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "integer"}},
        "example": {"a": 7},
    }
    item = {"post": {"operationId": "add", "responses": OK, **sent(schema)}}
    command, program, _ = shown(tmp_path, "/a", item)
    assert '"a": 7' in command
    assert ".add(a=7)" in program


def test_what_is_not_needed_is_shown_where_nothing_is(tmp_path: Path) -> None:
    properties = {
        "trip": {"type": "string", "format": "uuid", "readOnly": True},
        "name": {"type": "string", "example": "Ada"},
        "seat": {"type": "string"},
    }
    schema = {"type": "object", "properties": properties}
    item = {"post": {"operationId": "book", "responses": OK, **sent(schema)}}
    command, program, _ = shown(tmp_path, "/a", item)
    assert '"name": "Ada"' in command
    assert '.book(name="Ada")' in program


def test_parameters_with_an_example_are_shown_where_nothing_is_needed(
    tmp_path: Path,
) -> None:
    given = [
        {"name": "limit", "in": "query", "schema": {"type": "integer"}, "example": 5},
        {"name": "after", "in": "query", "schema": {"type": "string"}},
    ]
    item = {"get": {"operationId": "list", "parameters": given, "responses": OK}}
    command, program, _ = shown(tmp_path, "/a", item)
    assert command == "curl 'https://shop.example/a?limit=5'\n"
    assert ".list(limit=5)" in program


@pytest.mark.parametrize("value", ['{"a": {"b": 1}}', {"a": {"b": 1}}])
def test_an_example_that_is_written_as_text_is_read(value: Any, tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {"a": {"type": "object"}}}
    content = sent(schema, example=value)
    item = {"post": {"operationId": "add", "responses": OK, **content}}
    command, program, _ = shown(tmp_path, "/a", item)
    assert '{"a": {"b": 1}}' in command
    assert '.add(a={"b": 1})' in program


def test_a_fragment_is_not_sent(tmp_path: Path) -> None:
    item = {"put": {"operationId": "copy", "responses": OK}}
    command, _, _ = shown(tmp_path, "/a?b=1#copy", item)
    assert command == "curl -X PUT 'https://shop.example/a?b=1'\n"


@pytest.mark.parametrize(
    ("url", "given"),
    [
        ("https://shop.example/v1/", ""),
        ("HTTP://shop.example", ""),
        ("/v1", 'base_url="https://api.example/v1"'),
        ("//shop.example", ""),
        ("https://{at}.shop.example", 'base_url="https://eu.shop.example"'),
    ],
)
def test_an_address_that_the_document_says_is_not_told_anew(
    url: str, given: str, tmp_path: Path
) -> None:
    server: dict[str, Any] = {"url": url}
    if "{at}" in url:
        server["variables"] = {"at": {"default": "eu"}}
    item = {"put": {"operationId": "copy", "responses": OK}}
    _, program, other = shown(tmp_path, "/copy", item, servers=[server])
    assert f"with Client({given}) as client:\n" in program
    assert f"with AsyncClient({given}) as client:\n" in other


@pytest.mark.parametrize(
    ("path", "query"), [("/a?b=1", "?b=2"), ("/a?b=1&c=3", "?c=3&b=2")]
)
def test_what_a_parameter_says_anew_is_sent_once(
    path: str, query: str, tmp_path: Path
) -> None:
    parameter = {"name": "b", "in": "query", "schema": {"type": "integer"}}
    asked = {"parameters": [{**parameter, "required": True, "example": 2}]}
    item = {"get": {"operationId": "find", "responses": OK, **asked}}
    command, _, _ = shown(tmp_path, path, item)
    assert command == f"curl 'https://shop.example/a{query}'\n"


SCHEMES: dict[str, Any] = {
    "one": {"type": "http", "scheme": "bearer"},
    "two": {"type": "http", "scheme": "bearer"},
    "key": {"type": "apiKey", "in": "query", "name": "key"},
    "user": {"type": "http", "scheme": "basic"},
}


@pytest.mark.parametrize(
    ("needs", "shows"),
    [
        (("one", "two"), ['-H "Authorization: Bearer $SHOP_ONE"']),
        (("user",), ['-u "$SHOP_USERNAME:$SHOP_PASSWORD"']),
        (("key",), ['"https://shop.example/a?key=$SHOP_API_KEY"']),
        (
            ("key", "one"),
            ["?key=$SHOP_API_KEY", '-H "Authorization: Bearer $SHOP_ONE"'],
        ),
    ],
)
def test_credentials_are_variables_and_are_sent_once(
    needs: tuple[str, ...], shows: list[str], tmp_path: Path
) -> None:
    security: list[dict[str, list[str]]] = [{name: [] for name in needs}]
    item = {"get": {"operationId": "a", "security": security, "responses": OK}}
    made = {"components": {"securitySchemes": SCHEMES}}
    command, _, _ = shown(tmp_path, "/a", item, **made)
    assert all(one in command for one in shows)
    assert command.count("Authorization") == sum("Authorization" in s for s in shows)


def test_the_page_says_once_where_credentials_come_from(tmp_path: Path) -> None:
    item = {
        "get": {"operationId": "a", "security": [{"one": []}], "responses": OK},
        "put": {"operationId": "b", "responses": OK},
    }
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": item},
        "components": {"securitySchemes": SCHEMES},
    }
    site = build(written(tmp_path, document))
    said = "read from the environment: <code>SHOP_ONE</code>"
    assert site.text("en/operations/a.html").count(said) == 1
    assert "`SHOP_ONE`" in site.text("en/operations/a.md")
    assert "environment" not in site.text("en/operations/b.html")
    assert "export SHOP_ONE='…'" in site.text("en/python.md")
    assert "…" not in site.text("en/operations/a.md").partition("## Code")[2]


def test_a_variable_that_no_shell_takes_is_called_otherwise(tmp_path: Path) -> None:
    item = {"get": {"operationId": "a", "security": [{"one": []}], "responses": OK}}
    made = {
        "info": {"title": "3D", "version": "1"},
        "components": {"securitySchemes": SCHEMES},
    }
    command, _, _ = shown(tmp_path, "/a", item, **made)
    assert "Bearer $TOKEN" in command


def test_nothing_is_done_with_what_is_nothing(tmp_path: Path) -> None:
    item = {"get": {"operationId": "a", "responses": OK}}
    _, program, later = shown(tmp_path, "/a", item)
    assert program.endswith("as client:\n    client.a.a()\n")
    assert "        await client.a.a()\n\n" in later


def test_a_lone_sample_needs_no_name(tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {"a": {"type": "integer"}}}
    plain = {"default": {"value": {"a": 1}}}
    told = {"default": {"value": {"a": 1}, "summary": "A first one"}}
    for examples, named in (
        (plain, False),
        (told, True),
        ({**plain, "b": plain["default"]}, True),
    ):
        item = {
            "post": {
                "operationId": "add",
                "responses": OK,
                **sent(schema, examples=examples),
            }
        }
        document = {
            "openapi": "3.0.3",
            "info": {"title": "Shop", "version": "1"},
            "paths": {"/a": item},
        }
        site = build(written(tmp_path, document))
        shows = site.text("en/operations/add.html").partition("id=samples")[2]
        assert ("<summary>" in shows) == named
        twin = site.text("en/operations/add.md").partition("## Code")[2]
        assert ("###" in twin) == named
