"""Schemas without an example go in; the mock answers a value that fits them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from generator.mock import serving
from generator.mock.encode import encoded

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
LIST, MAP = {"type": "array"}, {"type": "object"}
FLAG: dict[str, Any] = {"type": "boolean"}
WORDS = {"enum": ["q", "r", "s"]}
NEEDED = {"properties": {"b": WHOLE}, "required": ["b"]}
AGAIN = {"oneOf": [{"$ref": "#/components/schemas/Again"}, {"type": "null"}]}


def answered(folder: Path, schema: Any) -> Any:
    """What the mock answers an operation whose answer has a schema."""
    content = {"application/json": {"schema": schema}}
    answer = {"200": {"description": "ok", "content": content}}
    again: dict[str, Any] = {"type": "object", "required": ["a", "b"]}
    again |= {"properties": {"a": AGAIN, "b": AGAIN}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Made", "version": "1"},
        "paths": {"/a": {"get": {"responses": answer}}},
        "components": {"schemas": {"Again": again, "Words": WORDS}},
    }
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(document), "utf-8")
    with serving(spec) as mock, urlopen(f"{mock.url}/a") as response:
        return json.load(response)


@pytest.mark.parametrize(
    ("schema", "made"),
    [
        (
            {**MAP, "minProperties": 3, "additionalProperties": WHOLE},
            {"key": 1, "key1": 1, "key2": 1},
        ),
        (
            {
                **MAP,
                "minProperties": 2,
                "propertyNames": {"enum": ["q", "r"]},
                "additionalProperties": WHOLE,
            },
            {"q": 1, "r": 1},
        ),
        (
            {
                **MAP,
                "minProperties": 2,
                "propertyNames": {
                    "allOf": [{"$ref": "#/components/schemas/Words"}],
                    "not": {"const": "q"},
                },
                "additionalProperties": WHOLE,
            },
            {"r": 2, "s": 2},
        ),
        (
            {**MAP, "minProperties": 12_000, "maxProperties": 12_000},
            {f"key{at or ''}": "anything" for at in range(12_000)},
        ),
        (
            {
                **MAP,
                "minProperties": 1,
                "patternProperties": {"^x-a$": WHOLE},
                "additionalProperties": False,
            },
            {"x-a": 1},
        ),
        (
            {**MAP, "properties": {"a": {"const": 1}}, "minProperties": 2}
            | {"required": ["a"], "additionalProperties": FLAG},
            {"a": 1, "key": True},
        ),
        ({"not": TEXT}, 1),
        ({**LIST, "contains": {"const": 5}, "minContains": 2}, [5, 5]),
        ({**LIST, "items": FLAG, "uniqueItems": True, "minItems": 2}, [True, False]),
        (
            {
                **MAP,
                "properties": {"a": WHOLE, "b": WORDS},
                "anyOf": [{"required": ["a"]}, {"required": ["b"]}],
            },
            {"a": 1, "b": "q"},
        ),
        (
            {
                "allOf": [{**MAP, "properties": {"a": {**WHOLE, "readOnly": True}}}],
                "anyOf": [{"required": ["a"]}],
                "maxProperties": 1,
            },
            {"a": 1},
        ),
        (
            {"required": ["a"], "dependentSchemas": {"a": NEEDED}},
            {"a": "anything", "b": 1},
        ),
        (
            {**MAP, "properties": {"a": FLAG}, "required": ["a"]}
            | {"dependentSchemas": {"a": NEEDED}},
            {"a": True, "b": 1},
        ),
        (
            {**MAP, "properties": {"a": {"const": "x"}}, "required": ["a"]}
            | {"if": {"properties": {"a": {"const": "x"}}}, "then": NEEDED},
            {"a": "x", "b": 1},
        ),
        (
            {**MAP, "properties": {"a": FLAG}, "required": ["a"]}
            | {"dependentRequired": {"a": ["b"]}},
            {"a": True, "b": "anything"},
        ),
        ({"oneOf": [TEXT, {}]}, 1),
        ({"oneOf": [{**MAP, "required": ["a"]}, {}]}, 1),
        ({"oneOf": [TEXT, {"description": "Anything."}]}, "dune"),
    ],
)
def test_a_value_is_made_that_fits(schema: Any, made: Any, tmp_path: Path) -> None:
    assert answered(tmp_path, schema) == made


def test_an_object_in_itself_ends_where_it_may(tmp_path: Path) -> None:
    made = answered(tmp_path, {"$ref": "#/components/schemas/Again"})
    assert len(json.dumps(made)) < 2000


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"id": "a"}, b'data: {"id": "a"}\n\n'),
        ({"id": "a", "data": "b"}, b"id: a\ndata: b\n\n"),
        ({"event": "ping"}, b"event: ping\n\n"),
        ({"data": "b", "more": 1}, b'data: {"data": "b", "more": 1}\n\n'),
    ],
)
def test_what_has_no_data_of_an_event_is_its_data(value: Any, written: bytes) -> None:
    assert encoded([value], "text/event-stream") == (written,)


def test_data_of_an_event_are_the_json_that_they_hold(tmp_path: Path) -> None:
    data = {**TEXT, "contentSchema": {**MAP, **NEEDED}}
    event = {**MAP, "required": ["data"], "properties": {"data": data}}
    content = {"text/event-stream": {"itemSchema": event}}
    answer = {"200": {"description": "ok", "content": content}}
    document = {
        "openapi": "3.2.0",
        "info": {"title": "Made", "version": "1"},
        "paths": {"/a": {"get": {"responses": answer}}},
    }
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(document), "utf-8")
    with serving(spec) as mock, urlopen(f"{mock.url}/a") as response:
        assert response.read() == b'data: {"b": 1}\n\n' * 2


def test_no_header_says_what_is_not_done_to_an_answer(tmp_path: Path) -> None:
    """An example of `Content-Encoding: gzip` does not pack the body."""
    text = {"schema": {"type": "string"}}
    examples = {"Content-Encoding": "gzip", "Connection": "upgrade", "X-Count": "3"}
    answer = {
        "description": "ok",
        "headers": {name: {**text, "example": one} for name, one in examples.items()},
        "content": {"application/json": {**text, "example": "it"}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Made", "version": "1"},
        "paths": {"/a": {"get": {"responses": {"200": answer}}}},
    }
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(document), "utf-8")
    with serving(spec) as mock, urlopen(f"{mock.url}/a") as response:
        assert json.load(response) == "it"
        sent = [response.headers.get(name) for name in examples]
    assert sent[0] is None
    assert sent[1] != "upgrade"
    assert sent[2] == "3"


@pytest.mark.parametrize("merged", [True, False])
def test_what_stands_in_an_envelope_is_whole(merged: bool, tmp_path: Path) -> None:
    deep: dict[str, Any] = {**MAP, "properties": {"a": WHOLE}}
    for name in ("owner", "pet"):
        deep = {**MAP, "properties": {"name": {**TEXT, "examples": ["x"]}, name: deep}}
    items = {"allOf": [deep, {"properties": {"age": WHOLE}}]} if merged else deep
    answer = {**MAP, "properties": {"data": {**LIST, "items": items}}}
    one: dict[str, Any] = {"name": "x", "pet": {"name": "x", "owner": {}}}
    one |= {"age": 1} if merged else {}
    assert answered(tmp_path, answer) == {"data": [one, one]}


def test_less_is_made_where_the_whole_does_not_fit(tmp_path: Path) -> None:
    # Nothing is a text that this one has to be, which stands in no answer by itself.
    never = {**TEXT, "allOf": [{"pattern": "^a"}, {"pattern": "^b"}]}
    inner = {**MAP, "properties": {"name": TEXT, "never": never}}
    answer = {**MAP, "properties": {"name": TEXT, "inner": inner}}
    made = answered(tmp_path, answer)
    assert made["name"]
    assert made["inner"] == {}
