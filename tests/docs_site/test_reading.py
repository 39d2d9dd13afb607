"""What readers do with a page: follow a link to a field, search with the browser, print, copy, choose a theme or language."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from docs_site.conftest import Open
from docs_site.sites import LANGUAGES, Site

HIDDEN = """() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const hidden = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() && !parent.closest("nav, button, title, .variants .variant") && !parent.checkVisibility()) hidden.push(parent.outerHTML.slice(0, 80));
  }
  return hidden;
}"""
"""What of a page's text is not shown; the names of variants, which stand above their columns, need not be said again."""


def inside_closed(page: Page) -> str:
    """The anchor of a row that lies in a closed part."""
    row = page.locator("main details:not([open]) tr[id]").first
    assert row.count()
    assert not row.is_visible()
    return str(row.get_attribute("id"))


@pytest.mark.parametrize("scripts", [True, False])
def test_deep_links_open_what_is_closed(
    site: Site, open_page: Open, scripts: bool
) -> None:
    address = f"en/{site.operation}"
    anchor = inside_closed(open_page(site.url(address), java_script_enabled=False))
    page = open_page(
        site.url(f"{address}#{anchor}"),
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    row = page.locator(f'tr[id="{anchor}"]')
    row.wait_for(state="visible")
    page.wait_for_timeout(200)
    place = row.bounding_box()
    assert place is not None
    assert 0 <= place["y"] < 720, "the row is on the screen"


def test_links_within_a_page_open_what_is_closed(site: Site, open_page: Open) -> None:
    page = open_page(site.url(f"en/{site.operation}"))
    anchor = inside_closed(page)
    page.evaluate("id => { location.hash = id; }", anchor)
    page.locator(f'tr[id="{anchor}"]').wait_for(state="visible")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_browsers_search_opens_what_is_closed(
    gateway: Site, open_page: Open, scripts: bool
) -> None:
    """A text fragment is looked up as Ctrl+F does it, and unlike that can be asked for without a screen."""
    page = open_page("about:blank", java_script_enabled=scripts)
    page.goto(gateway.url(f"en/{gateway.operation}#:~:text=Kind%20of%20movement"))
    page.get_by_text("Kind of movement").first.wait_for(state="visible")


CUT = """() => [...document.querySelectorAll("main :is(pre, table, td, th, div, p)")]
  .filter(one => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX != "visible"
    || one.getBoundingClientRect().right > innerWidth + 1)
  .map(one => one.outerHTML.slice(0, 80))"""
"""What reaches beyond the paper, or beyond a box that nobody can scroll there."""

CLICKED = """() => [...document.querySelectorAll("nav, footer, button, input")]
  .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 80))"""
"""What is of no use on paper."""

PAPER: ViewportSize = {"width": 673, "height": 1000}
"""The inside of a sheet of A4 with our margins, in CSS pixels."""


@pytest.mark.parametrize("scripts", [True, False])
def test_print_shows_everything(site: Site, open_page: Open, scripts: bool) -> None:
    page = open_page("about:blank", java_script_enabled=scripts)
    for path in site.telling():
        page.goto(site.url(path))
        page.emulate_media(media="screen")
        before = page.evaluate(HIDDEN)
        page.emulate_media(media="print")
        page.set_viewport_size(PAPER)
        assert page.evaluate(HIDDEN) == [], path
        assert page.evaluate(CUT) == [], path
        assert page.evaluate(CLICKED) == [], path
        page.set_viewport_size({"width": 1280, "height": 720})
        if path.endswith(site.operation):
            assert before, "there was something closed"


def test_print_leaves_the_page_as_it_was(gateway: Site, open_page: Open) -> None:
    page = open_page(gateway.url(f"en/{gateway.operation}"))
    assert page.pdf().startswith(b"%PDF-")
    closed = page.locator("details:not([open])").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() == closed


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_theme_is_remembered(gateway: Site, open_page: Open) -> None:
    page = open_page(gateway.url("en/index.html"), color_scheme="light")
    light = background(page)
    page.locator("button.theme").click()
    dark = background(page)
    assert light != dark
    for address in gateway.telling():
        page.goto(gateway.url(address))
        assert background(page) == dark, address
    page.locator("button.theme").click()
    page.reload()
    assert background(page) == light
    page.emulate_media(color_scheme="dark")
    assert background(page) == dark, "what the system says counts again"


def test_the_theme_is_there_before_the_text(gateway: Site, open_page: Open) -> None:
    page = open_page(gateway.url("en/index.html"), color_scheme="light")
    page.locator("button.theme").click()
    page.add_init_script("""
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        window.early = document.documentElement.dataset.theme;
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    """)
    page.reload()
    assert page.evaluate("window.early") == "dark"


def test_a_browser_that_remembers_nothing_works_too(
    gateway: Site, open_page: Open
) -> None:
    page = open_page("about:blank")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } })"
    )
    page.goto(gateway.url("en/index.html"))
    before = background(page)
    page.locator("button.theme").click()
    assert background(page) != before


def test_each_language_leads_to_the_same_page_of_the_other(
    site: Site, open_page: Open
) -> None:
    page = open_page("about:blank")
    for path in site.telling():
        page.goto(site.url(path))
        own = path.partition("/")[0]
        assert page.locator("html").get_attribute("lang") == own
        (other,) = set(LANGUAGES) - {own}
        page.locator(f"nav.languages a[hreflang={other}]").click()
        page.wait_for_url(f"**/{other}/{path.partition('/')[2]}")
        assert page.locator("html").get_attribute("lang") == other


def test_chinese_pages_are_chinese(gateway: Site, open_page: Open) -> None:
    page = open_page(gateway.url(f"zh/{gateway.operation}"))
    assert page.locator("h1").inner_text() == "提交视频生成任务"
    for heading in page.locator("main h2").all_inner_texts():
        assert any("\u4e00" <= letter <= "\u9fff" for letter in heading), heading


def test_code_can_be_copied(gateway: Site, open_page: Open) -> None:
    page = open_page(
        gateway.url(f"en/{gateway.operation}"),
        permissions=["clipboard-read", "clipboard-write"],
    )
    figure = page.locator(".code", has=page.locator(":scope .copy:visible")).first
    figure.locator(".copy").click()
    page.wait_for_function("document.querySelector('.copy')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == (figure.locator("pre").text_content() or "").strip()


WIDE = """() => {
  const around = document.createElement("div");
  around.className = "scroll";
  around.style.width = "20rem";
  const wide = document.createElement("div");
  wide.style.width = "40rem";
  wide.style.height = "6rem";
  around.append(wide);
  document.querySelector("main").replaceChildren(around);
}"""
"""A page with nothing but what is wider than its place."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_shade_tells_that_there_is_more(
    site: Site, open_page: Open, scheme: str
) -> None:
    page = open_page(site.url(f"en/{site.operation}"), color_scheme=scheme)
    page.evaluate(WIDE)
    place = page.locator(".scroll").bounding_box()
    assert place is not None
    ends = [place["x"], place["x"] + place["width"] - 8]
    areas: list[Any] = [
        {"x": x, "y": place["y"], "width": 8, "height": 48} for x in ends
    ]
    left, right = (page.screenshot(clip=area) for area in areas)
    page.evaluate("document.querySelector('.scroll').scrollLeft = 9999")
    assert page.screenshot(clip=areas[0]) != left, "there is more before it"
    assert page.screenshot(clip=areas[1]) == left, "there is nothing behind it"
    assert right != left
