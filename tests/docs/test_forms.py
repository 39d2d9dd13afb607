"""Forms go in; what curl is shown to send is what the generated client sends."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from _runtime.bodies import form as sent
from _runtime.bodies import write_body
from _runtime.operation import Body, Part

from docs.building import build, written
from generator.ir.model import Anything, Content, Encoding, Json, Style
from generator.targets.docs.forms import form
from generator.targets.docs.samples import concrete

BODY: dict[str, Json] = {
    "text": "a b",
    "flag": True,
    "many": ["x", 2],
    "inner": {"kind": "card", "deep": {"a": 1, "b": ["c", "d"]}, "e": [{"f": 1}]},
}
STYLES: list[tuple[Style | None, bool | None, str]] = [
    (None, None, ""),
    (None, None, "application/json"),
    ("deepObject", True, ""),
    ("deepObject", None, ""),
    (None, True, ""),
]


@pytest.mark.parametrize(("style", "explode", "kind"), STYLES)
def test_as_the_client_sends_it(
    style: Style | None, explode: bool | None, kind: str
) -> None:
    plain: dict[str, Json] = {**BODY, "inner": {"a": "b", "c": 1}}
    body = BODY if style or kind else plain
    names = {name: Encoding(kind, style, explode) for name in body}
    content = Content("#", "application/x-www-form-urlencoded", Anything(), None, names)
    parts = {name: Part(kind, style, explode) for name in body}
    shown = [
        (n, v.replace(": ", ":").replace(", ", ",")) for n, v in form(content, body)
    ]
    assert shown == parse_qsl(sent(body, parts), keep_blank_values=True)


@pytest.mark.parametrize(
    ("style", "expected"), [("form", "a,x"), ("spaceDelimited", "a x")]
)
def test_in_one(style: Style, expected: str) -> None:
    own = {"many": Encoding(style=style, explode=False)}
    content = Content("#", "application/x-www-form-urlencoded", Anything(), None, own)
    assert [*form(content, {"many": ["a", "x"]})] == [("many", expected)]


@pytest.mark.parametrize("body", [{"a": 1}, ["x"], "text", 7])
@pytest.mark.parametrize("kind", ["*/*", "application/*", "application/json"])
def test_a_range_of_media_types_is_the_same_for_both(kind: str, body: Json) -> None:
    _, chosen = write_body((Body(kind),), body, None, "")
    assert concrete(kind, body) == chosen


ENCODING = {"source": {"style": "deepObject"}, "memo": {"allowReserved": True}}


def test_on_a_page(tmp_path: Path) -> None:
    schema: dict[str, Any] = {
        "type": "object",
        "title": "Charge body",
        "required": ["source"],
        "properties": {
            "source": {"$ref": "#/components/schemas/card_source"},
            "note": {"type": "string", "title": "Note"},
            "memo": {"type": "string", "title": "What the reader sees"},
        },
    }
    source: dict[str, Any] = {
        "title": "CardSource",
        "type": "object",
        "required": ["number"],
        "properties": {"number": {"type": "string"}},
    }
    form = {"schema": schema, "encoding": ENCODING}
    spare = {"content": {"application/json": {"schema": {"type": "object"}}}}
    paths = {
        "/charges": {
            "post": {
                "operationId": "charge",
                "requestBody": {"content": {"application/x-www-form-urlencoded": form}},
                "responses": {"204": {"description": ""}},
            },
            "get": {
                "operationId": "list",
                "requestBody": spare,
                "responses": {"204": {"description": ""}},
            },
        }
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": paths,
        "components": {"schemas": {"card_source": source}},
    }
    site = build(written(tmp_path, document))
    page = site.text("en/operations/charge.html")
    assert "--data-urlencode 'source[number]=NUMBER'" in page
    assert "signs such as /, ? and &amp; in <code>memo</code> as they are." in page
    # Programs make titles of names: they tell nobody anything.
    assert "CardSource" not in page
    assert "<td>Note" not in page
    assert "<td>What the reader sees" in page
    assert "body" not in site.text("en/operations/list.md").partition("## Code")[2]
