"""An operation, its arguments and the settings in; a request without credentials, and what goes with it, out."""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import index
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

from .bodies import write_body
from .encoding import encode, query_pairs
from .errors import UnexpectedResponse
from .headers import Headers, checked, merged
from .hiding import shown
from .operation import Api, Operation, Requirement
from .retry import repeatable
from .settings import OPTIONS, RequestOptions, Settings, timeout_of
from .transport import Request, Timeout

_AFTER_HOST = re.compile(r"([^:/?#]+://[^/?#]*)(.*)", re.DOTALL)
_UNSENDABLE = re.compile(r"[^\x21-\x7e]+")


class Prepared(NamedTuple):
    """A call that is ready to be tried.

    Attributes:
        request: without any credential.
        harmless: carrying it out twice does no harm.
        replayable: its body can be sent once more.
        security: alternatives of which one is used.
        abroad: it goes to another origin than the client's own, which no credential and no extra header may reach.
    """

    request: Request
    harmless: bool
    replayable: bool
    retries: int
    security: Sequence[Requirement]
    abroad: bool = False


def prepare(
    api: Api,
    settings: Settings,
    operation: Operation[Any],
    arguments: Sequence[object],
    body: object,
    options: RequestOptions | None,
    link: str = "",
) -> Prepared:
    """Encode a call.

    Args:
        link: where the server says to call it, in place of the operation's own address and query.

    Raises:
        ValueError: an argument cannot stand where it has to.
        TypeError: an argument has no form on the wire, or there is no such option.
        UnexpectedResponse: a link leads a body to another origin.
    """
    given: RequestOptions = options if options is not None else {}
    if not given.keys() <= OPTIONS:
        raise TypeError(_unknown(min(given.keys() - OPTIONS)))
    encoded = encode(operation.path, operation.parameters, arguments)
    own = Headers(checked(given.get("headers", {}).items()))
    content, media_type = write_body(
        operation.bodies, body, given.get("body"), own.get("content-type", "")
    )
    key, keyed = _idempotency(operation, given)
    headers = merged(
        (("Accept", operation.accept), ("User-Agent", api.user_agent)),
        settings.headers,
        encoded.headers,
        key,
        own.pairs(),
        (("Content-Type", media_type),) if media_type else (),
    )
    if encoded.cookies:
        headers = merged(headers, (("Cookie", _cookies(headers, encoded.cookies)),))
    queries = [encoded.query, query_pairs(given.get("query", {}))]
    url = joined(
        _base(settings, operation), encoded.path, [query for query in queries if query]
    )
    abroad = False
    if link:
        home, url = url, led(url, link)
        abroad = origin(url) != origin(home)
        if abroad and content != b"":
            raise UnexpectedResponse(
                "the next page is said to be on another server, which must not see the body of this call",
                method=operation.method,
                url=shown(home),
            )
    timeout = settings.timeout
    if "timeout" in given:
        timeout = timeout_of(given["timeout"], timeout)
    return Prepared(
        Request(operation.method, url, headers, content, timeout),
        repeatable(operation.method, operation.retry, keyed),
        isinstance(content, bytes) or content.replayable,
        _retries(settings, operation, given),
        api.security if operation.security is None else operation.security,
        abroad,
    )


def _retries(
    settings: Settings, operation: Operation[Any], options: RequestOptions
) -> int:
    """How often a call is repeated at most: what it says itself, else what the client says, and the document."""
    asked = options.get("retries")
    if asked is not None:
        return index(asked)
    most = operation.retry.max_retries
    return settings.retries if most is None else min(settings.retries, most)


def _unknown(option: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(option, sorted(OPTIONS), 1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {sorted(OPTIONS)}"
    return f"request_options has no key {option!r}: {hint}"


def _idempotency(
    operation: Operation[Any], options: RequestOptions
) -> tuple[tuple[tuple[str, str], ...], bool]:
    """The idempotency header, one key for all tries, and whether one is sent; only where the document declares it."""
    name = operation.retry.idempotency_header
    if not name:
        return (), False
    key = options.get("idempotency_key") or str(uuid.uuid4())
    return ((name, key),), True


def _base(settings: Settings, operation: Operation[Any]) -> str:
    """The caller's own address goes before the operation's, which goes before the document's."""
    if settings.own_base_url or not operation.servers:
        return settings.base_url
    return urljoin(settings.base_url.rstrip("/") + "/", operation.servers[0])


def joined(base: str, path: str, queries: Sequence[str]) -> str:
    """Base address, path and query strings as one address.

    A query that the base address or the path has is kept, but for what the query strings say anew; a fragment, by
    which some documents tell operations of one path apart, is not part of a request (RFC 9110, section 7.1).
    """
    before, _, query = base.partition("#")[0].partition("?")
    own, _, more = path.partition("#")[0].partition("?")
    if more and queries:
        said = {name for one in queries for name, _ in parse_qsl(one, True)}
        pairs = [one for one in more.split("&") if one.partition("=")[0] not in said]
        more = "&".join(pairs)
    whole = "&".join(part for part in (query, escaped(more), *queries) if part)
    return before.rstrip("/") + escaped(own) + (f"?{whole}" if whole else "")


def escaped(text: str) -> str:
    """Percent-encode what an address cannot hold as it is."""
    return quote(text, safe="/%:@!$&'()*+,;=~?-._")


def _cookies(headers: Sequence[tuple[str, str]], cookies: Sequence[str]) -> str:
    present = [value for name, value in headers if name.lower() == "cookie"]
    return "; ".join([*present, *cookies])


def origin(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of an address (RFC 6454); nothing of what is no address."""
    try:
        split = urlsplit(url)
        port = split.port
    except ValueError:
        return "", "", None
    port = port or {"http": 80, "https": 443}.get(split.scheme.lower())
    return split.scheme.lower(), (split.hostname or "").lower(), port


def led(url: str, link: str) -> str:
    """Where what a server calls an address leads to; what is none stays as it is, and no request can go there."""
    try:
        return sendable(urljoin(url, link))
    except ValueError:
        return link


def sendable(url: str) -> str:
    """An address as a server or a caller wrote it, with what no request can hold percent-encoded; its host stays."""
    found = _AFTER_HOST.match(url)
    if found is None:
        return url
    rest = _UNSENDABLE.sub(lambda one: quote(one[0], errors="replace"), found[2])
    return found[1] + rest


def base_url(
    api: Api, given: str | None, variables: Mapping[str, str | None]
) -> tuple[str, bool]:
    """The base address, and whether it is the caller's own.

    It is the argument, else the environment's, else the document's first server with its variables filled in.

    Raises:
        ValueError: there is none, it is no address, or a variable would lead to somebody else's server.
    """
    own = given or os.environ.get(api.base_url_variable) or ""
    address = own or (api.servers[0] if api.servers else "")
    if not own and api.server_variables:
        # Imported here: most documents have no variables.
        from .variables import filled

        chosen = {name: one for name, one in variables.items() if one is not None}
        address = filled(address, {**api.server_variables, **chosen})
    split = urlsplit(address)
    if split.scheme not in ("http", "https") or not split.netloc:
        raise ValueError(
            f"{shown(address)!r} is no address of a server: give base_url=, or set {api.base_url_variable}"
        )
    if "@" in split.netloc:
        raise ValueError(
            f"the base address {shown(address)!r} must hold no name and no password: addresses are shown in messages"
        )
    return sendable(address), bool(own)


def limited(timeout: Timeout, left: float | None) -> Timeout:
    """The same limits, none of them longer than the time that is left."""
    if left is None:
        return timeout

    def shorter(value: float | None) -> float:
        return left if value is None else min(value, left)

    return replace(
        timeout,
        connect=shorter(timeout.connect),
        read=shorter(timeout.read),
        write=shorter(timeout.write),
        pool=shorter(timeout.pool),
        total=left,
    )
