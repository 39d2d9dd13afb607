"""No page is wider than a phone, and what is narrow can still be read."""

from __future__ import annotations

import pytest

from docs_site.conftest import Open
from docs_site.sites import Site


@pytest.mark.parametrize("width", [390, 320])
def test_no_page_scrolls_sideways(site: Site, open_page: Open, width: int) -> None:
    page = open_page("about:blank", viewport={"width": width, "height": 844})
    wide: dict[str, int] = {}
    for path in site.inner():
        page.goto(path.as_uri())
        page.evaluate(
            "for (const one of document.querySelectorAll('details')) one.open = true"
        )
        reach = page.evaluate("document.documentElement.scrollWidth")
        if reach > width:
            wide[str(path.relative_to(site.folder))] = reach
    assert not wide


def test_text_does_not_shrink(gateway: Site, open_page: Open) -> None:
    page = open_page(
        gateway.url(gateway.telling()[0]), viewport={"width": 390, "height": 844}
    )
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    assert page.evaluate(size) >= 16
