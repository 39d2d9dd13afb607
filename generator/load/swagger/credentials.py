"""Header parameters called Authorization go in; a security scheme, and operations that need it, come out.

OpenAPI 3.0 says that such parameters are to be ignored (section 4.7.12.2); Swagger 2.0 does not, and many documents have
no other word on how calls are authorized.
"""

from __future__ import annotations

from typing import Any

from generator.jsonvalues import is_array, is_object, mapping
from generator.load.earlier import Tokens
from generator.load.swagger.context import Context

_HEADER = "authorization"
_WRITING = ("basic", "oauth2")


def is_credential(value: Any) -> bool:
    """Tell whether a parameter is the header Authorization."""
    return (
        is_object(value)
        and value.get("in") == "header"
        and str(value.get("name")).lower() == _HEADER
    )


def secured(
    context: Context,
    operation: dict[str, Any],
    parameter: tuple[dict[str, Any], Tokens],
) -> list[Any] | None:
    """Give the Security Requirement Objects of an operation that has the parameter; None where its own ones say as much.

    Args:
        parameter: with its place.
    """
    value, at = parameter
    given = operation.get("security", context.data.get("security"))
    asked = [one for one in given if is_object(one)] if is_array(given) else []
    known = mapping(context.data.get("securityDefinitions"))
    if any(_writes(known.get(name)) for one in asked for name in one):
        return None
    name = _name(context, value, at)
    needed: list[Any] = [{**one, name: list[str]()} for one in asked or [{}]]
    return needed if value.get("required") is True else [*needed, *(asked or [{}])]


def _writes(scheme: Any) -> bool:
    """Tell whether a security scheme is sent in the header Authorization."""
    kind = mapping(scheme).get("type")
    return kind in _WRITING or (
        kind == "apiKey"
        and scheme.get("in") == "header"
        and str(scheme.get("name")).lower() == _HEADER
    )


def _name(context: Context, value: dict[str, Any], at: Tokens) -> str:
    """The name of the scheme, which is made where no operation before needed it."""
    known = mapping(context.data.get("securityDefinitions"))
    name = "Authorization"
    while name in known:
        name += "Header"
    if name not in context.credentials:
        made = {"type": "apiKey", "in": "header", "name": "Authorization"}
        if isinstance(value.get("description"), str):
            made["description"] = value["description"]
        context.credentials[name] = made
        context.earlier.origins["components", "securitySchemes", name] = at
    return name
