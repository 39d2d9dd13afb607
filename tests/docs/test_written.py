"""How arrays and objects are written in an address or a header field stands in their rows, as the styles of OpenAPI have it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.building import build, written

TEXTS = {"type": "array", "items": {"type": "string"}}
NUMBERS = {"type": "array", "items": {"type": "integer"}}
CHOICE = {"type": "array", "items": {"enum": ["x", "y", "z"]}}
RANGE = {
    "type": "object",
    "properties": {"gt": {"type": "integer"}, "lt": {"type": "integer"}},
}
EITHER = {"anyOf": [{"type": "integer"}, RANGE]}
RECORDS = {"type": "array", "items": RANGE}

SPELLED: list[tuple[str, dict[str, Any], str]] = [
    ("query", {"schema": TEXTS}, "p=a&p=b"),
    ("query", {"schema": TEXTS, "explode": False}, "p=a,b"),
    ("query", {"schema": NUMBERS, "explode": False, "style": "pipeDelimited"}, "p=1|2"),
    ("query", {"schema": CHOICE, "explode": False}, "p=x,y"),
    ("query", {"schema": TEXTS, "example": ["one", "two"]}, "p=one&p=two"),
    ("query", {"schema": RANGE}, "gt=1&lt=1"),
    ("query", {"schema": RANGE, "style": "deepObject"}, "p[gt]=1&p[lt]=1"),
    ("query", {"schema": EITHER, "style": "deepObject"}, "p[gt]=1&p[lt]=1"),
    ("query", {"content": {"application/json": {"schema": NUMBERS}}}, "p=[1,2]"),
    ("header", {"schema": TEXTS}, "a,b"),
    ("header", {"schema": RANGE, "explode": True}, "gt=1,lt=1"),
    ("path", {"schema": NUMBERS, "required": True}, "1,2"),
    ("query", {"schema": TEXTS, "style": "deepObject"}, ""),
    ("query", {"schema": RECORDS}, ""),
    ("query", {"schema": {"type": "string"}}, ""),
    ("path", {"schema": NUMBERS, "required": True, "style": "matrix"}, ";p=1,2"),
    (
        "path",
        {"schema": NUMBERS, "required": True, "style": "matrix", "explode": True},
        ";p=1;p=2",
    ),
    ("path", {"schema": NUMBERS, "required": True, "style": "label"}, ".1,2"),
    (
        "path",
        {"schema": RANGE, "required": True, "style": "label", "explode": True},
        ".gt=1.lt=1",
    ),
    ("path", {"schema": RANGE, "required": True, "style": "matrix"}, ";p=gt,1,lt,1"),
    (
        "path",
        {"schema": {"type": "integer"}, "required": True, "style": "matrix"},
        ";p=1",
    ),
]


@pytest.mark.parametrize(("location", "said", "spelled"), SPELLED)
def test_is_written(
    tmp_path: Path, location: str, said: dict[str, Any], spelled: str
) -> None:
    own = {"name": "p", "in": location, **said}
    path = "/things/{p}" if location == "path" else "/things"
    operation = {"parameters": [own], "responses": {"204": {"description": ""}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Styles", "version": "1"},
        "paths": {path: {"get": {"operationId": "get", **operation}}},
    }
    site = build(written(tmp_path, document))
    page, twin = (site.text(f"en/operations/get.{form}") for form in ("html", "md"))
    assert ("<dt>Written<dd>" in page) == bool(spelled)
    assert (f"Written: `{spelled}`." in twin) == bool(spelled)


FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"
FORMS: list[tuple[str, dict[str, Any], dict[str, Any], list[str]]] = [
    (FORM, TEXTS, {}, ["p=a&p=b"]),
    (FORM, TEXTS, {"style": "form", "explode": False}, ["p=a,b"]),
    (FORM, RANGE, {"style": "deepObject", "explode": True}, ["p[gt]=1&p[lt]=1"]),
    (FORM, RANGE, {}, ['p={"gt": 1, "lt": 1}']),
    (FORM, {**TEXTS, "examples": [["one"]]}, {}, ["p=one"]),
    (FORM, TEXTS, {"style": "deepObject"}, []),
    (FORM, {"type": "string"}, {}, []),
    (PARTS, TEXTS, {}, ["p=a", "p=b"]),
    (PARTS, RANGE, {"contentType": "application/json"}, ['p={"gt": 1, "lt": 1}']),
    (PARTS, {}, {"contentType": "image/png, image/jpeg"}, ["image/png, image/jpeg"]),
]


@pytest.mark.parametrize(("media_type", "schema", "encoding", "spelled"), FORMS)
def test_forms_say_how_their_fields_are_written(
    tmp_path: Path,
    media_type: str,
    schema: dict[str, Any],
    encoding: dict[str, Any],
    spelled: list[str],
) -> None:
    whole = {"type": "object", "properties": {"p": schema, "q": {"type": "string"}}}
    content = {"schema": whole, "encoding": {"p": encoding}}
    operation = {
        "operationId": "post",
        "requestBody": {"content": {media_type: content}},
        "responses": {"204": {"description": ""}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Styles", "version": "1"},
        "paths": {"/things": {"post": operation}},
    }
    site = build(written(tmp_path, document))
    page, twin = (site.text(f"en/operations/post.{form}") for form in ("html", "md"))
    assert ("Written like this" in page) == bool(spelled)
    said = twin.partition("Written like this: ")[2].partition("\n")[0]
    assert all(f"`{one}`" in said for one in spelled)


def test_one_field_stands_for_all_that_are_written_alike(tmp_path: Path) -> None:
    whole = {"type": "object", "properties": {"a": TEXTS, "b": TEXTS, "c": RANGE}}
    operation = {
        "operationId": "post",
        "requestBody": {"content": {FORM: {"schema": whole}}},
        "responses": {"204": {"description": ""}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Styles", "version": "1"},
        "paths": {"/things": {"post": operation}},
    }
    twin = build(written(tmp_path, document)).text("en/operations/post.md")
    assert 'Written like this: `a=a&a=b`, `c={"gt": 1, "lt": 1}`.' in twin
