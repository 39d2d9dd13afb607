"""The one parser of CommonMark, made ready once: what it gives is still tainted until a printer has cleaned it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

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
    return tuple(parser().parse(source))


def rendered(source: str) -> str:
    """HTML of a text, not cleaned."""
    made = parser()
    return str(made.renderer.render(parsed(source), made.options, {}))


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
