"""A folder goes in, what lies in it comes out: nothing is followed, opened or changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from generator.records import dataclass

CACHE = "__pycache__"
STAGING = ".specloom-staging"
"""Folder inside an output that cannot be exchanged as a whole, while a run is at work there."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Paths below a folder, with "/" between parts; caches of compiled Python are left out.

    Attributes:
        files: everything that is no folder: files, links, sockets.
        folders: real folders; a link to one is in `files`.
    """

    files: frozenset[str]
    folders: frozenset[str]


def scan(root: Path) -> Tree:
    """What lies below `root`; empty if that is not there.

    Raises:
        OSError: a folder cannot be read.
    """
    files: list[str] = []
    folders: list[str] = []
    waiting = [""] if root.is_dir() else []
    while waiting:
        folder = waiting.pop()
        with os.scandir(root / folder) as entries:
            for entry in entries:
                path = f"{folder}{entry.name}"
                if not entry.is_dir(follow_symlinks=False):
                    files.append(path)
                elif entry.name != CACHE and path != STAGING:
                    folders.append(path)
                    waiting.append(f"{path}/")
    return Tree(frozenset(files), frozenset(folders))


def behind_a_link(root: Path, path: str) -> bool:
    """Whether a folder between `root` and a path below it is a link, so that the path leads elsewhere."""
    parts = path.split("/")[:-1]
    return any(
        os.path.islink(f"{root}/{'/'.join(parts[:depth])}")
        for depth in range(1, len(parts) + 1)
    )


def hidden_folder(root: Path) -> Path:
    """Where the new tree of an output is built: beside it, hence on the same file system."""
    name = f".{root.name}.specloom"
    if len(os.fsencode(name)) > 200:
        name = f".{hashlib.sha256(os.fsencode(root.name)).hexdigest()[:16]}.specloom"
    return root.with_name(name)


def parents(paths: Iterable[str]) -> set[str]:
    """Every folder that one of the paths stands in, at any depth, the root left out."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
