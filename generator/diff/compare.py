"""Two APIs go in; their differences, operation by operation, come out in the new one's order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diff.model import Change, What
from generator.diff.types import Comparison, compared
from generator.ir.model import Api, Body, Content, Operation, Response


def compare(old: Api, new: Api) -> tuple[Change, ...]:
    """Everything that callers of the API can notice; texts and examples are no part of it."""
    before = {key_of(one): one for one in old.operations}
    after = {key_of(one): one for one in new.operations}
    sides = Comparison(old, new)
    found: list[Change] = []
    for key, one in after.items():
        if key not in before:
            found.append(Change("added", "operation", False, one.id, title(one)))
        else:
            found += operation(before[key], one, sides)
    for key, one in before.items():
        if key not in after:
            found.append(Change("removed", "operation", True, one.id, title(one)))
    return tuple(dict.fromkeys(found))


def key_of(one: Operation) -> tuple[str, str]:
    """What makes an operation the same: its method and its path, whatever the path's parameters are called."""
    return one.method.upper(), re.sub(r"\{[^}]*\}", "{}", one.path)


def title(one: Operation) -> str:
    """An operation in short."""
    return f"{one.method.upper()} {one.path}"


def operation(old: Operation, new: Operation, sides: Comparison) -> Iterator[Change]:
    """The differences of one operation."""
    where = title(new)
    if new.deprecated and not old.deprecated:
        yield Change("added", "deprecated", False, new.id, where)
    if {*old.security} != {*new.security}:
        lost = bool({*old.security} - {*new.security}) or not old.security
        yield Change("changed", "security", lost, new.id, where)
    yield from parameters(old, new, sides)
    yield from bodies(old.body, new.body, new.id, where, sides)
    yield from answers(old.responses, new.responses, new.id, where, sides)


def parameters(old: Operation, new: Operation, sides: Comparison) -> Iterator[Change]:
    """The differences of parameters; those of the path are told apart by their order."""
    where = title(new)
    before = {name_of(old, at): one for at, one in enumerate(old.parameters)}
    after = {name_of(new, at): one for at, one in enumerate(new.parameters)}
    for key, one in after.items():
        was = before.get(key)
        if was is None:
            yield Change("added", "parameter", one.required, one.id, where, one.wire)
            continue
        if one.required != was.required:
            word: What = "required" if one.required else "optional"
            yield Change("changed", word, one.required, one.id, where, one.wire)
        inside = f"{where} › {one.wire}"
        yield from compared(was.type, one.type, inside, one.id, True, sides)
    for key, one in before.items():
        if key not in after:
            yield Change("removed", "parameter", True, one.id, where, one.wire)


def name_of(operation: Operation, at: int) -> tuple[str, str]:
    """What makes a parameter the same."""
    one = operation.parameters[at]
    if one.location == "path":
        names = re.findall(r"\{([^}]*)\}", operation.path)
        place = names.index(one.wire) if one.wire in names else -1
        return "path", str(place)
    wire = one.wire.lower() if one.location == "header" else one.wire
    return one.location, wire


def bodies(
    old: Body | None, new: Body | None, pointer: str, where: str, sides: Comparison
) -> Iterator[Change]:
    """The differences of bodies of requests."""
    if new is None:
        if old is not None:
            yield Change("removed", "body", True, pointer, where)
        return
    if old is None:
        yield Change("added", "body", new.required, new.id, where)
        return
    if old.required != new.required:
        word: What = "body_required" if new.required else "body_optional"
        yield Change("changed", word, new.required, new.id, where)
    inside = f"{where} › body"
    yield from contents(old.contents, new.contents, new.id, inside, True, sides)


def answers(
    old: tuple[Response, ...],
    new: tuple[Response, ...],
    pointer: str,
    where: str,
    sides: Comparison,
) -> Iterator[Change]:
    """The differences of answers."""
    before = {one.status: one for one in old}
    after = {one.status: one for one in new}
    for status, one in after.items():
        if status not in before:
            yield Change("added", "answer", False, one.id, where, status)
            continue
        was = before[status]
        inside = f"{where} › {status}"
        yield from contents(was.contents, one.contents, one.id, inside, False, sides)
    for status in before:
        if status not in after:
            good = status.startswith("2")
            yield Change("removed", "answer", good, pointer, where, status)


def contents(
    old: tuple[Content, ...],
    new: tuple[Content, ...],
    pointer: str,
    where: str,
    sent: bool,
    sides: Comparison,
) -> Iterator[Change]:
    """The differences of media types."""
    before = {one.media_type: one for one in old}
    after = {one.media_type: one for one in new}
    for name, one in after.items():
        if name in before:
            was = before[name]
            yield from compared(was.type, one.type, where, one.id, sent, sides)
        else:
            yield Change("added", "media_type", False, one.id, where, name)
    for name in before:
        if name not in after:
            yield Change("removed", "media_type", True, pointer, where, name)
