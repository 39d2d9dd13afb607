"""The page about the Python client: what it shows beside a plain call is of the document, typed, and runs against the mock."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from operations.package import write

from docs.building import build, written
from docs.programs import check, run
from generator.mock import Options, serving

OBJECT = {"type": "object", "properties": {"id": {"type": "string"}}}
FILE = {"type": "string", "format": "binary"}
SEQUENCE = "application/jsonl"


def operation(name: str, media_type: str, schema: Any, **more: Any) -> dict[str, Any]:
    """An operation that answers a media type."""
    answer = {"description": "ok", "content": {media_type: {"schema": schema}}}
    return {"operationId": name, "responses": {"200": answer}, **more}


LIST = {
    "type": "object",
    "properties": {
        "data": {"type": "array", "items": OBJECT},
        "next": {"type": ["string", "null"]},
    },
}
AFTER = {"name": "after", "in": "query", "schema": {"type": "string"}}
UPLOAD = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": FILE},
            }
        }
    },
}
PATHS: dict[str, Any] = {
    "/things": {
        "get": operation(
            "things.list",
            "application/json",
            LIST,
            parameters=[AFTER],
            **{
                "x-specloom-pagination": {
                    "items": ["/data"],
                    "cursor": {"parameter": "after", "next": ["/next"]},
                }
            },
        ),
        "post": operation("things.add", "application/json", OBJECT, requestBody=UPLOAD),
    },
    "/news": {"get": operation("news.follow", SEQUENCE, OBJECT)},
    "/picture": {"get": operation("picture", "image/png", FILE)},
    "/plain": {"get": operation("plain", "application/json", OBJECT)},
}
PLAIN = ["Options of one call", "Status and header fields", "Limits"]
SHOWN = {
    "/things": ["Pages", "Files that are sent", *PLAIN],
    "/news": ["Streams", *PLAIN],
    "/picture": ["Files that are answered", *PLAIN],
    "/plain": PLAIN,
}


def page(folder: Path, *paths: str) -> str:
    """The Markdown of the page about the client of a document with some paths, its address being one to replace."""
    document = {
        "openapi": "3.2.0",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://shop.example"}],
        "paths": {path: PATHS[path] for path in paths},
    }
    return build(written(folder, document)).text("en/python.md")


@pytest.mark.parametrize("path", PATHS)
def test_only_what_the_document_has_is_told(path: str, tmp_path: Path) -> None:
    heads = re.findall(r"^## (.*)$", page(tmp_path, path), re.MULTILINE)
    assert heads[3:-3] == SHOWN[path]


def test_programs_are_typed_and_run(tmp_path: Path) -> None:
    told = page(tmp_path, *PATHS)
    programs = re.findall(r"```python\n(.*?)```", told, re.DOTALL)
    for line in (
        "for item in client.things.list_all():",
        "with client.news.follow() as stream:",
        "async with await client.news.follow() as stream:",
        'client.things.add(file=Path("file.bin"))',
        'Path("answer.png").write_bytes(answer)',
        'request_options={"timeout": 20, "headers": {"X-Trace": "a1"}}',
        "raw = client.raw.",
        "timeout=30, max_concurrent=8",
        "except APIError as error:",
    ):
        assert any(line in one for one in programs), line
    write(tmp_path / "openapi.json", tmp_path, "shop")
    (tmp_path / "file.bin").write_bytes(b"a")
    check({f"part_{at}.py": one for at, one in enumerate(programs)}, tmp_path)
    with serving(tmp_path / "openapi.json", Options()) as mock:
        for one in programs:
            before = len(mock.requests)
            run(one, False, tmp_path, SHOP_BASE_URL=mock.url)
            assert len(mock.requests) > before
            assert mock.requests[-1].status == 200, one


@pytest.mark.parametrize("signed", [False, True])
def test_a_webhook_is_read(signed: bool, tmp_path: Path) -> None:
    post: dict[str, Any] = {
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": OBJECT}},
        },
        "responses": {"204": {"description": ""}},
    }
    if signed:
        post["x-specloom-signature"] = {"scheme": "standard-webhooks"}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "webhooks": {"news": {"post": post}},
    }
    told = build(written(tmp_path, document)).text("en/python.md")
    (program,) = re.findall(r"```python\n(.*?)```", told, re.DOTALL)
    assert "webhooks.parse_news(body" in program
    assert ("headers=headers, secret=secret" in program) == signed
    write(tmp_path / "openapi.json", tmp_path, "shop")
    check({"part.py": program}, tmp_path)
    if not signed:
        told = run(f'{program}\nreceived(b\'{{"id": "a"}}\')\n', False, tmp_path)
        assert "a" in told


def test_methods_stand_below_their_resource(tmp_path: Path) -> None:
    told = page(tmp_path, *PATHS).partition("## Methods")[2]
    assert re.findall("^### (.*)$", told, re.MULTILINE) == [
        "`client.things`",
        "`client.news`",
        "`client.picture`",
        "`client.plain`",
    ]
    assert "- `add(…)`: [things.add](operations/things.add.md)" in told
