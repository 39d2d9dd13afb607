"""The docs target: a static site, in every language that the document speaks."""

from __future__ import annotations

from generator.ir.model import Api
from generator.languages.python import RULES
from generator.names import Names
from generator.project import Project
from generator.render import Page
from generator.targets import Target
from generator.targets.docs import (
    auth,
    errors,
    index,
    labels,
    operation,
    schema,
    search,
    tag,
    theme,
)
from generator.targets.docs.site import paths_of, site_of


def pages(api: Api, names: Names, project: Project) -> list[Page]:
    """Every page of every language."""
    chosen = [labels.load(tag, project.templates) for tag in ("en", "zh")]
    languages = tuple((one.language, one.texts["language"]) for one in chosen)
    paths = paths_of(api)
    sites = [site_of(api, names, project, paths, one, languages) for one in chosen]
    parts = (
        index.pages,
        operation.pages,
        operation.webhook_pages,
        schema.pages,
        tag.pages,
        auth.pages,
        errors.pages,
    )
    found = [theme.page(), index.door(sites[0])]
    for site in sites:
        own = [page for part in parts for page in part(site)]
        found += [*own, *search.pages(site, own)]
    return found


TARGET = Target(
    name="docs",
    pages=pages,
    rules=RULES,
    static="docs",
    black=False,
)
"""Names are those of the Python client, whose calls the pages show."""
