"""On every page there is a way to all others: groups at the side, and what is on the page above it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from docs_site.conftest import Open
from docs_site.sites import Site, once, publish

GROUPS = {"Large things": 30, "small": 11}
HEADS = [*GROUPS, "Webhooks"]
LONG = "GetAllThingsOfManyKindsAtOnceAndTellWhatTheyAre"
TEXT = """
# First `steps`

Then come [further ones](#section/Second-steps/At-last).

# Second steps

## At last
"""


def document() -> dict[str, Any]:
    """A document of two groups, one of which is too large for the side of each page, as its webhooks are."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Groups", "version": "1", "description": TEXT},
        "paths": {
            f"/{group[:5]}/{number}": {
                "get": {
                    "operationId": f"{LONG}{group[:5]}{number}",
                    "tags": [group],
                    "responses": {"204": {"description": "Done."}},
                }
            }
            for group, many in GROUPS.items()
            for number in range(many)
        },
        "webhooks": {
            f"news {number}": {"post": {"responses": {"204": {"description": ""}}}}
            for number in range(25)
        },
        "components": {
            "schemas": {
                "Thing": {
                    "type": "object",
                    "properties": {"name_of_many_parts": {"type": "string"}},
                }
            }
        },
    }


@pytest.fixture(scope="session")
def groups(shared: Path) -> Site:
    """The site of that document."""
    with once(shared / "groups") as folder:
        if not folder.exists():
            source = shared / "groups.json"
            source.write_text(json.dumps(document()), "utf-8")
            publish(folder, source)
    return Site(folder, "", "", shared / "groups.trees")


@pytest.mark.parametrize(
    ("path", "listed", "here"),
    [
        ("schemas/Thing.html", 0, None),
        ("errors.html", 0, None),
        (f"operations/{LONG}small3.html", 11, f"{LONG}small3"),
        (f"operations/{LONG}Large3.html", 30, f"{LONG}Large3"),
        ("tags/Large-things.html", 30, "Large things"),
        ("webhooks/news-3-POST.html", 25, "news 3"),
    ],
)
def test_the_side_lists_all_groups_and_opens_its_own(
    groups: Site, open_page: Open, path: str, listed: int, here: str | None
) -> None:
    page = open_page(groups.url(f"en/{path}"))
    page.locator(".side h2").nth(1).wait_for()
    assert page.locator(".side h2").all_text_contents() == HEADS
    assert page.locator(".side li").count() == listed
    current = page.locator(".side [aria-current]").all_text_contents()
    said = [text.removeprefix("GET ").removeprefix("POST ") for text in current]
    assert said == ([here] if here else [])
    page.locator(".side h2 a").nth(1).click()
    assert page.title().startswith("small ·")


def test_without_scripts_a_link_leads_to_all_groups(
    groups: Site, open_page: Open
) -> None:
    page = open_page(groups.url("en/schemas/Thing.html"), java_script_enabled=False)
    page.locator(".side a").click()
    assert page.url.endswith("en/index.html#operations")
    assert page.locator(".side h2").all_text_contents() == HEADS


def test_long_names_fit_a_phone(groups: Site, open_page: Open) -> None:
    page = open_page(
        groups.url(f"en/operations/{LONG}Large3.html"),
        viewport={"width": 320, "height": 800},
    )
    page.wait_for_selector(".side li")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_page_of_several_parts_names_them(gateway: Site, open_page: Open) -> None:
    page = open_page(gateway.url(f"en/{gateway.operation}"))
    names = page.locator(".jumps a").all_text_contents()
    assert names[:3] == ["Authentication", "Body", "Answers"]
    assert len(names) == page.locator("main section > h2[id]").count()
    page.locator(".jumps a").nth(1).click()
    assert page.url.endswith("#body")
    assert page.locator("#body > a").get_attribute("href") == "#body"


def test_the_documents_own_sections_are_parts_too(
    groups: Site, open_page: Open
) -> None:
    page = open_page(groups.url("en/index.html"))
    names = page.locator(".jumps a").all_text_contents()
    assert names[:3] == ["First steps", "Second steps", "Operations"]
    above = page.evaluate(
        "document.querySelector('.jumps').getBoundingClientRect().top"
        " < document.querySelector('.prose').getBoundingClientRect().top"
    )
    assert above
    page.get_by_text("further ones").click()
    assert page.url.endswith("index.html#section-at-last")
    assert page.locator(":target").text_content() == "At last"


def test_names_of_fields_are_broken_where_their_parts_end(
    groups: Site, open_page: Open
) -> None:
    page = open_page(groups.url("en/schemas/Thing.html"))
    name = page.locator("tr[id] > th > a", has=page.locator("wbr")).first
    assert name.text_content() == "name_of_many_parts"
