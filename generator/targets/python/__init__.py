"""The Python target: an installable package with models and clients, sync and async."""

from __future__ import annotations

from generator.ir.model import Api
from generator.languages.python import RULES
from generator.names import Names
from generator.project import Project
from generator.render import Page
from generator.targets import Target
from generator.targets.python import (
    client,
    headers,
    listing,
    markup,
    models,
    notes,
    promises,
    retelling,
    webhooks,
)


def pages(api: Api, names: Names, project: Project) -> list[Page]:
    """Every page of the package, and of the distribution around it."""
    parts = (models, listing, client, headers, webhooks)
    return [page for part in parts for page in part.pages(api, names, project)]


TARGET = Target(
    name="python",
    pages=pages,
    rules=RULES,
    notes=notes.notes,
    static="python",
    static_under=lambda project: project.package,
    asked=markup.files,
    promised=promises.promised,
    retold=retelling.pages,
)
