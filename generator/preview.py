"""A project goes in; its site is served on this machine, made anew whenever the document or a page changes."""

from __future__ import annotations

import mimetypes
import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.diagnostics import Misused, Refused
from generator.pipeline import build
from generator.project import Project
from generator.records import dataclass

HERE = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this machine that nobody else can have."""
RELOAD = "/.reload.js"
SCRIPT = b'<script src="/.reload.js"></script></body>'
"""Asks for the number of the site again and again by loading a script, which is all that the pages' policy lets it."""

ASKING = """"use strict";
window.specloomSite ??= {number};
if (window.specloomSite !== {number}) location.reload();
setTimeout(() => {{
  const next = document.createElement("script");
  next.src = "/.reload.js?" + Date.now();
  document.head.append(next);
}}, 1000);
"""


@dataclass(slots=True)
class Shown:
    """The site as it is at the moment: its files by path, and how often it was made; changed by one thread alone."""

    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    number: int = 0


def made(project: Project) -> tuple[dict[str, bytes], tuple[Path, ...]]:
    """The site, and the files that it was made from.

    Raises:
        Refused, Misused: as `build`.
    """
    built = build(replace(project, targets=("docs",), flat=True))
    sources = tuple(source.path for source in built.document.sources)
    return {file.path: file.encoded() for file in built.files}, sources


def watched(project: Project, sources: tuple[Path, ...]) -> Iterator[Path]:
    """What a site depends on."""
    yield from sources
    if project.settings_file:
        yield project.settings_file
        yield from sorted(project.root.glob("*.md"))
        yield from sorted((project.root / "docs").glob("*.md"))
    if project.templates:
        yield from sorted(project.templates.rglob("*.*"))


def stamps(paths: Iterator[Path]) -> tuple[tuple[str, int], ...]:
    """When files were changed last."""
    found: list[tuple[str, int]] = []
    for path in paths:
        try:
            found.append((str(path), os.stat(path).st_mtime_ns))
        except OSError:
            found.append((str(path), 0))
    return tuple(found)


def serve(
    load: Callable[[], Project],
    port: int,
    say: Callable[[str], object],
    complain: Callable[[Refused | Misused], object],
) -> None:
    """Serve the site until the process is interrupted.

    Args:
        load: gives the project anew, settings included.
        port: on 127.0.0.1; 0 takes one that is free.

    Raises:
        Refused, Misused: the site cannot be made at the beginning, or nobody can listen there.
    """
    project = load()
    shown = Shown()
    shown.files, sources = made(project)
    server = server_of(shown, port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"http://127.0.0.1:{server.server_port}/")
    before = stamps(watched(project, sources))
    idle = threading.Event()
    try:
        while not idle.wait(0.5):
            now = stamps(watched(project, sources))
            if now == before:
                continue
            before = now
            try:
                project = load()
                shown.files, sources = made(project)
                shown.number += 1
                before = stamps(watched(project, sources))
            except (Refused, Misused) as wrong:
                complain(wrong)
    finally:
        server.shutdown()


class Quiet(ThreadingHTTPServer):
    """A server that says nothing of those who hang up: browsers do, whenever a page is made anew while it loads."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong, unless it is the connection alone."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def asked(target: str) -> str:
    """The path of a request without its escapes; what is no address stands for itself, and for no page."""
    try:
        return unquote(urlsplit(target).path)
    except ValueError:
        return target


def server_of(shown: Shown, port: int) -> ThreadingHTTPServer:
    """A server of the site on this machine alone.

    Raises:
        Misused: nobody can listen at the port.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer with a file of the site, unless a name of another host led here."""
            if self.is_strange():
                self.answer(403, "text/plain; charset=utf-8", b"Not from there.\n")
                return
            path = asked(self.path)
            if path == RELOAD:
                text = ASKING.format(number=shown.number)
                self.answer(200, "text/javascript; charset=utf-8", text.encode())
                return
            name = path.lstrip("/")
            name = f"{name}index.html" if not name or name.endswith("/") else name
            content = shown.files.get(name)
            if content is None:
                self.answer(
                    404, "text/plain; charset=utf-8", b"There is no such page.\n"
                )
                return
            kind = mimetypes.guess_type(name)[0] or "text/plain"
            if name.endswith(".html"):
                content = content.replace(b"</body>", SCRIPT)
            if kind.startswith("text/"):
                kind += "; charset=utf-8"
            self.answer(200, kind, content)

        def is_strange(self) -> bool:
            """Whether the request names another host than this machine (DNS rebinding)."""
            try:
                name = urlsplit(f"//{self.headers.get('Host', '')}").hostname
            except ValueError:
                return True
            return name not in HERE

        def answer(self, status: int, kind: str, content: bytes) -> None:
            """Send one answer."""
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("Cross-Origin-Resource-Policy", "same-origin")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing of each request."""

    try:
        return Quiet(("127.0.0.1", port), Handler)
    except OSError as error:
        raise Misused(f"nobody can listen at port {port}: {error.strerror}") from error
