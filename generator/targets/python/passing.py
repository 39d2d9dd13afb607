"""The parameters and arguments of an operation go in; how its method passes them to the engine comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.ir.kinds import kinds_of
from generator.ir.media import is_form, is_json
from generator.ir.model import Api, Content, Encoding, Field, Operation, Parameter
from generator.ir.passes.nulls import free
from generator.languages.code import Code
from generator.languages.python import string
from generator.names import Names
from generator.records import dataclass
from generator.targets.python.signatures import Argument, fields_of
from generator.targets.python.spellings import others, spelling

DEFAULTS = {
    "path": ("simple", False),
    "query": ("form", True),
    "header": ("simple", False),
    "cookie": ("form", True),
}
"""Style and explode of a parameter that names none (OpenAPI 3.2, "Parameter Object")."""


def rest_of(named: Iterable[Argument]) -> str:
    """A name for the options that no named argument has."""
    taken = {str(argument.name) for argument in named}
    name = "options"
    while name in taken:
        name += "_"
    return name


HOLE = re.compile(r"\{([^{}]*)\}")
"""The place of a parameter in a path, as the runtime finds it."""


@dataclass(frozen=True, slots=True)
class Passing:
    """The parameters of an operation in the order of its descriptor.

    Attributes:
        implied: path parameters that the path says by itself, in its order.
        named: those that a method passes one by one.
        optional: those among its options.
    """

    implied: tuple[Parameter, ...]
    named: tuple[Parameter, ...]
    optional: tuple[Parameter, ...]


def passed(
    operation: Operation, found: tuple[Argument, ...], api: Api, *, told: bool
) -> Passing:
    """The parameters of an operation in the order in which they are passed."""
    required = {one.key for one in found if one.required or not told}
    inside = {p.wire: p for p in operation.parameters if p.location == "path"}
    holes = dict.fromkeys(HOLE.findall(operation.path))
    plain = all(said_of(one, api) == [string(one.wire)] for one in inside.values())
    implied: tuple[Parameter, ...] = ()
    if plain and holes.keys() == inside.keys():
        implied = tuple(inside[name] for name in holes)
    rest = [one for one in operation.parameters if one not in implied]
    places = {one.key: at for at, one in enumerate(found)}
    optional = [one for one in rest if one.id not in required]
    return Passing(
        implied,
        tuple(one for one in rest if one.id in required),
        tuple(sorted(optional, key=lambda one: places[one.id])),
    )


def call_of(
    operation: Operation,
    found: tuple[Argument, ...],
    told: bool,
    passing: Passing,
    names: Names,
) -> tuple[Code, ...]:
    """What a method was told beside its options: the named parameters, then the arguments that the body is made of."""
    own = names.arguments[operation.id]
    named = {one.key for one in found if one.required or not told}
    parameters = [own[p.id] for p in (*passing.implied, *passing.named)]
    fields = [
        Code(f"{name}={name}")
        for key, name in own.items()
        if isinstance(key, tuple) and key in named
    ]
    return (*parameters, *fields)


def renamed(
    operation: Operation,
    found: tuple[Argument, ...],
    passing: Passing,
    names: Names,
    api: Api,
) -> list[str]:
    """What is said of how arguments are spelled in JSON or in the query, and of a body that is one argument."""
    own = names.arguments[operation.id]
    told = {
        one.key[1]: own[one.key]
        for one in found
        if isinstance(one.key, tuple) and len(one.key) == 2
    }
    if understood(operation, passing, names, api):
        told = {one.wire: own[one.id] for one in passing.optional}
    rule = spelling(told, pascal=names.pascal)
    wires = [f"{string(told[wire])}: {string(wire)}" for wire in others(told, rule)]
    return [
        *([f"spelling={string(rule)}"] if rule else []),
        *([f"wires={{{', '.join(wires)}}}"] if wires else []),
        *(["whole=True"] if ("body",) in own else []),
    ]


def understood(operation: Operation, passing: Passing, names: Names, api: Api) -> bool:
    """Whether the options tell all parameters: those of a query, spelled by one rule and written as is usual."""
    if operation.body is not None or passing.named:
        return False
    own = names.arguments[operation.id]
    spelled = {one.wire: own[one.id] for one in passing.optional}
    rule = spelling(spelled, pascal=names.pascal)
    return not others(spelled, rule) and all(
        one.location == "query" and said_of(one, api) == [string(one.wire)]
        for one in passing.optional
    )


def said_of(parameter: Parameter, api: Api) -> list[str]:
    """What a descriptor says of a parameter."""
    parts = [str(string(parameter.wire))]
    if parameter.location == "querystring":
        return [*parts, f"content={string(parameter.content)}"]
    style, explode = DEFAULTS[parameter.location]
    if parameter.style != style and parameter.location != "header":
        parts.append(string(parameter.style))
    if parameter.explode != explode:
        parts.append(f"explode={parameter.explode}")
    if parameter.content:
        parts.append(f"content={string(parameter.content)}")
    if parameter.allow_reserved and parameter.location in ("path", "query"):
        parts.append("reserved=True")
    if parameter.allow_empty_value and parameter.location == "query":
        parts.append("empty=True")
    if (
        parameter.location != "path"
        and not parameter.content
        and null_says(parameter, api)
    ):
        parts.append("null=True")
    if (
        parameter.location == "query"
        and parameter.default == []
        and not parameter.required
    ):
        parts.append("skips=True")
    return parts


def null_says(one: Parameter | Field, api: Api) -> bool:
    """Whether null says something else than that nothing is given, where a value is text: one is required, or there is a
    default that is not null."""
    if not one.required and one.default is None:
        return False
    nullable = isinstance(one, Field) and one.nullable
    return nullable or (not free(one.type) and "null" in kinds_of(one.type, api))


def parts_of(content: Content, api: Api) -> list[str]:
    """What a descriptor says of the properties of a form, of each that is written in an unusual way."""
    if not is_form(content.media_type):
        return []
    told = [one.wire for one in fields_of(api, content) if null_says(one, api)]
    said = {wire: _part(encoding) for wire, encoding in content.encodings.items()}
    for wire in told:
        encoding = content.encodings.get(wire)
        if encoding is None or not is_json(encoding.content_type):
            said.setdefault(wire, []).append("null=True")
    return [
        f"{string(wire)}: Part({', '.join(made)})"
        for wire, made in said.items()
        if made
    ]


def _part(encoding: Encoding) -> list[str]:
    return [
        *([string(encoding.content_type)] if encoding.content_type else []),
        *([f"style={string(encoding.style)}"] if encoding.style else []),
        *([f"explode={encoding.explode}"] if encoding.explode is not None else []),
        *(["reserved=True"] if encoding.allow_reserved else []),
    ]
