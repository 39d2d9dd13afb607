"""What comes over the wire goes in: styles by the specification's own tables, and nonsense that must not hurt."""

from __future__ import annotations

import json
import random
import re
import socket
from pathlib import Path
from typing import Any

import pytest
from operations.test_operations import PATHS, QUERIES

from generator.ir.model import (
    Anything,
    Api,
    Const,
    Enum,
    Info,
    ListOf,
    Operation,
    Parameter,
    Record,
    Scalar,
    Style,
    Type,
)
from generator.ir.model import Field as Property
from generator.ir.spelled import matching
from generator.mock.routes import find, routes
from generator.mock.styles import pairs_of, path_value, query_value
from mock.asking import ask
from mock.playing import playing

API = Api("3.1.0", Info("Styles", "1"))
NUMBERS = tuple(Property(f"#/{name}", name, Scalar("integer")) for name in "RGB")


def of(value: Any) -> Type:
    """The type of the table's values."""
    match value:
        case list():
            return ListOf(Scalar("string"))
        case dict():
            return Record(NUMBERS, Anything())
        case _:
            return Scalar("string")


@pytest.mark.parametrize(("style", "explode", "value", "text"), PATHS)
def test_the_table_of_paths(style: Style, explode: bool, value: Any, text: str) -> None:
    parameter = Parameter("", "color", "path", of(value), True, style, explode)
    assert path_value(parameter, text, API) == value


@pytest.mark.parametrize(("style", "explode", "value", "text"), QUERIES)
def test_the_table_of_queries(
    style: Style, explode: bool, value: Any, text: str
) -> None:
    parameter = Parameter("", "color", "query", of(value), True, style, explode)
    found = query_value(parameter, pairs_of(text), API, frozenset())
    assert found == (True, value)


@pytest.mark.parametrize(
    ("item", "value"),
    [
        (Scalar("integer"), []),
        (Enum(("a", "b")), []),
        (Enum(("a", "")), [""]),
        (Scalar("string"), [""]),
    ],
)
def test_an_empty_text_is_no_member_where_none_may_be_empty(
    item: Type, value: list[str]
) -> None:
    parameter = Parameter("", "color", "query", ListOf(item), True, "form", True)
    found = query_value(parameter, pairs_of("color="), API, frozenset())
    assert found == (True, value)


@pytest.mark.parametrize(
    "pattern",
    [
        r"^[a-z0-9]{1,12}$",
        r"^\d{4}-\d{2}-\d{2}$",
        r"^(foo|bar)+(?:-[^\s/]{2,3})?$",
        r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}$",
        r"\S",
        r"^\+?[1-9]\d{1,14}$",
        r"^#(?:[0-9a-fA-F]{3}){1,2}$",
        r"^.{3,}$",
        r"^a{2}b*c?$",
    ],
)
@pytest.mark.parametrize("more", [0, 1, 8])
def test_texts_of_a_pattern_match_it(pattern: str, more: int) -> None:
    made = list(matching(pattern, more, random.Random(7)))
    assert made
    for text in made:
        assert re.search(pattern, text)


@pytest.mark.parametrize(
    "raw",
    [
        b"\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /v1/video/generations HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        b"GET " + b"/a" * 40_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /v1/video/generations HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
    ids=range(8),
)
def test_what_is_no_http_is_refused_and_nothing_breaks(raw: bytes) -> None:
    with playing() as mock:
        host, port = mock.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=20) as connection:
            connection.sendall(raw)
            connection.shutdown(socket.SHUT_WR)
            told = b""
            while piece := connection.recv(65536):
                told += piece
        assert told == b"" or told.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4"))
        assert ask(mock.url, "GET", "/__mock__").status == 200
        assert mock.billed == 0


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"prompt": NaN}',
        b"\xff\xfe",
        b'"\\ud800"',
        b"1" * 10_000,
        json.dumps({"model": "\ud800", "prompt": "x"}).encode(),
    ],
    ids=range(6),
)
def test_bodies_that_hurt_are_refused_as_the_document_says(body: bytes) -> None:
    with playing() as mock:
        got = ask(
            mock.url,
            "POST",
            "/v1/video/generations",
            body,
            content_type="application/json",
        )
        assert got.status in (201, 400), got.body
        assert "internal error" not in got.body.decode()


def test_wishes_and_faults_that_there_are_not_are_said() -> None:
    path = "/v1/video/generations/task_9f2c1d7a"
    with playing() as mock:
        for got in (
            ask(mock.url, "GET", path, prefer="code=999"),
            ask(mock.url, "GET", path, prefer="code=x"),
            ask(mock.url, "GET", path, x_mock_fault="nothing"),
            ask(mock.url, "GET", path, x_mock_fault="cut; times=x"),
        ):
            assert (got.status, got.headers["content-type"]) == (
                400,
                "application/problem+json",
            )
        named = ask(mock.url, "GET", path, prefer="example=envelopeFailure")
        assert named.json["data"]["status"] == "FAILURE"
        quoted = 'respond-async;x, example="envelope\\Failure"'
        assert ask(mock.url, "GET", path, prefer=quoted).body == named.body
        unknown = ask(mock.url, "GET", path, prefer='example="a, b; \\"c\\""')
        assert unknown.status == 501
        assert 'example=a, b; "c":' in unknown.json["detail"]
        assert ask(mock.url, "GET", path, prefer="example=none").status == 501
        made = ask(mock.url, "GET", path, prefer="dynamic=true")
        assert made.status == 200
        assert made.body == ask(mock.url, "GET", path, prefer="dynamic=true").body


def test_a_name_without_a_value_is_an_empty_array_where_it_is_no_member(
    tmp_path: Path,
) -> None:
    words = {"type": "array", "items": {"type": "string", "minLength": 1}}
    some = {"type": "array", "items": {"type": "string"}, "minItems": 1}
    given = {"words": words, "some": some, "both": {**some, **words}}
    parameters = [{"name": n, "in": "query", "schema": s} for n, s in given.items()]
    answers = {"204": {"description": "done"}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "", "version": ""},
        "paths": {"/a": {"get": {"parameters": parameters, "responses": answers}}},
    }
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(document), encoding="utf-8")
    with playing(spec) as mock:
        statuses = [ask(mock.url, "GET", f"/a?{name}=").status for name in given]
        assert statuses == [204, 204, 400]
        assert ask(mock.url, "GET", "/a?words=&words=").status == 400


def test_null_is_read_where_models_read_it(tmp_path: Path) -> None:
    link = {"$ref": "#/components/schemas/A"}
    schema = {
        "type": "object",
        "required": ["y"],
        "properties": {
            "x": {**link, "type": ["object", "null"]},
            "y": {"oneOf": [link, {"type": "string"}], "type": "null"},
            "z": {"const": "abc", "nullable": True},
        },
    }
    content = {"application/json": {"schema": schema}}
    same = {"responses": {"200": {"description": "ok", "content": content}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Null", "version": "1"},
        "paths": {"/a": {"post": {"requestBody": {"content": content}, **same}}},
        "components": {"schemas": {"A": {"type": "object", "required": ["n"]}}},
    }
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(document), "utf-8")
    with playing(spec) as mock:
        for taken in (b'{"x": null, "y": null, "z": null}', b'{"y": "s"}'):
            assert post(mock.url, taken) == 200
        for refused in (b'{"x": 1, "y": null}', b'{"y": 1}', b'{"y": null, "z": "d"}'):
            assert post(mock.url, refused) in (400, 422)


def post(url: str, body: bytes) -> int:
    return ask(url, "POST", "/a", body, content_type="application/json").status


def test_objects_in_arrays_are_read_from_their_json() -> None:
    """No style writes them (OpenAPI 3.2, "Style Values"); clients spell them in JSON."""
    parameter = Parameter("", "color", "query", ListOf(of({})))
    pairs = pairs_of("color=%7B%22R%22:1%7D&color=%7B%22G%22&color=x")
    found = query_value(parameter, pairs, API, frozenset())
    assert found == (True, [{"R": 1}, '{"G"', "x"])
    texts = Parameter("", "color", "query", ListOf(Scalar("string")))
    pairs = pairs_of("color=%7B%22R%22:1%7D")
    assert query_value(texts, pairs, API, frozenset()) == (True, ['{"R":1}'])


def test_members_of_arrays_have_numbers_in_brackets() -> None:
    kind = Record((Property("#/or", "or", ListOf(of({}))),), of({}))
    parameter = Parameter("", "f", "query", kind, True, "deepObject", True)

    def found(query: str) -> Any:
        return query_value(parameter, pairs_of(query), API, frozenset())[1]

    assert found("f[or][0][R]=1&f[or][1][R]=2") == {"or": [{"R": 1}, {"R": 2}]}
    assert found("f[or][1][R]=1") == {"or": {"1": {"R": 1}}}
    assert found("f[x][0]=1") == {"x": {"0": "1"}}
    assert found("f[x][y][0][z]=1") == {"x": {"y": [{"z": "1"}]}}


def operation(name: str, path: str, *required: tuple[str, str, Type]) -> Operation:
    """An operation with required parameters."""
    parameters = tuple(
        Parameter("", one, "header" if place == "header" else "query", type, True)
        for place, one, type in required
    )
    return Operation(name, "GET", path, operation_id=name, parameters=parameters)


def test_operations_at_one_path_are_told_apart_by_what_they_require() -> None:
    """What stands behind "#" in a path of the document is no part of a request."""
    text = Scalar("string")
    many = (
        operation("list", "/#list"),
        operation("parts", "/#upload", ("query", "upload", text)),
        operation("part", "/#part", ("query", "upload", text), ("query", "n", text)),
        operation("a", "/#a", ("header", "X-Act", Const("a"))),
        operation("b", "/#b", ("header", "X-Act", Enum(("b",)))),
        operation("old", "/?v=1"),
    )
    known = routes(Api("3.1.0", Info("Acts", "1"), operations=many))

    def found(query: str = "", **headers: str) -> str:
        given = tuple((name.replace("_", "-"), text) for name, text in headers.items())
        chosen = find(known, "GET", "/", query, given).operation
        assert chosen is not None
        return chosen.id

    assert found() == "list"
    assert found("upload=1") == "parts"
    assert found("upload=1&n=2") == "part"
    assert found("n=2") == "list"
    assert found(x_act="a") == "a"
    assert found(x_act="b") == "b"
    assert found(x_act="c") == "list"
    assert found("v=1") == "old"
    assert found("v=2") == "list"
    assert find(known, "POST", "/", "").methods == ("GET",)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"name": "me", "password": "secret"}, 201),
        ({"id": 1, "name": "me", "password": "secret"}, 201),
        ({"name": "me"}, 400),
    ],
)
def test_a_request_has_all_but_what_answers_alone_have(
    sent: dict[str, Any], status: int, tmp_path: Path
) -> None:
    text: dict[str, Any] = {"type": "string"}
    user = {
        "type": "object",
        "required": ["id", "name", "password"],
        "properties": {
            "id": {"type": "integer", "readOnly": True},
            "name": text,
            "password": {**text, "writeOnly": True},
        },
    }
    content = {"application/json": {"schema": user}}
    answer = {"description": "made", "content": content}
    post = {"requestBody": {"content": content}, "responses": {"201": answer}}
    document = tmp_path / "openapi.json"
    told = {"title": "Users", "version": "1"}
    paths = {"/users": {"post": post}}
    document.write_text(json.dumps({"openapi": "3.0.3", "info": told, "paths": paths}))
    with playing(document) as mock:
        assert ask(mock.url, "POST", "/users", sent).status == status
