"""CommonMark of a document goes in; where it is nothing but words, code, bold words and links in paragraphs, lists and notes, their
pieces come out.

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
_NOTE = re.compile(r"> \[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\n")
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


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list whose items have one line each, or a quote that is a note; `name` is what that is called.

    Attributes:
        lines: the pieces of each item; a paragraph and a note have one.
    """

    kind: Literal["paragraph", "list", "note"]
    lines: tuple[tuple[Piece, ...], ...]
    name: str = ""


@lru_cache(maxsize=8)
def blocks(source: str) -> tuple[Block, ...] | None:
    """The blocks of a text; None where it takes a parser to know what it says. Kept for the next printer, which asks
    for the same.

    Args:
        source: without blanks at its ends.
    """
    if not source.isascii() or not source.replace("\n", "").isprintable():
        return None
    if _ENDS.search(source):
        return None
    found: list[Block] = []
    for part in re.split(r"\n{2,}", source):
        block = _block(part)
        # Lists that follow each other may be one, and then each item is a paragraph.
        if block is None or (found and found[-1].kind == block.kind == "list"):
            return None
        found.append(block)
    return tuple(found)


def _block(part: str) -> Block | None:
    if note := _NOTE.match(part):
        lines = _behind("> ", part[note.end() :])
        inside = _line("\n".join(lines)) if lines else None
        return Block("note", (inside,), note[1].capitalize()) if inside else None
    if part.startswith(("- ", "* ")):
        items = [_line(one) for one in _behind(part[:2], part)]
        kept = tuple(one for one in items if one)
        return Block("list", kept) if kept and len(kept) == len(items) else None
    words = _line(part)
    return Block("paragraph", (words,)) if words else None


def _behind(sign: str, part: str) -> list[str]:
    """The lines behind a sign; none where a line does not begin with it."""
    lines = part.split("\n")
    if not all(one.startswith(sign) for one in lines):
        return []
    return [one[len(sign) :] for one in lines]


def _line(text: str) -> tuple[Piece, ...] | None:
    """The pieces of a paragraph; None where something else stands in it."""
    if not text or _STARTS.search(text):
        return None
    pieces = list[Piece]()
    for piece in _pieces(text):
        if piece is None:
            return None
        pieces.append(piece)
    return tuple(pieces)


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
