"""Folders go in; a server of this machine that compresses as web hosts do, and counts what it sends, comes out."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(slots=True)
class Served:
    """Where a folder is served, and how many bytes have been sent."""

    address: str = ""
    sent: int = 0
    paths: list[str] = field(default_factory=list[str])


@cache
def compressed(path: Path) -> bytes:
    """A file as web hosts send it: gzip, made once."""
    return gzip.compress(path.read_bytes(), 9, mtime=0)


@contextmanager
def served(folder: Path, document: Path) -> Iterator[Served]:
    """Serve a folder, and the document beside it as ``/document.json``."""
    count = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = unquote(urlsplit(self.path).path).lstrip("/")
            path = document if asked == "document.json" else folder / asked
            if not path.is_file():
                self.send_error(404)
                return
            data = compressed(path)
            count.sent += len(data)
            count.paths.append(asked)
            self.send_response(200)
            self.send_header("Content-Type", guess_type(asked)[0] or "text/html")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    count.address = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield count
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
