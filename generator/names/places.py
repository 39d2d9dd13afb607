"""Pointers of types go in; for each, the place in the document whose module it shares comes out."""

from __future__ import annotations

from collections.abc import Mapping

from generator.ir.model import Api, Operation, Pointer
from generator.load.pointer import parse
from generator.records import dataclass

SECTIONS = {
    "responses": "response",
    "parameters": "parameter",
    "requestBodies": "request body",
    "headers": "header",
    "callbacks": "callback",
    "pathItems": "path",
    "mediaTypes": "media type",
}
FILES = "x-specloom-files"
ENUM = "enum"
"""The kind of a list of words that several places repeat: it belongs to none of them."""
DEEPEST = 24
"""Tokens of a pointer that are looked at: enough for a callback's operation inside a callback inside an operation."""


@dataclass(frozen=True, slots=True)
class Owner:
    """What a group of types belongs to.

    Attributes:
        id: pointer of the owner.
        kind: "operation", a section of the components ("schemas", "responses", …), "enum", or empty for any other place.
        words: what a name may be made from, innermost last.
    """

    id: Pointer
    kind: str
    words: tuple[str, ...]


def every_operation(api: Api) -> list[Operation]:
    """Return all operations: those of paths, then those of webhooks, then those of callbacks, however deep.

    What several operations call back is there once.
    """
    found = [*api.operations, *api.webhooks]
    known = {operation.id for operation in api.webhooks}
    for operation in found:  # It grows: a callback's operation may have callbacks.
        for callback in operation.callbacks:
            new = [one for one in callback.operations if one.id not in known]
            known.update(one.id for one in new)
            found += new
    return found


def owners(api: Api) -> dict[Pointer, Owner]:
    """Return the owner of every type of the document."""
    operations = {operation.id for operation in every_operation(api)}
    return {
        id: (
            Owner(id, ENUM, one.hint[-1:])
            if id in api.enums
            else owner(id, operations, api.types)
        )
        for id, one in api.types.items()
    }


def owner(
    id: Pointer, operations: set[Pointer], types: Mapping[Pointer, object]
) -> Owner:
    """Return what a type belongs to: its operation, else its component or path, else the outermost type around it."""
    raw = id.split("/", DEEPEST)[:DEEPEST]
    for length in range(len(raw), 1, -1):
        prefix = "/".join(raw[:length])
        if prefix in operations:
            return Owner(prefix, "operation", ())
    tokens = parse("/".join(raw))
    start = 2 if tokens[:1] == (FILES,) else 0
    if tokens[start : start + 1] == ("components",) and len(tokens) > start + 2:
        words = (*_stem(tokens[1:start]), tokens[start + 2])
        return Owner("/".join(raw[: start + 4]), tokens[start + 1], words)
    if tokens[:1] == ("paths",) and len(tokens) > 1:
        return Owner("/".join(raw[:3]), "paths", tokens[1:2])
    for length in range(2, len(raw)):
        prefix = "/".join(raw[:length])
        if prefix in types:
            return Owner(prefix, "", _words(tokens[: length - 1]))
    return Owner(id, "", _words(tokens))


def _words(tokens: tuple[str, ...]) -> tuple[str, ...]:
    if tokens[:1] != (FILES,) or len(tokens) == 1:
        return tokens[-2:] or ("",)
    return (*_stem(tokens[1:2]), *tokens[2:][-1:])


def _stem(file: tuple[str, ...]) -> tuple[str, ...]:
    """Return the name of a file without folder and ending, as one word, or nothing where there is no file."""
    return tuple(name.rsplit("/", 1)[-1].split(".", 1)[0] or name for name in file)
