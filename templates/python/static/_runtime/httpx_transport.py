"""The default transport: our requests in, httpx2's connections, our answers and errors out."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from urllib.parse import urlsplit

import httpx2

from .transport import (
    AsyncResponse,
    Request,
    Response,
    Sent,
    Timeout,
    TransportError,
    Upload,
)

Verify = ssl.SSLContext | bool


class HttpTransport:
    """Sends with httpx2: proxies come from the environment, nothing is repeated, no redirect followed, no cookie kept.

    Args:
        verify: False trusts any server; a context of one's own may hold a client certificate.
        proxy: address of a proxy, in place of those of the environment.
        http2: speak HTTP/2 where the server does; needs the package `h2`.
    """

    def __init__(
        self, *, verify: Verify = True, proxy: str | None = None, http2: bool = False
    ) -> None:
        self._client = httpx2.Client(
            verify=verify,
            proxy=proxy,
            http2=http2,
            limits=_LIMITS,
            follow_redirects=False,
        )

    def send(self, request: Request, /) -> Response:
        try:
            content = request.content
            built = _built(
                request, content if isinstance(content, bytes) else content.chunks()
            )
            answer = self._client.send(
                built, stream=True, auth=None, follow_redirects=False
            )
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise translated(error) from error
        finally:
            self._client.cookies.clear()
        return Response(
            answer.status_code,
            answer.headers.multi_items(),
            _read(answer),
            answer.close,
        )

    def close(self) -> None:
        self._client.close()


class AsyncHttpTransport:
    """The asynchronous twin of `HttpTransport`."""

    def __init__(
        self, *, verify: Verify = True, proxy: str | None = None, http2: bool = False
    ) -> None:
        self._client = httpx2.AsyncClient(
            verify=verify,
            proxy=proxy,
            http2=http2,
            limits=_LIMITS,
            follow_redirects=False,
        )

    async def send(self, request: Request, /) -> AsyncResponse:
        try:
            content = request.content
            built = _built(
                request, content if isinstance(content, bytes) else _pieces(content)
            )
            answer = await self._client.send(
                built, stream=True, auth=None, follow_redirects=False
            )
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise translated(error) from error
        finally:
            self._client.cookies.clear()
        return AsyncResponse(
            answer.status_code,
            answer.headers.multi_items(),
            _read_async(answer),
            answer.aclose,
        )

    async def close(self) -> None:
        await self._client.aclose()


_LIMITS = httpx2.Limits(max_connections=1000, max_keepalive_connections=100)


async def _pieces(upload: Upload) -> AsyncIterator[bytes]:
    for piece in upload.chunks():
        yield piece


def _built(
    request: Request, content: bytes | Iterable[bytes] | AsyncIterable[bytes]
) -> httpx2.Request:
    split = urlsplit(request.url)
    # The target goes out as it is; httpx2 would put some percent-encodings in another form.
    target = (split.path or "/") + (f"?{split.query}" if split.query else "")
    headers = list(request.headers)
    upload = request.content
    if not isinstance(upload, bytes) and upload.length is not None:
        headers.append(("Content-Length", str(upload.length)))
    return httpx2.Request(
        request.method,
        request.url,
        headers=headers,
        content=content or None,
        extensions={
            "timeout": _timeouts(request.timeout),
            "target": target.encode("ascii"),
        },
    )


def _timeouts(timeout: Timeout) -> dict[str, float | None]:
    return {
        "connect": timeout.connect,
        "read": timeout.read,
        "write": timeout.write,
        "pool": timeout.pool,
    }


def _read(answer: httpx2.Response) -> Iterator[bytes]:
    try:
        yield from answer.iter_bytes()
    except httpx2.HTTPError as error:
        raise translated(error) from error


async def _read_async(answer: httpx2.Response) -> AsyncIterator[bytes]:
    try:
        async for chunk in answer.aiter_bytes():
            yield chunk
    except httpx2.HTTPError as error:
        raise translated(error) from error


def translated(error: httpx2.HTTPError | httpx2.InvalidURL) -> TransportError:
    """Say of httpx2's errors whether the request can have reached the server."""
    early = (
        httpx2.ConnectError
        | httpx2.ConnectTimeout
        | httpx2.PoolTimeout
        | httpx2.ProxyError
        | httpx2.UnsupportedProtocol
        | httpx2.InvalidURL
    )
    sent: Sent = "no" if isinstance(error, early) else "maybe"
    phase = ""
    match error:
        case httpx2.ConnectTimeout():
            phase = "connect"
        case httpx2.ReadTimeout():
            phase = "read"
        case httpx2.WriteTimeout():
            phase = "write"
        case httpx2.PoolTimeout():
            phase = "pool"
        case _:
            pass
    name = type(error).__name__
    return TransportError(
        f"{name}: {error}" if str(error) else name, sent=sent, timeout=phase
    )
