"""An operation goes in; the page on which it can be tried comes out, where settings ask for it."""

from __future__ import annotations

from generator.languages.code import Code
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs.frame import FrameView, frame
from generator.targets.docs.site import Site

TEMPLATE = "docs/try_it.html.j2"
SCRIPT = "docs/try_it.js.j2"


@dataclass(frozen=True, slots=True)
class TryView:
    """The page: where the part of the document lies that holds the operation."""

    frame: FrameView
    document: Code


def pages(site: Site) -> list[Page]:
    """A page an operation, and the script that they share."""
    if not site.settings.try_it:
        return []
    found: list[Page] = []
    for one in site.api.operations:
        place = site.paths.operations[one.id]
        path = place.replace("operations/", "try/", 1)
        title = site.title(one)
        view = TryView(
            frame(site, path, title, title, apart=f"{one.method} {one.path}"),
            Code(f"../../json/{place}.json"),
        )
        found.append(Page(f"{site.language}/{path}.html", TEMPLATE, view))
    return [*found, Page(f"assets/try-it/{site.language}.js", SCRIPT, None)]
