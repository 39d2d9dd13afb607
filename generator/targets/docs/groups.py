"""A site goes in; what its script lists at the side of pages that cannot each hold it comes out: groups, and what large ones have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.ir.model import Json
from generator.render import Page
from generator.targets.docs.frame import (
    NAV_GROUP,
    WEBHOOKS,
    group_name,
    lists_all,
    webhook_title,
)
from generator.targets.docs.search import script
from generator.targets.docs.site import Site

HOOKS = "webhooks"
"""The script that lists webhooks; those of groups have longer names."""


def listed(site: Site) -> Json:
    """The groups, each with its name and its page; none where every page lists all operations."""
    if lists_all(site):
        return []
    found: list[Json] = [
        [group_name(site, name), f"{site.paths.tags[name]}.html"]
        for name in site.grouped
    ]
    if site.api.webhooks:
        found.append([site.labels.texts["webhooks"], WEBHOOKS])
    return found


def pages(site: Site) -> list[Page]:
    """A script for each group that is too large to be listed on each of its pages: methods, titles and pages."""
    return [
        script(site, name, {name: operations})
        for name, operations in large(site)
        if not lists_all(site)
    ]


def large(site: Site) -> Iterator[tuple[str, Json]]:
    """The large groups: the name of the script, and what it lists."""
    for group, many in site.grouped.items():
        if len(many) > NAV_GROUP:
            name = f"group-{site.paths.tags[group].removeprefix('tags/')}"
            yield name, rows(
                (one.method, site.beside_method(one), site.paths.operations[one.id])
                for one in many
            )
    if len(site.api.webhooks) > NAV_GROUP:
        yield HOOKS, rows(
            (one.method, webhook_title(one, site), site.paths.webhooks[one.id])
            for one in site.api.webhooks
        )


def rows(many: Iterable[tuple[str, str, str]]) -> Json:
    """What the script lists: method, title and page."""
    return [[method, title, f"{path}.html"] for method, title, path in many]
