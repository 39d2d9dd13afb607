"""The index of a large site, whose lists are laid out when they are looked at: links lead to the right place, everything is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from docs_site.conftest import Open
from docs_site.sites import Site, once, publish

MANY = 90
SCREEN = 720
LONG = "/api/rest" * 30


def document() -> dict[str, Any]:
    """A document of many operations, every seventh of which has an address of several lines, and of many schemas."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Many", "version": "1"},
        "paths": {
            f"/things/{number}{LONG if number % 7 == 0 else ''}": {
                "get": {
                    "operationId": f"thing{number}",
                    "summary": title(number),
                    "responses": {"204": {"description": "Done."}},
                }
            }
            for number in range(MANY)
        },
        "components": {
            "schemas": {f"Schema{number}": {"type": "object"} for number in range(MANY)}
        },
    }


def title(number: int) -> str:
    """What an operation is called, which no other is called and none begins with."""
    return f"Thing number {number}."


@pytest.fixture(scope="session")
def many(shared: Path) -> Site:
    """The site of that document."""
    with once(shared / "many") as folder:
        if not folder.exists():
            source = shared / "many.json"
            source.write_text(json.dumps(document()), "utf-8")
            publish(folder, source)
    return Site(folder, "", "", shared / "many.trees")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_below_long_lists_leads_there(
    many: Site, open_page: Open, scripts: bool
) -> None:
    page = open_page(many.url("en/index.html#schemas"), java_script_enabled=scripts)
    heading = page.locator("#schemas")
    for _ in range(2):
        page.wait_for_timeout(150)
        place = heading.bounding_box()
        assert place is not None
        assert 0 <= place["y"] < SCREEN / 2
    skipped = "!document.querySelector('ul.list > li a').checkVisibility({contentVisibilityAuto: true})"
    assert page.evaluate(skipped), "the lists are laid out when they are looked at"


def test_everything_on_the_index_is_found_without_scripts(
    many: Site, open_page: Open
) -> None:
    """`find` looks as Ctrl+F does, from where the last one was found."""
    page = open_page(many.url("en/index.html"), java_script_enabled=False)
    wanted = [
        *(title(number) for number in range(MANY)),
        *(f"Schema{number}" for number in range(MANY)),
    ]
    lost = "names => names.filter(name => !find(name))"
    assert page.evaluate(lost, wanted) == []
    assert page.evaluate(lost, ["Thing number 1234"]) != []
    page.goto(many.url("en/index.html#:~:text=Thing%20number%2077."))
    entry = page.get_by_text("Thing number 77.")
    page.wait_for_timeout(150)
    place = entry.bounding_box()
    assert place is not None
    assert 0 <= place["y"] < SCREEN
