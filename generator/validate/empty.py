"""What stands in a document and says nothing, `tags:` with nothing behind it or `[]` for an object: told, and read as absent.

A writer of YAML comments out what stood below a key, and programs that know one kind of collection write `[]` for an empty
object. Nothing is lost by reading such a value as empty, and a document with it still has users.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from generator.jsonvalues import JsonValue
from generator.validate.grammar import Key

EMPTY = "empty-part"
"""The code of what is said about such a value."""

Read: TypeAlias = "dict[str, Any] | None"
"""What an empty value is read as: `{}`, or None where its key is left out."""

_TAIL = 1000
"""Characters in which the last key of a text is looked for."""

_LISTS = frozenset({"names", "list"})
_PLAIN = _LISTS | {"map", "key"}
"""Plain values without which something may be missing; others are ignored where they do not fit."""


def fatal(known: Key) -> bool:
    """Tell whether nothing can be made of an object that lacks a key."""
    return known.required and known.kind == "key"


def says_nothing(known: Key, value: object) -> bool:
    """Tell whether a value is null, or an empty list or object where the other is expected, and its key can be left out."""
    if value is not None and value != [] and value != {}:
        return False
    if fatal(known):
        return False
    match known.container:
        case "plain":
            wanted = known.kind in _PLAIN
            listed = known.kind in _LISTS
        case "list":
            wanted, listed = True, True
        case "one" | "map":
            wanted, listed = True, False
    if value is None or known.kind == "key":
        return wanted and value is None
    return wanted and listed != isinstance(value, list)


def cut_off(text: str, data: JsonValue) -> tuple[str, ...]:
    """Give the way to the value that is missing where a text ends behind a key within something, as one that was cut off does.

    Returns:
        Tokens; none where the text does not end so, or ends behind a key of the document itself.
    """
    if not text[-_TAIL:].rstrip().endswith(":"):
        return ()
    found: list[str] = []
    while data:
        match data:
            case dict():
                last = next(reversed(data))
                found.append(last)
                data = data[last]
            case list():
                found.append(str(len(data) - 1))
                data = data[-1]
            case _:
                break
    return tuple(found) if len(found) > 1 else ()


def filled(data: JsonValue, empty: Iterable[tuple[tuple[str, ...], Read]]) -> JsonValue:
    """Give the data of a document anew with empty values left out or read as `{}`; what is not on their way is shared.

    Args:
        empty: the tokens of the way to each value, each way once, and what the value is read as.
    """
    below: dict[str, list[tuple[tuple[str, ...], Read]]] = {}
    for (first, *rest), read in empty:
        below.setdefault(first, []).append((tuple(rest), read))
    match data:
        case dict():
            return {
                key: value
                for key, item in data.items()
                for value in _settled(item, below.get(key))
            }
        case list():
            return [
                value
                for index, item in enumerate(data)
                for value in _settled(item, below.get(str(index)))
            ]
        case _:
            return data


def _settled(
    item: JsonValue, inner: list[tuple[tuple[str, ...], Read]] | None
) -> Iterator[JsonValue]:
    """Give what a member is read as: nothing where it is left out."""
    if inner is None:
        yield item
    elif inner[0][0]:
        yield filled(item, inner)
    elif inner[0][1] is not None:
        yield dict(inner[0][1])
