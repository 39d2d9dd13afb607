"""Search finds pages and fields, from disk, by keyboard alone, in every language."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Page, expect

from docs_site.conftest import Open
from docs_site.sites import Site

SHOWN = "#found li"


def typed(page: Page, text: str) -> list[str]:
    """What is listed for a text, which is typed as people type it."""
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type(text)
    page.wait_for_selector(SHOWN)
    return page.locator(SHOWN).all_inner_texts()


FOUND = {
    "en": {
        "start a vid": "Start a video task",
        "videos.retrieve": "Ask for the state of a video task",
        "/v1/video/generations/{": "Ask for the state of a video task",
        "post generations": "Start a video task",
        "klingmetadata": "KlingMetadata",
        "NEGATIVE prompt": "Start a video task",
        "movement_amp vidum": "ViduMetadata",
    },
    "zh": {
        "提交": "提交视频生成任务",
        "状态": "查询视频任务状态",
        "negative_prompt": "提交视频生成任务",
    },
}
"""What is typed, and what the first page is that is found for it."""


@pytest.mark.parametrize("language", FOUND)
def test_finds(gateway: Site, open_page: Open, language: str) -> None:
    page = open_page(gateway.url(f"{language}/{gateway.schema}"))
    for text, title in FOUND[language].items():
        first = page.locator(SHOWN).first
        page.keyboard.press("/")
        expect(page.get_by_role("combobox")).to_be_focused()
        page.keyboard.type(text)
        expect(first).to_contain_text(title)
        page.get_by_role("combobox").fill("")
        page.locator("h1").click()


def test_leads_to_the_field(gateway: Site, open_page: Open) -> None:
    page = open_page(gateway.url("en/index.html"))
    typed(page, "trajectories")
    page.keyboard.press("Enter")
    page.wait_for_url("**/operations/videos.create.html#*")
    anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    row = page.locator(f'[id="{anchor}"]')
    row.wait_for(state="visible")
    assert "trajectories" in row.inner_text()


def test_every_entry_leads_somewhere(site: Site, open_page: Open) -> None:
    page = open_page(site.url("en/index.html"))
    entries = page.evaluate("""async () => {
      const found = {};
      const inner = window.specloom;
      window.specloom = (name, data) => { found[name] = data; inner(name, data); };
      const load = (name) => new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = `../assets/search/en/${name}.js`;
        script.onload = done; script.onerror = failed;
        document.head.append(script);
      });
      await load("pages");
      await Promise.all(found.shards.map(load));
      const places = found.shards.flatMap((name) => found[name].flatMap(([field, numbers]) => numbers.map((one) => [field, one])));
      return [found.pages.map((one) => one[1]), places];
    }""")
    urls, places = entries
    trees = site.trees()
    rows = {url: names(trees[site.folder / "en" / url]) for url in urls}
    assert len(rows) == len(urls)
    assert places
    for field, number in places:
        assert field in rows[urls[number]], (urls[number], field)


def names(root: Element) -> set[str]:
    """What the rows of a page are called."""
    return {(one.text or "").strip() for one in root.findall(".//tr[@id]/th")}


def test_is_used_by_keyboard_alone(gateway: Site, open_page: Open) -> None:
    page = open_page(gateway.url("en/index.html"))
    assert len(typed(page, "video")) > 3
    box = page.get_by_role("combobox")
    assert box.get_attribute("aria-expanded") == "true"
    chosen = page.locator(f"{SHOWN}[aria-selected=true]")
    first = chosen.inner_text()
    page.keyboard.press("ArrowDown")
    second = chosen.inner_text()
    assert first != second
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("ArrowUp")
    assert chosen.inner_text() == first
    page.keyboard.press("ArrowUp")
    assert chosen.inner_text() == page.locator(SHOWN).last.inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#found").is_visible()
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Escape")
    assert box.input_value() == ""


def test_says_that_there_is_nothing(gateway: Site, open_page: Open) -> None:
    page = open_page(gateway.url("en/index.html"))
    page.keyboard.press("Control+k")
    page.keyboard.type("no such thing anywhere")
    expect(page.locator(".search [role=status]")).not_to_be_empty()
    assert page.locator(SHOWN).count() == 0


def test_leaves_other_fields_alone(gateway: Site, open_page: Open) -> None:
    page = open_page(gateway.url("en/index.html"))
    page.get_by_role("combobox").click()
    page.keyboard.type("/v1")
    assert page.get_by_role("combobox").input_value() == "/v1"
