"""A page goes in, as JSON on standard input; what opening it in a Chromium of its own took comes out.

Each time that more is known a line of JSON is printed, so that whoever ends this process has what there was.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from docs_site.accessibility import violations
from docs_site.chromium import ARGUMENTS, chromium
from playwright.sync_api import Browser, Error, Page, sync_playwright

from bench.docs.serving import Served, served

VISIBLE = """text => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data.includes(text) && node.parentElement.checkVisibility() && node.parentElement.getClientRects().length) return true;
  }
  return false;
}"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A page that is to be opened.

    Attributes:
        folder: that is served, the document beside it.
        path: of the page in the folder.
        text: that is seen when the page is readable.
        names: of fields, which are looked for in its text.
        seconds: how long to wait for the text.
    """

    folder: str
    document: str
    path: str
    text: str
    names: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening a page took; None is what was not known in time.

    Attributes:
        readable: seconds until its text was on the page.
        cpu: seconds of the page's own process.
        sent: compressed bytes.
        fields: names of fields in the page's text.
        axe: rules that are broken.
        elsewhere: requests to other hosts.
        width: of the page on a screen of 390 pixels.
        bare: whether the text is there without scripts.
    """

    readable: float | None = None
    cpu: float | None = None
    sent: int | None = None
    fields: int | None = None
    axe: int | None = None
    elsewhere: int | None = None
    width: int | None = None
    bare: bool | None = None


def main() -> None:
    """Open the page that standard input names."""
    given: dict[str, Any] = json.load(sys.stdin)
    asked = Asked(**{**given, "names": tuple(given["names"])})
    path = chromium()
    if path is None:
        sys.exit("the browser is left out by SKIP_BROWSER=1, and this is all about it")
    with (
        served(Path(asked.folder), Path(asked.document)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS])
        told = without_scripts(browser, server, asked)
        look(browser, server, asked, told)
        browser.close()


def tell(found: Opened) -> Opened:
    """Print what is known so far."""
    print(json.dumps(asdict(found)), flush=True)
    return found


def without_scripts(browser: Browser, server: Served, asked: Asked) -> Opened:
    """Whether the text is there when scripts are off."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.address + asked.path)
    found = bool(page.evaluate(VISIBLE, asked.text))
    context.close()
    return tell(Opened(bare=found))


def look(browser: Browser, server: Served, asked: Asked, told: Opened) -> None:
    """Open a page as somebody does who follows a link."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(asked.seconds * 1000)
    elsewhere: list[str] = []
    own = (server.address, "data:", "blob:")
    context.on(
        "request",
        lambda r: None if r.url.startswith(own) else elsewhere.append(r.url),
    )
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    server.sent = 0
    started = time.perf_counter()
    seen = f"document.body && ({VISIBLE})({json.dumps(asked.text)})"
    with suppress(Error):
        page.goto(server.address + asked.path, wait_until="commit")
    # What is asked of a page just before its own document is there fails with the one that was there before.
    while told.readable is None and time.perf_counter() - started < asked.seconds:
        with suppress(Error):
            page.wait_for_function(seen, polling=50)
            told = replace(told, readable=time.perf_counter() - started)
    told = tell(replace(told, sent=server.sent, elsewhere=len(elsewhere)))
    try:
        page.wait_for_timeout(500)
        metrics = session.send("Performance.getMetrics")["metrics"]
        cpu = next(m["value"] for m in metrics if m["name"] == "ProcessTime")
        told = tell(replace(told, cpu=cpu, sent=server.sent, elsewhere=len(elsewhere)))
        told = tell(replace(told, fields=fields(page, asked.names)))
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_timeout(500)
        width = int(page.evaluate("document.documentElement.scrollWidth"))
        told = tell(replace(told, width=width, elsewhere=len(elsewhere)))
        wrong = len({one.split(":")[0] for one in violations(page)})
        tell(replace(told, axe=wrong, elsewhere=len(elsewhere)))
    except Error:
        return


def fields(page: Page, names: tuple[str, ...]) -> int:
    """How many of the names stand in the text that the browser can search."""
    text = str(page.evaluate("document.body.textContent"))
    return sum(name in text for name in names)


if __name__ == "__main__":
    main()
