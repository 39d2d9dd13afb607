"""An answer goes in; every request that reaches the server, byte by byte as it came, comes out."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BufferedReader

EMPTY = (204, 205, 304)
"""Statuses whose answers have no content (RFC 9110, section 15)."""
UNFRAMED = (204, 304)
"""Statuses whose answers end with their head (RFC 9112, section 6.3)."""


@dataclass(frozen=True)
class Request:
    """A request as it came: `target` with all its escapes, header fields in their order, the body without chunks."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def all(self, name: str) -> list[str]:
        """Every value of a header field."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def get(self, name: str) -> str:
        """The values of a header field as one; empty without any."""
        return ", ".join(self.all(name))


@dataclass(frozen=True)
class Answer:
    """What the server says; no media type without a body."""

    status: int = 204
    media_type: str = ""
    body: bytes = b""


@dataclass
class Server:
    """A server on a real socket of this machine that gives one prepared answer and keeps what it gets."""

    url: str
    answer: Answer = Answer()
    requests: list[Request] = field(default_factory=list[Request])

    def serve(self, connection: socket.socket) -> None:
        """Answer everything that comes over one connection."""
        with connection, connection.makefile("rb") as stream, suppress(OSError):
            while (request := received(stream)) is not None:
                self.requests.append(request)
                connection.sendall(written(self.answer, request.method))


def received(stream: BufferedReader) -> Request | None:
    """One request; None at the end of the connection."""
    first = stream.readline()
    if not first.strip():
        return None
    method, _, rest = first.decode("latin-1").rstrip("\r\n").partition(" ")
    target = rest.rpartition(" ")[0]
    headers: list[tuple[str, str]] = []
    while line := stream.readline().decode("latin-1").rstrip("\r\n"):
        name, _, value = line.partition(":")
        headers.append((name, value.strip(" \t")))
    request = Request(method, target, tuple(headers), b"")
    if "chunked" in request.get("transfer-encoding").lower():
        body = b"".join(chunks(stream))
    else:
        lengths = request.all("content-length")
        body = stream.read(int(lengths[0])) if lengths else b""
    return Request(method, target, tuple(headers), body)


def chunks(stream: BufferedReader) -> Iterator[bytes]:
    """The pieces of a chunked body (RFC 9112, section 7.1)."""
    while size := int(stream.readline().split(b";")[0], 16):
        yield stream.read(size)
        stream.readline()
    while stream.readline().strip():
        pass


def written(answer: Answer, method: str) -> bytes:
    """An answer as HTTP/1.1 writes it."""
    lines = [f"HTTP/1.1 {answer.status} Answer"]
    bare = answer.status in UNFRAMED
    if answer.media_type:
        lines.append(f"Content-Type: {answer.media_type}")
    if not bare:
        lines.append(f"Content-Length: {len(answer.body)}")
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")
    return head if bare or method == "HEAD" else head + answer.body


@contextmanager
def running() -> Iterator[Server]:
    """A server that listens until the end of the block."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = Server(f"http://127.0.0.1:{listener.getsockname()[1]}/base")

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(
                target=server.serve, args=(connection,), daemon=True
            ).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        # Closing alone does not wake a thread that waits in accept.
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
