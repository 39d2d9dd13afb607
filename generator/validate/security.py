"""Security schemes and requirements go in; what a client could not obey comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.jsonvalues import mapping, sequence
from generator.load import Document, refs
from generator.validate.finding import Finding
from generator.validate.plain import near
from generator.validate.trails import Trail, place_of

_NEEDED: dict[str, tuple[str, ...]] = {
    "apiKey": ("name", "in"),
    "http": ("scheme",),
    "oauth2": ("flows",),
    "openIdConnect": ("openIdConnectUrl",),
    "mutualTLS": (),
}
_KEY_PLACES = ("query", "header", "cookie")
_SCHEMES = {"bearer": "bearer", "jwt": "bearer", "token": "bearer", "basic": "basic"}
"""What is often written as the kind of a security scheme, and the scheme of HTTP that is meant."""


def declared(document: Document) -> dict[str, str]:
    """Give the names of the security schemes, each with what it writes into the header Authorization; "" for nothing."""
    components = mapping(document.data.get("components"))
    return {
        name: _authorization(document, scheme)
        for name, scheme in mapping(components.get("securitySchemes")).items()
    }


def _authorization(document: Document, scheme: Any) -> str:
    """The word that begins the header Authorization of a scheme (RFC 9110, section 11.6.2)."""
    try:
        found = mapping(refs.resolve(document, scheme, "#")[0])
    except refs.Unresolved:
        return ""
    word = found.get("scheme")
    match found.get("type"):
        case "http":
            return word.lower() if isinstance(word, str) else ""
        case "oauth2" | "openIdConnect":
            return "bearer"
        case _:
            return ""


def requirement_faults(
    schemes: Mapping[str, str], holder: dict[str, Any], trail: Trail
) -> Iterator[Finding]:
    """Report requirements that name no declared scheme (OpenAPI 3.1.0, section 4.8.30), and those that nobody can meet.

    Args:
        schemes: what `declared` gives.
        holder: the document or an operation.
    """
    for index, requirement in enumerate(sequence(holder.get("security"))):
        words = {schemes.get(name): name for name in mapping(requirement)}
        both = [name for word, name in words.items() if word]
        if len(both) > 1:
            yield Finding(
                "one-authorization",
                "warning",
                f"{both[0]!r} and {both[1]!r} are needed together, and a request has one header Authorization",
                place_of(((trail, "security"), str(index))),
                "Make two requirements of them, one of which is enough, if that is meant.",
            )
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


def never_asked(document: Document) -> Iterator[Finding]:
    """Say that no operation asks for any of the security schemes, so that clients send no credential (OpenAPI 3.1.0, section 4.8.1)."""
    data = document.data
    components = mapping(data.get("components"))
    schemes = mapping(components.get("securitySchemes"))
    items = [mapping(one) for one in mapping(data.get("paths")).values()]
    if not schemes or "security" in data or any(map(refs.reference, items)):
        return
    more = [mapping(one.get("additionalOperations")) for one in items]
    parts = [part for one in (*items, *more) for part in one.values()]
    if not parts or any("security" in mapping(part) for part in parts):
        return
    names = ", ".join(map(repr, schemes))
    yield Finding(
        "unused-security",
        "info",
        f"no operation asks for a credential, though there are security schemes: {names}",
        "#/components/securitySchemes",
        "Clients send none. Name what operations need under 'security', at the top of the document where all of them need it.",
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
            f"Write type: http, and scheme: {_SCHEMES[kind.lower()]} beside it."
            if kind.lower() in _SCHEMES
            else (
                f"Did you mean {meant!r}?"
                if meant
                else f"Write one of {', '.join(_NEEDED)}."
            )
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
