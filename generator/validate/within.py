"""Members of a `oneOf` go in; whether one of them takes all that another one takes, which then no value fits alone, comes out.

Authors who write `oneOf` of an integer and a number mean `anyOf`: models read it so, and so do the judges of examples and
of the mock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from generator.jsonvalues import is_object
from generator.load import refs
from generator.validate.nulls import NOTES
from generator.validate.plain import read_as

_NESTED = 8
"""Arrays within arrays that are compared."""
_PAIRS = 250_000
"""Pairs of members that are compared; of more, nobody can have meant that each is told from all others."""
_PLAIN = NOTES | {"type", "items", "nullable"}
"""Keywords of what takes all values of its type; of arrays, those of such items."""


def swallows(members: Sequence[Any], behind: Callable[[Any], Any]) -> bool:
    """Whether one of several schemas takes every value of another one that says something else.

    Told are those of a type, an array's by its items; what objects have in common depends on their properties. A schema
    that asserts nothing takes all values; one that says nothing at all, `{}`, is there to shut out what others take.

    Args:
        behind: gives a schema, or the one that it refers to.
    """
    free = sum(_is_free(one, behind) for one in members)
    if 0 < free < len(members):
        return True
    takers = [one for one in members if _may_take(one, behind)]
    taken = [one for one in members if _may_be_taken(behind(one))] if takers else []
    if len(takers) * len(taken) > _PAIRS:
        return False
    return any(
        wide != narrow and _takes(wide, narrow, behind, _NESTED)
        for wide in takers
        for narrow in taken
    )


def _is_free(schema: Any, behind: Callable[[Any], Any]) -> bool:
    """Whether a schema takes any value and says something: in words, or a type that is none and is told of elsewhere."""
    linked = is_object(schema) and refs.reference(schema) is not None
    if linked and not _is_plain(refs.siblings(schema)):
        return False
    meant = behind(schema)
    if not is_object(meant) or not meant:
        return False
    typed = "type" in meant and bool(read_as(meant["type"]))
    return not typed and "items" not in meant and _is_plain(meant)


def _may_take(schema: Any, behind: Callable[[Any], Any]) -> bool:
    """Whether a schema says nothing but types, so that it may take what another one takes."""
    linked = is_object(schema) and refs.reference(schema) is not None
    if linked and not _is_plain(refs.siblings(schema)):
        return False
    meant = behind(schema)
    return is_object(meant) and _is_plain(meant) and bool(_kinds(meant))


def _may_be_taken(meant: Any) -> bool:
    """Whether a schema says types, of which objects are none."""
    kinds = _kinds(meant) if is_object(meant) else set[str]()
    return bool(kinds) and "object" not in kinds


def _kinds(schema: dict[str, Any]) -> set[str]:
    """The types that a schema names; null, which may fit several members, aside."""
    return {*(read_as(schema["type"]) if "type" in schema else ())} - {"null"}


def _is_plain(schema: dict[str, Any]) -> bool:
    """Whether a schema asserts nothing but its type and that of its items; formats of numbers are notes."""
    numeric = _kinds(schema) <= {"integer", "number"}
    return all(
        key in _PLAIN or key.startswith("x-") or (key == "format" and numeric)
        for key in schema
    )


def _takes(wide: Any, narrow: Any, behind: Callable[[Any], Any], deep: int) -> bool:
    """Whether one schema takes every value, null aside, that another one takes."""
    linked = is_object(wide) and refs.reference(wide) is not None
    if linked and not _is_plain(refs.siblings(wide)):
        return False
    wide, narrow = behind(wide), behind(narrow)
    if not (is_object(wide) and is_object(narrow) and _is_plain(wide)):
        return False
    kinds, allowed = _kinds(narrow), _kinds(wide)
    if "number" in allowed:
        allowed.add("integer")
    if not kinds or "object" in kinds or not kinds <= allowed:
        return False
    return "array" not in kinds or _holds(wide, narrow, behind, deep)


def _holds(
    wide: dict[str, Any],
    narrow: dict[str, Any],
    behind: Callable[[Any], Any],
    deep: int,
) -> bool:
    """Whether the items of one array are taken as items of another."""
    if "items" not in wide:
        return True
    if "items" not in narrow or "prefixItems" in narrow or not deep:
        return False
    outer, inner = wide["items"], narrow["items"]
    return behind(outer) == behind(inner) or _takes(outer, inner, behind, deep - 1)
