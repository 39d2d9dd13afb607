"""A Security Scheme Object of Swagger 2.0 goes in; the one of OpenAPI 3.0 that says the same comes out."""

from __future__ import annotations

from typing import Any

from generator.jsonvalues import is_object

_FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}
_OF_FLOW = ("authorizationUrl", "tokenUrl", "scopes")


def scheme(value: Any) -> Any:
    """Give the scheme; of what is none comes back what it was."""
    if not is_object(value):
        return value
    if value.get("type") == "basic":
        return {**value, "type": "http", "scheme": "basic"}
    flow = _FLOWS.get(str(value.get("flow")))
    if value.get("type") != "oauth2":
        return value
    made = {
        key: member
        for key, member in value.items()
        if key not in _OF_FLOW and key != "flow"
    }
    asked = {key: value[key] for key in _OF_FLOW if key in value}
    made.setdefault("flows", {flow: {"scopes": {}, **asked}} if flow else {})
    return made
