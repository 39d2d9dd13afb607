"""A page goes in; the names of everything that its module is to define come out, for the check after rendering."""

from __future__ import annotations

from collections.abc import Iterator

from generator.languages.python.modules import defined, in_class
from generator.render import Page
from generator.targets.server import package, resources


def promised(page: Page) -> tuple[str, ...] | None:
    """What a module is to define; None for a page that is no module."""
    if not page.path.endswith(".py"):
        return None
    return tuple(_definitions(page.view))


def _definitions(view: object) -> Iterator[str]:
    match view:
        case resources.ModuleView():
            yield from map(defined, view.constants)
            for form in view.forms:
                yield from in_class(form.name, map(defined, form.fields))
            yield from in_class(view.name, (one.name for one in view.methods))
        case package.AppView():
            yield from ["_SCHEMES"] if view.schemes else []
            yield from ("create_router", "create_app")
            yield from ["create_receiver"] if view.webhooks else []
        case package.InitView():
            yield "__all__"
        case package.ClientView() | package.FolderView():
            return
        case _:
            raise TypeError(f"nobody knows what a {type(view).__name__} is to define")
