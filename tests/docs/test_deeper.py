"""Names of fields that are too deep to be opened stand on the page all the same, unless there are hundreds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.building import build, written
from generator.targets.docs.deeper import MOST_ANSWERED


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
    spec = written(tmp_path, chain(9, MOST_ANSWERED))
    page = build(spec).text("en/operations/deep.html")
    assert "at_0_0" in page
    assert "at_8_0" not in page


@pytest.mark.parametrize("form", ["html", "md"])
@pytest.mark.parametrize("place", ["body", "parameters"])
def test_hundreds_of_names_of_what_is_sent_are_told(
    tmp_path: Path, place: str, form: str
) -> None:
    document = chain(9, MOST_ANSWERED // 5)
    media = document["paths"]["/deep"]["get"]["responses"]["200"].pop("content")
    sent: dict[str, Any] = (
        {"requestBody": {"content": media}}
        if place == "body"
        else {"parameters": [{"in": "query", "name": "q", **media["application/json"]}]}
    )
    document["paths"]["/deep"] = {"post": document["paths"]["/deep"]["get"] | sent}
    page = build(written(tmp_path, document)).text(f"en/operations/deep.{form}")
    assert all(f"at_{number}_49" in page for number in range(9))
    assert page.count("at_8_49") == 1
