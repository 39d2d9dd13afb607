"""No line of code is cut off: what is wider than its block goes on below, and is copied as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docs_site.conftest import Open
from docs_site.sites import Site, publish

CUT = """() => {
  for (const one of document.querySelectorAll('details')) one.open = true;
  return [...document.querySelectorAll('.code pre')].filter((one) => one.scrollWidth > one.clientWidth).length;
}"""

LINES = """() => [...document.querySelectorAll('.samples details[open] pre > code')].flatMap((code) => {
  const found = [];
  for (const part of code.querySelectorAll('.line')) {
    const range = document.createRange(), start = part.firstChild.firstChild, at = part.lastChild;
    const box = (text, place) => { range.setStart(text, place); range.setEnd(text, place + 1); return range.getBoundingClientRect(); };
    const first = box(start, start.length - 1), last = box(at, at.length - 1);
    if (last.top > first.top) found.push([...Array(at.length).keys()].map((place) => box(at, place)).filter((box) => box.top > first.top && box.width).every((box) => box.left > first.left));
  }
  return found;
})"""

COLOURED = """() => new Promise((done) => {
  const look = () => CSS.highlights.has('string') ? done() : setTimeout(look, 20);
  look();
})"""

SHOWN = (
    "[...CSS.highlights.get('string')].slice(0, 99).map((one) => {"
    " const range = document.createRange();"
    " range.setStart(one.startContainer, one.startOffset);"
    " range.setEnd(one.endContainer, one.endOffset);"
    " return range.toString(); })"
)

TEXTS = (
    "() => [...document.querySelectorAll('pre > code')].map((code) => code.textContent)"
)


@pytest.mark.parametrize("width", [390, 1400, 1920])
@pytest.mark.parametrize("scripts", [True, False])
def test_no_line_is_cut_off(
    site: Site, open_page: Open, width: int, scripts: bool
) -> None:
    page = open_page(
        site.url(f"en/{site.operation}"),
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
    )
    assert page.locator(".code pre").count()
    assert page.evaluate(CUT) == 0


def test_a_long_line_goes_on_further_right_than_it_begins(
    gateway: Site, open_page: Open
) -> None:
    page = open_page(
        gateway.url(f"en/{gateway.operation}"), viewport={"width": 1400, "height": 900}
    )
    found = page.evaluate(LINES)
    assert found
    assert all(found)


def test_scripts_change_no_letter_of_code(gateway: Site, open_page: Open) -> None:
    url = gateway.url(f"en/{gateway.operation}")
    with_scripts, without = (
        open_page(url, java_script_enabled=on).evaluate(TEXTS) for on in (True, False)
    )
    assert with_scripts == without
    page = open_page(url)
    page.evaluate(COLOURED)
    shown = page.evaluate(SHOWN)
    assert all(text[0] == text[-1] and text[0] in "'\"" for text in shown)


def test_a_text_that_is_cut_off_is_coloured_to_its_end(
    tmp_path: Path, open_page: Open
) -> None:
    content = {"schema": {"type": "string"}, "example": '"' * 50_000}
    answer = {"description": "ok", "content": {"application/json": content}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Quotes", "version": "1"},
        "paths": {  # A large site shows beginnings of examples.
            f"/{one}": {"get": {"operationId": f"a{one}", "responses": {"200": answer}}}
            for one in range(250)
        },
    }
    (tmp_path / "openapi.json").write_text(json.dumps(document), "utf-8")
    site = publish(tmp_path / "site", tmp_path / "openapi.json")
    page = open_page((site / "en" / "operations" / "a1.html").as_uri())
    page.evaluate(COLOURED)
    assert max(map(len, page.evaluate(SHOWN))) > 2000
