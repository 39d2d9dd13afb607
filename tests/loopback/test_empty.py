"""What is empty is not what was left out, from clients to servers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from operations.package import imported
from server.running import served

from loopback.documents import Handler, application

TEXTS = {"type": "array", "items": {"type": "string"}}
NUMBERS = {"type": "array", "items": {"type": "integer"}}
MAP = {"type": "object", "additionalProperties": {"type": "string"}}
PARAMETERS: dict[str, Any] = {
    "texts": {"in": "query", "schema": TEXTS},
    "numbers": {"in": "query", "schema": NUMBERS},
    "joined": {"in": "query", "schema": TEXTS, "explode": False},
    "piped": {
        "in": "query",
        "schema": TEXTS,
        "style": "pipeDelimited",
        "explode": False,
    },
    "mapped": {"in": "query", "schema": MAP, "explode": False},
    "field": {"in": "header", "schema": TEXTS},
    "crumbs": {"in": "cookie", "schema": TEXTS, "explode": False},
}


@pytest.fixture(scope="module")
def called(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Handler]]:
    """The method of an operation, and what its handler got."""
    folder = tmp_path_factory.mktemp("empty")
    operation = {
        "operationId": "things.list",
        "parameters": [{"name": name, **one} for name, one in PARAMETERS.items()],
        "responses": {"204": {"description": "Done."}},
    }
    spec = folder / "empty.json"
    made = {
        "openapi": "3.1.0",
        "info": {"title": "Empty", "version": "1"},
        "paths": {"/things": {"get": operation}},
    }
    spec.write_text(json.dumps(made), encoding="utf-8")
    handler = Handler()
    with (
        imported(spec, folder, server=True) as package,
        served(application(package, handler)) as url,
        package.client(False, url) as client,
    ):
        yield client.things.list, handler


@pytest.mark.parametrize("name", PARAMETERS)
def test_an_empty_array_arrives_as_one(name: str, called: tuple[Any, Handler]) -> None:
    method, handler = called
    handler.got.clear()
    empty: Any = {} if name == "mapped" else []
    method(**{name: empty})
    method()
    given, absent = handler.got
    assert given[name] == empty
    assert absent[name] is None
