"""OAuth 2 client credentials in; the request for a token, and the token with its time of life, out (RFC 6749, 4.4)."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from math import isfinite
from typing import Any
from urllib.parse import quote_plus, urlencode, urljoin

from .auth import ClientCredentials
from .decoding import Answer, parsed
from .errors import AuthenticationError
from .failures import harmless, told
from .hiding import without_secrets
from .jsons import is_object
from .operation import Scheme
from .transport import Request, Timeout, TransportError

_EARLY = 30.0
"""Seconds before its end at which a token is renewed."""


@dataclass(frozen=True, slots=True)
class Token:
    """An access token; `until` is a time of the monotonic clock, None where the server names no end."""

    value: str = field(repr=False)
    until: float | None

    def good(self, now: float) -> bool:
        """The token can still be used."""
        return self.until is None or now < self.until


def token_request(
    scheme: Scheme,
    credentials: ClientCredentials,
    scopes: tuple[str, ...],
    timeout: Timeout,
    home: str,
) -> Request:
    """The request that fetches a token; the client authenticates by HTTP basic (RFC 6749, section 2.3.1).

    Args:
        home: where the API is, which an address of tokens may be relative to.

    Raises:
        ValueError: nobody says where tokens come from.
    """
    url = credentials.token_url or scheme.token_url
    if not url:
        raise ValueError(
            "the document does not say where tokens come from: give token_url="
        )
    form = {"grant_type": "client_credentials"}
    wanted = scopes if credentials.scopes is None else credentials.scopes
    if wanted:
        form["scope"] = " ".join(wanted)
    if credentials.audience:
        form["audience"] = credentials.audience
    pair = (
        f"{quote_plus(credentials.client_id)}:{quote_plus(credentials.client_secret)}"
    )
    return Request(
        "POST",
        urljoin(home.partition("?")[0].rstrip("/") + "/", url),
        (
            ("Accept", "application/json"),
            (
                "Authorization",
                "Basic " + base64.b64encode(pair.encode()).decode("ascii"),
            ),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ),
        urlencode(form).encode("ascii"),
        timeout,
    )


def not_fetched(error: TransportError, request: Request) -> TransportError:
    """Why no token came: the operation's own request has not left yet."""
    failure = TransportError(told(error, request), sent="no", timeout=error.timeout)
    failure.__cause__ = harmless(error, request)
    return failure


def token_of(answer: Answer, now: float, request: Request) -> Token:
    """The token in an answer (RFC 6749, section 5.1).

    Args:
        now: a time of the monotonic clock.
        request: what was answered; what is told of the answer holds no secret of its.

    Raises:
        AuthenticationError: there is none.
        TransportError: there is none now, which is likely to pass.
    """
    if answer.status == 429 or answer.status >= 500:
        message = f"the server of tokens answered {answer.status}"
        raise TransportError(message, sent="no")
    try:
        data: Any = parsed(answer.content)
    except ValueError:
        data = None
    fields = data if is_object(data) else {}
    value = fields.get("access_token")
    if answer.status != 200 or not isinstance(value, str):
        reason = fields.get("error")
        said = without_secrets(reason, request) if isinstance(reason, str) else ""
        raise AuthenticationError(
            f"no token was granted: {answer.status} {said[:300]}".rstrip(),
            status=answer.status,
            headers=answer.headers,
        )
    life = _seconds(fields.get("expires_in"))
    until = None if life is None else now + max(life - _EARLY, life / 2)
    return Token(value, until)


def _seconds(life: object) -> float | None:
    """A time of life as a number of seconds; None of what is none, and of what has no end."""
    if not isinstance(life, int | float) or isinstance(life, bool):
        return None
    try:
        seconds = float(life)
    except OverflowError:
        return None
    return seconds if isfinite(seconds) else None
