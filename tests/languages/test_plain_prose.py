"""Texts that need no parser: what is said of them is what the parser and the sanitiser say."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.languages import html, markdown_prose
from generator.languages.commonmark import parsed, rendered
from generator.languages.plain_prose import blocks

PIECES = [
    "word",
    "snake_case_name",
    "Ben & Jerry",
    'it\'s "so"',
    "a > b",
    "1.5",
    "- no list",
    "`code`",
    "`<b>`",
    "`a_b`",
    "``",
    "\n\n- item",
    "\n- item",
    "\n* item",
    "\n\n> [!NOTE]\n> said",
    "\n> [!TIP]",
    "\n> more",
    "**bold**",
    "** no **",
    "**Bold.**",
    "**`code`**",
    "[`code`](https://example.com/x)",
    "[`a`b](https://example.com/x)",
    "**",
    "*em*",
    "_em_",
    "[label](https://example.com/a_b?c=d#e)",
    "[label](https://Example.com)",
    "[label](javascript:alert)",
    "[label]",
    "![image](https://example.com/x.png)",
    "<b>x</b>",
    "&amp;",
    "&copy",
    "\\*",
    "#",
    "1. one",
    "|",
    "---",
    "===",
    "!",
    "!!",
    "~~~",
    "http://example.com",
]
SEPARATORS = ["", " ", "  ", "\n", "\n\n", "\n\n\n", " \n", ", ", "\n    "]
TEXTS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(SEPARATORS)), max_size=8
).map(lambda many: "".join(part + between for part, between in many).strip())


@given(TEXTS | st.text(alphabet="ab *_`[]()<>&!\\#-=+|~1.\n:/", max_size=40))
@example("**a**b")
@example("!\n[a](https://b.c)")
def test_as_the_parser_has_it(text: str) -> None:
    source = text.strip()
    # An address that stands bare becomes a link behind both.
    if not source or "://" in source or blocks(source) is None:
        return
    assert html.document(source) == cleaned(source)
    tokens = "\n\n".join(markdown_prose.blocks(parsed(source), 0))
    assert markdown_prose.document(source) == tokens


def test_links_are_as_the_parser_has_them() -> None:
    source = "a **b** c\nd `e`\n\n[f](https://g.h/i)"
    assert blocks(source) is not None
    assert html.document(source) == cleaned(source)


def cleaned(source: str) -> str:
    """HTML as the long way has it, for a text without headings, tables and code blocks."""
    made = html.sanitised(rendered(source)).strip()
    assert not re.search("<(?:pre|table|h[1-6])", made)
    return made


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "a `b` c",
        "**a** b_c",
        "**Note.** a",
        "**`a`**: b",
        "a:\n\n- **b**\n- `c` d\n\ne",
        "a\n\n> [!NOTE]\n> b `c`\n> d",
        "see [this](https://example.com/x).",
        "see [`this`](https://example.com/x).",
    ],
)
def test_usual_texts_need_no_parser(text: str) -> None:
    assert blocks(text) is not None


@pytest.mark.parametrize(
    "text",
    ["<b>", "a\n---", "* a\n  b", "1) a", "&lt;", "![a](https://b.c)", "a  \nb", "é"],
)
def test_all_else_does(text: str) -> None:
    assert blocks(text) is None


def test_a_note_is_called_what_it_is() -> None:
    note = "> [!NOTE]\n> Slow.\n> Really."
    assert "<p><strong>Note</strong><br>\nSlow.\nReally.</p>" in html.document(note)
    assert markdown_prose.document(note) == "> **Note**\\\n> Slow.\n> Really."
    listed = html.document("> [!WARNING]\n> - Slow.\n> - Dear.")
    assert "<p><strong>Warning</strong></p>\n<ul>\n<li>Slow.</li>" in listed
    for other in ("> [!NOTE] Slow.", "[!NOTE]\nSlow.", "```\n> [!NOTE]\n```"):
        assert "[!NOTE]" in html.document(other)


def test_a_link_without_an_address_is_no_link() -> None:
    shown = html.document(
        "See [the *guide*](/guide 'x') and [that](https://a.example)."
    )
    assert shown.startswith("<p>See the <em>guide</em> and <a href=")


def test_an_opening_is_whole_blocks() -> None:
    blocks = [
        "See [it](https://a.example).",
        "- one\n- *two*",
        "```\na\n\nb\n```",
        "More.",
    ]
    source = "\n\n".join(blocks)
    for letters, count in ((10, 1), (40, 1), (41, 2), (400, 4)):
        opened = markdown_prose.opening(source, letters)
        assert opened == "\n\n".join(blocks[:count])
    assert markdown_prose.opening(" \n", 10) == ""
    assert markdown_prose.opening("word " * 30, 10) == "word word …"
