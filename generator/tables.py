"""A table of settings and a key go in; the key's value, of the kind that it has to be, comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from generator.diagnostics import Misused, suggest
from generator.jsonvalues import is_object

_Value = TypeVar("_Value")


def known(
    key: str,
    words: Sequence[str],
    where: Path | str,
    what: str,
    elsewhere: Mapping[str, str] | None = None,
) -> None:
    """Accept a word that there is.

    Args:
        elsewhere: what is known in another place -> that place.

    Raises:
        Misused: there is no such word; the hint names its place, the nearest one, or all.
    """
    if key in words:
        return
    near = suggest(key, words)
    hint = f"Did you mean {near!r}?" if near else f"Known: {', '.join(words)}."
    if elsewhere and key in elsewhere:
        hint = f"It belongs {elsewhere[key]}."
    raise Misused(f"{where}: unknown {what} {key!r}", hint)


def text(table: Mapping[str, object], key: str, file: Path, default: str) -> str:
    """A string.

    Raises:
        Misused: it is none.
    """
    value = table.get(key, default)
    if not isinstance(value, str) or "\0" in value:
        raise Misused(f"{file}: `{key}` has to be a string")
    return value


def strings(table: Mapping[str, object], key: str, file: Path) -> Mapping[str, str]:
    """A table of strings, empty where there is none.

    Raises:
        Misused: it is another table, or no table at all.
    """
    return _all(str, "strings", (table, key, file))


def switches(table: Mapping[str, object], key: str, file: Path) -> Mapping[str, bool]:
    """A table of truth values, empty where there is none.

    Raises:
        Misused: it is another table, or no table at all.
    """
    return _all(bool, "true and false", (table, key, file))


def switch(table: Mapping[str, object], key: str, file: Path) -> bool:
    """The truth value under a key; false where there is none.

    Raises:
        Misused: it is something else.
    """
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise Misused(f"{file}: `{key}` has to be true or false")
    return value


def _all(
    kind: type[_Value], called: str, at: tuple[Mapping[str, object], str, Path]
) -> Mapping[str, _Value]:
    table, key, file = at
    value = table.get(key, {})
    found = (
        {name: one for name, one in value.items() if isinstance(one, kind)}
        if is_object(value)
        else {}
    )
    if not is_object(value) or len(found) < len(value):
        raise Misused(f"{file}: `{key}` has to be a table of {called}")
    return found
