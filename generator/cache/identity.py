"""This program as it is installed goes in; a digest comes out that changes with everything that could change results."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.shipped import shipped_templates

_PACKAGE = Path(__file__).resolve().parents[1]


def identity(parts: Iterable[str] = ()) -> str:
    """The digest of the program's own files, of the names and versions of what is installed, and of Python itself.

    Args:
        parts: folders of the package that matter; the whole package and the shipped templates where there are none.

    Returns:
        Hexadecimal digits.
    """
    made = hashlib.sha256(sys.version.encode())
    folders = [_PACKAGE / part for part in parts] or [_PACKAGE, shipped_templates()]
    for folder in folders:
        made.update(folder_digest(folder))
    for name in _installed():
        made.update(f"{name}\0".encode("utf-8", "surrogateescape"))
    return made.hexdigest()


def folder_digest(folder: Path) -> bytes:
    """The digest of the paths and bytes of all files below a folder, links followed; compiled Python is left out.

    Raises:
        OSError: a file or folder cannot be read.
    """
    made = hashlib.sha256()
    for path, content in _contents(folder):
        name = os.fsencode(path)
        made.update(b"%d %d " % (len(name), len(content)))
        made.update(name)
        made.update(content)
    return made.digest()


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    root, seen = str(folder), set[str]()
    for here, folders, files in os.walk(root, followlinks=True):
        real = os.path.realpath(here)
        # A link may lead back to a folder above it.
        folders[:] = (
            [] if real in seen else sorted(n for n in folders if n != "__pycache__")
        )
        seen.add(real)
        for name in sorted(files):
            path = os.path.join(here, name)
            if os.path.isfile(path):
                with open(path, "rb", buffering=0) as file:
                    yield path[len(root) :], file.readall()


def _installed() -> Iterator[str]:
    """Names and versions of all distributions, as the names of their folders say them, in the order of the search."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        yield from sorted(n for n in names if n.endswith((".dist-info", ".egg-info")))
