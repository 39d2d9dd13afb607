"""What operations take over from their path, read into the model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cases.building import make

from generator.ir.model import Named, Record, Scalar

PATH = {"summary": "All pets", "description": "Of the shop."}
ADDRESS = "https://pets.example/list"


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({}, ("All pets", "Of the shop.", "")),
        (
            {"externalDocs": {"url": ADDRESS}},
            ("All pets", "Of the shop.", ADDRESS),
        ),
        (
            {"summary": "Pets", "externalDocs": {"url": ADDRESS}},
            ("Pets", "", ADDRESS),
        ),
    ],
    ids=["nothing of its own", "an address of its own", "words of its own"],
)
def test_an_operation_without_words_has_those_of_its_path(
    tmp_path: Path, own: dict[str, Any], words: tuple[str, str, str]
) -> None:
    operation = {**own, "responses": {"204": {"description": "done"}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "paths": {"/pets": {**PATH, "get": operation}},
    }
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document), "utf-8")
    (made,) = make(file).api.operations
    assert (made.doc.summary, made.doc.description, made.doc.external_docs) == words


def test_a_parameter_that_is_the_whole_query_needs_no_name(tmp_path: Path) -> None:
    content = {"application/json": {"schema": {"type": "object"}}}
    parameter = {"in": "querystring", "content": content}
    answers = {"204": {"description": "done"}}
    document = {
        "openapi": "3.2.0",
        "info": {"title": "Pets", "version": "1"},
        "paths": {"/pets": {"get": {"parameters": [parameter], "responses": answers}}},
    }
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document), "utf-8")
    (operation,) = make(file).api.operations
    assert [one.wire for one in operation.parameters] == ["querystring"]


def test_data_of_an_event_are_what_their_content_schema_says(tmp_path: Path) -> None:
    line = {"type": "object", "properties": {"text": {"type": "string"}}}
    held = {
        "type": "string",
        "contentMediaType": "application/json",
        "contentSchema": line,
    }
    event = {
        "properties": {"data": {"type": "string"}},
        "oneOf": [
            {"properties": {"event": {"const": "line"}, "data": held}},
            {"properties": {"event": {"const": "note"}}},
        ],
    }
    stream = {"text/event-stream": {"itemSchema": event}}
    lines = {"application/jsonl": {"itemSchema": {"properties": {"data": held}}}}
    document = {
        "openapi": "3.2.0",
        "info": {"title": "Log", "version": "1"},
        "paths": {
            f"/{name}": {"get": {"responses": {"200": {"content": content}}}}
            for name, content in (("events", stream), ("lines", lines))
        },
    }
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document), "utf-8")
    kinds = [
        (type(field.type), definition.id.split("/")[2])
        for definition in make(file).api.types.values()
        if isinstance(definition.type, Record)
        for field in definition.type.fields
        if field.wire == "data"
    ]
    assert kinds == [(Named, "~1events"), (Scalar, "~1events"), (Scalar, "~1lines")]
