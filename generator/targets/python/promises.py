"""A page goes in; the names of everything that its module is to define come out, for the check after rendering."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.render import Page
from generator.targets.python import (
    client,
    errors,
    headers,
    listing,
    models,
    package,
    resources,
    webhooks,
)

EXPORTING = ("__getattr__", "__dir__")
"""What a package that imports lazily defines beside its tables."""

NAME = re.compile(r"\s*(?:(?:async )?def |class )?([^\s:(=]+)")


def promised(page: Page) -> tuple[str, ...] | None:
    """What a module is to define, in any order, as often as it is to be there; None for a page that is no module.

    A class's own definitions stand as ``Class.name``.
    """
    if not page.path.endswith(".py"):
        return None
    return tuple(_definitions(page.view))


def _definitions(view: object) -> Iterator[str]:
    match view:
        case models.ModuleView():
            for model in view.classes:
                yield from _model(model)
            yield from (_name(alias.declaration) for alias in view.aliases)
        case listing.PackageView():
            yield from ("_TYPES", "_MODULES", "SCHEMAS", "__all__", *EXPORTING)
        case package.InitView():
            yield from EXPORTING
        case package.FolderView():
            return
        case errors.ErrorsView():
            yield from (*view.plain, "BY_STATUS", "__all__")
            for one in view.classes:
                yield from _class(one.name, ["body"] if one.body else [])
        case client.ClientsView():
            yield from ("_errors", "_API")
            for twin in view.clients:
                inside = [child.attribute for child in twin.children]
                yield from _class(twin.name, ["__init__", "raw", *inside])
                yield from _class(twin.raw, inside)
        case resources.ModuleView():
            yield from map(_name, view.constants)
            for resource in view.classes:
                inside = [child.attribute for child in resource.children]
                inside += [method.name for method in resource.methods]
                yield from _class(resource.name, inside)
        case resources.RawModuleView():
            for raw in view.classes:
                inside = [child.attribute for child in raw.children]
                inside += [method.name for method in raw.methods]
                yield from _class(raw.name, inside)
        case headers.HeadersView():
            for declared in view.classes:
                fields = [_name(one.declaration) for one in declared.fields]
                yield from _class(declared.name, fields)
        case webhooks.WebhooksView():
            yield from map(_name, view.constants)
            yield from (one.name for one in view.functions)
        case _:
            raise TypeError(f"nobody knows what a {type(view).__name__} is to define")


def _model(view: models.ClassView) -> Iterator[str]:
    inside = ["model_config"] if view.config else []
    inside += [_name(one.declaration) for one in view.fields]
    inside += [_name(one.head) for one in view.methods]
    yield from _class(_name(view.head), inside)


def _class(name: str, inside: Iterable[str]) -> Iterator[str]:
    yield name
    yield from (f"{name}.{one}" for one in inside)


def _name(code: str) -> str:
    """The name that a statement defines."""
    found = NAME.match(code)
    return found[1] if found else ""
