"""Our own checks of a document, cheap and without any foreign code: what stands where, and whether it hangs together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from generator.diagnostics import Diagnostic, suggest
from generator.jsonvalues import is_object, mapping
from generator.load import Document, pointer, refs
from generator.load.dangling import dangling
from generator.validate import operations, schemas, security
from generator.validate.empty import EMPTY, filled
from generator.validate.finding import Finding
from generator.validate.nearest import nearest
from generator.validate.own import extension_faults
from generator.validate.paths import (
    BAD_MEDIA_TYPE,
    BAD_PATH,
    server_faults,
    template_faults,
)
from generator.validate.plain import near
from generator.validate.trails import Trail, place_of, tokens_of
from generator.validate.walk import Walk

_CHECKS: dict[str, Callable[[Document, dict[str, Any], Trail], Iterator[Finding]]] = {
    "parameter": operations.parameter_faults,
    "response": operations.response_faults,
    "schema": schemas.schema_faults,
    "scheme": security.scheme_faults,
    "server": server_faults,
}


_GUESSES = 10
"""So many references get a guess at what was meant: it costs as much as there are names to guess from."""


_TOLERATED = frozenset(("description", "summary", "title", "nullable"))
"""Text beside a reference says nothing about what is valid, and `nullable` is obeyed there, as authors expect."""


def structure_findings(document: Document) -> Iterator[Finding]:
    """Find what is wrong with a document's structure.

    An error is what leaves nothing truthful to generate; a warning says what is made of the fault.
    """
    minor = int(document.version.split(".")[1])
    walk = Walk(document, minor)
    nothing = tuple(_nothing(document))
    yield from nothing
    seen: dict[str, Trail] = {}
    schemes = security.declared(document)
    for kind, value, trail in walk.objects(again=False):
        begin = len(walk.said)
        check = _CHECKS.get(kind)
        if check is not None and not (kind == "schema" and schemas.silent(value)):
            walk.said.extend(check(document, value, trail))
        if kind == "operation":
            walk.said.extend(
                operations.operation_faults(
                    document, value, trail, minor, walk.templates
                )
            )
            walk.said.extend(operations.repeated_id(value, trail, seen))
        if kind in ("document", "operation"):
            walk.said.extend(security.requirement_faults(schemes, value, trail))
        walk.said.extend(extension_faults(value, trail))
        yield from walk.said[begin:]
    yield from (one for one in walk.faults if one.pointer not in _places(nothing))
    if minor == 0:
        yield from _beside(walk)
    yield from template_faults(document)
    yield from security.never_asked(document)
    yield from _unresolved(document)


def without_empty(
    document: Document, found: Iterable[Finding | Diagnostic]
) -> Document:
    """Give a document without the empty parts, and what is no path or media type, that were found in it; itself where there were none."""
    if all(one.code not in (EMPTY, BAD_PATH, BAD_MEDIA_TYPE) for one in found):
        return document
    walk = Walk(document, int(document.version.split(".")[1]))
    for _ in walk.objects():
        pass
    empty = {tokens_of(trail): read for trail, read in walk.empty}
    data = filled(document.data, empty.items())
    return replace(document, data=dict(mapping(data)))


def _nothing(document: Document) -> Iterator[Finding]:
    """Refuse a document that has none of the parts (OpenAPI 3.1.0, section 4.8.1), or its operations misspelt.

    From OpenAPI 3.1 on a document may do without paths. One that has something very like it instead does not mean to,
    and to generate nothing from it would remove what was generated before.
    """
    data = document.data
    operations = ("paths", "webhooks")
    if not any(part in data for part in operations):
        misspelt = next(
            (
                (key, part)
                for key in data
                for part in operations
                if not key.startswith("x-")
                and near(key, [part])
                and _is_paths(data[key])
            ),
            None,
        )
        if misspelt is not None:
            key, part = misspelt
            message = f"there is no {part!r}, and {key!r} is no key of an OpenAPI object, so that there is no operation"
            at = pointer.join("#", key)
            yield Finding(
                "misspelt-key", "error", message, at, f"Did you mean {part!r}?"
            )
            return
    if any(part in data for part in (*operations, "components")):
        if document.version.startswith("3.0") and "paths" not in data:
            message = "'paths' is missing; OpenAPI 3.0 asks for it, if only as {}"
            yield Finding("missing-key", "warning", message, "#", "Add 'paths: {}'.")
        return
    message = "the document has neither 'paths' nor 'components' nor 'webhooks', so there is nothing to generate"
    yield Finding("nothing-to-generate", "error", message, "#", _meant(document))


def _places(findings: tuple[Finding, ...]) -> set[str]:
    """Give the places of findings about single keys, of which nothing else needs to be said."""
    return {one.pointer for one in findings if one.pointer != "#"}


def _is_paths(value: Any) -> bool:
    """Tell whether a value is an object of objects, as paths and webhooks are."""
    return is_object(value) and all(is_object(item) for item in value.values())


def _meant(document: Document) -> str:
    return next(
        (
            f"Did you mean {part!r} where {key!r} stands?"
            for key in document.data
            for part in ("paths", "components", "webhooks")
            if suggest(key, [part])
        ),
        "Add 'paths'.",
    )


def _beside(walk: Walk) -> Iterator[Finding]:
    """Report what stands beside a reference and does not count (OpenAPI 3.0.4, section 4.7.23)."""
    for value, trail in walk.beside:
        beside = [key for key in refs.siblings(value) if not key.startswith("x-")]
        if beside and not (_TOLERATED.issuperset(beside)):
            message = f"{', '.join(map(repr, beside))} beside a reference does not count in OpenAPI 3.0"
            hint = "Put the reference into 'allOf', beside which other keys count, or use OpenAPI 3.1."
            yield Finding("ignored-sibling", "info", message, place_of(trail), hint)


def _unresolved(document: Document) -> Iterator[Finding]:
    """Report references that lead nowhere, with the nearest name that exists."""
    for number, found in enumerate(dangling(document)):
        hint = found.hint
        if not hint and number < _GUESSES:
            hint = nearest(document, found.pointer)
        at = pointer.join(found.pointer, refs.WORD)
        yield Finding(found.code, found.severity, found.message, at, hint)
