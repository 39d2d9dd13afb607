"""A query string goes in; the values of its parameters come out (OpenAPI 3.2, "Style Values", and RFC 6570)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias
from urllib.parse import unquote

from .document import Call, Parameter
from .reading import Leaf, Unreadable, by_content, leaves, paired, shape_of

Pairs: TypeAlias = "list[tuple[str, str | None]]"
"""Names, decoded, and their values as they came; None without a sign of equality."""


def pairs_of(query: str) -> Pairs:
    """The parts of a query string."""
    made: Pairs = []
    for part in query.split("&") if query else []:
        name, sign, value = part.partition("=")
        made.append((unquote(name), value if sign else None))
    return made


def from_query(parameter: Parameter, pairs: Pairs, given: Any, taken: set[str]) -> Any:
    """A query parameter; the names that it used are added to `taken`.

    Raises:
        KeyError: it is not there.
    """
    shape, name = shape_of(given), parameter.name
    if parameter.content:
        taken.add(name)
        return by_content(unquote(_only(pairs, name)), parameter.content)
    if shape is dict and parameter.style == "deepObject":
        return deep(name, pairs, taken)
    if shape is dict and parameter.explode and parameter.style == "form":
        own = {key: value or "" for key, value in pairs if key in given}
        taken.update(own)
        return {key: Leaf(unquote(value)) for key, value in own.items()}
    taken.add(name)
    if shape is list and (parameter.explode or parameter.style == "deepObject"):
        values = [value or "" for key, value in pairs if key == name]
        if not values:
            raise KeyError(name)
        return leaves(values)
    text = _only(pairs, name)
    if shape is str:
        return Leaf(unquote(text))
    marks = {"spaceDelimited": "%20|\\+", "pipeDelimited": "%7C|%7c|\\|"}
    parts = re.split(marks.get(parameter.style, ","), text) if text else []
    found = leaves(parts)
    return paired(found) if shape is dict else found


def ambiguous(call: Call, given: Mapping[tuple[str, str], Any]) -> set[str]:
    """Query parameters that no reader can tell apart: properties of exploded objects under names that others use."""
    uses: dict[str, set[str]] = {}
    for parameter in call.parameters:
        value = given.get((parameter.name, parameter.location))
        if parameter.location != "query" or value is None:
            continue
        spread = (
            isinstance(value, dict)
            and parameter.explode
            and parameter.style == "form"
            and not parameter.content
        )
        for name in value if spread else [parameter.name]:
            uses.setdefault(name, set()).add(parameter.name)
    return {one for users in uses.values() if len(users) > 1 for one in users}


def _only(pairs: Pairs, name: str) -> str:
    values = [value or "" for key, value in pairs if key == name]
    if not values:
        raise KeyError(name)
    if len(values) > 1:
        raise Unreadable(f"{name!r} comes {len(values)} times")
    return values[0]


def deep(name: str, pairs: Pairs, taken: set[str]) -> dict[str, Any]:
    """`color[R]=100&color[G]=200`; deeper brackets for deeper objects, repetition for arrays."""
    made: dict[str, Any] = {}
    for key, value in pairs:
        if not (key.startswith(f"{name}[") and key.endswith("]")):
            continue
        taken.add(key)
        *outer, last = key[len(name) + 1 : -1].split("][")
        place = made
        for step in outer:
            place = place.setdefault(step, {})
        leaf = Leaf(unquote(value or ""))
        if last not in place:
            place[last] = leaf
        else:
            before = place[last]
            place[last] = [*(before if isinstance(before, list) else [before]), leaf]
    if not made:
        raise KeyError(name)
    return made
