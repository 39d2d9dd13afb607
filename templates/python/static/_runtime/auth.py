"""Credentials and a document's security schemes in; header fields, query pairs and cookies out."""

from __future__ import annotations

import base64
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import quote

from .headers import fits
from .operation import Requirement, Scheme
from .values import Value

TokenSource: TypeAlias = Callable[[], str]
"""Gives a token that is good now; it is asked before every request."""
AsyncTokenSource: TypeAlias = Callable[[], str | Awaitable[str]]


class Basic(Value):
    """User name and password of HTTP basic authentication (RFC 7617)."""

    username: str
    password: str = field(repr=False)


class ClientCredentials(Value):
    """OAuth 2 client credentials (RFC 6749, section 4.4): tokens are fetched and renewed when they are needed.

    Attributes:
        scopes: what is asked for; None asks for what the operation needs.
        token_url: the document's, unless it is given here.
        audience: what the token is for, where the server of tokens asks for it by this name.
    """

    client_id: str
    client_secret: str = field(repr=False)
    scopes: tuple[str, ...] | None = None
    token_url: str = ""
    audience: str = ""


Credential: TypeAlias = (
    "str | Basic | ClientCredentials | TokenSource | AsyncTokenSource"
)


@dataclass(frozen=True, slots=True)
class Applied:
    """What credentials add to a request."""

    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    query: str = field(default="", repr=False)
    cookies: tuple[str, ...] = field(default=(), repr=False)


def credential(value: Credential | None, variable: str) -> Credential | None:
    """A credential, else what the environment variable holds; None without both."""
    return value if value is not None else os.environ.get(variable) or None


def basic(
    username: str | None, password: str | None, names: tuple[str, str]
) -> Basic | None:
    """User name and password, each else from its environment variable; None without a user name."""
    user = username if username is not None else os.environ.get(names[0])
    secret = password if password is not None else os.environ.get(names[1])
    return None if not user else Basic(user, secret or "")


def chosen(
    alternatives: Sequence[Requirement],
    credentials: Mapping[str, Credential],
    schemes: Mapping[str, Scheme],
) -> Requirement:
    """The first alternative that the credentials satisfy (OpenAPI 3.2, "Security Requirement Object").

    Where none does, the one of which most is there: the server says what is missing better than a client could.
    Anonymous access is taken only where no other alternative is satisfied.
    """

    def missing(requirement: Requirement) -> int:
        # mutualTLS is a matter of the transport, which was given its certificate.
        return sum(
            name not in credentials
            and name in schemes
            and schemes[name].kind != "mutualTLS"
            for name in requirement
        )

    satisfied = [one for one in alternatives if not missing(one)]
    named = [one for one in satisfied if one]
    if named or satisfied:
        return (named or satisfied)[0]
    nothing: Requirement = {}
    return min(alternatives, key=missing, default=nothing)


def applied(scheme: Scheme, secret: str | Basic) -> Applied:
    """What one scheme adds to a request, given a secret that is good now."""
    value = secret if isinstance(secret, str) else _basic(secret)
    match scheme.kind:
        case "mutualTLS":
            return Applied()
        case "apiKey" if scheme.location == "query":
            return Applied(
                query=f"{quote(scheme.parameter, safe='')}={quote(value, safe='')}"
            )
        case "apiKey" if scheme.location == "cookie":
            return Applied(cookies=(f"{scheme.parameter}={quote(value, safe='')}",))
        case "apiKey":
            return Applied(headers=((scheme.parameter, header_value("", value)),))
        case "http" if scheme.scheme.lower() == "basic" and isinstance(secret, Basic):
            return Applied(headers=(("Authorization", f"Basic {value}"),))
        case "http" if scheme.scheme.lower() != "bearer":
            return Applied(
                headers=(("Authorization", header_value(f"{scheme.scheme} ", value)),)
            )
        case "http" | "oauth2" | "openIdConnect":
            return Applied(headers=(("Authorization", header_value("Bearer ", value)),))


def carrier(scheme: Scheme) -> str:
    """The header field in which a request carries what a scheme adds; "" where it stands elsewhere."""
    match scheme.kind:
        case "apiKey":
            at = {"header": scheme.parameter, "cookie": "Cookie"}
            return at.get(scheme.location, "")
        case "mutualTLS":
            return ""
        case "http" | "oauth2" | "openIdConnect":
            return "Authorization"


def header_value(scheme: str, secret: str) -> str:
    """A secret that is to stand in a header, behind the name of its scheme.

    Raises:
        ValueError: there is none, or it holds what would end the line; the message does not show it.
    """
    if not secret:
        raise ValueError("a credential must not be empty")
    if not fits(secret) or "\t" in secret:
        raise ValueError(
            "a credential must not hold control characters, or spaces at its ends"
        )
    return scheme + secret


def _basic(secret: Basic) -> str:
    return base64.b64encode(f"{secret.username}:{secret.password}".encode()).decode(
        "ascii"
    )


def together(parts: Sequence[Applied]) -> Applied:
    """Everything that the schemes of one requirement add."""
    if len(parts) == 1:
        return parts[0]
    return Applied(
        headers=tuple(pair for part in parts for pair in part.headers),
        query="&".join(part.query for part in parts if part.query),
        cookies=tuple(pair for part in parts for pair in part.cookies),
    )
