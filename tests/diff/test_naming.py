"""Pairs of documents go in; what a client that is generated anew calls otherwise comes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli import cli
from generator.options import Run

TEXT = {"type": "string"}


def operation(**parts: Any) -> dict[str, Any]:
    return {"responses": {"200": {"description": "ok"}}, **parts}


def document(paths: dict[str, Any], **components: Any) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": paths,
        "components": components,
    }


def told(
    folder: Path, capsys: pytest.CaptureFixture[str], *documents: dict[str, Any]
) -> tuple[int, list[tuple[str, str, str, str, str]]]:
    """The exit code of `diff --names`, and what it says of names: of what, where, of which part, the old and the new name."""
    files: list[str] = []
    for name, one in zip(("old", "new"), documents, strict=True):
        file = folder / f"{name}.json"
        file.write_text(json.dumps(one))
        files.append(str(file))
    code = cli.main(
        ["diff", "--names", "--format", "json", *files],
        "specloom",
        standalone_mode=False,
        obj=Run(),
    )
    found = json.loads(capsys.readouterr().out)
    named = ("method", "argument", "class", "attribute")
    assert all(one["breaking"] for one in found if one["what"] in named)
    return code, [
        (one["what"], one["where"], one["name"], one["old"], one["new"])
        for one in found
        if one["what"] in named
    ]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_methods(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By operationId or tag, and with what turns pages; a path is the same whatever its parameters are called, and arguments are not."""
    paged: dict[str, Any] = {
        "operationId": "list",
        "tags": ["things"],
        "parameters": [{"name": "page", "in": "query", "schema": {"type": "integer"}}],
    }
    answer = {"type": "array", "items": TEXT}
    content = {"application/json": {"schema": answer}}
    paged["responses"] = {"200": {"description": "ok", "content": content}}
    old = document(
        {
            "/a": {"get": operation(operationId="getThing", tags=["a"])},
            "/b/{id}": {"get": operation(operationId="same", tags=["a"])},
            "/things": {"get": paged},
            "/gone": {"get": operation(operationId="gone", tags=["a"])},
        }
    )
    new = document(
        {
            "/a": {"get": operation(operationId="fetchThing", tags=["a"])},
            "/b/{key}": {"get": operation(operationId="same", tags=["a"])},
            "/things": {"get": {**paged, "tags": ["items"]}},
            "/come": {"get": operation(operationId="come", tags=["a"])},
        }
    )
    code, found = told(tmp_path, capsys, old, new)
    assert code == 1
    assert found[0] == ("method", "GET /a", "", "a.get_thing", "a.fetch_thing")
    assert found[1] == ("argument", "GET /b/{key}", "key", "id", "key")
    (more,) = found[2:]
    assert more[:3] == ("method", "GET /things", "")
    assert more[3].split(", ")[0] == "things.list"
    assert more[4].split(", ")[0] == "items.list"


def test_arguments_classes_and_attributes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is new may take a name from what was there: `max_size` of `maxSize` beside `max_size`."""

    def asks(*names: str) -> dict[str, Any]:
        given = [{"name": one, "in": "query", "schema": TEXT} for one in names]
        return {"/a": {"get": operation(operationId="read", parameters=given)}}

    def thing(*names: str) -> dict[str, Any]:
        return {"type": "object", "properties": dict.fromkeys(names, TEXT)}

    old = document(asks("maxSize"), schemas={"Thing": thing("maxSize")})
    new = document(
        asks("maxSize", "max_size"),
        schemas={"Thing": thing("maxSize", "max_size")},
    )
    code, found = told(tmp_path, capsys, old, new)
    assert code == 1
    kinds = {(one[0], one[1]) for one in found}
    assert kinds == {("argument", "GET /a"), ("attribute", "Thing")}
    assert all(old == "max_size" and new != old for *_, old, new in found)
    assert told(tmp_path, capsys, old, old) == (0, [])


@pytest.mark.parametrize("spec", ["", 'spec = "old.json"', 'spec = "new.json"'])
def test_settings_keep_a_name(
    spec: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names that settings give are those of both documents, whichever they speak of, and of what only one has."""
    (tmp_path / "specloom.toml").write_text(
        f"{spec}\n[names]\n'#/paths/~1a/get' = 'get_thing'\n'#/paths/~1b/get' = 'get_b'\n"
        "[open]\n'#/components/schemas/Gone' = true\n"
    )
    old, new = (
        document({"/a": {"get": operation(operationId=name, tags=["a"])}})
        for name in ("getThing", "fetchThing")
    )
    new["paths"]["/b"] = {"get": operation(operationId="b", tags=["a"])}
    assert told(tmp_path, capsys, old, new) == (0, [])


def test_a_class_that_is_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Under whatever name the schema goes on; one that only moved is imported as before."""

    def named(schema: str) -> dict[str, Any]:
        thing = {"type": "object", "properties": {"a": TEXT}}
        content = {"application/json": {"schema": {"$ref": f"#/components/{schema}"}}}
        answer = {"200": {"description": "ok", "content": content}}
        kind, _, name = schema.partition("/")
        return document(
            {"/a": {"get": operation(operationId="read", responses=answer)}},
            **{kind: {name: thing}},
        )

    code, found = told(tmp_path, capsys, named("schemas/Pet"), named("schemas/Animal"))
    assert code == 1
    assert found == [("class", "#/components/schemas/Pet", "", "Pet", "")]
