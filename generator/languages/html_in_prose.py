"""Text of a document that is written in HTML, or has some in its Markdown, goes in; Markdown alone comes out, still tainted.

Docstrings are read as they stand: `<p>`, `&lt;` and `\\_` are noise there. Only elements that Markdown has signs for are taken for
HTML, so that `<id>` stays what it is, and what stands in code stays too.
"""

from __future__ import annotations

import re
from dataclasses import field
from functools import lru_cache
from html.entities import html5

from generator.languages.entities import unescaped
from generator.records import dataclass

BLOCKS = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "dl"),
        *("note", "important", "blockquote"),
    )
)
SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "tt": "`"}
NESTED = 8
"""Elements of a line within each other; what is deeper has no signs."""
TOKEN = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]*`"
    r"|<pre(?:\s[^<>]*)?>(?P<pre>(?:(?!</?pre\b).)*)</pre>"
    r"|<table(?:\s[^<>]*)?>(?P<table>(?:(?!</?table\b).)*)</table>"
    r"|<(?P<script>su[bp]|nobr)>(?P<inner>[^<>]{1,60})</(?P=script)>"
    r"|<(?P<end>/?)(?P<name>p|div|h[1-6]|note|important|blockquote|br|hr|ul|ol|li|dl|dt|dd|b|strong|i|em|code|tt|a|span|font|center|u)"
    r"(?P<more>\s[^<>]*|/)?>",
    re.IGNORECASE | re.DOTALL,
)
HREF = re.compile(r"""\bhref\s*=\s*["']?(https?://[^\s"'<>()]+)""", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]+);")
ESCAPED = re.compile(r"(?<!\\)\\([_*#])(?:(?<=\S..)|(?=\S))")
"""A sign that means nothing in Markdown, where it would mean nothing without the backslash either; of these alone, for others stand in
patterns and paths that nobody wrote as code."""
TAG = re.compile(r"<[^<>]*>")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
ROW = re.compile(r"<tr(?:\s[^<>]*)?>", re.IGNORECASE)
CELL = re.compile(r"<t[dh](?:\s[^<>]*)?>", re.IGNORECASE)
PART = re.compile(
    r"</?(?:caption|col|colgroup|t[dhr]|thead|tbody|tfoot)\b[^<>]*>", re.IGNORECASE
)
EDGES = re.compile(r"(\s*)(.*?)(\s*)\Z", re.DOTALL)


@lru_cache(maxsize=1 << 14)
def markdown_of(text: str) -> str:
    """Return Markdown that says what a text says, without the elements that there are signs for."""
    if "<" not in text and "&" not in text and "\\" not in text:
        return text
    made = _Making()
    at, tagged = 0, False
    for token in TOKEN.finditer(text):
        made.write(text[at : token.start()])
        tagged = made.token(token) or tagged
        at = token.end()
    made.write(text[at:])
    written = "".join(made.parts)
    return written.strip() if tagged else written


@dataclass(slots=True)
class _Making:
    """Markdown as far as it is made; nothing of it outlives a call of `markdown_of`.

    Attributes:
        gap: what goes before the next word, between blocks.
        lists: for each list that is open the number of its next item; 0 where they are not counted.
        opened: elements of a line that are open: name, where they begin in `parts`, and where a link leads.
    """

    parts: list[str] = field(default_factory=list[str])
    gap: str = ""
    lists: list[int] = field(default_factory=list[int])
    opened: list[tuple[str, int, str]] = field(
        default_factory=list[tuple[str, int, str]]
    )

    def token(self, token: re.Match[str]) -> bool:
        """Write what stands for an element, or code as it is; tell whether it was an element."""
        if token["name"]:
            self.element(token["name"].lower(), bool(token["end"]), token["more"] or "")
        elif token["pre"] is not None:
            self._block(_fenced(token["pre"]))
        elif token["table"] is not None:
            self._block(_rows(token["table"]))
        elif token["script"]:
            sign = "^" if token["script"].lower() == "sup" else ""
            self.write(f"{sign}{token['inner']}")
        else:
            self.write(token[0], coded=True)
            return False
        return True

    def _block(self, lines: list[str]) -> None:
        """Write lines that stay as they are."""
        if lines:
            margin = self._margin()
            self.gap = f"\n\n{margin}"
            self.write(f"\n{margin}".join(lines), coded=True)
            self.gap = f"\n\n{margin}"

    def write(self, text: str, coded: bool = False) -> None:
        """Write words; `coded` is Markdown's own code."""
        if self.gap:
            text = text.lstrip()
        if not text:
            return
        in_code = any(SIGNS.get(name) == "`" for name, _, _ in self.opened)
        if in_code:
            text = unescaped(text)
        elif not coded:
            text = ESCAPED.sub(r"\1", ENTITY.sub(_decoded, text))
        self._break()
        self.parts.append(text)

    def _break(self) -> None:
        """Write the gap, which is none at the beginning."""
        if self.gap and self.parts:
            self.parts[-1] = self.parts[-1].rstrip()
            self.parts.append(self.gap)
        elif self.gap:
            self.parts.append(self.gap.lstrip("\n"))
        self.gap = ""

    def element(self, name: str, end: bool, more: str) -> None:
        """Begin or end an element; `more` is what stands behind its name."""
        match name:
            case "ul" | "ol":
                self._list(name, end)
            case "li" if end:
                self.gap = "\n"
            case "li" | "dt" if not end:
                self._item()
            case "dd" if not end:
                self.gap = ": " if self.parts else ""
            case "br":
                self.gap = self.gap or f"  \n{self._margin()}"
            case _ if name in BLOCKS:
                # The first paragraph of an item stands behind its sign.
                if not self.gap.strip():
                    self.gap = f"\n\n{self._margin()}"
            case _ if end:
                self._close(name)
            case _ if name in SIGNS or name == "a":
                self._open(name, more)
            case _:
                pass

    def _margin(self) -> str:
        return "  " * len(self.lists)

    def _list(self, name: str, end: bool) -> None:
        self.gap = "\n" if self.lists[1:] or (self.lists and not end) else "\n\n"
        if end:
            del self.lists[-1:]
        elif len(self.lists) < NESTED:
            self.lists.append(int(name == "ol"))

    def _item(self) -> None:
        sign = "-"
        if self.lists and self.lists[-1]:
            sign = f"{self.lists[-1]}."
            self.lists[-1] += 1
        lines = self.gap.rstrip(" ") if not self.gap.strip() else ""
        self.gap = f"{lines or chr(10)}{'  ' * (len(self.lists) - 1)}{sign} "

    def _open(self, name: str, more: str) -> None:
        if len(self.opened) < NESTED:
            found = HREF.search(more)
            # The gap is no part of what is bold.
            if self.parts:
                self._break()
            self.opened.append((name, len(self.parts), found[1] if found else ""))

    def _close(self, name: str) -> None:
        while self.opened and name in [one for one, _, _ in self.opened]:
            last, start, href = self.opened.pop()
            if last == name:
                inside = "".join(self.parts[start:])
                self.parts[start:] = [_signed(name, inside, href)]
                return


def _signed(name: str, inside: str, href: str) -> str:
    """The words of an element with its signs around them; as they are where these would mean nothing, or something else."""
    found = EDGES.match(inside)
    if found is None or not found[2] or "\n" in found[2]:
        return inside
    before, words, behind = found.groups()
    sign = SIGNS.get(name, "")
    if name == "a" and href and words != href and not re.search(r"[\[\]]", words):
        return f"{before}[{words}]({href}){behind}"
    if sign and sign[0] not in words:
        return f"{before}{sign}{words}{sign}{behind}"
    return inside


def _decoded(entity: re.Match[str]) -> str:
    """A character for its name or number; a blank for what cannot be seen."""
    name = entity[0][1:]
    if name[0] != "#" and name not in html5:
        return entity[0]
    character = unescaped(entity[0])
    return character if character.isprintable() else " "


def _fenced(html: str) -> list[str]:
    """The lines of text whose breaks and blanks are its author's, as code."""
    text = unescaped(TAG.sub("", BREAK.sub("\n", html))).strip("\r\n")
    if not text.strip():
        return []
    fence = "~~~" if "```" in text else "```"
    return [fence, *text.splitlines(), fence]


def _rows(html: str) -> list[str]:
    """The lines of a table, the first of them its head; a caption is a row."""
    rows = [
        [" ".join(markdown_of(PART.sub("", cell)).split()) for cell in CELL.split(row)]
        for row in ROW.split(html)
    ]
    told = [row if row[0] else row[1:] for row in rows if any(row)]
    lines = [f"| {' | '.join(row)} |" for row in told]
    return [*lines[:1], "|" + " --- |" * len(told[0]), *lines[1:]] if told else []
