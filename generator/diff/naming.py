"""Two APIs and their names go in; what code that uses a generated client has to call otherwise comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.diff.compare import key_of, name_of, title
from generator.diff.model import Change, What
from generator.ir.model import Api, Operation, Pointer
from generator.languages.code import Code
from generator.names.model import Names, dotted
from generator.records import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """An API with the names of everything in it."""

    api: Api
    names: Names


def renamed(old: Named, new: Named) -> tuple[Change, ...]:
    """Every name of a client that is another one, of what both APIs have; all of them break code."""
    found = [*_operations(old, new), *_types(old, new)]
    for one, other in (
        (old.names.schemes, new.names.schemes),
        (old.names.passwords, new.names.passwords),
        (old.names.variables, new.names.variables),
    ):
        found += _told("argument", new.api.info.title, one, other, "")
    return tuple(found)


def _operations(old: Named, new: Named) -> Iterator[Change]:
    operations = {key_of(one): one for one in old.api.operations}
    for one in new.api.operations:
        was = operations.get(key_of(one))
        if was is None or was.id not in old.names.operations:
            continue
        where = title(one)
        yield from _turned(
            "method", where, one.id, "", _methods(old, was), _methods(new, one)
        )
        before = _arguments(old, was)
        for key, (wire, name) in _arguments(new, one).items():
            if key in before:
                yield from _turned(
                    "argument", where, one.id, wire, before[key][1], name
                )


def _methods(side: Named, one: Operation) -> str:
    """The methods that call an operation: itself, what waits for its task, what turns its pages."""
    names = side.names
    path = dotted(names, one.id)
    around = path.rpartition(".")[0]
    further = [found[one.id] for found in (names.waits, names.pages) if one.id in found]
    inside = f"{around}." if around else ""
    return ", ".join([path, *(f"{inside}{name}" for name in further)])


def _arguments(side: Named, one: Operation) -> dict[str, tuple[str, Code]]:
    """Arguments by what they pass, in words that are the same in both documents: what that is called, and the name."""
    places = {
        parameter.id: (" ".join(name_of(one, at)), parameter.wire)
        for at, parameter in enumerate(one.parameters)
    }
    found: dict[str, tuple[str, Code]] = {}
    for key, name in side.names.arguments.get(one.id, {}).items():
        told = places.get(key) if isinstance(key, str) else (" ".join(key), key[-1])
        if told is not None:
            found[told[0]] = told[1], name
    return found


def _types(old: Named, new: Named) -> Iterator[Change]:
    for pointer, name in new.names.types.items():
        was = old.names.types.get(pointer)
        if was is not None:
            yield from _turned("class", pointer, pointer, "", was, name)
    left = {*new.names.types.values()}
    for pointer, name in old.names.types.items():
        # What operations have of their own comes and goes with them.
        if (
            pointer.startswith("#/components/")
            and pointer not in new.names.types
            and name not in left
        ):
            yield Change("removed", "class", True, pointer, pointer, "", name)
    for pointer, fields in new.names.fields.items():
        before = old.names.fields.get(pointer, {})
        yield from _told(
            "attribute", new.names.types.get(pointer, pointer), before, fields, pointer
        )


def _told(
    what: What,
    where: str,
    old: Mapping[str, Code],
    new: Mapping[str, Code],
    pointer: Pointer,
) -> Iterator[Change]:
    for wire, name in new.items():
        if wire in old:
            yield from _turned(what, where, pointer, wire, old[wire], name)


def _turned(
    what: What, where: str, pointer: Pointer, wire: str, old: str, new: str
) -> Iterable[Change]:
    if old != new:
        yield Change("changed", what, True, pointer, where, wire, old, new)
