"""A group of operations goes in; the view of its page comes out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.model import NO_DOC, Operation, Tag
from generator.languages.code import Code
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs import words
from generator.targets.docs.elsewhere import more
from generator.targets.docs.frame import (
    FrameView,
    LinkView,
    frame,
    group_name,
    group_title,
)
from generator.targets.docs.index import SectionView, section
from generator.targets.docs.site import Site
from generator.targets.docs.words import Words

TEMPLATE = "docs/tag.html.j2"
TWIN = "docs/tag.md.j2"


@dataclass(frozen=True, slots=True)
class TagView:
    """The page of a group; `around` says what larger group it belongs to, `within` which belong to it."""

    frame: FrameView
    title: Words
    doc: Words
    external: Words | None
    section: SectionView
    around: Words | None
    within: Words | None


def pages(site: Site) -> list[Page]:
    """Two pages a group: HTML, and its Markdown twin."""
    found: list[Page] = []
    for name in site.grouped:
        path = site.paths.tags[name]
        tag = next((one for one in site.api.tags if one.name == name), None)
        own = site.doc(tag.doc) if tag else NO_DOC
        title = group_name(site, name)
        crumb = LinkView(site.label("operations"), Code("../index.html#operations"))
        view = TagView(
            frame=frame(
                site,
                path,
                title,
                own.description or title,
                (crumb,),
                name,
                apart=site.labels.texts["operations"],
            ),
            title=group_title(site, name),
            doc=words.prose(own.description, 2),
            external=more(own, site),
            section=section(site, name, "../"),
            around=around(tag, site),
            within=within(name, site),
        )
        full = f"{site.language}/{path}"
        found += [Page(f"{full}.html", TEMPLATE, view), Page(f"{full}.md", TWIN, view)]
    return found


def around(tag: Tag | None, site: Site) -> Words | None:
    """The group that a group is part of, and what the document says of that where it has no page."""
    if tag is None or not tag.parent:
        return None
    outer = next((one for one in site.api.tags if one.name == tag.parent), None)
    return site.phrase("part_of", group_words(outer, site)) if outer else None


def within(name: str, site: Site) -> Words | None:
    """The groups that are part of a group and have pages."""
    inner = [
        one for one in site.api.tags if one.parent == name and one.name in site.grouped
    ]
    if not inner:
        return None
    return site.phrase(
        "groups_within", words.joined([group_words(one, site) for one in inner], ", ")
    )


def other_groups(operation: Operation, group: str, site: Site) -> Iterator[Words]:
    """The groups of an operation beside the one that lists it, as far as the document says something of them; of a badge what is said
    beside its name."""
    for tag in site.api.tags:
        if tag.name not in operation.tags or tag.name == group or tag.doc == NO_DOC:
            continue
        match tag.kind:
            case "badge" if not site.doc(tag.doc).description:
                continue
            case "badge":
                yield group_words(tag, site)
            case "audience":
                yield site.phrase("audience", group_words(tag, site, ". "))
            case _:
                yield site.phrase("part_of", group_words(tag, site))


def group_words(tag: Tag, site: Site, between: str = ": ") -> Words:
    """A group with a link to its page, or with what is said of it where it has none.

    Args:
        between: stands before what is said.
    """
    title = group_title(site, tag.name)
    if tag.name in site.grouped:
        return words.local(title, f"../{site.paths.tags[tag.name]}")
    told = words.line(site.doc(tag.doc).description)
    return words.joined([title, told], between) if told.html else title
