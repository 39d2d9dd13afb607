"""A group of operations goes in; the view of its page comes out."""

from __future__ import annotations

from generator.languages.code import Code
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs import words
from generator.targets.docs.frame import FrameView, LinkView, frame, group_title
from generator.targets.docs.index import SectionView, section
from generator.targets.docs.site import Site
from generator.targets.docs.words import Words

TEMPLATE = "docs/tag.html.j2"
TWIN = "docs/tag.md.j2"


@dataclass(frozen=True, slots=True)
class TagView:
    """The page of a group."""

    frame: FrameView
    title: Words
    doc: Words
    section: SectionView


def pages(site: Site) -> list[Page]:
    """Two pages a group: HTML, and its Markdown twin."""
    found: list[Page] = []
    for name in site.grouped:
        path = site.paths.tags[name]
        tag = next((one for one in site.api.tags if one.name == name), None)
        doc = site.doc(tag.doc).description if tag else ""
        title = name or site.labels.texts["other_tag"]
        crumb = LinkView(site.label("operations"), Code("../index.html#operations"))
        view = TagView(
            frame=frame(site, path, title, doc or title, (crumb,), name),
            title=group_title(site, name),
            doc=words.prose(doc, 2),
            section=section(site, name, "../"),
        )
        full = f"{site.language}/{path}"
        found += [Page(f"{full}.html", TEMPLATE, view), Page(f"{full}.md", TWIN, view)]
    return found
