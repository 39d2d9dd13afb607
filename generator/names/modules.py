"""The types of a document go in; the module of each, with its name, comes out."""

from __future__ import annotations

from collections.abc import Mapping

from generator.ir.model import Api, Pointer
from generator.languages.code import Code
from generator.languages.rules import LanguageRules
from generator.names.grouping import Group, grouped
from generator.names.model import OperationName, Rename
from generator.names.places import SECTIONS, Owner
from generator.names.scope import Scope, Want, settle


def module_names(
    api: Api,
    rules: LanguageRules,
    places: Mapping[Pointer, Owner],
    types: Mapping[Pointer, Code],
    operations: Mapping[Pointer, OperationName],
    webhooks: Mapping[Pointer, Code],
    renames: list[Rename],
) -> dict[Pointer, Code]:
    """Give every type the module of the component, operation or file that it belongs to, or of several that go together.

    No module is called like a type: both are attributes of the package that holds them.
    """
    scope = Scope("modules", "module", used=frozenset(types.values()))
    wants = {
        place.id: _module_want(
            place, rules, types.get(place.id, ""), operations, webhooks
        )
        for place in places.values()
    }
    alone = settle(scope, rules, wants.values())
    groups = grouped(api, places, alone)
    modules = settle(
        scope, rules, [_group_want(group, wants) for group in groups], renames
    )
    shared = {one: modules[group.head] for group in groups for one in group.owners}
    return {id: shared[places[id].id] for id in api.types}


def _group_want(group: Group, wants: Mapping[Pointer, Want[Pointer]]) -> Want[Pointer]:
    """Return what the module of a group wants: a name that its members begin with, else that of its head."""
    if not group.words:
        return wants[group.head]
    text = " ".join(group.words)
    return Want(group.head, group.head, text, (text, f"{text} types"), rank=1)


def _module_want(
    place: Owner,
    rules: LanguageRules,
    type: str,
    operations: Mapping[Pointer, OperationName],
    webhooks: Mapping[Pointer, Code],
) -> Want[Pointer]:
    id, words = place.id, place.words
    if place.kind == "operation":
        if id in operations:
            name = operations[id]
            words = (*name.resource, name.method)
        else:
            words = (webhooks[id],)
        text = " ".join(words)
        return Want(id, id, text, (text, f"{text} operation"), rank=3)
    if type and type != rules.candidate("type", words[-1]):
        # The type did not get the name of the place: its module goes by the name that it got.
        words = (type,)
    whole, last = " ".join(words), words[-1]
    if place.kind == "schemas":
        texts = (last, whole) if len(words) > 1 else (last,)
        return Want(id, id, last, texts, rank=len(words) - 1)
    if place.kind in SECTIONS:
        section = f"{last} {SECTIONS[place.kind]}"
        return Want(id, id, last, (last, section, whole), rank=2)
    return Want(id, id, last, (last, whole), rank=4)
