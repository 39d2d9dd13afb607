"""Any text in HTML, in JSON and in YAML reads back equal, but for what hides; Markdown gives harmless elements alone."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml as pyyaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.languages import html, yaml
from generator.languages.json_text import compact, pretty
from generator.languages.python.strings import UNSAFE
from languages.texts import any_text

HIDDEN = re.compile(f"[{UNSAFE}]")
SCHEMES = ("http", "https", "mailto")
MARKED = (
    "<script>x</script>",
    "<img src=x onerror=x>",
    "[a](javascript:x)",
    "![a](http://a.example/x)",
    "<a href='data:text/html,x' title='<pre>' onclick=x>",
    '[a](http://b.example "<pre><table></h1>")',
    "<style>*{}</style>",
    "<svg onload=x>",
    "</p></div>",
    "<h1 style=x>",
    "# a\n",
    "| a |\n|---|\n| b |\n",
    "```\na\n```\n",
    "&#x6a;avascript:x",
    "<javascript:x>",
    "<http://a.example/\"onclick='x'>",
)
markdown = st.lists(st.one_of(st.sampled_from(MARKED), any_text), max_size=6).map(
    "".join
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), any_text),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(any_text, inner, max_size=3)
    ),
    max_leaves=8,
)


class Read(HTMLParser):
    """Elements with their attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def shown(text: str) -> str:
    """What is to be seen of a text: blanks are alike, what hides is marked."""
    blank = re.sub(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+", " ", text)
    return HIDDEN.sub("\ufffd", blank)


def whole(text: str) -> bool:
    return not re.search("[\ud800-\udfff]", text)


@given(any_text)
def test_text_and_attributes(text: str) -> None:
    read = Read(f'<p title="{html.text(text)}">{html.text(text)}</p>')
    assert read.found == [("p", {"title": shown(text)})]
    assert read.words == shown(text)


@given(any_text)
def test_blocks(text: str) -> None:
    read = Read(html.block(text))
    assert [tag for tag, _ in read.found] == ["pre", "code"]
    assert not HIDDEN.search(read.words.replace("\n", ""))


@given(any_text, any_text)
def test_addresses(label: str, rest: str) -> None:
    for url in (rest, f"javascript:{rest}", f"https://a.example/{rest}"):
        for _, attributes in Read(html.link(label, url)).found:
            assert set(attributes) == {"href", "rel"}
            assert urlsplit(str(attributes["href"])).scheme in SCHEMES


@given(markdown, st.integers(0, 3))
def test_markdown(text: str, level: int) -> None:
    for tag, attributes in Read(html.document(text, level)).found:
        assert tag in html.TAGS or (tag, attributes.get("class")) == ("div", "scroll")
        assert set(attributes) <= {"href", "title", "rel", "start", "tabindex", "class"}
        if "href" in attributes:
            assert urlsplit(str(attributes["href"])).scheme in SCHEMES


def joined(value: Any) -> Any:
    """The value as JSON can say it: two halves of a surrogate pair side by side are the character that they make."""
    return json.loads(json.dumps(value))


@given(values)
@example("\ud800\udc00")
def test_scripts(value: Any) -> None:
    made = html.script(value)
    assert json.loads(made) == joined(value)
    assert made.isascii()
    assert not re.search("[<>&]", made)


@given(values)
@example({"\ud800\udc00": None})
def test_json(value: Any) -> None:
    for made in (compact(value), pretty(value)):
        assert json.loads(made) == joined(value)
        assert not HIDDEN.search(made.replace("\n", ""))


@given(values)
def test_yaml(value: Any) -> None:
    if not whole(json.dumps(value, ensure_ascii=False)):
        return
    made = yaml.block(value)
    assert pyyaml.safe_load(made) == value


def test_addresses_that_stand_bare_are_links() -> None:
    def linked(value: str) -> list[str | None]:
        found = Read(html.document(value)).found
        return [given.get("href") for name, given in found if name == "a"]

    assert linked("See https://a.example/x?a=1&b=2.") == ["https://a.example/x?a=1&b=2"]
    assert linked("(https://a.example/x_(y)), so") == ["https://a.example/x_(y)"]
    assert linked("https://a.example?x&amp; a;") == ["https://a.example?x"]
    assert linked("- *https://a.example*\n- b") == ["https://a.example"]
    assert linked("[x](https://a.example) <https://b.example>") == [
        "https://a.example",
        "https://b.example",
    ]
    chinese = "请看 https://a.example/a。然后再看（http://b.example/x），好"
    assert linked(chinese) == ["https://a.example/a", "http://b.example/x"]
    assert linked("文档见https://a.example/a") == ["https://a.example/a"]
    assert linked("“https://a.example/a를” — ‘https://b.example/é’…") == [
        "https://a.example/a",
        "https://b.example/%C3%A9",
    ]
    for other in (
        "`https://a.example`",
        "https://{host}.example/",
        "https://a.example/{id}",
        "https://",
        "http://[::1",
        "ftp://a.example xhttps://a.example",
    ):
        assert linked(other) == []


def test_paragraphs_that_elements_end_early_leave_none_behind() -> None:
    made = html.document(
        "Of these: <ul>\n  <li>a</li>\n</ul>\n\nOne <ul><li>b</li></ul> more"
    )
    assert "<p></p>" not in made
    assert "<ul>\n  <li>a</li>\n</ul>" in made


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("<ul><li>a</li><b>or</b><li>b</li></ul>", "<li>a</li><li><b>or</b></li>"),
        ("<ul>a <i>b</i><br>c</ul>", "<ul><li>a <i>b</i><br>c</li>"),
        ("<ol><ol><li>a</li></ol></ol>", "<ol><li><ol><li>a</li></ol></li>"),
        ("<ul><li>a<ul>b</ul></li></ul>", "<ul><li>a<ul><li>b</li>"),
        ("<ul><b><li>a</li></b></ul>", "<ul><b><li>a</li></b></ul>"),
    ],
)
def test_children_of_lists_are_items(source: str, made: str) -> None:
    assert made in html.document(source).replace("\n", "")
