"""The server target: FastAPI stubs that read requests and write answers with the models of the Python package."""

from __future__ import annotations

from generator.ir.model import Api
from generator.languages.json_text import indented
from generator.languages.python import RULES
from generator.load import Document
from generator.names import Names
from generator.project import Project
from generator.render import File, Page
from generator.targets import Target
from generator.targets.server import notes, package, promises, resources, webhooks


def pages(api: Api, names: Names, project: Project) -> list[Page]:
    """Every page of the package, and of the distribution around it."""
    parts = (resources, webhooks, package)
    return [page for part in parts for page in part.pages(api, names, project)]


def published(document: Document, project: Project) -> tuple[File, ...]:
    """The document itself, which a server gives out in place of one that FastAPI would derive."""
    text = f"{indented(document.data)}\n"
    return (File(f"{project.package}/openapi.json", text),)


TARGET = Target(
    name="server",
    pages=pages,
    rules=RULES,
    notes=notes.notes,
    static="server",
    static_under=lambda project: project.package,
    promised=promises.promised,
    builds_on="python",
    published=published,
)
