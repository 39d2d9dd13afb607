"""Pairs of small documents go in; the differences that they were written for come out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli import cli
from generator.diff import Change, compare
from generator.ir.build import build
from generator.ir.model import Api
from generator.load import load
from generator.options import Run


def api(folder: Path, operation: dict[str, Any], path: str = "/a") -> Api:
    """The API of a document with one operation."""
    operation.setdefault("responses", {"200": {"description": "ok"}})
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {path: {"post": operation}},
    }
    file = folder / "openapi.json"
    file.write_text(json.dumps(document), "utf-8")
    return build(load(file))[0]


def sends(schema: Any, required: bool = True) -> dict[str, Any]:
    """An operation that takes a body."""
    content = {"application/json": {"schema": schema}}
    return {"requestBody": {"required": required, "content": content}}


def reads(schema: Any) -> dict[str, Any]:
    """An operation that answers with a body."""
    content = {"application/json": {"schema": schema}}
    return {"responses": {"200": {"description": "ok", "content": content}}}


def asks(**parameter: Any) -> dict[str, Any]:
    """An operation with a query parameter."""
    given = {"name": "q", "in": "query", "schema": {"type": "string"}, **parameter}
    return {"parameters": [given]}


def thing(required: list[str], **properties: Any) -> dict[str, Any]:
    """The schema of an object."""
    return {"type": "object", "required": required, "properties": properties}


TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
ONE = thing([], a=TEXT)


@pytest.mark.parametrize(
    ("old", "new", "kind", "what", "breaking"),
    [
        ({}, asks(), "added", "parameter", False),
        ({}, asks(required=True), "added", "parameter", True),
        (asks(), {}, "removed", "parameter", True),
        (asks(), asks(required=True), "changed", "required", True),
        (asks(required=True), asks(), "changed", "optional", False),
        (asks(), asks(schema=WHOLE), "changed", "type", True),
        ({}, sends(TEXT), "added", "body", True),
        ({}, sends(TEXT, False), "added", "body", False),
        (sends(TEXT), {}, "removed", "body", True),
        (sends(ONE), sends(thing([], a=TEXT, b=TEXT)), "added", "field", False),
        (sends(ONE), sends(thing(["b"], a=TEXT, b=TEXT)), "added", "field", True),
        (reads(ONE), reads(thing(["b"], a=TEXT, b=TEXT)), "added", "field", False),
        (reads(thing([], a=TEXT, b=TEXT)), reads(ONE), "removed", "field", True),
        (reads(thing(["a"], a=TEXT)), reads(ONE), "changed", "optional", True),
        (sends(thing(["a"], a=TEXT)), sends(ONE), "changed", "optional", False),
        (sends(WHOLE), sends({"type": "number"}), "changed", "type", False),
        (reads(WHOLE), reads({"type": "number"}), "changed", "type", True),
        (
            sends({"type": "string", "maxLength": 9}),
            sends({"type": "string", "maxLength": 5}),
            "changed",
            "limit",
            True,
        ),
        (
            sends({"type": "string", "maxLength": 5}),
            sends({"type": "string", "maxLength": 9}),
            "changed",
            "limit",
            False,
        ),
        (sends({"enum": ["a", "b"]}), sends({"enum": ["a"]}), "removed", "value", True),
        (reads({"enum": ["a"]}), reads({"enum": ["a", "b"]}), "added", "value", False),
        (
            reads(ONE),
            reads(thing([], a={"type": ["string", "null"]})),
            "added",
            "null",
            True,
        ),
        (sends(TEXT), sends(TEXT, False), "changed", "body_optional", False),
        (sends(TEXT, False), sends(TEXT), "changed", "body_required", True),
        (sends(TEXT), sends({"enum": ["a"]}), "added", "values", True),
        ({}, {"deprecated": True}, "added", "deprecated", False),
    ],
)
def test_a_difference_is_found_and_judged(
    old: dict[str, Any],
    new: dict[str, Any],
    kind: str,
    what: str,
    breaking: bool,
    tmp_path: Path,
) -> None:
    found = compare(api(tmp_path, dict(old)), api(tmp_path, dict(new)))
    assert [(one.kind, one.what, one.breaking) for one in found] == [
        (kind, what, breaking)
    ]


@pytest.mark.parametrize("operation", [asks(), sends(ONE), reads(ONE)])
def test_the_same_document_has_no_difference(
    operation: dict[str, Any], tmp_path: Path
) -> None:
    same = api(tmp_path, operation)
    assert compare(same, same) == ()


def test_a_path_is_the_same_whatever_its_parameters_are_called(tmp_path: Path) -> None:
    def with_name(name: str) -> Api:
        given = {"name": name, "in": "path", "required": True, "schema": TEXT}
        return api(tmp_path, {"parameters": [given]}, f"/a/{{{name}}}")

    assert compare(with_name("id"), with_name("key")) == ()


def test_operations_come_and_go(tmp_path: Path) -> None:
    found = compare(api(tmp_path, {}, "/old"), api(tmp_path, {}, "/new"))
    assert [(one.kind, one.where, one.breaking) for one in found] == [
        ("added", "POST /new", False),
        ("removed", "POST /old", True),
    ]


def test_the_command_says_it_in_text_and_in_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files: list[str] = []
    for name, operation in (("old", asks()), ("new", {})):
        folder = tmp_path / name
        folder.mkdir()
        api(folder, operation)
        files.append(str(folder / "openapi.json"))
    code = cli.main(["diff", *files], "specloom", standalone_mode=False, obj=Run())
    assert code == 1
    assert "breaking POST /a: removed: parameter q" in capsys.readouterr().out
    words = ["diff", *files, "--format", "json"]
    cli.main(words, "specloom", standalone_mode=False, obj=Run())
    (one,) = json.loads(capsys.readouterr().out)
    assert Change(**one).breaking
