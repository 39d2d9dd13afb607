"""The user's own Markdown goes in; their pages come out."""

from __future__ import annotations

from generator.records import dataclass
from generator.render import Page
from generator.targets.docs import words
from generator.targets.docs.frame import FrameView, extra_paths, extra_text, frame
from generator.targets.docs.site import Site
from generator.targets.docs.words import Words

TEMPLATE = "docs/extra.html.j2"
TWIN = "docs/extra.md.j2"


@dataclass(frozen=True, slots=True)
class ExtraView:
    """A page of the user's own."""

    frame: FrameView
    text: Words


def pages(site: Site) -> list[Page]:
    """Two pages for each of the user's files: HTML, and its Markdown twin."""
    found: list[Page] = []
    places = extra_paths(site)
    for page, (path, title) in zip(site.settings.pages, places.items(), strict=True):
        text = extra_text(page, site)
        view = ExtraView(
            frame(site, path, title, title), words.sections(words.prose(text, 1))
        )
        full = f"{site.language}/{path}"
        found += [Page(f"{full}.html", TEMPLATE, view), Page(f"{full}.md", TWIN, view)]
    return found
