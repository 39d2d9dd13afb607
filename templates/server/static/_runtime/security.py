"""A request and what the document demands of it in; who calls out."""

from __future__ import annotations

import base64
import inspect
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from .._client import AuthenticationError, PermissionDeniedError
from .faults import Fault
from .handling import Basic, Credentials, Verifier
from .parameters import cookies_of
from .route import Requirement, Route, Scheme

Schemes = Mapping[str, Scheme]


async def caller(
    route: Route, request: Request, schemes: Schemes, verify: Verifier[Any] | None
) -> Any:
    """Who calls; None for an anonymous call that is allowed.

    The alternatives are tried in their order (OpenAPI 3.2, "Security Requirement Object"); anonymous access counts
    where no credentials came at all.

    Raises:
        Fault: credentials are missing.
        StatusError: they are refused; what was said of the first of them.
    """
    if not route.security or verify is None:
        return None
    refusal: AuthenticationError | PermissionDeniedError | None = None
    for requirement in filter(None, route.security):
        secrets = presented(requirement, request, schemes)
        if secrets is None:
            continue
        given = Credentials(secrets, dict(requirement), request)
        try:
            return await asked(verify, given)
        except (AuthenticationError, PermissionDeniedError) as error:
            refusal = refusal or error
    if refusal is not None:
        raise refusal
    if any(not one for one in route.security):
        return None
    what = {"type": "unauthorized", "loc": ["header"], "msg": "Not authenticated"}
    raise Fault([what], (401,), challenge(route, schemes))


async def asked(verify: Verifier[Any], given: Credentials) -> Any:
    """What the verifier says, whether it is awaited or not."""
    call = getattr(verify, "__call__", verify)
    if inspect.iscoroutinefunction(verify) or inspect.iscoroutinefunction(call):
        found: Any = verify(given)
    else:
        found = await run_in_threadpool(verify, given)
    return await found if inspect.isawaitable(found) else found


def presented(
    requirement: Requirement, request: Request, schemes: Schemes
) -> dict[str, str | Basic] | None:
    """The secrets for the schemes that are needed together; None where one is missing."""
    found: dict[str, str | Basic] = {}
    for name in requirement:
        scheme = schemes.get(name)
        if scheme is None or scheme.kind == "mutualTLS":
            continue
        one = secret(scheme, request)
        if not one:
            return None
        found[name] = one
    return found


def secret(scheme: Scheme, request: Request) -> str | Basic | None:
    """What came for one scheme."""
    if scheme.kind == "apiKey":
        return api_key(scheme, request)
    word, _, text = request.headers.get("authorization", "").strip().partition(" ")
    wanted = scheme.scheme if scheme.kind == "http" else "bearer"
    if word.lower() != wanted.lower():
        return None
    return basic(text.strip()) if wanted.lower() == "basic" else text.strip()


def api_key(scheme: Scheme, request: Request) -> str | None:
    """A key in a header field, the query or a cookie."""
    match scheme.location:
        case "query":
            return request.query_params.get(scheme.parameter)
        case "cookie":
            pairs = cookies_of(request.headers.get("cookie", ""))
            return next((unquote(t) for n, t in pairs if n == scheme.parameter), None)
        case _:
            return request.headers.get(scheme.parameter)


def basic(text: str) -> Basic | None:
    """User name and password; None for what is none."""
    try:
        username, colon, password = base64.b64decode(text).decode().partition(":")
    except ValueError:
        return None
    return Basic(username, password) if colon else None


def challenge(route: Route, schemes: Schemes) -> dict[str, str]:
    """The header field that says what is missing (RFC 9110, section 11.6.1)."""
    words: dict[str, None] = {}
    for requirement in route.security:
        for name in requirement:
            scheme = schemes.get(name)
            if scheme is None or scheme.kind == "mutualTLS":
                continue
            word = "Bearer" if scheme.kind in ("oauth2", "openIdConnect") else "ApiKey"
            word = scheme.scheme.title() if scheme.kind == "http" else word
            words['Basic realm="api"' if word == "Basic" else word] = None
    return {"WWW-Authenticate": ", ".join(words)} if words else {}
