"""A document that is written to do harm: nothing of it runs, loads, styles or leads astray on any page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hostile.rich import NAMES, TEXTS, document
from hostile.running import understood

from docs_site.conftest import Open
from docs_site.sites import tree
from generator.diagnostics import Refused
from generator.making import build_target
from generator.timings import Stopwatch

ELSEWHERE = "attack.example"

PAYLOADS = {
    "element": f"<script>hit()</script><img src=x onerror=hit()><svg onload=hit()><iframe src=//{ELSEWHERE}></iframe>",
    "closed": f"</title></textarea></style></script></code></pre></td></table></details></summary><script>hit()</script><base href=//{ELSEWHERE}/>",
    "attribute": f'" autofocus onfocus=hit() style="background:url(//{ELSEWHERE})" x=\'',
    "single": "' onmouseover='hit()' tabindex='1' autofocus onfocus='hit()",
    "link": f"[a](javascript:hit()) [b](data:text/html,<script>hit()</script>) [c](//{ELSEWHERE}) [d](vbscript:hit()) <javascript:hit()>",
    "image": f'![a](http://{ELSEWHERE}/a.png) ![b][r] <http://{ELSEWHERE}/"onclick=hit()>\n\n[r]: http://{ELSEWHERE}/b.png',
    "markup": f"<style>*{{background:url(//{ELSEWHERE})}}</style><form action=//{ELSEWHERE}><input autofocus onfocus=hit()><meta http-equiv=refresh content=0;url=//{ELSEWHERE}>",
    "nested": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hit()&gt;">',
    "script": '\u2028*/hit();//</script>-->]]>${hit()}`;hit()//\\");hit();//',
    "template": "{{ hit() }}{% include '/etc/passwd' %}{# x #}${7*7}<%= hit() %>",
    "styles": f";}}body{{background:url(http://{ELSEWHERE}/)}}@import url(//{ELSEWHERE});expression(hit())",
    "address": f"javascript:hit()//http://{ELSEWHERE}",
    "path": f"../../../../{ELSEWHERE}/x?y#z",
}
TURNS = 3
"""Documents that are tried; with each of them, every position has other payloads."""
STEP = 4
"""How far the payloads move from one to the next: not as many as there are, so that none comes back."""
PARTS_OF_PATHS = frozenset(["path parameter", "segment"])
"""Positions in which not every text is allowed, so that some payloads are refused there."""

Word = Callable[[str, str], str]
LOADING = (
    "src",
    "srcset",
    "data",
    "poster",
    "action",
    "formaction",
    "background",
    "ping",
)


def published(document: Any, folder: Path) -> list[Path]:
    """The pages of a document, and the folder they lie in; none where it is refused."""
    spec = folder / "spec.json"
    spec.write_text(json.dumps(document), encoding="utf-8")
    api, project = understood(spec)
    for file in build_target(project, "docs", api, Stopwatch()):
        path = folder / "site" / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.encoded())
        assert path.resolve().is_relative_to(folder / "site")
    return sorted((folder / "site").rglob("*.html"))


def everywhere(turn: int, spared: frozenset[str] = frozenset()) -> Word:
    """Put a payload into each position but those that are spared, with the position's name behind it.

    Names and the like have one each, and another one with every turn; prose has all of them, another one first.
    """
    known = [*TEXTS, *NAMES]

    def word(position: str, plain: str) -> str:
        if position in spared:
            return plain
        payload = turned(known.index(position) + turn * STEP)[0]
        if position.endswith(("description", "summary", "text")):
            payload = prose(turn)
        return f"{plain}{payload}{position}"

    return word


def turned(by: int) -> list[str]:
    """The payloads, another one first."""
    every = [*PAYLOADS.values()]
    at = by % len(every)
    return [*every[at:], *every[:at]]


def prose(turn: int) -> str:
    """All payloads, a paragraph each."""
    return "\n\n".join(["", *turned(turn * STEP), ""])


def translated(document: Any, text: str) -> Any:
    """The document with a text in translations as well."""
    texts = {"title": text, "summary": text, "description": text}
    document["info"]["x-translations"] = {"zh": texts}
    for item in document["paths"].values():
        for one in item.values():
            if isinstance(one, dict):
                one["x-translations"] = {"zh": texts}
    return document


def site_of(turn: int, folder: Path) -> list[Path]:
    """The pages of a document with a payload in every position that takes it."""
    text = prose(turn)
    try:
        return published(translated(document(everywhere(turn)), text), folder)
    except Refused:
        word = everywhere(turn, PARTS_OF_PATHS)
        return published(translated(document(word), text), folder)


@pytest.mark.parametrize("turn", range(TURNS))
def test_does_no_harm(turn: int, tmp_path: Path, open_page: Open) -> None:
    pages = site_of(turn, tmp_path)
    assert len(pages) > 10
    for path in pages:
        harmless(path)
    page = open_page("about:blank")
    asked: list[str] = []
    complaints: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.expose_function(
        "hit", lambda: complaints.append("a script of the document ran")
    )
    *inner, top = sorted(pages, key=lambda path: -len(path.parts))
    for path in inner:
        page.goto(path.as_uri())
        page.keyboard.press("Tab")
    page.goto(top.as_uri())
    page.wait_for_url("**/en/index.html")
    own = tmp_path.as_uri()
    assert not [url for url in asked if not url.startswith(own)]
    assert not complaints


def harmless(path: Path) -> None:
    """A page has no element, attribute or address that only an attacker would want."""
    root = tree(path)
    for one in root.iter():
        assert one.tag not in (
            "iframe",
            "object",
            "embed",
            "form",
            "style",
            "base",
            "math",
            "img",
        ), path
        if one.tag == "script":
            assert one.get("src", "").endswith(("assets/en.js", "assets/zh.js")), path
            assert not one.text, path
        for name, value in one.attrib.items():
            assert not str(name).startswith("on"), path
            assert name not in ("style", "autofocus"), path
            if name in LOADING or (name == "href" and one.tag != "a"):
                parts = urlsplit(value)
                assert not parts.scheme, (path, value)
                assert not parts.netloc, (path, value)
            elif name == "href":
                parts = urlsplit(value)
                assert parts.scheme in ("", "http", "https", "mailto"), (path, value)
                assert parts.scheme or not parts.netloc, (path, value)
    refreshes = [m for m in root.iter("meta") if m.get("http-equiv") == "refresh"]
    for one in refreshes:
        assert re.fullmatch(r"0; url=[a-z]+/index\.html", one.get("content", "")), path
