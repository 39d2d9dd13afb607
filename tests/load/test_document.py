"""What is a document at all, and which files are opened."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

import pytest

from generator.diagnostics import Refused
from generator.load import Limits, load

from .conftest import HEAD, Read, Refuse


@pytest.mark.parametrize(
    "version", ["3.0.0", "3.0.4", "3.1.0", "3.1.2", "3.2.0", "3.1.0-rc1"]
)
def test_versions(read: Read, version: str) -> None:
    assert read(f"openapi: {version}\n").version == version


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("openapi: 3.0", "must be text", '"3.0.0"'),
        ("openapi: 3.1", "must be text", '"3.1.0"'),
        ("openapi: 3", "must be text", '"3.1.0"'),
        ("openapi: '3.1'", "three parts", '"3.1.0"'),
        ("openapi: 3.9.0", "'3.9.0' is not supported", "3.2.x"),
        ("openapi: 4.0.0", "'4.0.0' is not supported", "3.2.x"),
        ("openapi: three", "'three' is not supported", "3.2.x"),
        ("openapi: '2.0'", "Swagger 2", "swagger:"),
        ("openapi: [3]", "must be text", "3.2.x"),
        ("openapi: true", "must be text", "3.2.x"),
        ("openapi:", "must be text", "3.2.x"),
        ("swagger: '1.2'", "Swagger '1.2'", "Swagger 2.0 and OpenAPI 3.0"),
        ("asyncapi: 2.6.0", "AsyncAPI", "OpenAPI 3.0"),
        ("arazzo: 1.0.0", "Arazzo", "sourceDescriptions"),
        ("overlay: 1.0.0", "Overlay", "Apply"),
        ("$schema: x", "JSON Schema", "components/schemas"),
        ("opanapi: 3.1.0", "is missing", "'opanapi'"),
        ("OpenAPI: 3.1.0", "is missing", "'OpenAPI'"),
        ("name: x", "is missing", "openapi: 3.1.0"),
        ("hello", "but text", "begins with"),
        ("[1, 2]", "but a list", "begins with"),
        ("12", "but a single value", "begins with"),
        ("null", "but nothing", "begins with"),
    ],
)
def test_no_openapi(refuse: Refuse, text: str, message: str, hint: str) -> None:
    (found,) = refuse(text)
    assert found.code == "not-openapi"
    assert message in found.message
    assert hint in found.hint


def test_digest_and_name(read: Read) -> None:
    (source,) = read(HEAD).sources
    assert source.sha256 == hashlib.sha256(HEAD.encode()).hexdigest()
    assert source.name == "spec.yaml"


def test_at(read: Read) -> None:
    document = read(HEAD + "x-a: {b/c: [1, {'': 2}]}\n")
    assert document.at("#") is document.data
    assert document.at("#/x-a/b~1c/1/") == 2
    for missing in (
        "#/x-b",
        "#/x-a/b~1c/2",
        "#/x-a/b~1c/01",
        "#/x-a/b~1c/-1",
        "#/info/title/0",
        "x",
        "#/~2",
    ):
        with pytest.raises(LookupError):
            document.at(missing)


def _refused(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refused:
        load(path, limits=limits or Limits())
    (found,) = refused.value.diagnostics
    assert found.place is not None
    assert found.place.file == str(path)
    return found.message


def test_only_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "ring.yaml").symlink_to(tmp_path / "ring.yaml")
    assert "folder" in _refused(tmp_path)
    assert "no such file" in _refused(tmp_path / "missing.yaml")
    assert "symbolic" in _refused(tmp_path / "ring.yaml")
    assert "device" in _refused(Path("/dev/zero"))
    assert "not valid" in _refused(Path("a\0b"))
    assert "cannot read" in _refused(tmp_path / ("x" * 300))
    results: list[str] = []
    thread = threading.Thread(
        target=lambda: results.append(_refused(tmp_path / "pipe.yaml")), daemon=True
    )
    thread.start()
    thread.join(10)
    assert "named pipe" in "".join(results)


def test_size(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(HEAD)
    assert "larger than 10 bytes" in _refused(path, Limits(bytes=10))


def test_located_fills_in_places(read: Read) -> None:
    from generator.diagnostics import Diagnostic, Place

    document = read(HEAD)
    here = Place("elsewhere", 9, 9)
    found = document.located(
        [
            Diagnostic("a", "error", "m", "#/info/title"),
            Diagnostic("b", "error", "m", "", here),
            Diagnostic("c", "info", "m"),
        ]
    )
    assert [(each.place.line, each.place.column) for each in found if each.place] == [
        (2, 8),
        (9, 9),
        (1, 1),
    ]
