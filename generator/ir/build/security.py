"""Builds security schemes and requirements."""

from __future__ import annotations

from typing import Any, Literal

from generator.ir.build.docs import doc_of, text
from generator.ir.build.parameters import unsendable
from generator.ir.build.spots import Spot, Workshop
from generator.ir.media import is_sendable
from generator.ir.model import (
    OAuthFlow,
    Requirement,
    SecurityNeed,
    SecurityScheme,
)
from generator.jsonvalues import is_object, mapping, sequence
from generator.load.pointer import join

KINDS: dict[str, Literal["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]] = {
    "apiKey": "apiKey",
    "http": "http",
    "oauth2": "oauth2",
    "openIdConnect": "openIdConnect",
    "mutualTLS": "mutualTLS",
}
PLACES: dict[str, Literal["query", "header", "cookie"]] = {
    "query": "query",
    "header": "header",
    "cookie": "cookie",
}


def requirements(data: object) -> tuple[Requirement, ...]:
    """The alternatives of a `security` list; an empty object in it is anonymous access."""
    return tuple(
        tuple(
            SecurityNeed(name, tuple(s for s in sequence(scopes) if isinstance(s, str)))
            for name, scopes in one.items()
        )
        for one in sequence(data)
        if is_object(one)
    )


def schemes(shop: Workshop) -> dict[str, SecurityScheme]:
    """Everything under components/securitySchemes, by its name (OpenAPI 3.2, section 4.27)."""
    found: dict[str, SecurityScheme] = {}
    base = join("#", "components", "securitySchemes")
    parts = mapping(
        mapping(shop.document.data.get("components")).get("securitySchemes")
    )
    for name, data in parts.items():
        spot = shop.follow(Spot(data, join(base, name)))
        if spot is None or not is_object(spot.schema):
            continue
        kind = KINDS.get(str(spot.schema.get("type")))
        if kind is None:
            shop.say(
                "security-scheme",
                f"{spot.schema.get('type')!r} is no type of security scheme; the scheme is left out.",
                join(spot.pointer, "type"),
                "Use one of " + ", ".join(KINDS) + ".",
            )
            continue
        made = found[name] = scheme(spot, name, kind)
        if not is_sendable(made):
            result = "clients cannot send the key"
            unsendable(shop, made.parameter, made.location, spot, result)
    return found


def scheme(
    spot: Spot,
    name: str,
    kind: Literal["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"],
) -> SecurityScheme:
    """One security scheme."""
    data = spot.schema
    return SecurityScheme(
        id=spot.pointer,
        name=name,
        kind=kind,
        location=PLACES.get(str(data.get("in")), "") if kind == "apiKey" else "",
        parameter=text(data.get("name")),
        scheme=text(data.get("scheme")).lower(),
        bearer_format=text(data.get("bearerFormat")),
        flows=tuple(
            flow(key, value)
            for key, value in mapping(data.get("flows")).items()
            if is_object(value) and not key.startswith("x-")
        ),
        open_id_connect_url=text(data.get("openIdConnectUrl")),
        metadata_url=text(data.get("oauth2MetadataUrl")),
        deprecated=data.get("deprecated") is True,
        doc=doc_of(data),
    )


def flow(kind: str, data: dict[str, Any]) -> OAuthFlow:
    """One OAuth flow."""
    return OAuthFlow(
        kind=kind,
        authorization_url=text(data.get("authorizationUrl")),
        token_url=text(data.get("tokenUrl")),
        refresh_url=text(data.get("refreshUrl")),
        device_authorization_url=text(data.get("deviceAuthorizationUrl")),
        scopes={k: text(v) for k, v in mapping(data.get("scopes")).items()},
    )
