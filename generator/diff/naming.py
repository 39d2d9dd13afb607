"""Two APIs and their names go in; what code that uses a generated client has to call otherwise comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.diff.compare import key_of, name_of, title
from generator.diff.model import Change, What
from generator.ir.model import Api, Operation, Pointer
from generator.languages.code import Code
from generator.names.model import ArgumentKey, Names, dotted
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
    before = {key_of(one): one for one in old.api.operations}
    for one in new.api.operations:
        was = before.get(key_of(one))
        if was is None or was.id not in old.names.operations:
            continue
        where = title(one)
        yield from _turned(
            "method", where, one.id, "", _methods(old, was), _methods(new, one)
        )
        arguments = _arguments(old, was), _arguments(new, one)
        yield from _told("argument", where, *arguments, one.id)


def _methods(side: Named, one: Operation) -> str:
    """The methods that call an operation: itself, what waits for its task, what turns its pages."""
    names = side.names
    path = dotted(names, one.id)
    around = path.rpartition(".")[0]
    further = [found[one.id] for found in (names.waits, names.pages) if one.id in found]
    inside = f"{around}." if around else ""
    return ", ".join([path, *(f"{inside}{name}" for name in further)])


def _arguments(side: Named, one: Operation) -> dict[str, Code]:
    """Arguments by what they pass, in words that are the same in both documents."""
    places = {
        parameter.id: (" ".join(name_of(one, at)), parameter.wire)
        for at, parameter in enumerate(one.parameters)
    }
    return {
        _passed(key, places): name
        for key, name in side.names.arguments.get(one.id, {}).items()
    }


def _passed(key: ArgumentKey, places: Mapping[Pointer, tuple[str, str]]) -> str:
    if isinstance(key, str):
        return places[key][0] if key in places else key
    return " › ".join(key)


def _types(old: Named, new: Named) -> Iterator[Change]:
    for pointer, name in new.names.types.items():
        was = old.names.types.get(pointer)
        if was is not None:
            yield from _turned("class", pointer, pointer, "", was, name)
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
