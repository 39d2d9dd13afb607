"""A site goes in; what its script lists at the side of pages that cannot each hold it comes out: groups, and what large ones have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.model import Json
from generator.render import Page
from generator.targets.docs.frame import NAV_GROUP, NAV_WHOLE, group_name
from generator.targets.docs.search import script
from generator.targets.docs.site import Site


def listed(site: Site) -> Json:
    """The groups, each with its name and its page; none where every page lists all operations."""
    if len(site.operations) <= NAV_WHOLE:
        return []
    return [
        [group_name(site, name), f"{site.paths.tags[name]}.html"]
        for name in site.grouped
    ]


def pages(site: Site) -> list[Page]:
    """A script for each group that is too large to be listed on each of its pages: methods, titles and pages."""
    return [
        script(site, name, {name: operations})
        for name, operations in large(site)
        if len(site.operations) > NAV_WHOLE
    ]


def large(site: Site) -> Iterator[tuple[str, Json]]:
    """The large groups: the name of the script, and what it lists."""
    for group, many in site.grouped.items():
        if len(many) > NAV_GROUP:
            yield f"group-{site.paths.tags[group].removeprefix('tags/')}", [
                [
                    one.method.upper(),
                    site.title(one),
                    f"{site.paths.operations[one.id]}.html",
                ]
                for one in many
            ]
