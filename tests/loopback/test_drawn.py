"""Documents that are drawn: valid, the same for the same seed, and without a fault between clients, servers and mocks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from operations.judge import judge

from loopback.arriving import arrived
from loopback.documents import looped
from loopback.drawn import document
from loopback.played import played

FORM = "application/x-www-form-urlencoded"
SEEDS = (2, 5, 13)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_drawn_goes_there_and_back(seed: int, tmp_path: Path) -> None:
    made = document(seed)
    assert document(seed) == made
    spec = tmp_path / "drawn.json"
    spec.write_text(json.dumps(made), encoding="utf-8")
    for tally in (looped(spec), played(spec)):
        assert tally.all["called"] > 20
        assert not tally.failures
    for tally in (judge(spec), arrived(spec)):
        assert not tally.failures


@pytest.mark.parametrize("media_type", ["multipart/form-data", FORM])
def test_what_looks_like_json_is_the_one_member_of_a_list(
    media_type: str, tmp_path: Path
) -> None:
    schema = {
        "type": "object",
        "required": ["words"],
        "properties": {
            "words": {"type": "array", "items": {"type": "string"}},
            "counts": {"type": "array", "items": {"type": "integer"}},
            "places": {"type": "array", "items": {"type": "object"}},
        },
    }
    example = {"words": ["[1]"], "counts": [1], "places": [{"x": 1}]}
    content = {media_type: {"schema": schema, "example": example}}
    operation = {
        "operationId": "words.send",
        "requestBody": {"required": True, "content": content},
        "responses": {"204": {"description": "Taken."}},
    }
    made = {
        "openapi": "3.1.0",
        "info": {"title": "Words", "version": "1"},
        "paths": {"/words": {"post": operation}},
    }
    spec = tmp_path / "words.json"
    spec.write_text(json.dumps(made), encoding="utf-8")
    tally = looped(spec)
    assert tally.all["called"] > 0
    assert not tally.failures


@pytest.mark.parametrize("media_type", ["application/json", FORM])
def test_the_whole_query_leaves_keys_to_security(
    media_type: str, tmp_path: Path
) -> None:
    schema = {
        "type": "object",
        "properties": {"size": {"type": "integer"}},
        "additionalProperties": False,
    }
    content = {media_type: {"schema": schema, "example": {"size": 1}}}
    operation = {
        "operationId": "things.list",
        "parameters": [{"name": "q", "in": "querystring", "content": content}],
        "security": [{"key": []}],
        "responses": {"204": {"description": "Done."}},
    }
    key = {"type": "apiKey", "in": "query", "name": "api key"}
    made = {
        "openapi": "3.2.0",
        "info": {"title": "Whole", "version": "1"},
        "paths": {"/things": {"get": operation}},
        "components": {"securitySchemes": {"key": key}},
    }
    spec = tmp_path / "whole.json"
    spec.write_text(json.dumps(made), encoding="utf-8")
    for tally in (looped(spec), played(spec)):
        assert tally.all["parameters"] > 0
        assert not tally.failures
