"""Operations with their names go in; for each, the name of a class for what a call of it may be told comes out."""

from __future__ import annotations

from collections.abc import Mapping

from generator.ir.model import Api, Operation, Pointer
from generator.languages.code import Code
from generator.languages.rules import LanguageRules
from generator.names.model import OperationName, Resource, ResourceName
from generator.names.operations import TWIN
from generator.names.scope import Scope, Want, settle

RUNTIME = frozenset({"Options", "RequestOptions"})
"""What a module of resources may import."""


def option_names(
    api: Api,
    rules: LanguageRules,
    operations: Mapping[Pointer, OperationName],
    resources: Mapping[Resource, ResourceName],
) -> dict[Pointer, Code]:
    """Name the classes, each after the method; they are unique in the module of their resource."""
    grouped: dict[Resource, list[Operation]] = {}
    for operation in api.operations:
        grouped.setdefault(operations[operation.id].resource, []).append(operation)
    classes = {str(one.class_name) for one in resources.values()}
    classes |= {f"{TWIN}{name}" for name in classes}
    found: dict[Pointer, Code] = {}
    for members in grouped.values():
        wants = [
            Want(one.id, one.id, text, (f"{text} options",))
            for one in members
            for text in [str(operations[one.id].method)]
        ]
        scope = Scope("options", "type", caseless=True, used=RUNTIME | classes)
        found |= settle(scope, rules, wants)
    return found
