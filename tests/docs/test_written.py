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
    ("path", {"schema": NUMBERS, "required": True, "style": "matrix"}, ""),
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
