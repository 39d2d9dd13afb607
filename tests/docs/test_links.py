"""Texts with links that are no whole addresses go in; the pages lead to the vendor's site or to pages of ours, or nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from docs.building import Elements, Site, build, written
from generator.diagnostics import Misused
from generator.project import TargetSettings
from generator.site_settings import DocsSettings, docs_settings

OK = {"200": {"description": "ok"}}
DOCS = "https://docs.example/guides/"


def site(folder: Path, text: str, docs: str = DOCS, own: str = "") -> Site:
    """The site of a document whose texts are this one."""
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1", "description": text},
        "tags": [{"name": "Old things", "description": text}],
        "paths": {
            "/things/{id}": {
                "get": {
                    "operationId": "read_thing",
                    "summary": "Read a thing",
                    "description": text,
                    "tags": ["Old things"],
                    "responses": OK,
                },
            }
        },
        "components": {
            "schemas": {
                "Thing": {"type": "object", "description": text, "properties": {}}
            }
        },
    }
    if docs:
        document["externalDocs"] = {"url": docs}
    settings = {"docs": TargetSettings(docs=DocsSettings(site=own))}
    return build(written(folder, document), settings=settings)


def leads(page: str) -> list[str]:
    """Where the links called "x" of a page lead."""
    return re.findall(r'<a href="([^"]*)"[^>]*>x</a>', page)


PLACES = {
    "#operation/read_thing": "operations/read_thing",
    "#/operations/read_thing": "operations/read_thing",
    "#tag/Old-things": "tags/Old-things",
    "#tag/old-things/operation/read_thing": "operations/read_thing",
    "#tag/Old-things/paths/~1things~1%7Bid%7D/get": "operations/read_thing",
    "#tag/old-things/GET/things/%7Bid%7D": "operations/read_thing",
    "#/Old%20things/read_thing": "operations/read_thing",
    "#/components/schemas/Thing": "schemas/Thing",
    "#schema/Thing": "schemas/Thing",
    "#/definitions/Thing": "schemas/Thing",
    "#read-a-thing": "operations/read_thing",
    "#read_thing": "operations/read_thing",
    "#section/Intro/First-steps": "index#section-first-steps",
    "#section/Intro/Last-steps": "index",
    "/#operation/read_thing": "operations/read_thing",
}


@pytest.mark.parametrize("anchor", PLACES)
def test_anchors_of_usual_renderers_are_pages_of_ours(
    anchor: str, tmp_path: Path
) -> None:
    made = site(tmp_path, f"See [x]({anchor}).\n\n# *First* steps\n")
    place, sign, part = PLACES[anchor].partition("#")
    for page in ("operations/read_thing", "schemas/Thing", "tags/Old-things"):
        assert leads(made.text(f"en/{page}.html")) == [f"../{place}.html{sign}{part}"]
        assert f"[x](../{place}.md)" in made.text(f"en/{page}.md")
    assert {*leads(made.text("en/index.html"))} == {f"{place}.html{sign}{part}"}
    assert f"[x]({place}.md)" in made.text("en/index.md")
    assert f"[x](en/{place}.md)" in made.text("llms.txt")


@pytest.mark.parametrize(
    ("address", "docs", "to"),
    [
        ("/a/b#c", DOCS, ["https://docs.example/a/b#c"]),
        ("//cdn.example/a", "", ["https://cdn.example/a"]),
        ("/a", "", []),
        ("/a", "javascript:alert(1)", []),
        ("/a", "ftp://docs.example/", []),
        ("a.html", DOCS, []),
        ("[-a-z]*", DOCS, []),
        ("javascript:alert(1)", DOCS, []),
        ("#", DOCS, []),
        ("#nothing-of-that-name", DOCS, []),
    ],
)
def test_addresses_without_a_host_are_of_the_documentation(
    address: str, docs: str, to: list[str], tmp_path: Path
) -> None:
    for text in (f"See [x]({address}).", f"See <a href='{address}'>x</a>."):
        page = site(tmp_path, text, docs).text("en/operations/read_thing.html")
        assert leads(page) == to
        assert "javascript:" not in "".join(
            one.get("href", "") for _, one in Elements(page).found
        )


def test_the_site_of_the_settings_is_meant_first(tmp_path: Path) -> None:
    text = "[x](/a), [x](b.html)"
    page = site(tmp_path, text, own="https://own.example/c/").text("en/index.html")
    assert leads(page)[:2] == ["https://own.example/a", "https://own.example/c/b.html"]


def test_code_is_left_as_it_is(tmp_path: Path) -> None:
    text = "Write `[x](/a)`.\n\n```\n[x](#read_thing)\n```\n"
    page = site(tmp_path, text).text("en/operations/read_thing.html")
    assert "<code>[x](/a)</code>" in page
    assert "[x](#read_thing)" in page


def test_a_site_is_an_address(tmp_path: Path) -> None:
    for wrong in ("docs.example", "javascript:alert(1)", "https://a.example/?b"):
        with pytest.raises(Misused, match="no address of a site"):
            docs_settings({"site": wrong}, tmp_path / "pyproject.toml")


def test_the_documentation_is_linked_from_the_first_page(tmp_path: Path) -> None:
    assert f'href="{DOCS}"' in site(tmp_path, "").text("en/index.html")
    hostile = site(tmp_path, "", "javascript:alert(1)").text("en/index.html")
    assert "More about it" not in hostile


def test_headings_of_the_first_page_can_be_linked_to(tmp_path: Path) -> None:
    text = "# A `b` & <c>\n\n# Same\n\n## Same\n\n# 日本\n\nx\n"
    page = site(tmp_path, text).text("en/index.html")
    assert "<h2 id=section-a-b>" in page
    assert page.count("id=section-same>") == 1
    assert "<h2>日本</h2>" in page
