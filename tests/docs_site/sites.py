"""A document goes in; its published site, as a folder of pages, comes out."""

from __future__ import annotations

import fcntl
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

ROOT = Path(__file__).resolve().parent.parent.parent
GATEWAY = ROOT / "generated" / "docs"
NASTY = Path(__file__).parent / "nasty.yaml"
LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Site:
    """A published site.

    Attributes:
        folder: that it lies in.
        operation: the page of an operation that the tests look at above all, without language.
        schema: the same of a schema.
        kept: the file that the trees of its pages are kept in for as long as the tests run.
    """

    folder: Path
    operation: str
    schema: str
    kept: Path

    def pages(self) -> list[Path]:
        """Every page of HTML."""
        return sorted(self.folder.rglob("*.html"))

    def inner(self) -> list[Path]:
        """Every page but the one at the top, which leads on by itself."""
        return [page for page in self.pages() if page.parent != self.folder]

    def kinds(self) -> list[Path]:
        """The largest page of each kind, in every language."""
        found: dict[tuple[Path, str], Path] = {}
        for page in sorted(self.inner(), key=lambda one: one.stat().st_size):
            where = page.relative_to(self.folder)
            found[page.parent, where.name if len(where.parts) == 2 else ""] = page
        return sorted(found.values())

    def url(self, path: str) -> str:
        """Address of a page on disk."""
        where, mark, anchor = path.partition("#")
        return f"{(self.folder / where).as_uri()}{mark}{anchor}"

    def telling(self) -> list[str]:
        """The pages that stand for all others: an operation, a schema and the index, in every language."""
        own = (self.operation, self.schema, "index.html")
        return [f"{language}/{page}" for language in LANGUAGES for page in own]

    def trees(self) -> dict[Path, Element]:
        """The tree of every page, read strictly: a minute's work for html5lib, done once for all tests and processes."""
        with once(self.kept) as kept:
            if not kept.exists():
                found = {str(page): tree(page) for page in self.pages()}
                kept.write_bytes(pickle.dumps(found))
        return {Path(page): root for page, root in read(kept).items()}


@cache
def read(kept: Path) -> dict[str, Element]:
    """Trees that are kept in a file of ours."""
    found: dict[str, Element] = pickle.loads(kept.read_bytes())
    return found


@contextmanager
def once(path: Path) -> Iterator[Path]:
    """Let one process at a time look whether something is there, and make it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(f"{path}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield path


def publish(folder: Path, document: Path) -> Path:
    """Write the site of a document into a folder, by the command line."""
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "generator",
            "generate",
            str(document),
            "--target",
            "docs",
            "--output",
            str(folder),
        ],
        cwd=document.parent,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert run.returncode == 0, run.stderr
    return folder


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, without a line for each request."""

    def log_message(self, format: str, *args: Any) -> None:
        del format, args


class Server(ThreadingHTTPServer):
    """A server that takes it as usual when a browser that ends leaves connections open."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on a loopback port; its address, with a slash at the end."""
    server = Server(("127.0.0.1", 0), partial(Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def tree(page: Path) -> Element:
    """The tree of a page, read as browsers do, but strictly.

    Raises:
        html5lib.html5parser.ParseError: it breaks a rule of the HTML standard, section 13.2.
    """
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    found = parser.parse(page.read_text("utf-8"))
    assert isinstance(found, Element)
    return found
