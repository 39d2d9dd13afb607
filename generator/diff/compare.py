"""Two APIs go in; their differences, operation by operation, come out in the new one's order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.diff.access import is_shut_out, shown
from generator.diff.limits import as_json, values
from generator.diff.model import Change, Kind, What
from generator.diff.types import Comparison, compared, default, named
from generator.ir.media import is_plain_json
from generator.ir.model import (
    Anything,
    Api,
    Body,
    Content,
    Enum,
    Header,
    Operation,
    Parameter,
    Response,
    Server,
    ServerVariable,
    Type,
)


def compare(old: Api, new: Api) -> tuple[Change, ...]:
    """Everything that callers of the API can notice; texts and examples are no part of it."""
    sides = Comparison(old, new)
    found = [*servers(old, new)]
    found += operations(
        "operation", old.operations, new.operations, new.info.title, sides
    )
    found += operations("webhook", old.webhooks, new.webhooks, new.info.title, sides)
    return tuple(dict.fromkeys(found))


def servers(old: Api, new: Api) -> Iterator[Change]:
    """The differences of the addresses of the API."""
    before = {one.url: one for one in old.servers}
    after = {one.url: one for one in new.servers}
    for url, one in after.items():
        if url not in before:
            yield Change("added", "server", False, one.id, new.info.title, url)
        else:
            yield from variables(before[url], one)
    for url, one in before.items():
        if url not in after:
            yield Change("removed", "server", True, one.id, new.info.title, url)


def variables(old: Server, new: Server) -> Iterator[Change]:
    """The differences of the parts of an address that callers choose; its template, which both share, names them."""
    before = {one.name: one for one in old.variables}
    for one in new.variables:
        was = before.get(one.name)
        if was is None:
            continue
        if was.default != one.default:
            shown = as_json(was.default), as_json(one.default)
            yield Change("changed", "default", False, new.id, new.url, one.name, *shown)
        place = f"{new.url} › {one.name}"
        yield from values(choices(was), choices(one), place, new.id, True)


def choices(variable: ServerVariable) -> Type:
    """What callers may put into an address."""
    return Enum(variable.enum) if variable.enum else Anything()


def operations(
    what: What,
    old: Iterable[Operation],
    new: Iterable[Operation],
    around: str,
    sides: Comparison,
) -> Iterator[Change]:
    """The differences of operations, or of webhooks or the requests of a callback, which the API sends and callers read.

    Args:
        around: where webhooks and callbacks are; operations speak for themselves.
    """
    sent = what == "operation"
    before = {key_of(one): one for one in old}
    after = {key_of(one): one for one in new}
    for key, one in after.items():
        if key not in before:
            yield coming("added", what, one, around)
        else:
            yield from operation(before[key], one, sent, sides)
            yield from named(sides)
    for key, one in before.items():
        if key not in after:
            yield coming("removed", what, one, around)


def coming(kind: Kind, what: What, one: Operation, around: str) -> Change:
    """That an operation came or went."""
    breaks = kind == "removed"
    if what == "operation":
        return Change(kind, what, breaks, one.id, title(one))
    return Change(kind, what, breaks, one.id, around, title(one))


def key_of(one: Operation) -> tuple[str, str]:
    """What makes an operation the same: its method and its path, whatever the path's parameters are called."""
    return one.method.upper(), re.sub(r"\{[^}]*\}", "{}", one.path)


def title(one: Operation) -> str:
    """An operation in short."""
    return f"{one.method.upper()} {one.path}"


def operation(
    old: Operation, new: Operation, sent: bool, sides: Comparison
) -> Iterator[Change]:
    """The differences of one operation.

    Args:
        sent: callers send its request and read its answer; else the other way round.
    """
    where = title(new)
    if new.deprecated != old.deprecated:
        kind: Kind = "added" if new.deprecated else "removed"
        yield Change(kind, "deprecated", False, new.id, where)
    if sent:
        both = shown(old, sides.old), shown(new, sides.new)
        if both[0] != both[1]:
            breaks = is_shut_out(old, new, sides.old, sides.new)
            yield Change("changed", "security", breaks, new.id, where, "", *both)
    yield from parameters(old, new, sent, sides)
    yield from bodies(old.body, new.body, new.id, where, sent, sides)
    yield from answers(old.responses, new.responses, new.id, where, not sent, sides)
    calls = [
        {(one.name, one.expression): one.operations for one in side.callbacks}
        for side in (old, new)
    ]
    for key in dict.fromkeys((*calls[1], *calls[0])):
        one, other = (side.get(key, ()) for side in calls)
        yield from operations("callback", one, other, where, sides)


def parameters(
    old: Operation, new: Operation, sent: bool, sides: Comparison
) -> Iterator[Change]:
    """The differences of parameters; those of the path are told apart by their order."""
    where = title(new)
    before = {name_of(old, at): one for at, one in enumerate(old.parameters)}
    after = {name_of(new, at): one for at, one in enumerate(new.parameters)}
    for key, one in after.items():
        was = before.get(key)
        if was is None:
            breaks = one.required and sent
            yield Change("added", "parameter", breaks, one.id, where, one.wire)
        else:
            yield from parameter(was, one, where, sent, sides)
    for key, one in before.items():
        if key not in after:
            yield Change("removed", "parameter", True, one.id, where, one.wire)


def parameter(
    old: Parameter, new: Parameter, where: str, sent: bool, sides: Comparison
) -> Iterator[Change]:
    """The differences of one parameter."""
    inside = f"{where} › {new.wire}"
    if new.required != old.required:
        word: What = "required" if new.required else "optional"
        yield Change("changed", word, new.required == sent, new.id, where, new.wire)
    if new.deprecated != old.deprecated:
        kind: Kind = "added" if new.deprecated else "removed"
        yield Change(kind, "deprecated", False, new.id, inside)
    if written(new) != written(old):
        yield Change("changed", "style", True, new.id, where, new.wire)
    yield from default(old, new, where)
    yield from compared(old.type, new.type, inside, new.id, sent, sides)


def written(one: Parameter) -> tuple[str, bool, str]:
    """How a parameter is written."""
    return one.style, one.explode, one.content


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
    old: Body | None,
    new: Body | None,
    pointer: str,
    where: str,
    sent: bool,
    sides: Comparison,
) -> Iterator[Change]:
    """The differences of bodies of requests."""
    if new is None:
        if old is not None:
            yield Change("removed", "body", True, pointer, where)
        return
    if old is None:
        yield Change("added", "body", new.required and sent, new.id, where)
        return
    if old.required != new.required:
        word: What = "body_required" if new.required else "body_optional"
        yield Change("changed", word, new.required == sent, new.id, where)
    inside = f"{where} › body"
    yield from contents(old.contents, new.contents, new.id, inside, sent, sides)


def answers(
    old: tuple[Response, ...],
    new: tuple[Response, ...],
    pointer: str,
    where: str,
    sent: bool,
    sides: Comparison,
) -> Iterator[Change]:
    """The differences of answers; a range such as 2XX is there for a status that is no longer listed."""
    before = {one.status: one for one in old}
    after = {one.status: one for one in new}
    for status, one in after.items():
        if status not in before:
            yield Change("added", "answer", False, one.id, where, status)
    for status, was in before.items():
        now = after.get(status) or after.get(f"{status[0]}XX")
        if now is None:
            good = status.startswith("2")
            yield Change("removed", "answer", good, pointer, where, status)
            continue
        inside = f"{where} › {status}"
        yield from headers(was.headers, now.headers, now.id, inside, sent, sides)
        yield from contents(was.contents, now.contents, now.id, inside, sent, sides)


def headers(
    old: tuple[Header, ...],
    new: tuple[Header, ...],
    pointer: str,
    where: str,
    sent: bool,
    sides: Comparison,
) -> Iterator[Change]:
    """The differences of header fields of an answer."""
    before = {one.wire.lower(): one for one in old}
    after = {one.wire.lower(): one for one in new}
    for name, one in after.items():
        was = before.get(name)
        if was is None:
            breaks = one.required and sent
            yield Change("added", "header", breaks, one.id, where, one.wire)
            continue
        if was.required != one.required:
            word: What = "required" if one.required else "optional"
            breaks = one.required == sent
            yield Change("changed", word, breaks, one.id, where, one.wire)
        inside = f"{where} › {one.wire}"
        yield from compared(was.type, one.type, inside, one.id, sent, sides)
    for name, one in before.items():
        if name not in after:
            yield Change("removed", "header", True, pointer, where, one.wire)


def contents(
    old: tuple[Content, ...],
    new: tuple[Content, ...],
    pointer: str,
    where: str,
    sent: bool,
    sides: Comparison,
) -> Iterator[Change]:
    """The differences of media types."""
    before = {kind_of(one): one for one in old}
    after = {kind_of(one): one for one in new}
    for name, one in after.items():
        was = before.get(name)
        if was is None:
            yield Change("added", "media_type", False, one.id, where, one.media_type)
            continue
        types = was.item or was.type, one.item or one.type
        inside = f"{where}[]" if one.item else where
        yield from compared(*types, inside, one.id, sent, sides)
    for name, one in before.items():
        if name not in after:
            yield Change("removed", "media_type", True, pointer, where, one.media_type)


def kind_of(content: Content) -> str:
    """What makes a media type the same: JSON is so in whatever charset."""
    if is_plain_json(content.media_type):
        return "application/json"
    return content.media_type.lower().replace(" ", "")
