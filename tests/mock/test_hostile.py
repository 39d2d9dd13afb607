"""Documents that mean harm go in; every answer of the mock comes out as one whole HTTP message, and as no other."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from generator.mock import Mock, serving
from mock.playing import playing

EVIL = "a\r\nX-Evil: 1\r\n\r\n<script>"
TEXT = {"schema": {"type": "string"}}


def header(name: str, value: Any) -> dict[str, Any]:
    """A response with one header field."""
    return {"headers": {name: {**TEXT, "example": value}}}


def body(media_type: str, value: Any) -> dict[str, Any]:
    """A response with one media type."""
    return {"content": {media_type: {"example": value}}}


ANSWERS: dict[str, tuple[str, dict[str, Any], int]] = {
    "value": ("200", header("X-A", EVIL), 200),
    "value-of-controls": ("200", header("X-A", "\x00\x7f\x85\u2028 雪 é"), 200),
    "value-that-is-long": ("200", header("X-A", "h" * 100_000), 200),
    "name": ("200", header(f"X{EVIL}", "a"), 501),
    "name-of-no-token": ("200", header("X Ä", "a"), 501),
    "no-name": ("200", header("", "a"), 501),
    "location": ("302", header("Location", f"http://a.example/{EVIL}"), 302),
    "framing": ("200", header("Transfer-Encoding", "chunked"), 200),
    "length": ("200", header("Content-Length", "1") | body("text/plain", "ab"), 200),
    "media-type": ("200", body(f"text/plain{EVIL}", "a"), 501),
    "body": ("200", body("text/plain", f"HTTP/1.1 200 OK\r\n{EVIL}"), 200),
    "long-body": ("200", body("application/json", "h" * 200_000), 200),
    "xml": ("200", body("application/xml", {"a><b": "\x00</a>", "雪": 1, "": 2}), 200),
    "no-content": ("204", body("text/plain", "a"), 204),
    "not-modified": ("304", body("text/plain", "a"), 304),
    "switching": ("101", {}, 501),
    "informational": ("1XX", {}, 501),
    "status-of-none": ("000", {}, 200),
    "status-beyond": ("999", {}, 200),
}
"""Path -> declared status, the response, and the status that comes."""


@pytest.fixture(scope="module")
def mock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mock]:
    """A mock of all of them; the paths mean harm as well."""
    paths = {
        f"/{name}{EVIL}/{{id}}": {
            "parameters": [{"name": "id", "in": "path", "required": True, **TEXT}],
            "get": {"responses": {status: {"description": EVIL, **response}}},
        }
        for name, (status, response, _) in ANSWERS.items()
    }
    info = {"title": EVIL, "version": EVIL}
    spec: Path = tmp_path_factory.mktemp("mock") / "openapi.json"
    spec.write_text(json.dumps({"openapi": "3.1.0", "info": info, "paths": paths}))
    with serving(spec) as found:
        yield found


def got(url: str, target: str, more: str = "", body: bytes = b"") -> bytes:
    """Everything that comes for one request."""
    place = urlsplit(url)
    method = "POST" if body else "GET"
    lines = f"Host: {place.netloc}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n{more}"
    request = f"{method} {target} HTTP/1.1\r\n{lines}"
    with socket.create_connection((place.hostname, place.port or 0)) as connection:
        connection.sendall(f"{request}\r\n".encode() + body)
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_one_message(mock: Mock, name: str) -> None:
    path = "%0D%0AX-Evil%3A%201%0D%0A%0D%0A%3Cscript%3E/%0D%0A%00%FF"
    head, _, content = got(mock.url, f"/{name}a{path}").partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    fields = dict(line.split(b": ", 1) for line in lines)
    assert int(first.split(b" ")[1]) == ANSWERS[name][2]
    assert len(fields) == len(lines)
    assert b"x-evil" not in {key.lower() for key in fields}
    assert not any(byte < 32 or byte == 127 for byte in b"".join(fields.values()))
    bare = ANSWERS[name][2] in (204, 304)
    assert len(content) == (0 if bare else int(fields[b"content-length"]))
    if name == "xml":
        found = ElementTree.fromstring(content)
        assert [one.tag for one in found] == ["a__b", "雪", "_"]


def test_a_step_of_a_path_is_divided_in_one_go(tmp_path: Path) -> None:
    names = ("a", "b", "c")
    item = {
        "parameters": [
            {"name": one, "in": "path", "required": True, **TEXT} for one in names
        ],
        "get": {"responses": {"204": {"description": "done"}}},
    }
    info = {"title": "t", "version": "1"}
    spec = tmp_path / "openapi.json"
    spec.write_text(
        json.dumps({"openapi": "3.1.0", "info": info, "paths": {"/{a}-{b}.{c}": item}})
    )
    with serving(spec) as mock:
        assert got(mock.url, "/a-b-c.d.e").startswith(b"HTTP/1.1 204")
        assert got(mock.url, f"/{'-.' * 7000}/").startswith(b"HTTP/1.1 404")


LONG = {"type": "string", "minLength": 1_000_000}


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "minLength": 10**9},
        {"type": "array", "prefixItems": [LONG] * 300},
    ],
    ids=["a text", "texts"],
)
def test_no_text_is_made_that_fills_the_memory(tmp_path: Path, schema: Any) -> None:
    content = {"content": {"application/json": {"schema": schema}}}
    answers = {"200": {"description": "ok", **content}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"get": {"responses": answers}}},
    }
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(document))
    with serving(spec) as mock:
        assert got(mock.url, "/a").startswith(b"HTTP/1.1 501")


def test_a_value_that_is_wrong_in_very_many_ways_is_refused_at_once(
    tmp_path: Path,
) -> None:
    rows = {
        "type": "object",
        "additionalProperties": {"$ref": "#/components/schemas/R"},
    }
    schema = {"anyOf": [rows, {**rows, "minProperties": 2}, {"type": "integer"}]}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/R"}}}
    item = {
        "requestBody": {"content": content},
        "responses": {"204": {"description": "done"}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/r": {"post": item}},
        "components": {"schemas": {"R": schema}},
    }
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(document))
    more = "Content-Type: application/json\r\n"
    with serving(spec) as mock:
        for leaf, status in ((b"1", b"204"), (b'"x"', b"400")):
            for depth in (7, 60):
                body = b'{"a": ' * depth + leaf + b"}" * depth
                assert got(mock.url, "/r", more, body).split(b" ")[1] == status


POST = "/v1/video/generations"
JSON = "Authorization: Bearer a\r\nContent-Type: application/json\r\n"
WELL = b'{"model": "kling-v1", "prompt": "a"}'
REQUESTS: dict[str, tuple[str, str, bytes, int]] = {
    "many-fields": (f"{POST}/a?{'a[b]=c&' * 1500}", JSON, b"", 404),
    "no-text": (f"{POST}/%FF%00", JSON, b"", 404),
    "up": ("/__mock__/results/..%2F..%2Fetc/passwd", "", b"", 404),
    "half-an-escape": (f"{POST}/%", JSON, b"", 404),
    "absolute": (f"http://evil.example{POST}", JSON, WELL, 201),
    "deep": (POST, JSON, b'{"metadata": ' + b"[" * 9000 + b"]" * 9000 + b"}", 400),
    "deeper-than-validators-go": (
        POST,
        JSON,
        b'{"model": "a", "prompt": "a", "metadata": ' + b"[" * 300 + b"]" * 300 + b"}",
        400,
    ),
    "no-utf-8": (POST, JSON, b"\xff\xfe", 400),
    "half-a-character": (POST, JSON, b'{"model": "\\ud800", "prompt": "a"}', 400),
    "no-number": (POST, JSON, b'{"model": "a", "prompt": "a", "seed": NaN}', 400),
    "status-of-none": (POST, f"{JSON}Prefer: code=999\r\n", WELL, 400),
    "fault-of-none": (POST, f"{JSON}X-Mock-Fault: slow; seconds=nan\r\n", WELL, 400),
    "accept": (POST, f"{JSON}Accept: {'a/b,' * 2000}\r\n", WELL, 201),
    "no-charset": (POST, f"{JSON.strip()}; charset=none\r\n", WELL, 201),
}
"""Target, header fields, body, and the status that comes."""


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_that_means_harm_is_answered(name: str) -> None:
    target, more, body, status = REQUESTS[name]
    with playing() as gateway:
        answer = got(gateway.url, target, more, body)
    assert (int(answer.split(b" ")[1]), b"internal error" in answer) == (status, False)
