"""A request and the security that is in force go in; what is missing comes out."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from urllib.parse import parse_qsl

from generator.ir.media import is_sendable
from generator.ir.model import Operation, Requirement, SecurityScheme
from generator.mock.wire import Incoming


def missing(
    operation: Operation,
    schemes: Mapping[str, SecurityScheme],
    incoming: Incoming,
    token: str,
) -> str:
    """What a request lacks to be let in, in words; "" where it lacks nothing.

    One of the requirements is enough, and an empty one asks for nothing (OpenAPI 3.2, section 4.30).

    Args:
        token: the only credential that is right; "" where any is.
    """
    lacking = [_lacking(one, schemes, incoming, token) for one in operation.security]
    if not lacking or "" in lacking:
        return ""
    return " or ".join(dict.fromkeys(lacking))


def challenge(operation: Operation, schemes: Mapping[str, SecurityScheme]) -> str:
    """The value of WWW-Authenticate, which a 401 has to have (RFC 9110, section 15.5.2)."""
    words: dict[str, None] = {}
    for requirement in operation.security:
        for need in requirement:
            scheme = schemes.get(need.scheme)
            basic = (
                scheme is not None
                and scheme.kind == "http"
                and scheme.scheme == "basic"
            )
            words['Basic realm="mock"' if basic else "Bearer"] = None
    return ", ".join(words) or "Bearer"


def _lacking(
    requirement: Requirement,
    schemes: Mapping[str, SecurityScheme],
    incoming: Incoming,
    token: str,
) -> str:
    found = [
        _needed(scheme, incoming, token)
        for need in requirement
        if (scheme := schemes.get(need.scheme)) and is_sendable(scheme)
    ]
    return " and ".join(one for one in found if one)


def _needed(scheme: SecurityScheme, incoming: Incoming, token: str) -> str:
    match scheme.kind:
        case "apiKey":
            values, where = _api_key(scheme, incoming)
            if not any(values):
                return f"the {where} {scheme.parameter!r} is missing"
            right = not token or token in values
            return "" if right else f"the {where} {scheme.parameter!r} is wrong"
        case "http" if scheme.scheme == "basic":
            return _basic(incoming, token)
        case "http" if scheme.scheme != "bearer":
            return _by_scheme(incoming, scheme.scheme, token)
        case "http" | "oauth2" | "openIdConnect":
            return _by_scheme(incoming, "bearer", token)
        case "mutualTLS":
            return (
                ""  # There is no TLS here, so that there is no certificate to look at.
            )


def _api_key(scheme: SecurityScheme, incoming: Incoming) -> tuple[list[str], str]:
    match scheme.location:
        case "query":
            pairs = parse_qsl(incoming.query)
            return [
                v for name, v in pairs if name == scheme.parameter
            ], "query parameter"
        case "cookie":
            cookies = incoming.cookies()
            return [v for name, v in cookies if name == scheme.parameter], "cookie"
        case _:
            return incoming.all(scheme.parameter), "header"


def _by_scheme(incoming: Incoming, scheme: str, token: str) -> str:
    word, _, credential = incoming.get("authorization").partition(" ")
    shown = scheme.capitalize()
    if word.lower() != scheme or not credential.strip():
        return f"the header 'Authorization: {shown} …' is missing"
    right = not token or credential.strip() == token
    return "" if right else f"the credential in 'Authorization: {shown} …' is wrong"


def _basic(incoming: Incoming, token: str) -> str:
    word, _, credential = incoming.get("authorization").partition(" ")
    if word.lower() != "basic":
        return "the header 'Authorization: Basic …' is missing"
    try:
        text = base64.b64decode(credential.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return "the credential in 'Authorization: Basic …' is no base64 of name and password"
    if ":" not in text:
        return "the credential in 'Authorization: Basic …' has no colon between name and password"
    right = not token or token in (text, text.partition(":")[2])
    return "" if right else "the credential in 'Authorization: Basic …' is wrong"
