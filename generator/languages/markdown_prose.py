"""CommonMark of a document goes in; CommonMark comes out that says the same and holds no HTML, image or hidden link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.languages import markdown
from generator.languages.code import Code
from generator.languages.commonmark import parsed
from generator.languages.entities import unescaped
from generator.languages.plain_prose import Block, Piece
from generator.languages.plain_prose import blocks as plain_blocks

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKED = re.compile(r"[\\`*_\[\]<>&#!|~\n\r]|^\s|^\d|^[-+=]| {2}")
_TAG = re.compile(r"<[^<>]*>?")
# Elements within a line, at whose ends words go on: a stop behind a link stands close to it.
_WITHIN = re.compile(
    r"</?(?:abbr|a|b|code|del|em|i|kbd|small|span|strong|sub|sup|s|u|var)\b[^<>]*>",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^ *- ", re.MULTILINE)
_ENDS = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)


@lru_cache(maxsize=32768)
def document(value: str, level: int = 0) -> Code:
    """Return CommonMark of a document as blocks.

    Args:
        level: that of its highest heading; 0 makes bold paragraphs of all.
    """
    return Code("\n\n".join(_blocks(value.strip(), level)))


def opening(value: str, letters: int) -> Code:
    """Return the blocks with which CommonMark of a document begins: the first one, and those after it that fit in.

    Args:
        letters: how many they may have together; a block that alone has ten times as many is cut, as it is no opening.
    """
    first, *more = [*_blocks(value.strip(), 0)] or [""]
    if len(first) > 10 * letters:
        return markdown.text(f"{value.strip()[:letters].rpartition(' ')[0]} …")
    taken = [first]
    for block in more:
        if sum(map(len, taken)) + len(block) > letters:
            break
        taken.append(block)
    return Code("\n\n".join(taken))


def _blocks(source: str, level: int) -> Iterable[str]:
    """The blocks of CommonMark."""
    if not source:
        return ()
    if not _MARKED.search(source):
        return (markdown.text(source),)
    simple = plain_blocks(source)
    return blocks(parsed(source), level) if simple is None else map(_plain, simple)


def _plain(block: Block) -> str:
    """A block that needs no parser."""
    lines = ["".join(_pieces(one)) for one in block.lines]
    match block.kind:
        case "paragraph":
            return lines[0]
        case "list":
            return "\n".join(f"- {one}" for one in lines)
        case "note":
            quoted = f"**{block.name}**\\\n{lines[0]}"
            return "\n".join(f"> {one}" for one in quoted.split("\n"))


def _pieces(line: Sequence[Piece]) -> Iterator[str]:
    """The pieces of a plain paragraph."""
    for at, piece in enumerate(line):
        yield _piece(piece, not at)


def _piece(piece: Piece, begins: bool) -> str:
    """A piece of a plain paragraph; `begins` is the first one."""
    match piece.kind:
        case "words":
            first, *more = piece.text.split("\n")
            return "\n".join((_text(first, begins), *map(_text, more)))
        case "code":
            return markdown.code(piece.text)
        case "strong":
            return f"**{_inner(piece)}**"
        case "link":
            return f"[{_inner(piece)}{markdown.link('x', piece.href)[2:]}"


def _inner(piece: Piece) -> str:
    """What is bold or linked."""
    return markdown.code(piece.text) if piece.coded else _text(piece.text)


@lru_cache(maxsize=32768)
def line(value: str) -> Code:
    """Return CommonMark of a document on one line, for the item of a list; items of its own begin with a dot."""
    made = document(value)
    if "- " in made and "```" not in made:
        return Code(" ".join(_ITEM.sub("• ", made).split()))
    return Code(" ".join(made.split()))


def blocks(tokens: Sequence[Token], level: int) -> Iterator[str]:
    """The blocks that tokens of one level of nesting make."""
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        made = _block(tokens[at], tokens[at + 1 : end], level)
        if made.strip():
            yield made
        at = end + 1


def _end(tokens: Sequence[Token], at: int) -> int:
    """Where the block that begins at `at` ends."""
    if tokens[at].nesting != 1:
        return at
    depth = 0
    for place in range(at, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place
    return len(tokens) - 1


def _block(token: Token, inside: Sequence[Token], level: int) -> str:
    match token.type:
        case "heading_open":
            words = _inline(inside).replace("\n", " ")
            signs = "#" * min(6, level + int(token.tag[1]) - 1)
            return f"{signs} {words}" if level else f"**{words}**"
        case "bullet_list_open":
            return "\n".join(_items(inside, level, lambda _: "-"))
        case "ordered_list_open":
            start = int(token.attrGet("start") or 1)
            return "\n".join(_items(inside, level, lambda n: f"{start + n}."))
        case "blockquote_open":
            quoted = "\n\n".join(blocks(inside, level))
            return "\n".join(f"> {one}".rstrip() for one in quoted.split("\n"))
        case "fence" | "code_block":
            return markdown.block(token.content)
        case "hr":
            return "---"
        case "table_open":
            return _table(inside)
        case "html_block":
            return markdown.text(_bare(token.content))
        case "inline":
            return _inline([token])
        case _:
            return _inline(inside)


def _items(
    inside: Sequence[Token], level: int, sign: Callable[[int], str]
) -> Iterator[str]:
    """The items of a list, each behind its sign."""
    at = number = 0
    while at < len(inside):
        end = _end(inside, at)
        mark = f"{sign(number)} "
        body = "\n\n".join(blocks(inside[at + 1 : end], level))
        yield mark + body.replace("\n", "\n" + " " * len(mark))
        at, number = end + 1, number + 1


def _table(inside: Sequence[Token]) -> str:
    """A table: its rows, the first of them its head."""
    rows: list[list[str]] = []
    for token in inside:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append(_inline([token]).replace("\n", " "))
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if lines:
        lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def _inline(tokens: Sequence[Token]) -> str:
    return "".join(
        word
        for token in tokens
        if token.type == "inline"
        for word in _words(token.children or ())
    )


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    """The pieces of a line."""
    links, begins = list[str](), True
    for token in tokens:
        made = _word(token, links, begins)
        begins = made.endswith("\n") or (begins and not made.strip())
        yield made


def _word(token: Token, links: list[str], begins: bool) -> str:
    """One piece of a line.

    Args:
        links: the addresses of the links that are open.
        begins: nothing stands before it.
    """
    match token.type:
        case "text":
            return _text(token.content, begins)
        case "softbreak":
            return "\n"
        case "hardbreak":
            return "\\\n"
        case "code_inline":
            return markdown.code(token.content)
        case "strong_open" | "strong_close":
            return "**"
        case "em_open" | "em_close":
            return "*"
        case "link_open":
            links.append(str(token.attrGet("href") or ""))
            return "[" if markdown.link("x", links[-1]) != "x" else ""
        case "link_close":
            made = markdown.link("x", links.pop())
            return made[2:] if made != "x" else ""
        case "image":
            return _text(token.content, begins)
        case "html_inline":
            return "\\\n" if re.match(r"<br\b", token.content, re.IGNORECASE) else ""
        case _:
            return ""


def _text(value: str, begins: bool = True) -> str:
    """Text as it stands, with the blanks at its ends."""
    found = _ENDS.match(value)
    if found is None or not found[2]:
        return " " if value else ""
    return f"{' ' if found[1] else ''}{markdown.text(found[2], begins)}{' ' if found[3] else ''}"


def _bare(html: str) -> str:
    """The words of HTML, without its elements."""
    return unescaped(_TAG.sub(" ", _WITHIN.sub("", html)))
