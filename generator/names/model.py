"""What `resolve` gives: every name of the output, by the identity of the thing that it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from generator.ir.model import Pointer
from generator.languages.code import Code
from generator.records import dataclass

Resource: TypeAlias = tuple[str, ...]
"""A resource by its words as the document groups them, outermost first: ("chat", "completions")."""

ArgumentKey: TypeAlias = (
    "Pointer | tuple[Literal['body']] | tuple[Literal['body'], str]"
)
"""A parameter's id, ("body", wire name) for a field of the body, or ("body",) for a body that is passed whole."""


@dataclass(frozen=True, slots=True)
class Rename:
    """A thing that did not get its plain name.

    Attributes:
        id: pointer of the thing.
        scope: where the name has to be unique, in words.
        wanted: the plain name.
        got: the name that it has.
        reason: why, in words.
    """

    id: Pointer
    scope: str
    wanted: str
    got: str
    reason: str


@dataclass(frozen=True, slots=True)
class OperationName:
    """An operation is the method `method` of the resource `resource`; without a resource, of the client itself."""

    resource: Resource
    method: Code


@dataclass(frozen=True, slots=True)
class ResourceName:
    """A resource is the attribute `attribute` of its parent, an object of `class_name`, which stands in `module`."""

    attribute: Code
    class_name: Code
    module: Code


@dataclass(frozen=True, slots=True)
class HeadersName:
    """The class of an answer's header fields: its name, and the attribute of each field by its name in lower case."""

    class_name: Code
    attributes: Mapping[str, Code]


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of the output.

    Attributes:
        types: id of a type -> class or alias name, unique over all models, without case too.
        modules: id of a type -> name of its module below the models, without extension.
        fields: id of a record -> wire name -> attribute.
        operations: id of an operation -> its resource and method.
        waits: id of an operation that starts a task -> the method that starts it and waits for its end.
        pages: id of an operation that answers page by page -> the method that goes through all of them.
        webhooks: id of a webhook's or callback's operation -> name, unique over all of these.
        headers: id of an operation whose success declares header fields -> their class, which others may share; ""
            -> the class of all that errors declare.
        options: id of an operation -> class of what a call of it may be told, unique in the resource.
        resources: every resource and every parent of one; () has no attribute, and is there if the client has methods
            of its own.
        children: resource -> the resources directly inside it, sorted; () is the client itself.
        arguments: id of an operation -> what is passed -> argument name; read-only fields are not passed.
        schemes: security scheme -> argument of the client's constructor: the token, key or user name.
        passwords: security scheme of HTTP's "basic" kind -> argument that takes the password.
        variables: server variable -> argument of the client's constructor; equal names of several servers share it.
        pascal: whether the document writes names of properties or parameters in PascalCase.
        renames: whatever did not get its plain name, sorted.
    """

    types: Mapping[Pointer, Code] = field(default_factory=dict[Pointer, Code])
    modules: Mapping[Pointer, Code] = field(default_factory=dict[Pointer, Code])
    fields: Mapping[Pointer, Mapping[str, Code]] = field(
        default_factory=dict[Pointer, Mapping[str, Code]]
    )
    operations: Mapping[Pointer, OperationName] = field(
        default_factory=dict[Pointer, OperationName]
    )
    waits: Mapping[Pointer, Code] = field(default_factory=dict[Pointer, Code])
    pages: Mapping[Pointer, Code] = field(default_factory=dict[Pointer, Code])
    webhooks: Mapping[Pointer, Code] = field(default_factory=dict[Pointer, Code])
    headers: Mapping[Pointer, HeadersName] = field(
        default_factory=dict[Pointer, HeadersName]
    )
    options: Mapping[Pointer, Code] = field(default_factory=dict[Pointer, Code])
    resources: Mapping[Resource, ResourceName] = field(
        default_factory=dict[Resource, ResourceName]
    )
    children: Mapping[Resource, tuple[Resource, ...]] = field(
        default_factory=dict[Resource, tuple[Resource, ...]]
    )
    arguments: Mapping[Pointer, Mapping[ArgumentKey, Code]] = field(
        default_factory=dict[Pointer, Mapping[ArgumentKey, Code]]
    )
    schemes: Mapping[str, Code] = field(default_factory=dict[str, Code])
    passwords: Mapping[str, Code] = field(default_factory=dict[str, Code])
    variables: Mapping[str, Code] = field(default_factory=dict[str, Code])
    pascal: bool = False
    renames: tuple[Rename, ...] = ()


def dotted(names: Names, operation: Pointer) -> str:
    """An operation as it is called on a client: `chat.completions.create`."""
    found = names.operations[operation]
    path = [
        names.resources[found.resource[: depth + 1]].attribute
        for depth in range(len(found.resource))
    ]
    return ".".join([*path, found.method])
