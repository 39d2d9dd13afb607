"""HTML in texts of a document becomes Markdown where that has signs for it, and stays what it is elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.languages.html_in_prose import markdown_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One.</p> <p>Two <code>a</code>.</p>", "One.\n\nTwo `a`."),
        ("<p>\n  One.\n</p>\n<p>Two.</p>", "One.\n\nTwo."),
        (
            "May be:<ul> <li> <p>a</p> </li> <li>b<p>c</p></li> </ul>Then.",
            "May be:\n\n- a\n- b\n\n  c\n\nThen.",
        ),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n  - b\n2. c"),
        ("a<br>b<br/><br />c", "a  \nb  \nc"),
        (
            "see <b> this</b>: <a href='https://x.example/a'>it</a>",
            "see  **this**: [it](https://x.example/a)",
        ),
        ("<a href='javascript:x'>it</a>", "it"),
        ("<b>open <i>and</i>", "open *and*"),
        ("</b></ul></p>x", "x"),
        ("<b>a*b</b> <code>a`b</code> <code>&lt;x&gt;</code>", "a*b a`b `<x>`"),
        ("<b>a</b> &quot;b&quot; &lt;c&gt; &amp; d", '**a** "b" <c> & d'),
        (
            "at &lt;port&gt;, &#39;x&#39; `&lt;` &IAM; a&copy=1",
            "at <port>, 'x' `&lt;` &IAM; a&copy=1",
        ),
        ("a&nbsp;b&#x2028;c&#0;d&#99999999;", "a b c\ufffdd&#99999999;"),
        (
            r"\_method, min\_\* and `a\_b` \\_ \d \[x",
            r"_method, min_* and `a\_b` \\_ \d \[x",
        ),
        ("\\* no item\n\\# no heading", "\\* no item\n\\# no heading"),
        ("10<sup>-9</sup>, H<sub>2</sub>O, a<sup>b", "10^-9, H2O, a<sup>b"),
        (
            "Try: <pre>a &lt;b&gt;\n  <b>c</b><br>d</pre>then",
            "Try:\n\n```\na <b>\n  c\nd\n```\n\nthen",
        ),
        ("<pre> </pre>x<pre>```</pre>", "x\n\n~~~\n```\n~~~"),
        (
            "See: <dl> <dt>`a`</dt> <dd>The <b>first</b>.</dd> <dt>b</dt><dd>c</dd></dl>So.",
            "See:\n\n- `a`: The **first**.\n- b: c\n\nSo.",
        ),
        (
            "All:<table class='t'><caption>Zones</caption><thead><tr><th>A</th><th>B</th></tr></thead><tbody>"
            "<tr><td><code>x</code></td><td>a<br/>b</td></tr></tbody></table>",
            "All:\n\n| Zones |\n| --- |\n| A | B |\n| `x` | a b |",
        ),
    ],
)
def test_elements(text: str, expected: str) -> None:
    assert markdown_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the <id> of a < b > c &quot",
        "`<p>` and\n```\n<b>x</b>\n```",
        "<table><tr><td>a",
        "<pre>a",
        "  two  blanks\n",
        "<script>alert(1)</script>",
    ],
)
def test_what_stays(text: str) -> None:
    assert markdown_of(text) == text


PIECES = [
    "<b>",
    "</b>",
    "<ul>",
    "</li>",
    "<li>",
    "<a>",
    "`",
    "<p>",
    "<code>",
    "<pre>",
    "</pre>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<dd>",
    "&lt;",
    "\\",
    ">",
    "x ",
]


@given(st.lists(st.sampled_from(PIECES)))
def test_any_nesting_keeps_the_words(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert markdown_of(text).count("x") == text.count("x")
