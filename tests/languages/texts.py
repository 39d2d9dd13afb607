"""Hypothesis strategies: texts that have hurt code generators, and prose."""

from __future__ import annotations

from hypothesis import strategies as st

HOSTILE = (
    "\\",
    '"',
    "'",
    '"""',
    "'''",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\v",
    "\f",
    "\x00",
    "\x1b",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x1f",
    "\x7f",
    "\x85",
    "\xa0",
    "\xad",
    "\u061c",
    "\u200b",
    "\u200d",
    "\u200e",
    "\u2028",
    "\u2029",
    "\u202e",
    "\u2066",
    "\u3000",
    "\u3164",
    "\ud800",
    "\udc00",
    "\ufe0f",
    "\ufeff",
    "\uffff",
    "\U0001f40d",
    "\U000e0041",
    "{{",
    "{%",
    "#}",
    "{",
    "}",
    "${",
    "\\N{BULLET}",
    "\\x41",
    "\\u0041",
    "#",
    "# type: ignore",
    "-- ",
    "*/",
    "</script>",
    "<!--",
    "`",
    "```",
    "|",
    "](",
    "- ",
    "1. ",
    "> ",
    "    ",
    " ",
    "视频",
    "é",
    "。",
)
"""Pieces of text that end, open, hide or change something in one output language or another."""

any_text = st.one_of(
    st.text(st.characters(codec=None), max_size=40),
    st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6)), max_size=12).map(
        "".join
    ),
)
"""Any text, lone surrogates included."""

word = st.text(st.sampled_from("abcdefgXYZ0-_.,:*#>`|'\"\\[]()，。视é"), max_size=14)
prose = st.lists(
    st.lists(word, min_size=1, max_size=40).map(" ".join), min_size=1, max_size=6
).map("\n".join)
"""Lines of words with Markdown's own signs between them, many too long for one line."""
