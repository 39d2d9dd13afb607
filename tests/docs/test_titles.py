"""Titles are short and free of signs; what they leave out is said below them, and a name alone is explained in lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.building import build, written
from generator.letters import is_identifier
from generator.targets.docs import words
from generator.targets.docs.titles import LONGEST, is_cut, short

LONG = "word " * 40


@pytest.mark.parametrize(
    ("summary", "title"),
    [
        ("Start a task", "Start a task"),
        ("Start\n a  task.", "Start a task."),
        ("See [searches](/docs/search) in `x` **now**", "See searches in x now"),
        ("A <b>bold</b> Map<String> of 2 < 3", "A bold Map<String> of 2 < 3"),
        (f"Ends early. W{LONG}", "Ends early"),
        (LONG, "word " * 14 + "word…"),
        ("x" * 99, "x" * 79 + "…"),
        ("__init__ and snake_case", "__init__ and snake_case"),
        ("", ""),
    ],
)
def test_titles(summary: str, title: str) -> None:
    assert short(summary) == title
    assert len(title) <= LONGEST
    assert is_cut(summary) == (len(" ".join(summary.split())) > LONGEST)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("capability_param", False),
        ("Pet.Fields", False),
        ("Pet.IncludeFilter.Items", False),
        ("Booking.com", True),
        ("Node.js", True),
        ("A pet", True),
    ],
)
def test_names_in_programs_are_no_titles(title: str, told: bool) -> None:
    assert is_identifier(title) is not told


def document(**operation: Any) -> dict[str, Any]:
    """A document with one operation."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {
            "/thing": {"get": {"responses": {"204": {"description": ""}}, **operation}}
        },
    }


def test_what_a_title_leaves_out_is_said_below_it(tmp_path: Path) -> None:
    spec = document(
        operationId="thing",
        summary=f"First. Then [more](https://a.example), {LONG}",
        description="And the rest.",
    )
    site = build(written(tmp_path, spec))
    page = site.text("en/operations/thing.html")
    assert "<h1>First</h1>" in page
    assert '<p>First. Then <a href="https://a.example"' in page
    assert "<p>And the rest.</p>" in page
    assert "[First](operations/thing.md)" in site.text("en/index.md")


def test_a_summary_that_the_description_begins_with_is_said_once(
    tmp_path: Path,
) -> None:
    spec = document(operationId="thing", summary=LONG.strip(), description=f"{LONG}end")
    page = build(written(tmp_path, spec)).text("en/operations/thing.html")
    assert page.count(LONG.strip()) == 1


def test_a_name_alone_is_explained_in_lists(tmp_path: Path) -> None:
    said = document(operationId="GetThing", description="Gives `it`. Or not.")
    pages = build(written(tmp_path, said))
    for path in ("en/index.html", "en/tags/thing.html"):
        assert "<p>Gives it." in pages.text(path)
    titled = document(summary="Get", description="Gives `it`. Or not.")
    assert "<p>Gives it." not in build(written(tmp_path, titled)).text("en/index.html")


def test_an_address_for_a_title_is_not_said_twice_in_lists(tmp_path: Path) -> None:
    site = build(written(tmp_path, document(tags=["all"], description="Gives it.")))
    link = "<b class=get>GET</b> <a href={}operations/get-thing.html>/thing</a> <p>"
    assert link.format("") in site.text("en/index.html")
    assert link.format("../") in site.text("en/tags/all.html")
    page = site.text("en/operations/get-thing.html")
    assert "<h1>GET /thing</h1>" in page
    assert page.count(">GET /thing</a>") == 0
    assert "- GET `/thing`: [GET /thing](" in site.text("en/index.md")


def test_long_names_may_be_broken_where_their_parts_end() -> None:
    shown = words.title("GetCustomersCustomer by <id> of some.long_name-or/other")
    assert "Get<wbr>Customers<wbr>Customer by &lt;id&gt; of some.<wbr>" in shown.html
    assert "long_<wbr>name-or/<wbr>other" in shown.html
    assert words.title("GetThing").html == "GetThing"


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Response Read Item Items  Item Id  Get", False),
        ("Read an item response", False),
        ("response_read", False),
        ("Response", False),
        ("Response to a reader", True),
        ("Things in stock", True),
    ],
)
def test_titles_that_programs_make_of_names_are_not_told(
    title: str, told: bool, tmp_path: Path
) -> None:
    schema = {"title": title, "type": "object", "additionalProperties": True}
    answer = {"description": "ok", "content": {"application/json": {"schema": schema}}}
    made = document(
        operationId="read_item_items__item_id__get",
        summary="Read an item",
        responses={"200": answer},
    )
    name = "en/operations/read_item_items__item_id__get.md"
    twin = build(written(tmp_path, made)).text(name)
    assert (" ".join(title.split()) in twin) == told


def test_windows_are_told_apart(tmp_path: Path) -> None:
    """WCAG 2.2, success criterion 2.4.2: what a browser lists, of pages that are open, says which is which."""
    answer = {"204": {"description": ""}}
    spec: dict[str, Any] = document(operationId="one", summary="Read", tags=["Thing"])
    spec["paths"]["/things"] = {
        "get": {"operationId": "all", "summary": "Read", "responses": answer},
        "post": {"operationId": "add", "summary": "Add", "responses": answer},
    }
    spec["components"] = {"schemas": {"Thing": {"type": "string"}}}
    site = build(written(tmp_path, spec))
    titles = {
        path.removesuffix(".html"): text.partition("<title>")[2].partition("</")[0]
        for path, text in site.pages().items()
        if path.startswith("en/") and path.count("/") == 2
    }
    assert titles == {
        "en/operations/one": "Read · GET /thing · Shop",
        "en/operations/all": "Read · GET /things · Shop",
        "en/operations/add": "Add · Shop",
        "en/schemas/Thing": "Thing · Schemas · Shop",
        "en/tags/Thing": "Thing · Operations · Shop",
        "en/tags/other": "Other · Shop",
    }
    assert "<h1>Read</h1>" in site.text("en/operations/one.html")
