"""The foreign checks run in a process of their own: bounded, without network, and their findings come home."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.load import Document, Source
from generator.validate import library, start, validate

Make = Callable[..., Document]


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server on a free port that notes every connection."""
    met: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                met.append("connection")
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", met
        stop.set()
        thread.join()


def unloaded(data: dict[str, Any]) -> Document:
    """A document as no loader would give it: references to other places are still in it."""
    source = Source(Path("x.json"), "x.json", b"{}", "{}", "json")
    return Document(Path("x.json"), data, data["openapi"], (source,))


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
def test_nothing_is_ever_requested(
    listener: tuple[str, list[str]], tmp_path: Path, version: str
) -> None:
    address, met = listener
    secret = tmp_path / "secret.json"
    secret.write_text('{"type": "string"}')
    far = [f"{address}/a.json", f"{address}/b.json#/c", secret.as_uri(), "ftp://a/b"]
    schemas: dict[str, Any] = {
        f"A{number}": {"properties": {"x": {"$ref": uri}}, "default": {"x": 1}}
        for number, uri in enumerate(far)
    }
    schemas["B"] = {"$schema": f"{address}/meta", "$id": f"{address}/id", "default": 1}
    schemas["C"] = {"allOf": [{"$ref": far[0]}], "example": 5, "$dynamicRef": far[0]}
    document = unloaded(
        {
            "openapi": version,
            "info": {"title": "t", "version": "1"},
            "jsonSchemaDialect": f"{address}/dialect",
            "paths": {"/a": {"$ref": far[0]}},
            "components": {"schemas": schemas},
        }
    )
    start(document).findings()
    assert met == []


def test_the_listener_would_have_noticed(listener: tuple[str, list[str]]) -> None:
    address, met = listener
    host, _, port = address.removeprefix("http://").partition(":")
    socket.create_connection((host, int(port))).close()
    time.sleep(0.3)
    assert met == ["connection"]


def test_findings_have_places(made: Make) -> None:
    document = made(
        "3.0.3",
        paths={},
        components={"schemas": {"A": {"type": "integer", "default": "x"}}},
    )
    (found,) = library(document)
    assert found.pointer == "#/components/schemas/A/default"
    assert found.place is not None
    assert found.place.file.endswith("openapi.json")


def test_the_library_is_heard(made: Make) -> None:
    schema = {"$schema": "https://json-schema.org/draft-05/schema#", "type": "string"}
    document = made(paths={}, components={"schemas": {"A": schema}})
    assert [found.code for found in validate(document)] == ["openapi-spec-validator"]


def test_time_is_bounded(made: Make) -> None:
    """Schemas that double the work at each step never come to an end by themselves."""
    steps = 60
    schemas: dict[str, Any] = {
        f"A{number}": {
            "anyOf": [
                {"properties": {"x": {"$ref": f"#/components/schemas/A{number + 1}"}}},
                {"properties": {"x": {"$ref": f"#/components/schemas/A{number + 1}"}}},
            ]
        }
        for number in range(steps)
    }
    schemas[f"A{steps}"] = {"type": "string"}
    value: Any = 5
    for _ in range(steps):
        value = {"x": value}
    schemas["A0"]["example"] = value
    begin = time.monotonic()
    found = start(made(components={"schemas": schemas}), seconds=3).findings()
    assert time.monotonic() - begin < 10
    assert "not-checked" in {one.code for one in found}


def test_deep_and_circular_documents_come_to_an_end(made: Make) -> None:
    deep: Any = {}
    for _ in range(100):
        deep = {"properties": {"a": deep}}
    ring = {
        "allOf": [{"items": {"$ref": "#/components/schemas/Ring"}}],
        "required": ["a"],
    }
    schemas = {"Deep": deep, "Ring": ring}
    found = validate(made(paths={}, components={"schemas": schemas}))
    assert "not-checked" not in {one.code for one in found}


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_no_pattern_keeps_the_checks_busy(made: Make, version: str) -> None:
    """Python's own engine would look for the end of each for years."""
    text = "a" * 60 + "!"
    slow = "^((a+)+)+$"
    named = {"patternProperties": {slow: {"type": "integer"}}, "default": {text: "x"}}
    schemas = {
        "A": {"type": "string", "pattern": slow, "default": text},
        "B": {"additionalProperties": False, **named},
        "C": {"anyOf": [{"type": "string", "pattern": slow}], "default": text},
    }
    found = start(made(version, paths={}, components={"schemas": schemas})).findings()
    places = {one.pointer for one in found}
    assert {f"#/components/schemas/{name}/default" for name in "AC"} <= places
    assert "not-checked" not in {one.code for one in found}


def test_the_current_folder_has_no_modules(
    made: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout that holds a document may hold anything else too, a folder called as this package among it."""
    ran = tmp_path / "ran"
    for name in ("json.py", "jsonschema_rs.py", "generator/__init__.py"):
        module = tmp_path / name
        module.parent.mkdir(exist_ok=True)
        module.write_text(f"open({str(ran)!r}, 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    schemas = {"A": {"type": "integer", "default": "x"}}
    found = start(made("3.0.3", paths={}, components={"schemas": schemas})).findings()
    assert "#/components/schemas/A/default" in {one.pointer for one in found}
    assert "not-checked" not in {one.code for one in found}
    assert not ran.exists()
