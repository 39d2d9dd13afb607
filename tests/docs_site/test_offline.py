"""Pages are whole without a server and without scripts, and no page asks another host for anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Request

from docs_site.conftest import Open
from docs_site.sites import Site, served


@pytest.fixture
def address(gateway: Site) -> Iterator[str]:
    """The site on a loopback port."""
    with served(gateway.folder) as found:
        yield found


def watched(open_page: Open) -> tuple[Any, list[Request], list[str]]:
    """An empty page, every request that is made from now on, and what the browser complains of."""
    page = open_page("about:blank")
    asked: list[Request] = []
    said: list[str] = []
    page.context.on("request", lambda request: asked.append(request))
    page.on("console", lambda message: said.append(message.text))
    return page, asked, said


def test_a_server_is_asked_for_the_site_alone(
    gateway: Site, open_page: Open, address: str
) -> None:
    page, asked, said = watched(open_page)
    for path in gateway.telling():
        page.goto(address + path, wait_until="networkidle")
        page.get_by_role("combobox").press_sequentially("video")
        page.wait_for_selector("#found li")
    assert {one.url[: len(address)] for one in asked} == {address}
    assert not said


def test_opens_from_disk(site: Site, open_page: Open) -> None:
    page, asked, said = watched(open_page)
    for path in site.kinds():
        page.goto(path.as_uri())
        styled = page.evaluate(
            "document.styleSheets.length && getComputedStyle(document.body).marginTop"
        )
        assert styled == "0px", path
    assert {one.url.split(":")[0] for one in asked} == {"file"}
    assert not said


def test_scripts_only_add(site: Site, open_page: Open) -> None:
    """What is read, and where it leads, is the same with scripts and without, links to parts of the page aside."""
    text = """() => [document.querySelector("main").textContent, document.querySelectorAll("main button").length]"""
    with_scripts = open_page("about:blank")
    without = open_page("about:blank", java_script_enabled=False)
    for path in site.telling():
        with_scripts.goto(site.url(path))
        without.goto(site.url(path))
        with_scripts.evaluate(
            "for (const one of document.querySelectorAll('.copy, .jumps')) one.remove()"
        )
        assert with_scripts.evaluate(text) == without.evaluate(text), path
        assert (
            without.locator("button, input").count() == 0
        ), "nothing that does nothing"
        assert without.locator("main").bounding_box(), path


def test_closed_parts_open_without_scripts(gateway: Site, open_page: Open) -> None:
    page = open_page(gateway.url(gateway.telling()[0]), java_script_enabled=False)
    closed = page.locator("main details:not([open])")
    count = closed.count()
    assert count
    closed.first.locator("summary").first.click()
    assert page.locator("main details:not([open])").count() == count - 1
