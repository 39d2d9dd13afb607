"""Settings of a site go in; the site looks and speaks as they say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from docs.building import Elements, Site, build, written
from generator.diagnostics import Misused
from generator.project import TargetSettings
from generator.site_settings import docs_settings

DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Things", "version": "2"},
    "paths": {"/a": {"get": {"responses": {"200": {"description": "ok"}}}}},
}


def made(folder: Path, **table: Any) -> Site:
    """The site of a small document with these settings."""
    chosen = docs_settings(table, folder / "pyproject.toml")
    settings = {"docs": TargetSettings(docs=chosen)}
    return build(written(folder, DOCUMENT), settings=settings)


def test_title_and_accent(tmp_path: Path) -> None:
    site = made(tmp_path, title="Our <b>API</b>", accent="#0a7")
    assert "Our &lt;b&gt;API&lt;/b&gt;" in site.text("en/index.html")
    assert "--accent: #0a7;" in site.text("assets/theme.css")


def test_a_logo_travels_with_the_site(tmp_path: Path) -> None:
    (tmp_path / "our.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    site = made(tmp_path, logo="our.svg")
    assert site.files["assets/logo.svg"].startswith(b"<svg")
    images = [a for t, a in Elements(site.text("en/index.html")).found if t == "img"]
    assert [one["src"] for one in images] == ["../assets/logo.svg"]


def test_logo_and_pages_lie_below_the_settings(tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    root.mkdir()
    for name in ("secret.svg", "secret.md"):
        (tmp_path / name).write_text("secret")
        (root / name).symlink_to(tmp_path / name)
    (root / "guide.md").write_text("# Guide")
    (root / "guide.zh.md").symlink_to(tmp_path / "secret.md")
    for table in (
        {"logo": "../secret.svg"},
        {"logo": "secret.svg"},
        {"pages": [str(tmp_path / "secret.md")]},
        {"pages": ["secret.md"]},
        {"pages": ["guide.md"]},
    ):
        with pytest.raises(Misused, match="not below the settings' folder"):
            docs_settings(table, root / "specloom.toml")


def test_pages_of_the_user_stand_among_the_others(tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text("# A guide\n\n<script>alert(1)</script>\n\n*so*")
    (tmp_path / "guide.zh.md").write_text("# 指南\n\n内容")
    site = made(tmp_path, pages=["guide.md"], languages=["en", "zh"])
    page = site.text("en/pages/guide.html")
    assert "<h1>A guide</h1>" in page
    assert "<em>so</em>" in page
    assert "alert" not in page
    assert "指南" in site.text("zh/pages/guide.html")
    assert "A guide" in site.text("en/operations/get-a.html")


def test_languages_are_those_of_the_document_or_of_settings(tmp_path: Path) -> None:
    assert not [p for p in made(tmp_path).files if p.startswith("zh/")]
    both = made(tmp_path, languages=["zh"])
    assert {p.partition("/")[0] for p in both.pages()} == {"index.html", "zh"}
    with pytest.raises(Misused, match="no language 'xx'"):
        made(tmp_path, languages=["xx"])


def test_changes_since_an_older_document(tmp_path: Path) -> None:
    older = {
        **DOCUMENT,
        "info": {"title": "A", "version": "0.9"},
        "paths": {**DOCUMENT["paths"], "/gone": DOCUMENT["paths"]["/a"]},
    }
    (tmp_path / "old.json").write_text(json.dumps(older))
    site = made(tmp_path, previous="old.json")
    page = Elements(site.text("en/changes.html")).text()
    assert "GET /gone" in page
    assert "From version 0.9 to version 2" in page
    feed = ElementTree.fromstring(site.text("en/changes.xml"))
    (entry,) = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert "GET /gone" in (entry.findtext("{http://www.w3.org/2005/Atom}title") or "")


def test_changes_are_told_in_the_language_of_the_page(tmp_path: Path) -> None:
    def with_parameters(*many: dict[str, Any]) -> dict[str, Any]:
        operation = {**DOCUMENT["paths"]["/a"]["get"], "parameters": many}
        return {**DOCUMENT, "paths": {"/a": {"get": operation}}}

    gone = {"name": "{}", "in": "query", "schema": {"type": "string"}}
    typed = {"name": "q", "in": "query", "schema": {"type": ["string", "null"]}}
    older = with_parameters(gone, typed)
    newer = with_parameters({**typed, "schema": {"type": "array"}})
    (tmp_path / "old.json").write_text(json.dumps(older))
    table = {"previous": "old.json", "languages": ["en", "zh"]}
    chosen = docs_settings(table, tmp_path / "pyproject.toml")
    site = build(
        written(tmp_path, newer), settings={"docs": TargetSettings(docs=chosen)}
    )
    said = {
        "en": (
            "removed: parameter {}",
            "changed: the type of q (null or string → array)",
        ),
        "zh": ("移除：参数 {}", "变更：q 的类型（null 或 字符串 → 数组）"),
    }
    for language, sentences in said.items():
        page = Elements(site.text(f"{language}/changes.html")).text()
        assert "<a href=operations/" in site.text(f"{language}/changes.html")
        for one in sentences:
            assert one in page
            assert one in site.text(f"{language}/changes.xml")
    ids = {
        language: re.findall(r"<id>(.*?)</id><", site.text(f"{language}/changes.xml"))
        for language in said
    }
    assert ids["en"] == ids["zh"]
    assert len(ids["en"]) == 2


def test_versions_are_plain_links(tmp_path: Path) -> None:
    versions = {"v1": "https://old.example/docs/", "bad": "javascript:alert(1)"}
    page = made(tmp_path, versions=versions).text("en/index.html")
    assert 'href="https://old.example/docs/"' in page
    assert not re.search(r'href="\s*javascript', page)


def test_requests_are_tried_only_where_settings_ask_for_it(tmp_path: Path) -> None:
    assert not [path for path in made(tmp_path).files if "try" in path]
    tools = tmp_path / "dist"
    tools.mkdir()
    (tools / "swagger-ui-bundle.js").write_text("// theirs")
    (tools / "swagger-ui.css").write_text("/* theirs */")
    site = made(tmp_path, try_it="dist")
    page = Elements(site.text("en/try/get-a.html"))
    assert ("div", "../../json/operations/get-a.json") in [
        (tag, a.get("data-document", "")) for tag, a in page.found
    ]
    assert site.files["assets/try-it/swagger-ui-bundle.js"] == b"// theirs"
    assert "../try/get-a.html" in site.text("en/operations/get-a.html")
    assert "<title>Try it: " in site.text("en/try/get-a.html")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"acent": "#fff"}, "unknown setting"),
        ({"accent": "red; } body { display: none"}, "no colour"),
        ({"logo": "missing.png"}, "cannot be read"),
        ({"logo": "logo.exe"}, "a logo is one of"),
        ({"pages": "guide.md"}, "list of strings"),
        ({"versions": ["x"]}, "table of addresses"),
        ({"title": 1}, "has to be a string"),
    ],
)
def test_wrong_settings_are_refused(
    table: dict[str, Any], said: str, tmp_path: Path
) -> None:
    with pytest.raises(Misused, match=said):
        docs_settings(table, tmp_path / "pyproject.toml")
