"""Text in Markdown stays text: the escapes come off again, and nothing else in it has a meaning."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from generator.languages import markdown
from generator.languages.code import Code
from generator.languages.python.strings import UNSAFE
from languages.texts import any_text, prose


def shown(text: str) -> str:
    """Return what a reader is to see: blanks are alike, and what hides is replaced."""
    blank = re.sub(r"\s", " ", re.sub("\r\n", " ", text))
    return re.sub(f"[{UNSAFE}]", "\ufffd", blank)


@given(any_text | prose)
def test_text_without_its_escapes_is_the_text(text: str) -> None:
    code = markdown.text(text)
    bare = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", code)
    assert bare == " ".join(shown(text).split())


@given(any_text | prose)
def test_every_sign_is_escaped(text: str) -> None:
    code = markdown.text(text)
    rest = re.sub(r"\\[!-/:-@\[-`{-~]", " ", code)
    assert not re.search(r"[\\`*\[\]<>|~$]", rest)
    assert not re.match(r"[#+=-]|\d+[.)](?:\s|$)", code)
    assert not re.search(r"&[#A-Za-z]", rest)
    assert not re.search(f"[{UNSAFE}]", code)


@given(any_text | prose)
def test_code_span_holds_the_text(text: str) -> None:
    match = re.fullmatch(r"(`+)([^\n]+?)\1", markdown.code(text))
    assert match
    fence, inside = match.groups()
    assert len(fence) not in map(len, re.findall("`+", inside))
    if inside.strip() and inside.startswith(" ") and inside.endswith(" "):
        inside = inside[1:-1]
    assert inside == (shown(text) or " ")


@given(any_text | prose)
def test_block_ends_only_at_its_end(text: str) -> None:
    first, *lines, last = markdown.block(text, Code("sh")).split("\n")
    assert re.fullmatch("`{3,}sh", first)
    assert last == first[:-2]
    assert not any(last in line for line in lines)


@pytest.mark.parametrize(
    ("label", "url", "expected"),
    [
        ("Docs", "https://example.com/a?b=c#d", "[Docs](https://example.com/a?b=c#d)"),
        ("a]b", "http://e.com/(x) y", "[a\\]b](http://e.com/%28x%29%20y)"),
        ("mail", "mailto:a@example.com", "[mail](mailto:a@example.com)"),
        ("x", "javascript:alert(1)", "x"),
        ("x", " javascript:alert(1)", "x"),
        ("x", "data:text/html,x", "x"),
        ("x", "/relative", "x"),
        ("x", "http://[::1", "x"),
        ("", "https://example.com", ""),
        ("q", "https://e.com/\n> \ud800视", "[q](https://e.com/%0A%3E%20?%E8%A7%86)"),
    ],
)
def test_links(label: str, url: str, expected: str) -> None:
    assert markdown.link(label, url) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("snake_case and a & b", "snake_case and a & b"),
        ("_a_ **b** `c`", "\\_a\\_ \\*\\*b\\*\\* \\`c\\`"),
        ("1. one", "1\\. one"),
        ("1.2.0", "1.2.0"),
        ("# one", "\\# one"),
        ("- one\n- two", "\\- one - two"),
        ("<script>&lt;", "\\<script\\>\\&lt;"),
        ("a\u202eb", "a\ufffdb"),
    ],
)
def test_texts(text: str, expected: str) -> None:
    assert markdown.text(text) == expected
