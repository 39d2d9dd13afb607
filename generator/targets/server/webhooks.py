"""Webhooks and callbacks go in; the page of the protocol of what receives them, and of their routes, comes out."""

from __future__ import annotations

from dataclasses import replace

from generator.ir.model import Api
from generator.languages.code import Code
from generator.names import Names
from generator.names.places import every_operation
from generator.project import Project
from generator.render import Page
from generator.targets.server.resources import Group, groups, page

NAME = "webhooks"


def receiver(api: Api, names: Names) -> Group | None:
    """The operations that the described server calls; None where there are none.

    The address of a webhook is the receiver's own matter: each has its name for a path, below wherever the router is
    included.
    """
    operations = every_operation(api)[len(api.operations) :]
    if not operations:
        return None
    taken = {one.argument for one in groups(api, names)}
    handlers = {str(one.handler) for one in groups(api, names)}
    argument, handler = NAME, "WebhooksHandler"
    while argument in taken:
        argument += "_"
    while handler in handlers:
        handler = f"Incoming{handler}"
    found = tuple(
        (
            replace(
                operation,
                path=f"/{names.webhooks[operation.id]}",
                security=(),
                parameters=tuple(
                    one for one in operation.parameters if one.location != "path"
                ),
            ),
            names.webhooks[operation.id],
        )
        for operation in operations
    )
    return Group(Code(argument), Code(handler), "What arrives by itself", found)


def pages(api: Api, names: Names, project: Project) -> list[Page]:
    """The page; none where nothing arrives by itself."""
    group = receiver(api, names)
    return [page(group, api, names, project)] if group else []
