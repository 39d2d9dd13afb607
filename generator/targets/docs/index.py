"""A site goes in; the views of its first pages come out: one a language, and the one that leads to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.ir.model import Doc, Operation
from generator.languages import html
from generator.languages.code import Code
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs import words
from generator.targets.docs.elsewhere import more
from generator.targets.docs.frame import (
    FrameView,
    LinkView,
    MethodView,
    frame,
    group_title,
    language_link,
    method_view,
)
from generator.targets.docs.servers import ServerView, server_view
from generator.targets.docs.site import Site
from generator.targets.docs.titles import short
from generator.targets.docs.words import Words, sentence

TEMPLATE = "docs/index.html.j2"
TWIN = "docs/index.md.j2"
DOOR = "docs/door.html.j2"
LLMS = "docs/llms.txt.j2"
_HEADING = re.compile(r"#{1,6} (.+)")


@dataclass(frozen=True, slots=True)
class EntryView:
    """An operation in a list; `about` is said of one that has no title."""

    method: MethodView
    path: Words
    link: Words
    doc: Words
    about: Words | None
    deprecated: bool
    badges: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A group of operations in a list."""

    link: Words
    doc: Words
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The first page of a language; `legal` is who answers for the API, and on what terms it may be used."""

    frame: FrameView
    title: Words
    version: Words
    summary: Words
    doc: Words
    external: Words | None
    legal: tuple[Words, ...]
    servers: tuple[ServerView, ...]
    sections: tuple[SectionView, ...]
    schemas: tuple[tuple[Words, Words], ...]
    webhooks: tuple[tuple[Words, Words], ...]
    guides: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class DoorView:
    """The page that leads to the languages."""

    title: Words
    language: Code
    first: Code
    languages: tuple[LinkView, ...]


def pages(site: Site) -> list[Page]:
    """The first page of a language, and its twin."""
    view = index_view(site)
    return [
        Page(f"{site.language}/index.html", TEMPLATE, view),
        Page(f"{site.language}/index.md", TWIN, view),
    ]


def door(site: Site) -> Page:
    """The page at the top of the site."""
    view = DoorView(
        title=words.text(site.api.info.title),
        language=html.text(site.language),
        first=Code(f"{site.language}/index.html"),
        languages=tuple(
            language_link(site, tag, name, Code(f"{tag}/index.html"))
            for tag, name in site.languages
        ),
    )
    return Page("index.html", DOOR, view)


def llms(site: Site) -> Page:
    """The list for language models (llmstxt.org), in the first language; its links lead to Markdown.

    That of a large site has names and addresses alone, and the first sentence where the name is one for programs: the page of
    a group says more.
    """
    view = index_view(site, f"{site.language}/", brief=site.large())
    doc = Words(view.doc.html, without_headings(view.doc.md))
    return Page("llms.txt", LLMS, replace(view, doc=doc))


def without_headings(text: Code) -> Code:
    """Markdown with headings as lines in bold: what stands above the lists of links may have none (llmstxt.org)."""
    lines: list[str] = []
    fenced = False
    for line in text.split("\n"):
        fenced ^= line.startswith("```")
        found = None if fenced else _HEADING.fullmatch(line)
        lines.append(f"**{found[1].replace('**', '')}**" if found else line)
    return Code("\n".join(lines))


def index_view(site: Site, up: str = "", brief: bool = False) -> IndexView:
    """The view of the first page; `brief` is without what schemas and operations with a summary are about."""
    info = site.api.info
    own = site.doc(info.doc)
    return IndexView(
        frame=frame(
            site,
            "index",
            own.title or info.title,
            own.summary or own.description,
        ),
        title=words.text(own.title or info.title),
        version=site.phrase("version", words.text(info.version)),
        summary=words.text(own.summary),
        doc=words.sections(words.seen_from(words.prose(own.description, 2), up)),
        external=more(site.api.info, site),
        legal=tuple(legal(site)),
        servers=tuple(server_view(one, site, up) for one in site.api.servers),
        sections=tuple(section(site, name, up, brief) for name in site.grouped),
        schemas=tuple(
            (
                words.local(words.title(key), f"{up}{site.paths.schemas[pointer]}"),
                line(first_sentence(site.api.types[pointer].doc, site, brief), up),
            )
            for key, pointer in site.api.schemas.items()
        ),
        guides=tuple(
            words.local(site.label(label), f"{up}{path}") for path, label in site.pages
        ),
        webhooks=tuple(
            (
                words.local(words.text(one.path), f"{up}{site.paths.webhooks[one.id]}"),
                words.text(site.doc(one.doc).summary),
            )
            for one in site.api.webhooks
        ),
    )


def legal(site: Site) -> Iterator[Words]:
    """The terms of service, the contact and the license that the document names."""
    info, texts = site.api.info, site.labels.texts
    if html.address(info.terms_of_service):
        yield words.link(texts["terms"], info.terms_of_service)
    mail = info.contact.get("email", "").strip()
    name = info.contact.get("name", "").strip() or mail
    where = info.contact.get("url", "") or (f"mailto:{mail}" if mail else "")
    if name or html.address(where):
        found = words.link(name or texts["contact"], where)
        yield site.phrase("contact_named", found) if name else found
    license = info.license.get("name", "") or info.license.get("identifier", "")
    if license.strip():
        found = words.link(license, info.license.get("url", ""))
        yield site.phrase("license_named", found)


def line(text: str, up: str) -> Words:
    """A text of the document for a list; `up` leads to the language's folder."""
    return words.seen_from(words.line(text), up)


def section(site: Site, name: str, up: str, brief: bool = False) -> SectionView:
    """A group of operations."""
    tag = next((one for one in site.api.tags if one.name == name), None)
    return SectionView(
        link=words.local(group_title(site, name), f"{up}{site.paths.tags[name]}"),
        doc=line(site.doc(tag.doc).description if tag else "", up),
        entries=tuple(
            EntryView(
                method=method_view(one.method),
                path=address(one, site),
                link=title(one, site, f"{up}{site.paths.operations[one.id]}"),
                doc=line(
                    first_sentence(one.doc, site, brief and site.is_named(one)), up
                ),
                about=about(one, site),
                deprecated=one.deprecated,
                badges=tuple(badges(one, site)),
            )
            for one in site.grouped[name]
        ),
    )


def address(operation: Operation, site: Site) -> Words:
    """The address of an operation in a list; the page leaves out one that is the title."""
    shown = words.code(operation.path)
    return shown if site.has_name(operation) else Words(Code(""), shown.md)


def title(operation: Operation, site: Site, href: str) -> Words:
    """The title of an operation in a list, behind its method; in the twin, where the address stands before it, whole."""
    shown = words.local(words.title(site.beside_method(operation)), href)
    return Words(shown.html, words.local(words.title(site.title(operation)), href).md)


def badges(operation: Operation, site: Site) -> Iterator[Words]:
    """What tags for badges mark an operation with (OpenAPI's registry of kinds of tags)."""
    for tag in site.api.tags:
        if tag.kind == "badge" and tag.name in operation.tags:
            yield group_title(site, tag.name)


def about(operation: Operation, site: Site) -> Words | None:
    """The first sentence of an operation that has nothing but a name, without signs of Markdown."""
    if site.is_named(operation):
        return None
    said = short(sentence(site.doc(operation.doc).description))
    return words.text(said) if said else None


def first_sentence(doc: Doc, site: Site, brief: bool = False) -> str:
    """The beginning of a text, for a list: its first sentence, cut where it is long; nothing of it for a brief one."""
    if brief:
        return ""
    shown = " ".join(words.sentence(site.doc(doc).description).split())
    return shown if len(shown) <= 160 else f"{shown[:159]}…"
