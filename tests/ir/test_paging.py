"""How pages follow each other, and how webhooks are signed, read into the model; what is wrong, with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.ir.build.extensions import signature
from generator.ir.build.paging import pagination
from generator.ir.model import Pagination, Signature
from generator.load import load

PETS = "#/paths/~1pets/get"
EXTENSION = f"{PETS}/x-specloom-pagination"
ITEMS: dict[str, Any] = {"items": ["/data"]}
CURSOR: dict[str, Any] = {"parameter": "after", "next": ["/next"]}


def read(tmp_path: Path, value: Any) -> tuple[Pagination | None, list[tuple[str, str]]]:
    """What is made of the extension, and what is said of it: message and pointer."""
    parameters = [{"name": "after", "in": "query"}, {"name": "id", "in": "path"}]
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "paths": {"/pets": {"get": {"parameters": parameters}}},
    }
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document), "utf-8")
    made, found = pagination(load(file), {"x-specloom-pagination": value}, PETS)
    return made, [(one.message, one.pointer) for one in found]


@pytest.mark.parametrize(
    ("value", "made"),
    [
        (
            {"cursor": CURSOR, "more": ["/more"]},
            Pagination(
                EXTENSION, ("/data",), "cursor", "after", ("/next",), ("/more",)
            ),
        ),
        (
            {"offset": {"parameter": "after"}},
            Pagination(EXTENSION, ("/data",), "offset", "after"),
        ),
        (
            {"page": {"parameter": "after"}},
            Pagination(EXTENSION, ("/data",), "page", "after", first=1),
        ),
        (
            {"page": {"parameter": "after", "first": 0}},
            Pagination(EXTENSION, ("/data",), "page", "after"),
        ),
        ({"link": "header"}, Pagination(EXTENSION, ("/data",), "link")),
        (
            {"link": ["/links/next"]},
            Pagination(EXTENSION, ("/data",), "link", next=("/links/next",)),
        ),
    ],
)
def test_pages(tmp_path: Path, value: dict[str, Any], made: Pagination) -> None:
    assert read(tmp_path, ITEMS | value) == (made, [])


@pytest.mark.parametrize(
    ("value", "message", "below"),
    [
        (ITEMS, "needs one of", ""),
        (ITEMS | {"cursor": CURSOR, "link": "header"}, "only one", ""),
        ({"link": "header"}, "lacks 'items'", ""),
        (ITEMS | {"cursor": {"next": ["/a"]}}, "lacks 'parameter'", "/cursor"),
        (ITEMS | {"cursor": {"parameter": "after"}}, "lacks 'next'", "/cursor"),
        (
            ITEMS | {"page": {"parameter": "id"}},
            "no query parameter",
            "/page/parameter",
        ),
        (ITEMS | {"offset": 3}, "must be an object", "/offset"),
        (ITEMS | {"link": "body"}, "must be an array", "/link"),
        ([], "must be an object", ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_used(
    tmp_path: Path, value: Any, message: str, below: str
) -> None:
    made, found = read(tmp_path, value)
    assert made is None
    assert any(
        message in said and pointer == f"{EXTENSION}{below}" for said, pointer in found
    ), found


SIGNED = {"x-specloom-signature": {"scheme": "standard-webhooks"}}


@pytest.mark.parametrize(
    "pointer",
    ["#/webhooks/paid/post", "#/paths/~1a/post/callbacks/done/{$request.body}/post"],
)
def test_signatures(pointer: str) -> None:
    made, found = signature(SIGNED, pointer)
    where = f"{pointer}/x-specloom-signature"
    assert (made, found) == (Signature(where, "standard-webhooks", 300.0), ())


@pytest.mark.parametrize(
    ("value", "pointer"),
    [
        (SIGNED["x-specloom-signature"], PETS),
        ({"scheme": "none"}, "#/webhooks/paid/post"),
        ({"scheme": "standard-webhooks", "tolerance": 0}, "#/webhooks/paid/post"),
        (3, "#/webhooks/paid/post"),
    ],
)
def test_signatures_that_are_none(value: Any, pointer: str) -> None:
    made, found = signature({"x-specloom-signature": value}, pointer)
    assert made is None
    assert found
