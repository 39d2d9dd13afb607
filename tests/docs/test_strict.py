"""Small documents go in; their samples are what strict type checkers take, and the mock takes what they send."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from operations.package import write

from docs.building import build, written
from docs.programs import check, run
from generator.mock import Options, serving

NOTE: dict[str, Any] = {
    "type": "object",
    "required": ["kind", "text"],
    "properties": {
        "kind": {"type": "string", "enum": ["note"]},
        "text": {"type": "string"},
        "class": {"type": "integer"},
    },
}
LINK: dict[str, Any] = {
    "type": "object",
    "required": ["kind", "at", "by"],
    "properties": {
        "kind": {"type": "string", "enum": ["link"]},
        "at": {"type": "string", "format": "date-time"},
        "by": {"type": "string", "format": "uuid"},
    },
}
PART: dict[str, Any] = {
    "oneOf": [
        {"$ref": "#/components/schemas/Note"},
        {"$ref": "#/components/schemas/Link"},
    ],
    "discriminator": {
        "propertyName": "kind",
        "mapping": {
            "note": "#/components/schemas/Note",
            "link": "#/components/schemas/Link",
        },
    },
}
LINKED = {
    "kind": "link",
    "at": "2026-01-31T12:00:00Z",
    "by": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
}
MODELS: dict[str, Any] = {
    "type": "object",
    "required": ["parts"],
    "properties": {
        "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}},
        "by_name": {
            "type": "object",
            "additionalProperties": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/Note"},
            },
        },
        "day": {"type": "string", "format": "date"},
        "bytes": {"type": "string", "format": "byte"},
        "either": {"anyOf": [{"type": "string", "format": "uuid"}, {"type": "string"}]},
        "one": {"$ref": "#/components/schemas/Note"},
    },
}
FULL = {
    "parts": [LINKED, {"kind": "note", "text": "a", "class": 1}],
    "by_name": {"x": [{"kind": "note", "text": "b", "more": True}]},
    "day": "2026-01-31",
    "bytes": "YWJj",
    "either": LINKED["by"],
    "one": {"kind": "note", "text": "c"},
    "unknown": [1],
}


def operation(name: str, **more: Any) -> dict[str, Any]:
    """An operation that answers JSON."""
    answer = {"application/json": {"schema": {"type": "object"}}}
    return {
        "operationId": name,
        "responses": {"200": {"description": "ok", "content": answer}},
        **more,
    }


def body(schema: Any, media_type: str = "application/json", **more: Any) -> Any:
    """A body that has to be there."""
    return {"content": {media_type: {"schema": schema, **more}}, "required": True}


def document(paths: Mapping[str, Any], version: str = "3.1.0") -> dict[str, Any]:
    """A document with these paths."""
    return {
        "openapi": version,
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://shop.example"}],
        "paths": paths,
        "components": {"schemas": {"Note": NOTE, "Link": LINK, "Part": PART}},
    }


MODEL_PATHS = {
    "/made": {"post": operation("made", requestBody=body(MODELS))},
    "/full": {"post": operation("full", requestBody=body(MODELS, example=FULL))},
    "/list": {
        "post": operation(
            "list",
            requestBody=body(
                {"type": "array", "items": {"$ref": "#/components/schemas/Note"}}
            ),
        )
    },
    "/of/{id}/{day}": {
        "get": operation(
            "of",
            parameters=[
                {
                    "name": name,
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string", "format": format},
                }
                for name, format in (("id", "uuid"), ("day", "date-time"))
            ],
        )
    },
}
FILE = {"type": "string", "format": "binary"}
FILE_PATHS = {
    "/files": {
        "post": operation(
            "upload",
            requestBody=body(
                {
                    "type": "object",
                    "required": ["file", "many", "purpose"],
                    "properties": {
                        "file": FILE,
                        "many": {"type": "array", "items": FILE},
                        "purpose": {"type": "string"},
                    },
                },
                "multipart/form-data",
                encoding={"file": {"contentType": "image/png"}},
            ),
        )
    },
    "/whole": {"put": operation("whole", requestBody=body(FILE, "audio/mpeg"))},
    "/xml": {
        "put": operation(
            "xml",
            requestBody=body({"$ref": "#/components/schemas/Note"}, "application/xml"),
        )
    },
    "/drawing": {"put": operation("drawing", requestBody=body({}, "application/xml"))},
    "/picture": {
        "get": {
            "operationId": "picture",
            "responses": {
                "200": {
                    "description": "ok",
                    "content": {"image/png": {"schema": FILE}},
                }
            },
        }
    },
}
DOCUMENTS = {
    "models": document(MODEL_PATHS),
    "files": document(FILE_PATHS, "3.0.3"),
}
FILES = ("file.png", "many.bin", "body.mp3", "body.xml")


def samples(made: Any, folder: Path) -> dict[str, list[str]]:
    """The samples of a document by operation, and beside them its client."""
    spec = written(folder, made)
    whole = json.loads(build(spec).text("openapi.json"))
    write(spec, folder, "shop")
    return {
        one["operationId"]: [sample["source"] for sample in one["x-codeSamples"]]
        for item in whole["paths"].values()
        for one in item.values()
    }


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_strict_checkers_and_the_mock_take_them(kind: str, tmp_path: Path) -> None:
    found = samples(DOCUMENTS[kind], tmp_path)
    for name in FILES:
        (tmp_path / name).write_text("<note/>")
    programs = {
        f"sample_{name}_{at}.py": source
        for name, sources in found.items()
        for at, source in enumerate(sources)
        if at
    }
    check(programs, tmp_path)
    with serving(tmp_path / "openapi.json", Options()) as mock:
        for name, sources in found.items():
            for at, source in enumerate(sources):
                asked = source.replace("https://shop.example", mock.url)
                run(asked, at == 0, tmp_path, SHOP_BASE_URL=mock.url)
                assert mock.requests[-1].status == 200, (name, source)


def test_models_are_made_where_a_list_asks_for_them(tmp_path: Path) -> None:
    found = samples(DOCUMENTS["models"], tmp_path)
    program = found["full"][1]
    assert "from shop import Client, models\n" in program
    assert 'at=dt.datetime.fromisoformat("2026-01-31T12:00:00Z")' in program
    assert 'models.Note(kind="note", text="a", class_=1)' in program
    # A key that the document does not know is none that a constructor takes.
    assert "models.Note.model_validate(" in program
    assert 'one={"kind": "note", "text": "c"}' in program
    assert 'request_options={"body": {"unknown": [1]}}' in program
    assert "models.Part" not in program


def test_files_are_files(tmp_path: Path) -> None:
    found = samples(DOCUMENTS["files"], tmp_path)
    command, program, _ = found["upload"]
    assert "-F 'file=@file.png;type=image/png'" in command
    assert "-F 'many=@many.bin'" in command
    assert "--form-string 'purpose=PURPOSE'" in command
    assert 'file=Path("file.png")' in program
    assert 'many=[Path("many.bin")]' in program
    command, program, _ = found["whole"]
    assert "--data-binary '@body.mp3'" in command
    assert 'body=Path("body.mp3")' in program
    command, program, _ = found["xml"]
    assert "<Note><kind>note</kind><text>TEXT</text></Note>" in command
    assert 'client.xml.xml(kind="note", text="TEXT")' in program
    command, program, _ = found["drawing"]
    assert "--data-binary '@body.xml'" in command
    assert 'body=Path("body.xml").read_text()' in program
    command, program, _ = found["picture"]
    assert command.endswith("-o 'answer.png'\n")
    assert 'Path("answer.png").write_bytes(answer)' in program
    assert "print(" not in program
