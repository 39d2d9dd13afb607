"""An operation goes in; its part of the document is a document by itself, whatever it refers to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.load import load
from generator.load.publish import Parts

ANSWER = "#/paths/~1things~1{id}/get/responses/200"
SCHEMA = f"{ANSWER}/content/application~1json/schema"
USES: dict[str, tuple[dict[str, Any], dict[str, list[str]]]] = {
    "a schema": (
        {"schema": {"$ref": SCHEMA}},
        {"schemas": ["application-json", "ring"]},
    ),
    "a property": (
        {"schema": {"$ref": f"{SCHEMA}/properties/own%20name"}},
        {"schemas": ["own-name-2"]},
    ),
    "a ring": (
        {"schema": {"$ref": f"{SCHEMA}/properties/ring"}},
        {"schemas": ["ring"]},
    ),
    "a header": (
        {"headers": {"X": {"$ref": f"{ANSWER}/headers/X-Rate"}}},
        {"headers": ["X-Rate"]},
    ),
    "an example": (
        {
            "examples": {
                "a": {"$ref": f"{ANSWER}/content/application~1json/examples/one"}
            }
        },
        {"examples": ["one"]},
    ),
    "itself": (
        {"schema": {"$ref": "#/paths/~1uses/get/responses/204/content/text~1x/schema"}},
        {},
    ),
}


def document(**uses: Any) -> dict[str, Any]:
    """A document with an operation that refers to parts of another one."""
    answer = {
        "description": "A thing",
        "headers": {"X-Rate": {"schema": {"type": "integer"}}},
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "own name": {"type": "string"},
                        "ring": {"items": {"$ref": f"{SCHEMA}/properties/ring"}},
                    },
                },
                "examples": {"one": {"value": {}}},
            }
        },
    }
    headers = {"headers": uses.pop("headers")} if "headers" in uses else {}
    own = {"description": "", "content": {"application/json": uses}, **headers}
    here = {"description": "", "content": {"text/x": {"schema": {"type": "string"}}}}
    path = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "paths": {
            "/things/{id}": {
                "get": {"parameters": [path], "responses": {"200": answer}}
            },
            "/uses": {"get": {"responses": {"200": own, "204": here}}},
        },
        "components": {"schemas": {"own-name": {"type": "integer"}}},
    }


@pytest.mark.parametrize("used", USES)
def test_what_other_operations_have_is_a_component(used: str, tmp_path: Path) -> None:
    uses, components = USES[used]
    spec = tmp_path / "api.json"
    spec.write_text(json.dumps(document(**uses)), "utf-8")
    part = Parts(load(spec)).whole("#/paths/~1uses/get", "GET", "/uses")
    assert [*part["paths"]] == ["/uses"]
    found = {kind: [*many] for kind, many in part.get("components", {}).items()}
    assert found == components
    assert not [*OpenAPIV31SpecValidator(json.loads(json.dumps(part))).iter_errors()]
    assert ("things" in json.dumps(part["paths"])) is False
