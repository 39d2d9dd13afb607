"""axe finds nothing wrong: operation, schema and index, in light, dark and on a phone, in every language."""

from __future__ import annotations

from typing import Any

import pytest

from docs_site.accessibility import violations
from docs_site.conftest import Open
from docs_site.sites import Site

PHONE = {"width": 390, "height": 844}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"color_scheme": "light", "viewport": PHONE},
    "dark phone": {"color_scheme": "dark", "viewport": PHONE},
    "contrast": {"forced_colors": "active"},
}


# The order of `Site.telling`: operation, schema, index, first of one language, then of the other.
PAGES = {
    "light": (0, 4, 5),
    "dark": (3, 1, 2),
    "phone": (0, 4, 5),
    "dark phone": (3,),
    "contrast": (0,),
}
"""Each kind of page in each of the usual looks; the two languages, which differ in words alone, take turns."""


TRIED = [
    *(("gateway", look) for look in LOOKS),
    *(("nasty", look) for look in ("light", "dark phone")),
]
"""What is nasty about a site is so in every look."""


@pytest.mark.parametrize(("name", "look"), TRIED)
def test_nothing_violates_a_rule(
    request: pytest.FixtureRequest, open_page: Open, name: str, look: str
) -> None:
    site = request.getfixturevalue(name)
    page = open_page("about:blank", **LOOKS[look], reduced_motion="reduce")
    found: dict[str, list[str]] = {}
    for path in map(site.telling().__getitem__, PAGES[look]):
        page.goto(site.url(path))
        # What is closed is part of the page, so it is looked at as well.
        page.evaluate(
            "for (const one of document.querySelectorAll('details')) one.open = true"
        )
        if wrong := violations(page):
            found[path] = wrong
    assert not found


def test_a_violation_is_seen(gateway: Site, open_page: Open) -> None:
    page = open_page(gateway.url("en/index.html"))
    page.evaluate(
        "document.querySelector('main').append(document.createElement('img'))"
    )
    assert [one for one in violations(page) if one.startswith("image-alt")]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_any_accent_can_be_read(gateway: Site, open_page: Open, theme: str) -> None:
    page = open_page(gateway.url(gateway.telling()[2]), color_scheme=theme)
    for accent in ("#ffe600", "#000000", "#ff0000", "#7cfc00"):
        page.evaluate(
            f"document.documentElement.style.setProperty('--accent', '{accent}')"
        )
        assert not violations(page, "color-contrast"), accent


def test_every_control_shows_its_focus(gateway: Site, open_page: Open) -> None:
    page = open_page(gateway.url(gateway.telling()[0]))
    outline = "(e => getComputedStyle(e).outlineStyle)(document.activeElement)"
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate(outline) != "none", page.evaluate(
            "document.activeElement.outerHTML"
        )


def test_motion_is_only_for_those_who_want_it(gateway: Site, open_page: Open) -> None:
    page = open_page(gateway.url("en/index.html"), reduced_motion="reduce")
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(behaviour) == "auto"
