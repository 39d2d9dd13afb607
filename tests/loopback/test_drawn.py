"""Documents that are drawn: valid, the same for the same seed, and without a fault between client and server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loopback.documents import looped
from loopback.drawn import document

FORM = "application/x-www-form-urlencoded"
SEEDS = (2, 5, 13)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_drawn_goes_there_and_back(seed: int, tmp_path: Path) -> None:
    made = document(seed)
    assert document(seed) == made
    spec = tmp_path / "drawn.json"
    spec.write_text(json.dumps(made), encoding="utf-8")
    tally = looped(spec)
    assert tally.all["called"] > 20
    assert not tally.failures


@pytest.mark.parametrize("media_type", ["multipart/form-data", FORM])
def test_a_text_that_looks_like_json_is_the_one_member_of_a_list(
    media_type: str, tmp_path: Path
) -> None:
    schema = {
        "type": "object",
        "required": ["words"],
        "properties": {
            "words": {"type": "array", "items": {"type": "string"}},
            "counts": {"type": "array", "items": {"type": "integer"}},
        },
    }
    example = {"words": ["[1]"], "counts": [1]}
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
