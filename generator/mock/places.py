"""JSON values and JSON pointers into them (RFC 6901) go in; the values found there, or copies with others there, come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from generator.jsonvalues import is_array, is_object
from generator.load.document import value_of
from generator.load.pointer import escape, parse


def first(value: Any, pointers: Iterable[str]) -> tuple[str, Any]:
    """The first pointer that leads to something other than null, and what is there; ("", None) where none does."""
    for one in pointers:
        try:
            found = value_of(value, parse(one))
        except (LookupError, ValueError):
            continue
        if found is not None:
            return one, found
    return "", None


def leads(value: Any, pointer: str) -> bool:
    """Whether something stands where a pointer leads, null included."""
    try:
        value_of(value, parse(pointer))
    except (LookupError, ValueError):
        return False
    return True


def placed(value: Any, pointer: str, new: Any) -> Any:
    """A copy with `new` where the pointer leads; a last key that is missing is added."""
    return _placed(value, parse(pointer), new)


def _placed(value: Any, tokens: tuple[str, ...], new: Any) -> Any:
    if not tokens:
        return new
    head, *rest = tokens
    if is_object(value):
        return {**value, head: _placed(value.get(head, {}), tuple(rest), new)}
    if is_array(value) and head.isdigit() and int(head) < len(value):
        copy = list(value)
        copy[int(head)] = _placed(copy[int(head)], tuple(rest), new)
        return copy
    return value


def without(value: Any, pointer: str) -> Any:
    """A copy in which nothing stands where the pointer leads; an element of an array stays."""
    tokens = parse(pointer)
    if not tokens or not leads(value, pointer):
        return value
    head, *rest = tokens
    if len(tokens) == 1:
        return (
            {key: one for key, one in value.items() if key != head}
            if is_object(value)
            else value
        )
    below = "".join(f"/{escape(one)}" for one in rest)
    inner = value[head] if is_object(value) else value[int(head)]
    return placed(value, f"/{escape(head)}", without(inner, below))


def everywhere(value: Any, change: Callable[[Any], Any]) -> Any:
    """A copy in which every value below, and the whole, has been changed, the innermost first."""
    if is_object(value):
        return change({key: everywhere(one, change) for key, one in value.items()})
    if is_array(value):
        return change([everywhere(one, change) for one in value])
    return change(value)
