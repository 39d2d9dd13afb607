"""Above a long body stand the names of what it requires, with links."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from docs.building import build, written

MANY = [f"f{number}" for number in range(13)]


def page(folder: Path, names: list[str], required: list[str]) -> str:
    """The page of an operation whose body has these fields."""
    return around(folder, {name: {"type": "string"} for name in names}, required)


def around(
    folder: Path, properties: dict[str, Any], required: Sequence[str] = ()
) -> str:
    """The page of an operation whose body has these properties."""
    schema = {
        "type": "object",
        "properties": properties,
        "required": list(required),
    }
    content = {"content": {"application/json": {"schema": schema}}}
    operation = {
        "operationId": "thing",
        "requestBody": content,
        "responses": {"200": {"description": "", **content}},
    }
    spec = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/thing": {"post": operation}},
    }
    return build(written(folder, spec)).text("en/operations/thing.html")


def test_a_long_body_names_what_it_requires(tmp_path: Path) -> None:
    links = "<a href=#body.f2>f2</a>, <a href=#body.f9>f9</a>"
    found = page(tmp_path, MANY, ["f2", "f9"])
    assert found.count(f"<p class=deeper>Required: {links}</p>") == 1
    assert "<tr id=body.f9>" in found


def test_a_lone_field_stands_open(tmp_path: Path) -> None:
    inner = {"type": "object", "properties": {"name": {"type": "string"}}}
    assert "<details open><summary>" in around(tmp_path, {"pet": inner})
    assert "<details open><summary>" not in around(tmp_path, {"pet": inner, "x": {}})


@pytest.mark.parametrize(
    ("names", "required"), [(MANY[1:], MANY[1:3]), (MANY, []), (MANY, MANY)]
)
def test_others_need_no_list(
    tmp_path: Path, names: list[str], required: list[str]
) -> None:
    assert "Required: " not in page(tmp_path, names, required)
