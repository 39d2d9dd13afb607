"""Our requests in, those of httpx2's connections out; its answers and errors in, ours out: no socket is touched here."""

from __future__ import annotations

import time
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from ssl import SSLContext
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

import httpcore2

from .codings import ACCEPTED
from .headers import fits
from .proxies import environment_proxy
from .transport import Request, Sent, Timeout, TransportError, Upload

Verify: TypeAlias = SSLContext | bool
Place: TypeAlias = tuple[bytes, bytes, int | None]
"""Scheme, host and port of a server."""

_FRAMING = frozenset({b"content-length", b"transfer-encoding"})
_BODILESS = ("GET", "HEAD", "DELETE", "OPTIONS", "TRACE", "CONNECT")
_EARLY = (
    httpcore2.ConnectError
    | httpcore2.ConnectTimeout
    | httpcore2.PoolTimeout
    | httpcore2.ProxyError
    | httpcore2.UnsupportedProtocol
)


def place_of(url: str) -> Place:
    """Where a request goes to.

    Raises:
        TransportError: it is no address of a server.
    """
    try:
        split = urlsplit(url)
        host, port = split.hostname or "", split.port
        if not host.isascii() or ".." in host or len(host) > 63:
            host = host.encode("idna").decode("ascii")
    except ValueError as error:
        raise TransportError(f"no address of a server: {error}", sent="no") from None
    if split.scheme not in ("http", "https") or not host:
        raise TransportError("no address of a server", sent="no")
    return split.scheme.encode("ascii"), host.encode("ascii"), port


def core_request(
    request: Request,
    place: Place,
    content: bytes | Iterable[bytes] | AsyncIterable[bytes],
    timeouts: dict[str, float | None],
) -> httpcore2.Request:
    """A request as httpx2's connections take it; address and header fields go out as they are."""
    scheme, host, port = place
    split = urlsplit(request.url)
    target = (split.path or "/") + (f"?{split.query}" if split.query else "")
    headers = [_encoded(name, value) for name, value in request.headers]
    fields = {name.lower(): value for name, value in headers}
    if b"host" not in fields:
        headers.insert(0, (b"Host", _host(host, port)))
    if b"accept-encoding" not in fields:
        headers.append((b"Accept-Encoding", ACCEPTED.encode()))
    if not _FRAMING.isdisjoint(fields):
        headers = [pair for pair in headers if pair[0].lower() not in _FRAMING]
    headers += _framing(request, fields.get(b"content-length"))
    return httpcore2.Request(
        request.method,
        httpcore2.URL(
            scheme=scheme, host=host, port=port, target=target.encode("ascii")
        ),
        headers=headers,
        content=content or None,
        extensions={"timeout": timeouts},
    )


def timeouts_of(timeout: Timeout, end: float | None = None) -> dict[str, float | None]:
    """The limits of the steps of a request, none of which lasts beyond `end`, a time of the monotonic clock."""
    limits = {
        "connect": timeout.connect,
        "read": timeout.read,
        "write": timeout.write,
        "pool": timeout.pool,
    }
    if end is None:
        return limits
    from .deadlines import Until

    return {name: Until.of(limit, end) for name, limit in limits.items()}


def _encoded(name: str, value: str) -> tuple[bytes, bytes]:
    if not fits(value):
        message = f"the header field {name} holds what no header field can"
        raise TransportError(message, sent="no")
    return name.encode("ascii", "replace"), value.encode("utf-8", "surrogateescape")


def _host(host: bytes, port: int | None) -> bytes:
    shown = b"[%b]" % host if b":" in host else host
    return shown if port is None else b"%b:%d" % (shown, port)


def _framing(request: Request, told: bytes | None) -> list[tuple[bytes, bytes]]:
    """How long the body is (RFC 9112, section 6.3); `told` is what the caller knows better where it is not known."""
    content = request.content
    length = len(content) if isinstance(content, bytes) else content.length
    if length is None:
        if told is not None and told.isdigit():
            return [(b"Content-Length", told)]
        return [(b"Transfer-Encoding", b"chunked")]
    if not length and request.method.upper() in _BODILESS:
        return []
    return [(b"Content-Length", b"%d" % length)]


def text_headers(pairs: Iterable[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    """The header fields of an answer as text; what is no UTF-8 is taken for Latin-1."""
    return [(name.decode("ascii", "replace"), _text(value)) for name, value in pairs]


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def coding_of(pairs: Iterable[tuple[bytes, bytes]]) -> str:
    """What Content-Encoding says; "" where the body is as it is."""
    found = [value for name, value in pairs if name.lower() == b"content-encoding"]
    return ",".join(map(_text, found))


async def pieces_of(upload: Upload) -> AsyncIterator[bytes]:
    """An upload's pieces for an asynchronous connection."""
    for piece in upload.chunks():
        yield piece


def proxy_address(place: Place, given: str | None) -> str:
    """The proxy through which a server is reached: the caller's own, else the environment's; "" without one."""
    scheme, host, port = place
    server = _host(host, port).decode("ascii")
    return given or environment_proxy(scheme.decode("ascii"), server)


def proxy_of(address: str) -> httpcore2.Proxy | None:
    """A proxy as httpx2's connections take it.

    Raises:
        TransportError: it is no address of a proxy.
    """
    if not address:
        return None
    try:
        split = urlsplit(address)
        host, port = (split.hostname or "").encode("idna"), split.port
    except ValueError:
        split, host, port = urlsplit(""), b"", None
    if split.scheme not in ("http", "https", "socks5", "socks5h") or not host:
        raise TransportError("the proxy's address is none", sent="no")
    url = httpcore2.URL(
        scheme=split.scheme.encode("ascii"),
        host=host,
        port=port or {"http": 80, "https": 443}.get(split.scheme, 1080),
        target=b"/",
    )
    if split.username is None:
        return httpcore2.Proxy(url)
    user, password = unquote(split.username), unquote(split.password or "")
    return httpcore2.Proxy(url, auth=(user.encode("utf-8"), password.encode("utf-8")))


def context_of(place: Place, verify: Verify) -> SSLContext | None:
    """How a server is trusted: by the system's certificates, or by those that SSL_CERT_FILE or SSL_CERT_DIR name."""
    if place[0] != b"https":
        return None
    if not isinstance(verify, bool):
        return verify
    context = httpcore2.default_ssl_context()
    if not verify:
        import ssl

        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def translated(error: Exception, end: float | None = None) -> TransportError:
    """Say of an error of a connection whether the request can have reached the server.

    Args:
        end: the time of the monotonic clock at which the whole request had to be done.
    """
    sent: Sent = "no" if isinstance(error, _EARLY | ImportError) else "maybe"
    phase = ""
    match error:
        case httpcore2.ConnectTimeout():
            phase = "connect"
        case httpcore2.ReadTimeout():
            phase = "read"
        case httpcore2.WriteTimeout():
            phase = "write"
        case httpcore2.PoolTimeout():
            phase = "pool"
        case _:
            pass
    if phase and end is not None and time.monotonic() >= end:
        phase = "total"
    name = type(error).__name__
    said = str(error)
    return TransportError(f"{name}: {said}" if said else name, sent=sent, timeout=phase)


ERRORS = (
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.ProxyError,
    httpcore2.UnsupportedProtocol,
    httpcore2.ConnectionNotAvailable,
    ImportError,
)
"""What a connection raises; a proxy may need a package that is not there."""


def reading(pieces: Iterable[bytes], end: float | None) -> Iterator[bytes]:
    """The pieces of a body. Raises TransportError."""
    try:
        yield from pieces
    except ERRORS as error:
        raise translated(error, end) from error


async def reading_async(pieces: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """The asynchronous twin of `reading`."""
    try:
        async for piece in pieces:
            yield piece
    except ERRORS as error:
        raise translated(error) from error
