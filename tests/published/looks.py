"""The folder of a site goes in; what a browser finds wrong with its largest pages comes out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docs_site.accessibility import violations
from docs_site.chromium import ARGUMENTS, chromium
from playwright.sync_api import Error, Page, Request, sync_playwright

KINDS = ("operations", "schemas", "tags", "webhooks", ".")
EACH = 2
"""Pages of each kind that are looked at."""

PHONE = {"width": 390, "height": 844}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark phone": {"color_scheme": "dark", "viewport": PHONE},
}
OPENED = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  return document.documentElement.scrollWidth;
}"""


def largest(language: Path) -> list[Path]:
    """The largest pages of each kind."""
    found: list[Path] = []
    for kind in KINDS:
        pages = (language / kind).glob("*.html")
        found += sorted(pages, key=lambda one: (-one.stat().st_size, one))[:EACH]
    return found


def seen(site: Path) -> Iterator[str]:
    """What is wrong with the largest pages: scripts that fail, what comes from elsewhere, pages wider than a phone, rules of axe."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=[*ARGUMENTS], headless=True
        )
        for look, options in LOOKS.items():
            context = browser.new_context(**options, reduced_motion="reduce")
            page = context.new_page()
            failed = listened(page)
            for path in largest(site / "en"):
                name = f"{look}: {path.relative_to(site)}"
                yield from (f"look: {name}: {one}" for one in looked(page, path))
                yield from (f"script: {name}: {one}" for one in failed)
                failed.clear()
            context.close()
        browser.close()


def listened(page: Page) -> list[str]:
    """What fails on a page from now on: scripts, and whatever is asked for that is no file."""
    failed: list[str] = []

    def script(error: Error) -> None:
        failed.append(str(error))

    def request(asked: Request) -> None:
        if not asked.url.startswith("file:"):
            failed.append(asked.url)

    page.on("pageerror", script)
    page.on("request", request)
    return failed


def looked(page: Page, path: Path) -> Iterator[str]:
    """What is wrong with one page in the look of its window."""
    page.goto(path.as_uri())
    reach, width = page.evaluate(OPENED), page.evaluate("innerWidth")
    if reach > width:
        yield f"{reach} pixels wide, of {width}"
    yield from violations(page)
