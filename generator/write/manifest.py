"""What a run wrote goes in; MANIFEST.json, by which later runs tell their own files from the user's, comes out."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

from generator.jsonvalues import is_object

MANIFEST = "MANIFEST.json"
_GENERATOR = "specloom"
_FORMAT = 1
_READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ELSEWHERE = re.compile(r"[\0\\:]")


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def file_digest(path: Path | str) -> str | None:
    """SHA-256 of a regular file; None for anything else. Links are not followed.

    Raises:
        OSError: the file cannot be read.
    """
    content = regular_content(path)
    return None if content is None else digest(content)


def regular_content(path: Path | str) -> bytes | None:
    """The bytes of a regular file; None for anything else. Links are not followed, devices not opened."""
    try:
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode):
            return None
        handle = os.open(path, _READING)
    except (FileNotFoundError, NotADirectoryError):
        return None
    # Asked for a byte more than there is, the system says with the first answer that this is all; there are hundreds of files.
    parts, most = list[bytes](), status.st_size + 1
    try:
        while part := os.read(handle, most):
            parts.append(part)
            if len(part) < most:
                break
    finally:
        os.close(handle)
    return b"".join(parts)


def print_manifest(files: Mapping[str, str]) -> bytes:
    """The manifest's bytes; nothing in them depends on machine or time.

    Args:
        files: path -> digest.
    """
    value = {
        "generator": _GENERATOR,
        "format": _FORMAT,
        "files": dict(sorted(files.items())),
    }
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def read_manifest(folder: Path) -> dict[str, str] | None:
    """Path -> digest as the last run wrote it; None where there is no manifest that specloom can have written."""
    content = regular_content(folder / MANIFEST)
    if content is None:
        return None
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not is_object(value) or value.get("generator") != _GENERATOR:
        return None
    files = value.get("files")
    if value.get("format") != _FORMAT or not is_object(files):
        return None
    return files if all(_plausible(*entry) for entry in files.items()) else None


def is_below(path: object) -> bool:
    """Whether this is a path that leads nowhere but below the folder that it is joined to, links aside.

    What Windows takes for a separator or for a drive stands in no path that a run writes, so it is refused everywhere.
    """
    if not isinstance(path, str) or _ELSEWHERE.search(path):
        return False
    return not {"", ".", ".."}.intersection(path.split("/"))


def is_digest(value: object) -> bool:
    """Whether this is what `digest` gives."""
    return isinstance(value, str) and bool(_DIGEST.fullmatch(value))


def _plausible(path: str, sha256: object) -> bool:
    # What is listed here may be deleted, so a manifest that somebody tampered with must not reach elsewhere.
    return is_below(path) and is_digest(sha256)
