"""What operations take over from their path, read into the model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cases.building import make

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
