"""An operation's own parameters stand before those that it shares, and bodies that can hold nothing are left out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docs.building import build, written


def query(name: str) -> dict[str, Any]:
    """A parameter."""
    return {"name": name, "in": "query", "schema": {"type": "string"}}


def step(name: str) -> dict[str, Any]:
    """A parameter of the address."""
    return {**query(name), "in": "path", "required": True}


def operation(name: str, *parameters: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An operation that answers with nothing."""
    answers = {"204": {"description": ""}}
    own = {"parameters": list(parameters), "responses": answers}
    return {"operationId": name, **own, **more}


def document(paths: dict[str, Any]) -> dict[str, Any]:
    """A document with a parameter for all."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Order", "version": "1"},
        "paths": paths,
        "components": {"parameters": {"key": query("key")}},
    }


KEY = {"$ref": "#/components/parameters/key"}


def named(page: str) -> list[str]:
    """The rows of a Markdown page, in their order."""
    return re.findall(r"^- `(\w+)`", page, re.MULTILINE)


def test_own_parameters_come_first(tmp_path: Path) -> None:
    item = {"parameters": [KEY, query("shared"), step("a")]}
    paths = {
        "/{a}/{b}": {**item, "get": operation("get", step("b"), query("own"))},
        "/other": {"get": operation("other", KEY, query("mine"))},
        "/third": {"get": operation("third", KEY)},
    }
    site = build(written(tmp_path, document(paths)))
    page = site.text("en/operations/get.md")
    assert named(page) == ["a", "b", "own", "key", "shared"]
    assert named(site.text("en/operations/other.md")) == ["mine", "key"]


def test_a_parameter_of_few_operations_stays(tmp_path: Path) -> None:
    paths = {
        "/one": {"get": operation("one", KEY, query("own"))},
        "/two": {"get": operation("two")},
        "/three": {"get": operation("three")},
    }
    site = build(written(tmp_path, document(paths)))
    assert named(site.text("en/operations/one.md")) == ["key", "own"]


def body(required: bool, schema: dict[str, Any]) -> dict[str, Any]:
    """A body."""
    kind = "application/x-www-form-urlencoded"
    return {"required": required, "content": {kind: {"schema": schema}}}


def test_a_body_that_can_hold_nothing_is_left_out(tmp_path: Path) -> None:
    empty = {"type": "object", "additionalProperties": False}
    kinds = {
        "none": body(False, {**empty, "properties": {}}),
        "some": body(False, {**empty, "properties": {"a": {"type": "string"}}}),
        "any": body(False, {"type": "object"}),
        "must": body(True, empty),
    }
    paths = {
        f"/{name}": {"post": operation(name, requestBody=one)}
        for name, one in kinds.items()
    }
    site = build(written(tmp_path, document(paths)))
    for name in kinds:
        page = site.text(f"en/operations/{name}.html")
        assert ("<h2 id=body>" in page) == (name != "none"), name
