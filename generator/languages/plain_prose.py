"""CommonMark of a document goes in; where it is nothing but paragraphs of words, code, bold words and links, their pieces come out.

Most texts of most documents are, and reading them so takes a fiftieth of what a parser takes. Whatever might mean more
is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from generator.records import dataclass

_STARTS = re.compile(
    r"^(?:[ #>=+~|-]|\d{1,9}[.)]|\*(?!\*[A-Za-z0-9`])|``)", re.MULTILINE
)
_ENDS = re.compile(r"[ \\]$", re.MULTILINE)
_PIECE = re.compile(
    r"`(?P<code>(?! )[^`\n]+(?<! ))`(?!`)"
    r"|\*\*(?P<strong>[A-Za-z0-9](?:[A-Za-z0-9 ,.:;/-]*(?:[A-Za-z0-9]|[.:](?=\*\*(?:\s|$))))?)\*\*(?!\*)"
    r"|(?<!\S)\*\*`(?P<strong_code>(?! )[^`\n]+(?<! ))`\*\*(?![^\s:,.])"
    r"|\[(?:`(?P<linked_code>(?! )[^`\n]+(?<! ))`|(?P<label>[A-Za-z0-9](?:[A-Za-z0-9 ,.:;/'\"()-]*[A-Za-z0-9.)])?))\]"
    r"\((?P<href>https?://[a-z0-9.-]+(?:/[A-Za-z0-9./?=#_:+,@-]*)?)\)"
    r"|(?P<words>(?:[A-Za-z0-9]_+(?=[A-Za-z0-9])|&(?= )|[^`*_\[\]<>&!\\]|!(?!\[))+)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some letters of a line; `href` is where a link leads, `coded` says that what is bold or linked is code."""

    kind: Literal["words", "code", "strong", "link"]
    text: str
    href: str = ""
    coded: bool = False


@lru_cache(maxsize=8)
def paragraphs(source: str) -> tuple[tuple[Piece, ...], ...] | None:
    """The paragraphs of a text; None where it takes a parser to know what it says. Kept for the next printer, which asks
    for the same.

    Args:
        source: without blanks at its ends.
    """
    if not source.isascii() or not source.replace("\n", "").isprintable():
        return None
    if _STARTS.search(source) or _ENDS.search(source):
        return None
    found: list[tuple[Piece, ...]] = []
    for part in re.split(r"\n{2,}", source):
        pieces = list[Piece]()
        for piece in _pieces(part):
            if piece is None:
                return None
            pieces.append(piece)
        found.append(tuple(pieces))
    return tuple(found)


def _pieces(part: str) -> Iterator[Piece | None]:
    """The pieces of one paragraph; None is where something else stands."""
    at = 0
    while at < len(part):
        match = _PIECE.match(part, at)
        if match is None:
            yield None
            return
        at = match.end()
        match match.lastgroup:
            case "code":
                yield Piece("code", match["code"])
            case "strong":
                yield Piece("strong", match["strong"])
            case "strong_code":
                yield Piece("strong", match["strong_code"], coded=True)
            case "href":
                coded = match["linked_code"]
                label = coded or match["label"]
                yield Piece("link", label, match["href"], bool(coded))
            case _:
                yield Piece("words", match["words"])
