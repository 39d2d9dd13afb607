"""An older document goes in; the page of what changed since, and a feed of the same, come out."""

from __future__ import annotations

from generator.diff import Change, compare, sentence
from generator.ir.model import Api
from generator.languages import html
from generator.languages.code import Code
from generator.project import Project
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs import words
from generator.targets.docs.frame import FrameView, frame
from generator.targets.docs.site import Since, Site, settings_of
from generator.targets.docs.slugs import digest
from generator.targets.docs.words import Words

TEMPLATE = "docs/changes.html.j2"
TWIN = "docs/changes.md.j2"
FEED = "docs/changes.xml.j2"


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One difference; `id` is the same wherever the same is said, and `bare` is where it is, without a link."""

    id: Code
    where: Words
    bare: Words
    text: Words


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What changed: first what breaks callers."""

    frame: FrameView
    id: Code
    versions: Words
    breaking: tuple[ChangeView, ...]
    others: tuple[ChangeView, ...]


def since(api: Api, project: Project) -> Since | None:
    """What changed since the older document that settings name.

    Raises:
        Refused: it cannot be read.
    """
    older = settings_of(project).previous
    if older is None:
        return None
    from generator.ir.build import build
    from generator.ir.passes import PASSES
    from generator.load import load

    old, _ = build(
        load(
            older,
            hosts=project.hosts,
            folders=project.folders,
            swagger=project.swagger is not False,
        )
    )
    for run in PASSES.values():
        old = run(old)
    return Since(old.info.version, compare(old, api))


def pages(site: Site) -> list[Page]:
    """The page, its twin, and the feed (RFC 4287); none without an older document."""
    if site.since is None:
        return []
    title, changes = site.labels.texts["changes"], site.since.changes
    versions = (site.since.version, site.api.info.version)
    view = ChangesView(
        frame=frame(site, "changes", title, title),
        id=Code(f"urn:specloom:{digest(site.api.info.title + site.language)}"),
        versions=site.phrase("changes_between", *map(words.text, versions)),
        breaking=tuple(change_view(site, one) for one in changes if one.breaking),
        others=tuple(change_view(site, one) for one in changes if not one.breaking),
    )
    path = f"{site.language}/changes"
    return [
        Page(f"{path}.html", TEMPLATE, view),
        Page(f"{path}.md", TWIN, view),
        Page(f"{path}.xml", FEED, view),
    ]


def place(site: Site, one: Change) -> str:
    """Where a difference is; the part of it that is no word of the document in the words of the page."""
    first, mark, rest = one.where.partition(" › body")
    if not mark or rest[:1] not in ("", ".", "[") or "/parameters/" in one.pointer:
        return one.where
    return f"{first} › {site.labels.texts['body']}{rest}"


def described(site: Site, pointer: str) -> str:
    """The page of the operation or schema that a place of the document is in; empty where it has none."""
    paths = {**site.paths.schemas, **site.paths.operations, **site.paths.webhooks}
    while pointer and pointer not in paths:
        pointer = pointer.rpartition("/")[0]
    return paths.get(pointer, "")


def change_view(site: Site, one: Change) -> ChangeView:
    """One difference in the words of the page; its id does not depend on them."""
    said = sentence(one, site.labels.texts)
    where, page = words.text(place(site, one)), described(site, one.pointer)
    return ChangeView(
        id=Code(f"urn:specloom:{digest(one.where + sentence(one))}"),
        where=words.local(where, page) if page else where,
        bare=where,
        text=Words(html.text(said), words.text(said).md),
    )
