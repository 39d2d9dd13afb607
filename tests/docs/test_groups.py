"""Operations are grouped by their tags, else by what their addresses are about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docs.building import build, written
from generator.targets.docs.frame import bare
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


def test_tags_that_say_nothing_are_no_groups(tmp_path: Path) -> None:
    """They group like the resources of the client."""
    paths = {"/v1/carts": ["v1"], "/v1/carts/{id}": ["default"], "/v1/x": ["1.0"]}
    site = build(written(tmp_path, document(paths)))
    tags = {path for path in site.files if path.startswith("en/tags/")}
    assert {path for path in tags if path.endswith(".html")} == {
        "en/tags/carts.html",
        "en/tags/x.html",
    }


def test_groups_are_called_by_the_summaries_of_their_tags(tmp_path: Path) -> None:
    made = document({"/a": ["a"], "/b": ["b"]})
    more = {"url": "https://docs.example/a"}
    made["tags"] = [
        {"name": "a", "x-displayName": "All of a", "externalDocs": more},
        {"name": "b", "summary": "All of b", "x-displayName": "x"},
    ]
    site = build(written(tmp_path, made))
    assert "tags/a.html>All of a</a>" in site.text("en/index.html")
    assert "tags/b.html>All of b</a>" in site.text("en/index.html")
    page = site.text("en/tags/a.md")
    assert page.startswith("# All of a\n\n[More about it](https://docs.example/a)\n")


def test_tags_of_kinds_that_are_no_sections(tmp_path: Path) -> None:
    made = document(
        {"/a": ["beta", "partner", "pets"], "/b": ["beta"], "/c": ["early"]}
    )
    made["openapi"] = "3.2.0"
    made["tags"] = [
        {"name": "beta", "summary": "Beta", "kind": "badge", "description": "New."},
        {"name": "partner", "kind": "audience", "description": "Partners alone."},
        {"name": "pets", "kind": "nav"},
        {"name": "early", "kind": "version"},
    ]
    site = build(written(tmp_path, made))
    groups = {path for path in site.files if path.startswith("en/tags/")}
    names = ("pets", "early", "other")
    assert groups == {f"en/tags/{n}.{e}" for n in names for e in ("html", "md")}
    (line,) = [one for one in site.text("en/tags/pets.md").splitlines() if "/a" in one]
    assert line.endswith(" (Beta)")
    (path,) = [
        p
        for p in site.files
        if p.endswith(".md") and "`/a` (Beta)" in site.text(p) and "operations/" in p
    ]
    twin = site.text(path)
    assert "\nBeta: New.\n" in twin
    assert "\nAudience: partner. Partners alone.\n" in twin
    assert "<b class=flag>Beta</b></h1>" in site.text(path.replace(".md", ".html"))


def test_groups_tell_which_groups_are_in_them(tmp_path: Path) -> None:
    made = document({"/a": ["all"], "/b": ["part"], "/c": []})
    made["openapi"] = "3.2.0"
    made["tags"] = [
        {"name": "all"},
        {"name": "part", "summary": "A part", "parent": "all"},
        {"name": "empty", "parent": "all"},
    ]
    site = build(written(tmp_path, made))
    said = "\nGroups in it: [A part](../tags/part.md)\n"
    assert said in site.text("en/tags/all.md")
    assert "Groups in it" not in site.text("en/tags/part.md")


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
    assert value_words("a\nb").md == r'`"a\nb"`'


def with_webhooks(paths: int, webhooks: int) -> dict[str, Any]:
    """A document with so many operations, and so many webhooks."""
    done = {"responses": {"204": {"description": ""}}}
    return {
        **document({f"/p{at}": ["A"] for at in range(paths)}),
        "webhooks": {f"hook {at}": {"post": done} for at in range(webhooks)},
    }


def side(page: str) -> str:
    """What stands at the side of a page."""
    return page.partition("<nav class=side")[2].partition("</nav>")[0]


def test_webhooks_stand_at_the_side_of_every_page(tmp_path: Path) -> None:
    site = build(written(tmp_path, with_webhooks(2, 2)))
    for path, page in site.pages().items():
        if path.count("/"):
            assert "index.html#webhooks>Webhooks" in side(page), path
            assert side(page).count("webhooks/hook-") == 2
    page = side(site.text("en/webhooks/hook-1-POST.html"))
    assert page.count("aria-current=page") == 1
    assert "hook-1-POST.html aria-current=page" in page


def test_a_large_site_lists_webhooks_on_their_own_pages(tmp_path: Path) -> None:
    site = build(written(tmp_path, with_webhooks(41, 2)))
    assert "#webhooks" not in side(site.text("en/tags/A.html"))
    assert "#webhooks" in side(site.text("en/index.html"))
    assert side(site.text("en/webhooks/hook-1-POST.html")).count("webhooks/hook-") == 2
    assert '["Webhooks","index.html#webhooks"]' in site.text("assets/en.js")
    assert "assets/search/en/webhooks.js" not in site.files


def test_many_webhooks_are_a_file_of_their_own(tmp_path: Path) -> None:
    site = build(written(tmp_path, with_webhooks(1, 41)))
    page = side(site.text("en/webhooks/hook-1-POST.html"))
    assert "#webhooks" in page
    assert "webhooks/hook-" not in page
    listed = site.text("assets/search/en/webhooks.js")
    assert listed.count("webhooks/hook-") == 41
