"""A folder goes in, everything that lies in it comes out."""

from __future__ import annotations

import os
from pathlib import Path


def contents(root: Path) -> dict[str, bytes | str]:
    """Path -> bytes, link target or "folder" of everything below a folder."""
    found: dict[str, bytes | str] = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_symlink():
            found[name] = f"-> {os.readlink(path)}"
        else:
            found[name] = "folder" if path.is_dir() else path.read_bytes()
    return found
