"""Security schemes and requirements go in; what a client could not obey comes out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.jsonvalues import mapping, sequence
from generator.load import Document
from generator.validate.finding import Finding
from generator.validate.plain import near
from generator.validate.walk import Trail, place_of

_NEEDED: dict[str, tuple[str, ...]] = {
    "apiKey": ("name", "in"),
    "http": ("scheme",),
    "oauth2": ("flows",),
    "openIdConnect": ("openIdConnectUrl",),
    "mutualTLS": (),
}
_KEY_PLACES = ("query", "header", "cookie")


def declared(document: Document) -> frozenset[str]:
    """Give the names of the security schemes."""
    components = mapping(document.data.get("components"))
    return frozenset(mapping(components.get("securitySchemes")))


def requirement_faults(
    schemes: frozenset[str], holder: dict[str, Any], trail: Trail
) -> Iterator[Finding]:
    """Report requirements that name no declared scheme (OpenAPI 3.1.0, section 4.8.30).

    Args:
        schemes: names that are declared.
        holder: the document or an operation.
    """
    for index, requirement in enumerate(sequence(holder.get("security"))):
        for name in mapping(requirement):
            if name not in schemes:
                meant = near(name, schemes)
                hint = (
                    f"Did you mean {meant!r}?"
                    if meant
                    else "Declare it under components/securitySchemes; until then nothing is sent for it."
                )
                at = place_of((((trail, "security"), str(index)), name))
                yield Finding(
                    "unknown-security-scheme",
                    "warning",
                    f"there is no security scheme {name!r}",
                    at,
                    hint,
                )


def scheme_faults(
    _: Document, scheme: dict[str, Any], trail: Trail
) -> Iterator[Finding]:
    """Check one scheme by itself (OpenAPI 3.1.0, section 4.8.27)."""
    kind = scheme.get("type")
    if not isinstance(kind, str):
        return
    if kind not in _NEEDED:
        meant = near(kind, _NEEDED)
        hint = (
            f"Did you mean {meant!r}?"
            if meant
            else f"Write one of {', '.join(_NEEDED)}."
        )
        yield Finding(
            "bad-security-scheme",
            "error",
            f"there is no kind of security scheme {kind!r}",
            place_of((trail, "type")),
            hint,
        )
        return
    for key in _NEEDED[kind]:
        if key not in scheme:
            message = (
                f"{key!r} is missing; a security scheme of type {kind} must have it"
            )
            yield Finding(
                "missing-key", "error", message, place_of(trail), f"Add {key!r}."
            )
    place = scheme.get("in")
    if kind == "apiKey" and isinstance(place, str) and place not in _KEY_PLACES:
        meant = near(place, _KEY_PLACES)
        hint = (
            f"Did you mean {meant!r}?"
            if meant
            else f"Write one of {', '.join(_KEY_PLACES)}."
        )
        yield Finding(
            "bad-security-scheme",
            "error",
            f"an API key cannot be 'in' {place!r}",
            place_of((trail, "in")),
            hint,
        )
