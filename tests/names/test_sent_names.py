"""What goes through an operation is called after it; the status is said where it tells anything apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.ir.build import build
from generator.ir.passes.access import split_access
from generator.languages.python import RULES
from generator.load import load
from generator.names import resolve


def content(wire: str) -> dict[str, Any]:
    schema = {"type": "object", "properties": {wire: {"type": "string"}}}
    return {"description": "d", "content": {"application/json": {"schema": schema}}}


def named(
    folder: Path, responses: dict[str, Any], schemas: dict[str, Any], **more: Any
) -> set[str]:
    operation = {"operationId": "listPets", "responses": responses, **more}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/pets": {"post": operation}},
        "components": {"schemas": schemas},
    }
    path = folder / "openapi.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    api = split_access(build(load(path))[0])
    return {str(name) for name in resolve(api, RULES).types.values()}


@pytest.mark.parametrize(
    ("statuses", "names"),
    [
        (["200"], {"ListPetsResponse"}),
        (["200", "404"], {"ListPetsResponse", "ListPetsError"}),
        (
            ["200", "404", "500"],
            {"ListPetsResponse", "ListPetsError404", "ListPetsError500"},
        ),
        (
            ["200", "201", "404"],
            {"ListPetsResponse200", "ListPetsResponse201", "ListPetsError"},
        ),
    ],
)
def test_answers(tmp_path: Path, statuses: list[str], names: set[str]) -> None:
    responses = {status: content(f"a{status}") for status in statuses}
    assert named(tmp_path, responses, {}) == names
    # What has no body takes no part.
    more = {**responses, "204": {"description": "done"}}
    assert named(tmp_path, more, {}) == names


def test_what_a_component_is_called_like(tmp_path: Path) -> None:
    schemas = {
        f"ListPets{word}": {"type": "object", "properties": {"x": {"type": "integer"}}}
        for word in ("Request", "Response")
    }
    body = {"requestBody": content("sent")}
    assert named(tmp_path, {"200": content("a")}, schemas, **body) == {
        *schemas,
        "ListPetsRequestBody",
        "ListPetsResponseBody",
    }


def test_the_side_of_a_component_that_another_one_is_called_like(
    tmp_path: Path,
) -> None:
    properties = {"id": {"type": "string", "readOnly": True}, "x": {"type": "string"}}
    schemas: dict[str, Any] = {
        "Pet": {"type": "object", "required": ["id"], "properties": properties},
        "PetRequest": {"type": "object", "properties": {"y": {"type": "string"}}},
    }
    pet = {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}
    body = {"requestBody": {"content": pet}}
    answers = {"200": {"description": "d", "content": pet}}
    assert named(tmp_path, answers, schemas, **body) == {
        *schemas,
        "PetRequestBody",
    }
