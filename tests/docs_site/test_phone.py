"""No page is wider than a phone, and what is narrow can still be read."""

from __future__ import annotations

from docs_site.conftest import Open
from docs_site.sites import Site

OPENED = """() => {
  for (const one of document.querySelectorAll('details')) one.open = true;
  return document.documentElement.scrollWidth;
}"""


def test_no_page_scrolls_sideways(site: Site, open_page: Open) -> None:
    """A page that fits on the narrowest phone fits on wider ones, whose style is the same; some are looked at on both."""
    page = open_page("about:blank")
    kinds = {*site.kinds()}
    wide: dict[str, int] = {}
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 844})
        for path in site.inner() if width == 320 else kinds:
            page.goto(path.as_uri())
            reach = page.evaluate(OPENED)
            if reach > width:
                wide[str(path.relative_to(site.folder))] = reach
    assert not wide


def test_text_does_not_shrink(gateway: Site, open_page: Open) -> None:
    page = open_page(
        gateway.url(gateway.telling()[0]), viewport={"width": 390, "height": 844}
    )
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    assert page.evaluate(size) >= 16


def test_the_choice_of_theme_takes_no_line_of_its_own(
    gateway: Site, open_page: Open
) -> None:
    page = open_page(
        gateway.url(gateway.telling()[0]), viewport={"width": 390, "height": 844}
    )
    brand, button = (
        page.locator(f"header.site {one}").bounding_box()
        for one in (".brand", ".theme")
    )
    assert brand
    assert button
    assert (
        abs(2 * brand["y"] + brand["height"] - 2 * button["y"] - button["height"]) < 4
    )
    assert button["x"] + button["width"] > 360


def test_lines_between_fields_of_variants_reach_across(
    gateway: Site, open_page: Open
) -> None:
    page = open_page(
        gateway.url(f"en/{gateway.operation}"), viewport={"width": 390, "height": 844}
    )
    page.evaluate(
        "for (const one of document.querySelectorAll('details')) one.open = true"
    )
    table, name = (
        page.locator(one).first.bounding_box()
        for one in (".variants", ".variants > tbody > tr > th")
    )
    assert table
    assert name
    assert name["width"] > 0.9 * table["width"]
