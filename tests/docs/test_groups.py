"""Operations are grouped by their tags, else by what their addresses are about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.building import build, written
from generator.targets.docs.frame import bare
from generator.targets.docs.site import shared_steps, subject
from generator.targets.docs.types import value_words


def document(tags: dict[str, list[str]]) -> dict[str, Any]:
    """A document with an operation at each address."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {
            path: {"get": {"tags": many, "responses": {"204": {"description": ""}}}}
            for path, many in tags.items()
        },
    }


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["/v1/a", "/v1/a/{id}", "/v1/b"], ["a", "a", "b"]),
        (["/shop/api/v2.1/a", "/shop/api/v2.1/{id}/b"], ["a", "b"]),
        (["/", "/2024-01-01/{x}/y"], ["", "y"]),
        (["/pets"], ["pets"]),
        (["/{id}"], [""]),
    ],
)
def test_what_an_address_is_about(paths: list[str], names: list[str]) -> None:
    same = shared_steps(paths)
    assert [subject(path, same) for path in paths] == names


def test_groups_of_a_document_without_tags(tmp_path: Path) -> None:
    paths: dict[str, list[str]] = {
        "/v1/carts": [],
        "/v1/carts/{id}": [],
        "/v1/other": [],
        "/v1": [],
    }
    site = build(written(tmp_path, document(paths)))
    index = site.text("en/index.html")
    assert "tags/carts.html>carts</a>" in index
    assert site.text("en/tags/carts.md").count("\n- GET ") == 2
    assert {"en/tags/other.html", "en/tags/other-2.html"} <= {*site.files}


def test_one_tag_is_enough_for_groups_by_tags(tmp_path: Path) -> None:
    site = build(written(tmp_path, document({"/a": ["Things"], "/b": []})))
    tags = {path for path in site.files if path.startswith("en/tags/")}
    assert {"en/tags/Things.html", "en/tags/other.html"} <= tags
    assert "en/tags/a.html" not in tags


def test_what_is_said_of_a_page_has_no_markup() -> None:
    assert bare("<p>Gives a **list** of `x`:\n 1 < 2</p>") == "Gives a list of x: 1 < 2"


def test_text_that_looks_like_a_number_is_quoted() -> None:
    shown = [value_words(value).md for value in ("5", 5, "-1e3", "true", True, "5s")]
    assert shown == ['`"5"`', "`5`", '`"-1e3"`', '`"true"`', "`true`", "`5s`"]
