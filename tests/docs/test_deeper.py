"""Names of fields that are too deep to be opened stand on the page all the same, unless there are hundreds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docs.building import build, written
from generator.targets.docs.deeper import MOST_DEEPER


def chain(length: int, wide: int = 1) -> dict[str, Any]:
    """A document whose answer holds objects in one another, each with a page of its own."""

    def level(number: int) -> dict[str, Any]:
        own: dict[str, Any] = {
            f"at_{number}_{one}": {"type": "string"} for one in range(wide)
        }
        below = {"$ref": f"#/components/schemas/Level{(number + 1) % length}"}
        return {"type": "object", "properties": {**own, f"to_{number}": below}}

    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Level0"}}}
    answer = {"200": {"description": "", "content": content}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Deep", "version": "1"},
        "paths": {"/deep": {"get": {"operationId": "deep", "responses": answer}}},
        "components": {
            "schemas": {f"Level{number}": level(number) for number in range(length)}
        },
    }


def test_names_further_down_are_told(tmp_path: Path) -> None:
    site = build(written(tmp_path, chain(9)))
    for form in ("html", "md"):
        page = site.text(f"en/operations/deep.{form}")
        assert all(f"at_{number}_0" in page for number in range(9))
        assert page.count("at_8_0") == 1
    assert "at_8_0" not in site.text("en/schemas/Level0.html")


def test_hundreds_of_names_are_left_to_their_pages(tmp_path: Path) -> None:
    page = build(written(tmp_path, chain(9, MOST_DEEPER))).text(
        "en/operations/deep.html"
    )
    assert "at_0_0" in page
    assert "at_8_0" not in page
