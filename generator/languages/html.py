"""Any text -> HTML that shows the text and does nothing else: as text, in an attribute, as an address, in a script."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from html import escape
from urllib.parse import quote, urlsplit

from generator.ir.model import Json
from generator.languages import own_pages
from generator.languages.code import Code
from generator.languages.commonmark import rendered
from generator.languages.entities import unescaped
from generator.languages.list_items import in_items
from generator.languages.nesting import nested_too_deep
from generator.languages.plain_prose import Block, Piece, blocks
from generator.languages.python.strings import UNSAFE

_BLANK = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_LINES = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSAFE = re.compile(f"[{UNSAFE}]")
_MARKED = re.compile(r"[\\`*_\[\]<>&#!|~\n\r:]|^\s|^\d|^[-+=]| {2}")
_HEADING = re.compile(r"<(/?)h([1-6])>")
_EMPTY = re.compile(r"<p>[ \n]*</p>")
_HOLLOW = re.compile(r'<a(?: (?:rel|title)="[^"]*")*>(.*?)</a>', re.DOTALL)
_SCHEMES = frozenset({"http", "https", "mailto"})
_ELEMENT = re.compile(r"(<[^<>]*>)")
_NO_ADDRESS = (
    "\u1100-\u11ff\u2010-\u205e\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uffef\U00016fe0-\U00018dff\U0001aff0-\U0001b2ff\U0001f200-\U0001f2ff"
    "\U00020000-\U0003ffff"
)
"""Letters of languages that put no blank between words, full-width signs, dashes and quotation marks: the text around an address."""

_BARE = re.compile(
    rf"(?<![A-Za-z0-9_/])https?://(?:(?!&(?:lt|gt|quot|nbsp|#))[^\s<>\"'`{{}}|\\^{_NO_ADDRESS}])+"
)
_LONGEST = 2000
"""Characters of an address that a browser is sent to."""

_SILENT = ("a", "code", "pre", "kbd", "var")
"""Elements in which an address is no link of its own."""

TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "code",
        "dd",
        "del",
        "dl",
        "dt",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "kbd",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "var",
    ]
)
"""Elements that Markdown of a document may give; nothing that loads, runs, styles or takes input is among them."""


@lru_cache(maxsize=65536)
def text(value: str) -> Code:
    """Return text as character data, also fit for the inside of a quoted attribute; blanks are as they stand.

    Characters that are invisible or reorder text become U+FFFD, the replacement character.
    """
    return Code(escape(_shown(value)))


def code(value: str) -> Code:
    """Return text in a `code` element."""
    return Code(f"<code>{text(value)}</code>")


def block(value: str, language: Code | None = None) -> Code:
    """Return lines in a `pre` element, their breaks kept; `language` is the generator's own word."""
    lines = escape(_lines_shown(value.rstrip("\r\n")), quote=False)
    marked = f" class=language-{language}" if language else ""
    # The parser drops one line break behind the tag: one of our own keeps the text's own first line.
    return Code(f"<pre><code{marked}>{lines}</code></pre>")


def address(value: str) -> Code:
    """Return an address that a reader may be sent to, for a quoted attribute; nothing where it is none.

    Only ``http``, ``https`` and ``mailto`` are.
    """
    try:
        scheme = urlsplit(value.strip()).scheme.lower()
    except ValueError:
        return Code("")
    if scheme not in _SCHEMES:
        return Code("")
    return text(quote(value.strip(), safe="/:?#@!$&*+,;=%~-._()[]'", errors="replace"))


def link(label: str, url: str) -> Code:
    """Return a link to another place of the world, or the label alone where the address is none."""
    where = address(url)
    shown = text(label)
    if not where or not shown:
        return shown
    return Code(f'<a href="{where}" rel="noopener noreferrer">{shown}</a>')


def local(label: Code, href: Code) -> Code:
    """Return a link within the site; `href` is the generator's own."""
    return Code(f"<a href={href}>{label}</a>")


def script(value: Json) -> Code:
    """Return a value as JSON that can stand in a script, inline or in a file (RFC 8259; ECMA-262, section 12.3)."""
    return Code(
        json.dumps(value, ensure_ascii=True, separators=(",", ":"))
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
    )


@lru_cache(maxsize=32768)
def document(value: str, level: int = 0) -> Code:
    """Return CommonMark of a document as blocks of HTML, cut down to harmless elements.

    Text without any mark of Markdown, which most of a document is, needs no parser. Images, which would be fetched
    from elsewhere, are shown by their words.

    Args:
        level: that of the first heading; each further one is at most one deeper. 0 makes bold paragraphs of them.
    """
    source = value.strip()
    if not source:
        return Code("")
    if not _MARKED.search(source):
        return Code(f"<p>{escape(_shown(source), quote=False)}</p>")
    simple = blocks(source)
    if simple is not None:
        return Code(_linked("\n".join(map(_block, simple))))
    made = rendered(_UNSAFE.sub(_kept, source))
    if nested_too_deep(made):
        return Code(f"<p>{escape(_shown(source), quote=False)}</p>")
    made = sanitised(made)
    return Code(_linked(_reachable(_headings(made.strip(), level))))


def sanitised(made: str) -> str:
    """HTML cut down to harmless elements."""
    import nh3

    made = nh3.clean(
        made,
        tags=set(TAGS),
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={own_pages.SCHEME, *_SCHEMES},
        attribute_filter=_elsewhere,
        link_rel="noopener noreferrer",
    )
    # A link that lost its address is no link; a paragraph that an element ended early leaves an empty one behind that.
    return in_items(_EMPTY.sub("", _HOLLOW.sub(r"\1", made)))


def _linked(made: str) -> str:
    """Make links of the addresses that stand bare in the text of cleaned HTML; those with gaps to fill in lead nowhere."""
    if "://" not in made:
        return made
    found: list[str] = []
    silent = 0
    for piece in _ELEMENT.split(made):
        if piece.startswith("<"):
            name = piece.strip("</>").split(" ", 1)[0]
            if name in _SILENT:
                silent += -1 if piece.startswith("</") else 1
        elif not silent:
            piece = _BARE.sub(_bare_link, piece)
        found.append(piece)
    return "".join(found)


def _bare_link(match: re.Match[str]) -> str:
    """A link to an address of escaped text; signs behind it belong to the sentence."""
    shown = match[0]
    gap = match.string[match.end() : match.end() + 1] in ("{", "}")
    if gap or len(shown) > _LONGEST:
        return shown
    shown = _without_signs(shown)
    where = address(unescaped(shown))
    if not where or not urlsplit(unescaped(shown)).hostname:
        return match[0]
    rest = match[0][len(shown) :]
    return f'<a href="{where}" rel="noopener noreferrer">{shown}</a>{rest}'


def _without_signs(shown: str) -> str:
    """An escaped address without what stands behind it and is none of it."""
    closed = shown.count(")") - shown.count("(")
    while True:
        bare = shown.rstrip(".,:!?*_~")
        if bare.endswith(";"):
            # All of a character reference, else the semicolon alone.
            bare = bare[: bare.rfind("&", max(len(bare) - 8, 0))]
        elif closed > 0 and bare.endswith(")"):
            bare, closed = bare[:-1], closed - 1
        if bare == shown:
            return shown
        shown = bare


def _block(block: Block) -> str:
    """A plain block, as the parser and the sanitiser give it."""
    lines = ["".join(map(_piece, one)) for one in block.lines]
    match block.kind:
        case "paragraph":
            return f"<p>{lines[0]}</p>"
        case "list":
            items = "\n".join(f"<li>{one}</li>" for one in lines)
            return f"<ul>\n{items}\n</ul>"
        case "note":
            called = f"<strong>{block.name}</strong><br>"
            return f"<blockquote>\n<p>{called}\n{lines[0]}</p>\n</blockquote>"


def _piece(piece: Piece) -> str:
    """A piece of a plain paragraph, as the parser and the sanitiser give it."""
    shown = escape(piece.text, quote=False)
    if piece.coded:
        shown = f"<code>{shown}</code>"
    match piece.kind:
        case "words":
            return shown
        case "code":
            return f"<code>{shown}</code>"
        case "strong":
            return f"<strong>{shown}</strong>"
        case "link":
            return f'<a href="{piece.href}" rel="noopener noreferrer">{shown}</a>'


@lru_cache(maxsize=32768)
def line(value: str) -> Code:
    """Return CommonMark of a document for the inside of a cell: one paragraph loses its own element."""
    made = document(value)
    alone = made.startswith("<p>") and made.endswith("</p>") and made.count("<p>") == 1
    return Code(made[3:-4]) if alone else made


def _reachable(made: str) -> str:
    """Let what may be wider than the page scroll by itself, by keyboard too, in cleaned HTML."""
    return (
        made.replace("<pre>", "<pre tabindex=0>")
        .replace("<table>", "<div class=scroll tabindex=0><table>")
        .replace("</table>", "</table></div>")
    )


def _shown(value: str) -> str:
    """Text without what is invisible or breaks lines; most of a document is plain ASCII, which needs no search."""
    if value.isascii() and value.isprintable():
        return value
    return _UNSAFE.sub("\ufffd", _BLANK.sub(" ", value))


def _lines_shown(value: str) -> str:
    """Lines without what is invisible; most code is plain ASCII, which needs no search."""
    if value.isascii() and value.replace("\n", "").isprintable():
        return value
    lines = _LINES.split(value)
    return "\n".join(_shown(line.replace("\t", "    ")) for line in lines)


def _kept(match: re.Match[str]) -> str:
    return match[0] if match[0] in "\n\r\t" else "\ufffd"


def _elsewhere(element: str, attribute: str, value: str) -> str | None:
    """Keep the addresses that lead somewhere: those relative to the document mean nothing on a page of ours. Those of other pages
    are written as they lead from a folder of pages."""
    del element
    if attribute != "href":
        return value
    if own := own_pages.page(value):
        return own
    return value if address(value) else None


def _headings(made: str, level: int) -> str:
    """Bring the headings of cleaned HTML to levels that follow each other."""
    above: list[int] = []

    def open_or_close(match: re.Match[str]) -> str:
        slash, own = match[1], int(match[2])
        if not level:
            return "</strong></p>" if slash else "<p><strong>"
        if not slash:
            while above and above[-1] >= own:
                above.pop()
            above.append(own)
        return f"<{slash}h{min(6, level + len(above) - 1)}>"

    return _HEADING.sub(open_or_close, made)
