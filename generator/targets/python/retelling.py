"""An API of which some descriptions are new goes in; the pages on which they may stand come out, and few others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from generator.ir.model import Api, Operation, TypeDef
from generator.ir.told import docs_of_operation, docs_of_type
from generator.languages.python.prose import telling, unwrapped
from generator.names import Names, body_record
from generator.project import Project
from generator.render import Page
from generator.targets.python import client, headers, listing, models, webhooks
from generator.targets.python.options import Given
from generator.targets.python.resources import Some, given_of
from generator.targets.python.signatures import Argument


def pages(
    api: Api, names: Names, project: Project, told: Mapping[int, str]
) -> list[Page] | None:
    """The pages to be made anew.

    Modules of models and of resources are left out where nothing new stands in what they tell; other pages are few.

    Args:
        told: identity of each Doc that is new -> the description that it had.

    Returns:
        None where what is told of an argument is now what is told of another one, or was before: methods share the
        options that say the same.
    """
    modules = {names.modules[one.id] for one in api.types.values() if is_new(one, told)}
    given = given_of(api, names) if is_any_called_anew(api, told) else {}
    if coincide(given.values(), told):
        return None
    resources = {
        resource
        for resource, operations in given.items()
        if any(is_called_anew(*one, told) for one in operations.values())
    }
    return [
        *models.pages(api, names, project, modules),
        *listing.pages(api, names, project),
        *client.pages(api, names, project, Some(resources, given)),
        *headers.pages(api, names, project),
        *webhooks.pages(api, names, project),
    ]


def is_new(definition: TypeDef, told: Collection[int]) -> bool:
    """Whether something new is said of a type or of a property of it."""
    return any(id(doc) in told for doc in docs_of_type(definition))


def is_any_called_anew(api: Api, told: Collection[int]) -> bool:
    """Whether something new is said of an operation, of what may be an argument of it, or of an answer: it takes long to tell all arguments."""
    for operation in api.operations:
        record = body_record(api, operation)
        fields = record.fields if record else ()
        notes = (*docs_of_operation(operation), *(field.doc for field in fields))
        if any(id(doc) in told for doc in notes):
            return True
    return False


def is_called_anew(
    operation: Operation, found: Iterable[Argument], told: Collection[int]
) -> bool:
    """Whether something new is said of an operation, of an argument of it, or of an answer."""
    notes = (*docs_of_operation(operation), *(one.doc for one in found))
    return any(id(doc) in told for doc in notes)


def coincide(given: Iterable[Given], told: Mapping[int, str]) -> bool:
    """Whether an argument says, with its old text or with the new one, just what another one of its type and name says."""
    every = [
        argument
        for operations in given
        for _, found in operations.values()
        for argument in found
    ]
    mine = [one for one in every if id(one.doc) in told]
    names = {one.name for one in mine}
    others = {
        said(one, one.doc.description or one.doc.summary)
        for one in every
        if one.name in names and id(one.doc) not in told
    }
    return any(
        said(one, text) in others
        for one in mine
        for text in (one.doc.description, told[id(one.doc)])
    )


def said(argument: Argument, text: str) -> tuple[str, str]:
    """An argument as it is declared, and what is told of it, without notes, where the document says this."""
    return argument.keyed(), unwrapped(telling(text, (str(argument.name),)))
