"""The runtime of generated packages, imported from where it is copied from, and servers on loopback to try it on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

STATIC = Path(__file__).resolve().parents[2] / "templates" / "python" / "static"
sys.path.insert(0, str(STATIC))


@dataclass
class Seen:
    """A request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


Play = Callable[[BaseHTTPRequestHandler, Seen], None]


@dataclass
class Server:
    """A server on loopback that plays what a test says, and what it has seen."""

    url: str
    seen: list[Seen] = field(default_factory=list)


@pytest.fixture
def serve() -> Iterator[Callable[[Play], Server]]:
    """Start servers; all are stopped when the test is over."""
    with serving() as start:
        yield start


@contextmanager
def serving() -> Iterator[Callable[[Play], Server]]:
    """Start servers; all are stopped when the block is over."""
    running: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

    def start(play: Play) -> Server:
        server = Server("")

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                length = int(self.headers.get("Content-Length", "0"))
                body = self.rfile.read(length)
                if self.headers.get("Transfer-Encoding") == "chunked":
                    body = self.chunks()
                headers = {name.lower(): value for name, value in self.headers.items()}
                seen = Seen(self.command, self.path, headers, body)
                server.seen.append(seen)
                play(self, seen)

            def chunks(self) -> bytes:
                pieces: list[bytes] = []
                while size := int(self.rfile.readline(), 16):
                    pieces.append(self.rfile.read(size))
                    self.rfile.readline()
                self.rfile.readline()
                return b"".join(pieces)

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = answer

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        httpd.daemon_threads = True
        thread = threading.Thread(target=httpd.serve_forever, args=(0.01,))
        thread.start()
        running.append((httpd, thread))
        server.url = f"http://127.0.0.1:{httpd.server_port}"
        return server

    try:
        yield start
    finally:
        for httpd, thread in running:
            httpd.shutdown()
            thread.join()
            httpd.server_close()


def reply(
    handler: BaseHTTPRequestHandler,
    status: int,
    body: bytes = b"",
    **headers: str,
) -> None:
    """Write a whole answer."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
