"""A name and bytes go in; the same bytes come out for that name in a later run, or None: never anything else.

Every entry carries a code that only this user can make, with a key that lies outside of the cache folder. What is
damaged, was put there by somebody else, or came with a cache folder from another machine does not fit its code and is
taken as absent, so that entries may be read by fast readers that trust what they read.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from generator.records import dataclass

MOST = 512 << 20
"""Bytes of all entries together."""
ENTRIES = 4_000
_CODE = 32
_KEY = 32
_ABANDONED = 3_600.0
"""Seconds after which a file that was never put in its place belongs to a run that was killed."""


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries; every method does nothing, quietly, where the system refuses.

    Attributes:
        folder: where the entries lie; made when the first is put there.
        key: what codes are made with.
        most: bytes of all entries together; one entry may have a quarter of it.
        entries: number of entries.
    """

    folder: Path
    key: bytes = field(repr=False)
    most: int = MOST
    entries: int = ENTRIES

    def get(self, name: str) -> bytes | None:
        """The bytes of an entry; None where there is none that this user's program put there whole."""
        path = self.folder / name
        content = _owned(path, self.most)
        if content is None:
            return None
        if not hmac.compare_digest(content[:_CODE], self._code(name, content[_CODE:])):
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):
            os.utime(path)
        return content[_CODE:]

    def put(self, name: str, content: bytes) -> None:
        """Put an entry in its place in one step, and let go of those that were not used for longest."""
        if len(content) > self.most // 4:
            return
        draft = self.folder / f"{os.getpid()}-{os.urandom(6).hex()}.draft"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                _new(draft, self._code(name, content) + content)
                os.replace(draft, self.folder / name)
            finally:
                draft.unlink(missing_ok=True)
            self._bound()
        except OSError:
            return

    def _code(self, name: str, content: bytes) -> bytes:
        code = hashlib.blake2b(f"{name}\0".encode(), key=self.key, digest_size=_CODE)
        code.update(content)
        return code.digest()

    def _bound(self) -> None:
        """Remove what was used longest ago until both bounds hold; another run may do the same at the same time."""
        found = sorted(self._found(), key=lambda one: one[1].st_mtime, reverse=True)
        size = 0
        for count, (path, status) in enumerate(found, start=1):
            size += status.st_size
            old = path.suffix == ".draft" and status.st_mtime < time.time() - _ABANDONED
            if size > self.most or count > self.entries or old:
                path.unlink(missing_ok=True)

    def _found(self) -> Iterator[tuple[Path, os.stat_result]]:
        with os.scandir(self.folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    yield Path(entry.path), entry.stat(follow_symlinks=False)


def opened(wanted: bool = True) -> Store | None:
    """The cache of this user; None where it is not wanted, or where no private key can be kept."""
    if not wanted:
        return None
    import platformdirs

    try:
        folder = platformdirs.user_cache_path("specloom", appauthor=False)
        state = platformdirs.user_state_path("specloom", appauthor=False)
    except (RuntimeError, OSError):  # There is no home.
        return None
    key = _key(state / "cache.key")
    return Store(folder, key) if key else None


def _key(path: Path) -> bytes | None:
    """The key of this user, made where there is none; None where it could not be kept from others."""
    try:
        if not os.path.lexists(path):
            _make_key(path)
        key = _owned(path, _KEY, private=True)
    except OSError:
        return None
    return key if key is not None and len(key) == _KEY else None


def _make_key(path: Path) -> None:
    """Make a key; of two runs at once, one wins and both use its key."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{os.getpid()}-{os.urandom(6).hex()}.draft")
    try:
        _new(draft, os.urandom(_KEY))
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _new(path: Path, content: bytes) -> None:
    handle = os.open(
        path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
    )
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def _owned(path: Path, most: int, *, private: bool = False) -> bytes | None:
    """The bytes of a regular file of this user; None for all else.

    Args:
        most: bytes beyond which nothing is read.
        private: nobody else may be able to read or write it.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode) or status.st_size > most + _CODE:
                return None
            if sys.platform != "win32":
                if status.st_uid != os.geteuid():
                    return None
                if private and status.st_mode & 0o077:
                    return None
            return file.read()
    except OSError:
        return None
