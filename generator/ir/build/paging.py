"""The `x-specloom-pagination` value of an operation goes in; how its pages follow each other comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diagnostics import Diagnostic, suggest
from generator.ir.build.reading import Reading
from generator.ir.model import Pagination, Pointer
from generator.ir.policies import Step
from generator.jsonvalues import mapping, sequence
from generator.load import Document, refs
from generator.load.pointer import join

PAGINATION = "x-specloom-pagination"
STEPS: tuple[Step, ...] = ("cursor", "offset", "page", "link")
FIRST = {"offset": 0, "page": 1}


def pagination(
    document: Document, operation: Mapping[str, Any], pointer: Pointer
) -> tuple[Pagination | None, tuple[Diagnostic, ...]]:
    """The pagination extension of an operation.

    Args:
        document: the bundled document, for looking up the operation's parameters.
        operation: the operation as it stands in the document.
        pointer: where it stands.

    Returns:
        How its pages follow each other, or None where there is no such extension or it is wrong, and what is wrong.
    """
    if PAGINATION not in operation:
        return None, ()
    read = Reading.of(operation[PAGINATION], join(pointer, PAGINATION))
    steps: list[Step] = [step for step in STEPS if step in read.data]
    if len(steps) != 1:
        read.say(f"needs one of {', '.join(map(repr, STEPS))}, and only one")
        return None, tuple(read.found)
    step = steps[0]
    parameter, first = "", 0
    following: tuple[str, ...] = ()
    if step == "link":
        if read.data["link"] != "header":
            following = read.pointers("link", needed=True)
    else:
        below = read.below(step)
        parameter = _parameter(document, below, pointer)
        if step == "cursor":
            following = below.pointers("next", needed=True)
        else:
            counted = below.count("first")
            first = FIRST[step] if counted is None else counted
    made = Pagination(
        id=read.pointer,
        items=read.pointers("items", needed=True),
        step=step,
        parameter=parameter,
        next=following,
        more=read.pointers("more"),
        first=first,
    )
    return (None if read.found else made), tuple(read.found)


def _parameter(document: Document, read: Reading, operation: Pointer) -> str:
    parameter = read.data.get("parameter")
    if not isinstance(parameter, str):
        read.say("lacks 'parameter', the name of the query parameter that turns pages")
        return ""
    own_parameter(document, read, operation, parameter, ("query",))
    return parameter


def own_parameter(
    document: Document,
    read: Reading,
    operation: Pointer,
    parameter: str,
    locations: tuple[str, ...],
) -> None:
    """Note where an operation has no parameter of this name in one of these locations."""
    names = _parameters(document, operation, locations)
    if parameter in names:
        return
    near = suggest(parameter, names)
    kinds = " or ".join(locations)
    read.say(
        f"names {parameter!r}, which is no {kinds} parameter of {operation}",
        "parameter",
        hint=f"Did you mean {near!r}?" if near else f"It has: {', '.join(names)}.",
    )


def _parameters(
    document: Document, operation: Pointer, locations: tuple[str, ...]
) -> tuple[str, ...]:
    """Names of an operation's parameters in these locations, its path item's included."""
    names: dict[str, None] = {}
    for owner in (operation, operation.rpartition("/")[0]):
        for index, value in enumerate(
            sequence(mapping(document.at(owner)).get("parameters"))
        ):
            where = join(owner, "parameters", index)
            try:
                parameter = mapping(refs.resolve(document, value, where)[0])
            except refs.Unresolved:
                continue
            name = parameter.get("name")
            if isinstance(name, str) and parameter.get("in") in locations:
                names[name] = None
    return tuple(names)
