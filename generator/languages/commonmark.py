"""The one parser of CommonMark, made ready once: what it gives is still tainted until a printer has cleaned it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]")
"""The first line of a quote that is a note, as those who write for GitHub begin it."""

DEEPEST = 20
"""Quotes and lists in one another; what is deeper is read as text."""


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """The parser: CommonMark and tables, with HTML let through for a printer to judge."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    made.add_render_rule("image", _words)
    return made


@lru_cache(maxsize=8)
def parsed(source: str) -> tuple[Token, ...]:
    """The tokens of a text; kept for the next printer, which asks for the same."""
    found = tuple(parser().parse(source))
    if _ALERT.search(source):
        for quote, inside in zip(found, found[2:], strict=False):
            if quote.type == "blockquote_open" and inside.type == "inline":
                _call(inside)
    return found


def rendered(source: str) -> str:
    """HTML of a text, not cleaned."""
    made = parser()
    return str(made.renderer.render(parsed(source), made.options, {}))


def _call(inside: Token) -> None:
    """Put what a note is called in bold, on a line of its own; a list may follow at once."""
    from markdown_it.token import Token

    first, *rest = inside.children or [inside]
    found = _ALERT.fullmatch(first.content)
    if found is None or (rest and rest[0].type != "softbreak"):
        return
    name = Token("text", "", 0, content=found[1].capitalize())
    bold = (
        Token("strong_open", "strong", 1),
        name,
        Token("strong_close", "strong", -1),
    )
    more = [Token("hardbreak", "br", 0), *rest[1:]] if rest else []
    inside.children = [*bold, *more]


def _words(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    environment: EnvType,
) -> str:
    """An image, which would be fetched from elsewhere, as the words that stand for it."""
    return escape(
        renderer.renderInlineAsText(tokens[index].children, options, environment)
    )
