"""Search finds pages and fields, from disk, by keyboard alone, in every language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Page, expect

from docs_site.conftest import Open
from docs_site.sites import Site, publish

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


def of(summary: str, description: str = "", name: str = "") -> dict[str, Any]:
    """An operation that answers with nothing."""
    answers = {"200": {"description": "ok"}, "429": {"description": "Calm down."}}
    own = {"summary": summary, "description": description, "responses": answers}
    return {"operationId": name or summary, "tags": ["Orders"], **own}


SHOP = {
    "openapi": "3.2.0",
    "info": {
        "title": "Shop",
        "version": "1",
        "description": "# Paging\n\nLists come in chunks.",
    },
    "security": [{"login": ["orders:write"]}],
    "tags": [{"name": "Orders", "description": "What people bought."}],
    "paths": {
        "/orders/{id}/note": {
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {}}
            ],
            "post": of("Create an order note"),
        },
        "/orders": {
            "get": of("", name="GetOrders"),
            "post": of("Create an order", "Ships a **parcel**. Then it waits."),
        },
        "/v1/payment_intents": {"post": of("", name="PostPaymentIntents")},
        "/crates": {
            "post": of("Hand it over", name="shipCrates"),
            "put": of("Ship what stands in a crate"),
        },
        "/shelves": {"additionalOperations": {"constructor": of("Build a shelf")}},
    },
    "webhooks": {"shipped": {"post": of("A van has left", name="shipped")}},
    "components": {
        "schemas": {
            name: {"type": "object", "properties": {"amount": {"type": "integer"}}}
            for name in ("create_payment_intent_part", "note", "orders_of_a_day")
        },
        "securitySchemes": {
            "login": {"type": "apiKey", "name": "X-Id", "in": "header"}
        },
    },
}

WANTED = {
    "create an order": "Create an order",
    "orders": "Orders",
    "list orders": "GetOrders",
    "/orders": "GetOrders",
    "post /orders": "Create an order",
    "add order": "Create an order",
    "create payment intent": "PostPaymentIntents",
    "ship crate": "Hand it over",
    "note": "note",
    "parcel": "Create an order",
    "orders:write parcel": "Create an order",
    "van": "A van has left",
    "webhook": "A van has left",
    "shipped": "A van has left",
    "429": "429",
    "calm": "429",
    "api key": "Authentication",
    "x-id": "login",
    "paging": "Overview",
    "chunks": "Overview",
    "constructor": "Build a shelf",
    "people bought": "Orders",
}
"""What is typed, and what is listed first."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a document with words in many places."""
    folder = tmp_path_factory.mktemp("shop")
    (folder / "openapi.json").write_text(json.dumps(SHOP), "utf-8")
    return publish(folder / "site", folder / "openapi.json")


def test_lists_first_what_was_meant(shop: Path, open_page: Open) -> None:
    page = open_page((shop / "en" / "index.html").as_uri())
    box, first = page.get_by_role("combobox"), page.locator(SHOWN).first
    found = {}
    for text in WANTED:
        box.fill("")
        expect(page.locator(SHOWN)).to_have_count(0)
        box.fill(text)
        found[text] = (first.text_content(), first.locator("small").text_content())
    shown = {k: str(all).removesuffix(str(part)) for k, (all, part) in found.items()}
    assert shown == WANTED


def test_leads_to_a_place_of_a_guide(shop: Path, open_page: Open) -> None:
    page = open_page((shop / "en" / "operations" / "GetOrders.html").as_uri())
    typed(page, "429")
    page.keyboard.press("Enter")
    page.wait_for_url("**/errors.html#status-429")
    assert "Calm down." in page.locator("section:has(#status-429)").inner_text()


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
      return [found.pages.map(([, url]) => url.replace(/(?=#|$)/, ".html")), places];
    }""")
    urls, places = entries
    trees = site.trees()
    rows = {url: names(trees[site.folder / "en" / url.split("#")[0]]) for url in urls}
    assert len(rows) == len(urls)
    for url in filter(lambda one: "#" in one, urls):
        place, _, anchor = url.partition("#")
        tree = trees[site.folder / "en" / place]
        assert tree.find(f".//*[@id='{anchor}']") is not None, url
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
