"""An output folder goes in; while the lock is held, no other run writes there."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from generator.diagnostics import Misused

_PATIENCE = 20.0
_PAUSE = 0.05


@contextmanager
def locked(root: Path, patience: float = _PATIENCE) -> Generator[None]:
    """Hold the lock of an output; the system lets go of it when the process ends, however it ends.

    Args:
        root: the output; its parent is there.
        patience: seconds to wait for another run.

    Raises:
        Misused: another run still writes after that time.
        OSError: no lock can be had.
    """
    handle = _acquired(root, patience)
    try:
        yield
    finally:
        os.close(handle)


def _acquired(root: Path, patience: float) -> int:
    try:
        return _wait(_parent(root), root, patience)
    except OSError:
        # The parent can be entered but not listed, or folders have no locks here (NFS, Windows).
        return _wait(_file(root), root, patience)


def _parent(root: Path) -> int:
    # The parent folder itself is locked, so that no file has to be left behind. The output will not do: it is
    # replaced by another folder while the lock is held.
    return os.open(root.parent, os.O_RDONLY)


def _file(root: Path) -> int:
    import tempfile

    key = hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
    path = Path(tempfile.gettempdir()) / f"specloom-{_user()}-{key}.lock"
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    return os.open(path, flags, 0o600)


def _user() -> int:
    if sys.platform == "win32":
        return 0
    return os.getuid()


def _wait(handle: int, root: Path, patience: float) -> int:
    """The handle, once it holds the lock."""
    end = time.monotonic() + patience
    try:
        while not _try(handle):
            if time.monotonic() >= end:
                raise Misused(
                    f"another run of specloom is writing to {root}",
                    "Wait until it is done, then run again.",
                )
            time.sleep(_PAUSE)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _try(handle: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno == errno.EWOULDBLOCK:
            return False
        raise
    return True
