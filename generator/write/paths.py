"""Paths of files to be written go in; the unsafe ones are named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from generator.write.manifest import MANIFEST

# Windows opens a device for these, whatever the extension.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"}
)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_LONGEST = 240


class UnsafePath(Exception):
    """A target asked for a file that must not be written; a fault of the target."""


def check_paths(paths: Iterable[str]) -> None:
    """Accept relative paths that mean one and the same file on every system.

    Raises:
        UnsafePath: a path is absolute, leaves the output, names a device, or differs from another one by case or by
            Unicode normalisation alone; or a file stands where another path needs a folder.
    """
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    known = {""}
    for path in paths:
        reason = unsafe(path)
        if reason:
            raise UnsafePath(f"{path[:200]!r}: {reason}")
        _unique(files, path)
        folder = path.rpartition("/")[0]
        while folder not in known:
            _same(folders, folder)
            known.add(folder)
            folder = folder.rpartition("/")[0]
    for key in files.keys() & folders.keys():
        raise UnsafePath(f"{files[key]!r} would be a file and a folder")


def unsafe(path: str) -> str:
    """Why a path must not be written, or "" when it may."""
    if not path or path.startswith("/"):
        return "it is not relative"
    if folded(path) == folded(MANIFEST):
        return "the name is kept for the manifest"
    reasons = map(_unsafe_part, path.split("/"))
    return next((reason for reason in reasons if reason), "")


def folded(path: str) -> str:
    """The key under which systems that are blind to case or normalisation see a path."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


@lru_cache(maxsize=1 << 14)
def _unsafe_part(part: str) -> str:
    if part in ("", ".", ".."):
        return "it has a part that is empty or made of dots"
    if _FORBIDDEN.search(part) or part.endswith((".", " ")):
        return "it has a character that some systems refuse"
    if part.split(".")[0].rstrip(" ").lower() in _DEVICES:
        return "it names a device"
    if len(part.encode("utf-8", "surrogatepass")) > _LONGEST:
        return "it has a part that is too long"
    return ""


def _unique(seen: dict[str, str], path: str) -> None:
    key = folded(path)
    if key in seen:
        raise UnsafePath(f"{path!r} and {seen[key]!r} are one file on some systems")
    seen[key] = path


def _same(seen: dict[str, str], path: str) -> None:
    other = seen.setdefault(folded(path), path)
    if other != path:
        raise UnsafePath(f"{path!r} and {other!r} are one folder on some systems")
