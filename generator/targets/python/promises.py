"""A page goes in; the names of everything that its module is to define come out, for the check after rendering."""

from __future__ import annotations

from collections.abc import Iterator

from generator.languages.python.modules import defined, in_class
from generator.render import Page
from generator.targets.python import (
    client,
    errors,
    headers,
    listing,
    models,
    options,
    package,
    resources,
    webhooks,
)

EXPORTING = ("__getattr__", "__dir__")
"""What a package that imports lazily defines beside its tables."""


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
            yield from (defined(alias.declaration) for alias in view.aliases)
        case listing.PackageView():
            yield from ("_TYPES", "_MODULES", "SCHEMAS", "__all__", *EXPORTING)
        case package.InitView():
            yield from EXPORTING
        case package.FolderView():
            return
        case errors.ErrorsView():
            yield from (*view.plain, "BY_STATUS", "__all__")
            for one in view.classes:
                inside = ["body"] if one.body else []
                inside += ["headers"] if one.headers else []
                yield from in_class(one.name, inside)
        case client.ClientsView():
            yield from ("_errors", "_API")
            yield from in_class("Resources", [one.attribute for one in view.children])
            for twin in view.clients:
                yield from in_class(twin.name, ["_resources", "__init__"])
        case resources.ModuleView():
            yield from map(defined, view.constants)
            yield from _options(view.options)
            inside = [child.attribute for child in view.resource.children]
            for method in view.resource.methods:
                inside += [method.name, *(method.name for _ in method.signatures)]
            yield from in_class(view.resource.name, inside)
        case options.OptionsModuleView():
            yield from _options(view.options)
        case headers.HeadersView():
            for declared in view.classes:
                fields = [defined(one.declaration) for one in declared.fields]
                yield from in_class(declared.name, fields)
        case webhooks.WebhooksView():
            yield from map(defined, view.constants)
            yield from (one.name for one in view.functions)
        case _:
            raise TypeError(f"nobody knows what a {type(view).__name__} is to define")


def _options(views: tuple[options.OptionsView, ...]) -> Iterator[str]:
    for view in views:
        keys = [defined(one.declaration) for one in view.keys]
        yield from in_class(defined(view.head), keys)


def _model(view: models.ClassView) -> Iterator[str]:
    inside = ["model_config"] if view.config else []
    inside += ["__xml__"] if view.xml else []
    inside += [defined(one.declaration) for one in view.fields]
    inside += [defined(one.head) for one in view.methods]
    yield from in_class(defined(view.head), inside)
