"""One Chromium for all tests of this folder in a process, and the sites that it looks at."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from docs_site.chromium import ARGUMENTS, NoChromium, chromium
from docs_site.sites import GATEWAY, NASTY, Site, once, publish

Open = Callable[..., Page]


# Playwright keeps an event loop running for as long as it lives, beside which no test elsewhere could run its own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, without a screen; each start has a profile of its own."""
    try:
        path = chromium()
    except NoChromium as error:
        pytest.fail(str(error), pytrace=False)
    if path is None:
        pytest.skip("SKIP_BROWSER=1")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path, args=[*ARGUMENTS], headless=True
        )
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Open an address in a context of its own; keyword arguments are those of `Browser.new_context`.

    A page whose scripts fail fails the test.
    """
    failed: list[str] = []
    with ExitStack() as stack:

        def open(url: str, **options: Any) -> Page:
            context = stack.enter_context(browser.new_context(**options))
            context.set_default_timeout(60_000)
            page = context.new_page()
            page.on("pageerror", lambda error: failed.append(str(error)))
            page.goto(url)
            return page

        yield open
    assert not failed


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, the same for all of its processes."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def gateway(shared: Path) -> Site:
    """This repository's own site, as it is committed."""
    operation, schema = "operations/videos.create.html", "schemas/KlingMetadata.html"
    return Site(GATEWAY, operation, schema, shared / "gateway.trees")


@pytest.fixture(scope="session")
def nasty(shared: Path) -> Site:
    """The site of a document that is everything a page would rather not have."""
    with once(shared / "nasty") as folder:
        if not folder.exists():
            publish(folder, NASTY)
    operation, schema = (
        "operations/everything.at-once.html",
        "schemas/Deep-c54e3625.html",
    )
    return Site(folder, operation, schema, shared / "nasty.trees")


@pytest.fixture(params=["gateway", "nasty"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the sites."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Site)
    return found
