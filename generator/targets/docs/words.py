"""Texts of the document and of the generator go in; the same words as HTML and as Markdown come out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from generator.ir.model import Doc, Json
from generator.languages import html, markdown, markdown_prose
from generator.languages.code import Code
from generator.languages.entities import unescaped
from generator.languages.json_text import dense, pretty
from generator.records import dataclass
from generator.targets.docs.slugs import key


@dataclass(frozen=True, slots=True)
class Words:
    """One thing to read, for the page and for its Markdown twin."""

    html: Code
    md: Code

    @property
    def links(self) -> bool:
        """Whether they lead elsewhere; text that only looks like a link is escaped."""
        return "<a " in self.html


JSON = Code("json")

SECTION = "section-"
"""What the ids of headings in texts of the document begin with."""

LONGEST_SHOWN, LONGEST_TOLD = 3000, 1500
"""Characters of an example of an answer that a page shows, and beyond which a twin leaves it to the page."""

_SENTENCE = re.compile(r"(?<=[a-z0-9)`\]])\.\s+(?=[A-Z])")
_BLOCK = re.compile(
    r"\n[ \t\r]*\n|\n(?=[ \t]*(?:[-*+]|1[.)])[ \t]|#{1,6} |[ \t]*(?:```|~~~))"
)
"""Where the first paragraph of CommonMark ends."""
_NAME = re.compile(r"[\w./:-]{17,}")
_PART = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[._/:])(?=\w)")
_OWN_HTML = re.compile(r'(<a href=")\.\./')
_OWN_MD = re.compile(r"(\]\()\.\./(?=[a-z]+(?:/[A-Za-z0-9._-]+)?\.md\))")
_HEADING = re.compile(r"<h([2-6])>(.*?)</h\1>", re.DOTALL)
_SECTION = re.compile(rf"<h[2-6] id={SECTION}([^ >]+)>")
_ANCHOR = re.compile(r"</?a\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_PAIRS = (("[", "]"), ("(", ")"), ("<", ">"))

NONE = Words(Code(""), Code(""))
"""Nothing to read."""


@lru_cache(maxsize=65536)
def text(value: str) -> Words:
    """Plain text on one line."""
    return Words(html.text(" ".join(value.split())), markdown.text(value))


@lru_cache(maxsize=65536)
def code(value: str) -> Words:
    """Text in the letters of code, on one line."""
    return Words(html.code(value), markdown.code(value))


@lru_cache(maxsize=65536)
def named(value: str) -> Words:
    """The name of a property, which its table sets in the letters of code; one of blanks alone is shown in quotes."""
    shown = value if value.strip() else f'"{value}"'
    return Words(text(shown).html, markdown.code(value))


@lru_cache(maxsize=8192)
def names(value: str) -> Words:
    """Names of fields, one behind the other, in the letters of code."""
    return Words(Code(f"<var>{text(value).html}</var>"), markdown.code(value))


@lru_cache(maxsize=8192)
def path(value: str) -> Words:
    """An address; a browser may break it before each slash."""
    parts = [part.html[6:-7] for part in map(code, value.split("/"))]
    return Words(Code(f"<code>{'<wbr>/'.join(parts)}</code>"), markdown.code(value))


@lru_cache(maxsize=8192)
def title(value: str) -> Words:
    """Text on one line, whose long names a browser may break where their parts end."""
    pieces, at = list[str](), 0
    for name in _NAME.finditer(value):
        for part in _PART.finditer(name[0]):
            end = name.start() + part.start()
            pieces.append(text(value[at:end]).html)
            at = end
    pieces.append(text(value[at:]).html)
    return Words(Code("<wbr>".join(pieces)), markdown.text(value))


def coded(value: str) -> Words:
    """A name in the letters of code, which a browser may break where its parts end."""
    return Words(Code(f"<code>{title(value).html}</code>"), markdown.code(value))


def block(value: str, language: Code | None = None) -> Words:
    """Lines of code."""
    return Words(html.block(value, language), markdown.block(value, language))


def value(found: Json, bare: bool = False) -> Words:
    """A value: JSON for people with a member a line, for programs that read the twin without blanks.

    Args:
        bare: a text is no JSON, and stands as it is.
    """
    if bare and isinstance(found, str):
        return block(found)
    return Words(html.block(pretty(found), JSON), markdown.block(dense(found), JSON))


def beginning(found: Json, bare: bool, cut: Words, left: Words) -> Words:
    """A value of which only the beginning is shown where it is long; the twin leaves such a value to the page.

    Args:
        bare: a text is no JSON, and stands as it is.
        cut: what is said below a beginning.
        left: what the twin says in place of the value.
    """
    language: Code | None = JSON
    if bare and isinstance(found, str):
        lines, shown, language = found, found, None
    else:
        lines, shown = pretty(found, LONGEST_SHOWN), dense(found)
    if len(lines) > LONGEST_SHOWN:
        end = max(lines.rfind("\n", 0, LONGEST_SHOWN), 0) or LONGEST_SHOWN
        lines = f"{lines[:end]}\n…"
        page = Code(f"{html.block(lines, language)}<figcaption>{cut.html}</figcaption>")
    else:
        page = html.block(lines, language)
    short = len(shown) <= LONGEST_TOLD
    return Words(page, markdown.block(shown, language) if short else left.md)


def raw(value: Code) -> Words:
    """The generator's own sign, the same in both."""
    return Words(value, value)


@lru_cache(maxsize=4096)
def phrase(label: str, *parts: Words) -> Words:
    """A label of a language file with words in the place of each "{}"."""
    pieces = label.split("{}")
    found = [text_kept(pieces[0])]
    for part, piece in zip(parts, pieces[1:], strict=False):
        found += [part, text_kept(piece)]
    return joined(found)


@lru_cache(maxsize=4096)
def text_kept(value: str) -> Words:
    """Text whose blanks at its ends count."""
    front = " " if value[:1] == " " else ""
    back = " " if value[-1:] == " " and value.strip() else ""
    made = text(value.strip())
    return Words(
        Code(f"{front}{made.html}{back}"),
        Code(f"{front}{made.md}{back}"),
    )


def joined(parts: Iterable[Words], between: str = "") -> Words:
    """Words one behind the other; `between` is the generator's own."""
    found = [*parts]
    return Words(
        Code(between.join(part.html for part in found)),
        Code(between.join(part.md for part in found)),
    )


def lines(parts: Iterable[Words]) -> Words:
    """Words one below the other; on one line in the twin."""
    found = [*parts]
    return Words(joined(found, "<br>").html, joined(found, ", ").md)


def local(label: Words, path: str) -> Words:
    """A link within the site.

    Args:
        path: of the generator's making, relative, without the extension that pages and their twins differ in.
    """
    where, fragment = path, ""
    if "#" in path:
        where, _, rest = path.partition("#")
        fragment = f"#{rest}"
    return Words(
        html.local(label.html, Code(f"{where}.html{fragment}")),
        Code(f"[{label.md}]({where}.md)"),
    )


def anchor(label: Words, name: str) -> Words:
    """A link to another place of the same page; the twin has no such places."""
    return Words(html.local(label.html, Code(f"#{name}")), label.md)


def capital(found: Words) -> Words:
    """Words as a sentence begins with them."""
    if not found.html[:1].islower() or found.html[0] != found.md[:1]:
        return found
    first = found.html[0].upper()
    return Words(Code(first + found.html[1:]), Code(first + found.md[1:]))


def unlinked(found: Words) -> Words:
    """Words without their links on the page, for what one clicks on; the twin has them."""
    return Words(Code(_ANCHOR.sub("", found.html)), found.md) if found.links else found


def link(label: str, url: str) -> Words:
    """A link to another place of the world, or the label alone where nobody should be sent there."""
    return Words(html.link(label, url), markdown.link(label, url))


def translated(doc: Doc, language: str) -> Doc:
    """The text of a document in a language, each part by itself, as far as it is translated."""
    own = doc.translations.get(language)
    if own is None:
        return doc
    return Doc(
        title=own.title or doc.title,
        summary=own.summary or doc.summary,
        description=own.description or doc.description,
        external_docs=doc.external_docs,
        external_docs_about=doc.external_docs_about,
    )


def prose(value: str, level: int = 0) -> Words:
    """CommonMark of the document, in blocks."""
    return Words(html.document(value, level), markdown_prose.document(value, level))


def line(value: str) -> Words:
    """CommonMark of the document, for a cell."""
    return Words(html.line(value), markdown_prose.line(value))


def seen_from(found: Words, up: str) -> Words:
    """A text whose links to pages of ours lead there; as it is made they lead from a folder of pages.

    Args:
        up: what leads to the language's folder; of the generator's making.
    """
    if up == "../" or "../" not in found.html:
        return found
    return Words(
        Code(_OWN_HTML.sub(rf"\g<1>{up}", found.html)),
        Code(_OWN_MD.sub(rf"\g<1>{up}", found.md)),
    )


def sections(found: Words) -> Words:
    """A text whose headings can be linked to, those of the same name but the first aside."""
    taken = {""}

    def marked(match: re.Match[str]) -> str:
        name = key(unescaped(_TAG.sub("", match[2])))
        if name in taken:
            return match[0]
        taken.add(name)
        return f"<h{match[1]} id={SECTION}{name}>{match[2]}</h{match[1]}>"

    return Words(Code(_HEADING.sub(marked, found.html)), found.md)


def headings(value: str) -> list[str]:
    """What anchors call the headings of CommonMark in blocks."""
    return _SECTION.findall(sections(prose(value, 2)).html)


def sentence(text: str) -> str:
    """The first sentence of CommonMark; the first paragraph where its end cannot be told, or would stand within code or a link."""
    first = _BLOCK.split(text.strip(), maxsplit=1)[0].rstrip()
    for end in _SENTENCE.finditer(first):
        found = first[: end.start() + 1]
        if not found.count("`") % 2 and all(
            found.count(left) == found.count(right) for left, right in _PAIRS
        ):
            return found
    return first


def foreign(found: Words, language: str) -> Words:
    """A text of the document that is not in the language of its page, marked as what it is; the twin has it bare."""
    if not found.html:
        return found
    name = "div" if "<p>" in found.html or "<ul>" in found.html else "span"
    tag = html.text(language)
    return Words(
        Code(f'<{name} class="fallback" lang="{tag}">{found.html}</{name}>'), found.md
    )
