"""A reference that is a mere name goes in; the component of that name comes out.

Some frameworks write `$ref: User`, which by the letter is a file beside the document.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics import Diagnostic
from generator.jsonvalues import JsonValue, mapping
from generator.load import pointer
from generator.load.document import value_of

_SECTIONS = {
    "parameters": "parameters",
    "requestBody": "requestBodies",
    "responses": "responses",
    "headers": "headers",
    "examples": "examples",
    "links": "links",
    "callbacks": "callbacks",
}
"""Where the components stand that may be referred to below a key."""
_NAMED_BY_AUTHOR = ("properties", "patternProperties", "$defs", "schemas")


def component(
    data: JsonValue, where: tuple[str, ...], found: str
) -> tuple[str, ...] | None:
    """Give the tokens of the way to the component that a name means at a place; None where there is none."""
    name = found.removesuffix("#")
    nearest = () if where[-2:-1] and where[-2] in _NAMED_BY_AUTHOR else where[-2:]
    section = next(
        (_SECTIONS[token] for token in reversed(nearest) if token in _SECTIONS),
        "schemas",
    )
    components = mapping(mapping(data).get("components"))
    known = name in mapping(components.get(section))
    return ("components", section, name) if known else None


def told(found: str, way: tuple[str, ...]) -> Diagnostic:
    """Say how the reference is read."""
    meant = pointer.join(pointer.ROOT, *way)
    message = f"there is no file {found[:200]!r}; it is read as {meant!r}"
    hint = f"Write {meant!r}."
    return Diagnostic("bare-reference", "warning", message, "", None, hint)


def pointed(
    data: Mapping[str, JsonValue],
    name: str,
    address: str = "",
    within: tuple[str, tuple[str, ...]] = ("", ()),
) -> str:
    """Give a hint for a name that is a pointer but for its begin; "" where it is none.

    Args:
        data: what each file holds, by its name.
        name: the reference, or its fragment.
        address: what stands before the fragment.
        within: the file that is meant, and the tokens of what begins there.
    """
    file, begin = within
    try:
        where = pointer.parse(f"{pointer.ROOT}/{name}")
        value_of(data[file], (*begin, *where))
    except (ValueError, LookupError):
        if not name.startswith("components/"):
            return ""
    return f"Did you mean {f'{address}#/{name}'!r}?"
