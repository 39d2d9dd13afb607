"""The parameters and arguments of an operation go in; how its method passes them to the engine comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.ir.model import Operation, Parameter
from generator.languages.code import Code
from generator.languages.python import string
from generator.names import ArgumentKey, Names
from generator.records import dataclass
from generator.targets.python.signatures import Argument

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


def passed(operation: Operation, found: tuple[Argument, ...], *, told: bool) -> Passing:
    """The parameters of an operation in the order in which they are passed."""
    required = {one.key for one in found if one.required or not told}
    inside = {p.wire: p for p in operation.parameters if p.location == "path"}
    holes = dict.fromkeys(HOLE.findall(operation.path))
    plain = all(said_of(one) == [string(one.wire)] for one in inside.values())
    implied: tuple[Parameter, ...] = ()
    if plain and holes.keys() == inside.keys():
        implied = tuple(inside[name] for name in holes)
    rest = [one for one in operation.parameters if one not in implied]
    return Passing(
        implied,
        tuple(one for one in rest if one.id in required),
        tuple(one for one in rest if one.id not in required),
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
    operation: Operation, found: tuple[Argument, ...], names: Names
) -> list[str]:
    """What is said of arguments that are not called like their fields, and of a body that is one argument."""
    own = names.arguments[operation.id]
    wires = [
        f"{string(own[one.key])}: {string(one.key[1])}"
        for one in found
        if isinstance(one.key, tuple)
        and len(one.key) == 2
        and own[one.key] != one.key[1]
    ]
    said = [f"wires={{{', '.join(wires)}}}"] if wires else []
    return [*said, *(["whole=True"] if ("body",) in own else [])]


def are_queries(passing: Passing, names: Mapping[ArgumentKey, Code]) -> bool:
    """Whether all options are parameters of the query, called and written as is usual."""
    return all(
        one.location == "query"
        and names[one.id] == one.wire
        and said_of(one) == [string(one.wire)]
        for one in passing.optional
    )


def said_of(parameter: Parameter) -> list[str]:
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
    return parts
