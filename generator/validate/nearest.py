"""A reference that leads nowhere goes in; what it was probably meant to lead to comes out, in words."""

from __future__ import annotations

from typing import Any

from generator.diagnostics import suggest
from generator.jsonvalues import is_object, mapping
from generator.load import Document, pointer, refs


def nearest(document: Document, at: str) -> str:
    """Guess what the reference at a pointer means: a component of that name, else the nearest key on its way."""
    raw = refs.reference(document.at(at))
    if raw is None or not raw.startswith("#/"):
        return ""
    try:
        tokens = pointer.parse(pointer.decoded(raw))
    except ValueError:
        return ""
    found = component(document, tokens[-1])
    return (
        f"Did you mean {document.written(found)!r}?"
        if found
        else _along(document, tokens)
    )


def component(document: Document, name: str) -> str:
    """Give the pointer of a component that is called so; "" where there is none."""
    components = mapping(document.data.get("components"))
    return next(
        (
            pointer.join("#", "components", kind, name)
            for kind, listed in components.items()
            if name in mapping(listed)
        ),
        "",
    )


def _along(document: Document, tokens: tuple[str, ...]) -> str:
    earlier = document.earlier
    value: Any = document.data if earlier is None else earlier.data
    way = "#"
    for token in tokens:
        if not is_object(value):
            return ""
        if token not in value:
            near = suggest(token, refs.meant(value))
            return (
                f"Did you mean {refs.spelled(pointer.join(way, near))!r}?"
                if near
                else f"{refs.spelled(way)!r} has no {token!r}."
            )
        value, way = value[token], pointer.join(way, token)
    return ""
