"""The docs target: a static site, in every language that the document speaks."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.model import Api, Doc
from generator.languages.python import RULES
from generator.load import Document
from generator.names import Names
from generator.project import Project
from generator.render import File, Page
from generator.targets import Target
from generator.targets.docs import (
    auth,
    changes,
    client,
    errors,
    extra,
    groups,
    index,
    labels,
    operation,
    published,
    schema,
    search,
    tag,
    theme,
    try_it,
    webhook,
)
from generator.targets.docs.site import Site, paths_of, settings_of, site_of


def sites_of(api: Api, names: Names, project: Project) -> list[Site]:
    """What the pages of each language share."""
    chosen = [labels.load(tag, project.templates) for tag in languages(api, project)]
    named = tuple((one.language, one.texts["language"]) for one in chosen)
    paths = paths_of(api)
    since = changes.since(api, project)
    return [site_of(api, names, project, paths, one, named, since) for one in chosen]


def languages(api: Api, project: Project) -> tuple[str, ...]:
    """The languages of the site: English, and those that the document is translated to."""
    if chosen := settings_of(project).languages:
        return chosen
    found = {tag for doc in docs(api) for tag in doc.translations}
    known = labels.known(project.templates)
    return ("en", *(tag for tag in known if tag in found and tag != "en"))


def docs(api: Api) -> Iterator[Doc]:
    """The texts of a document that are the first to be translated."""
    yield api.info.doc
    yield from (one.doc for one in api.operations)
    yield from (one.doc for one in api.types.values())


def pages(api: Api, names: Names, project: Project) -> list[Page]:
    """Every page of every language."""
    parts = (
        index.pages,
        operation.pages,
        webhook.pages,
        schema.pages,
        tag.pages,
        auth.pages,
        errors.pages,
        client.pages,
        extra.pages,
        changes.pages,
        try_it.pages,
        groups.pages,
        theme.pages,
    )
    sites = sites_of(api, names, project)
    found = [theme.page(sites[0]), index.door(sites[0]), index.llms(sites[0])]
    for site in sites:
        own = [page for part in parts for page in part(site)]
        found += [*own, *search.pages(site, own)]
    return found


def files(document: Document, project: Project) -> tuple[File, ...]:
    """The files that are the user's own, or another program's: a logo, and what requests are tried with."""
    del document
    own = settings_of(project)
    logo = [File(f"assets/{own.logo[0]}", own.logo[1])] if own.logo else []
    tools = [File(f"assets/try-it/{name}", content) for name, content in own.try_it]
    return (*logo, *tools)


TARGET = Target(
    name="docs",
    pages=pages,
    rules=RULES,
    static="docs",
    document_pages=published.pages,
    published=files,
    black=False,
    calls_only=True,
)
"""Names are those of the Python client, whose calls the pages show."""
