"""A plan goes in; a whole new tree is built beside the output and takes its place in one step of the file system.

While a run is at work, a hidden folder stands beside the output: ``tree/`` is the new output until the exchange and
the old one after it; ``ready`` says that the new one is complete. Whatever a killed run leaves of it, the next run
clears.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from generator.diagnostics import Misused
from generator.jsonvalues import is_object
from generator.write.manifest import MANIFEST, read_manifest, regular_content
from generator.write.plan import Plan
from generator.write.tree import behind_a_link, hidden_folder, scan

_CURRENT_FOLDER = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE
_MANY = 32
_CANNOT = frozenset(
    {
        errno.EXDEV,
        errno.EBUSY,
        errno.EINVAL,
        errno.ENOSYS,
        errno.EOPNOTSUPP,
        errno.EPERM,
        errno.EACCES,
        errno.EROFS,
        errno.EMLINK,
    }
)
"""What the system says where a folder cannot be renamed, a file not linked, or the parent not written."""


class NoExchange(Exception):
    """This output cannot be replaced in one step; nothing has been done."""


def exchange(plan: Plan, root: Path) -> None:
    """Put the planned tree in the output's place.

    Raises:
        NoExchange: that cannot be done here.
        OSError: the disk is full, for example; the output is as it was.
    """
    if os.path.ismount(root) or Path.cwd().is_relative_to(root):
        # A mount point cannot be renamed; and a shell that stands in the output would find itself in a deleted folder.
        raise NoExchange
    if root.exists() and _system_call("renameat2") is None:
        raise NoExchange
    hidden = hidden_folder(root)
    tree = hidden / "tree"
    try:
        hidden.mkdir(0o700)
        _build(plan, root, tree)
        known = {path: (tree / path).lstat().st_ino for path in plan.kept}
        write_file(hidden / "ready", json.dumps(known).encode(), sync=True)
        sync_folder(hidden)
        _swap(tree, root)
        sync_folder(root.parent)
    except OSError as error:
        if error.errno in _CANNOT:
            raise NoExchange from error
        raise
    finally:
        clear(root)


def clear(root: Path) -> None:
    """Remove what a run left beside the output, after saving what may be the user's.

    Raises:
        Misused: something lies there that no run made.
        OSError: it cannot be removed.
    """
    hidden = hidden_folder(root)
    if not os.path.lexists(hidden):
        return
    if hidden.is_symlink() or not hidden.is_dir():
        raise Misused(
            f"{hidden} stands where specloom builds its output", "Move it away."
        )
    tree, ready = hidden / "tree", hidden / "ready"
    if tree.is_symlink() or ready.is_symlink():
        raise Misused(f"{hidden} holds links, which no run makes", "Move it away.")
    known = _known(ready)
    if known is not None and read_manifest(root) is not None:
        _rescue(tree, root, known)
    import shutil

    # Folders of the new tree have the modes of the user's own, which may forbid to empty them.
    for folder, _, _ in os.walk(tree):
        os.chmod(folder, 0o700)
    with suppress(FileNotFoundError):
        shutil.rmtree(tree)
    ready.unlink(missing_ok=True)
    try:
        hidden.rmdir()
    except OSError as error:
        raise Misused(
            f"{hidden} holds files that specloom did not make", "Move them away."
        ) from error


def _known(ready: Path) -> dict[str, int] | None:
    """Path -> inode of the user's files that the new tree was built with; None when it was not complete."""
    try:
        known = json.loads(regular_content(ready) or b"")
    except (OSError, ValueError, RecursionError):
        return None
    return known if is_object(known) else None


def _rescue(tree: Path, root: Path, known: Mapping[str, int]) -> None:
    """Take over what somebody wrote into the old tree while the new one was being built.

    A file that was known then is in the new tree already, unless its owner removed it since. The tree may have come with
    a checkout and be anybody's, so nothing outside of the output is touched.

    Raises:
        Misused: a file's place is behind a link.
    """
    ours = {*(read_manifest(tree) or {}), MANIFEST}
    for path in sorted(scan(tree).files - ours):
        late, place = tree / path, root / path
        status = late.lstat()
        if known.get(path) == status.st_ino:
            continue
        if behind_a_link(root, path):
            raise Misused(f"{late} belongs behind a link in {root}", "Move it away.")
        # A folder of the new tree took the place, as the run was told that it may.
        if place.is_dir() and not place.is_symlink():
            continue
        with suppress(FileNotFoundError, NotADirectoryError):
            if place.lstat().st_mtime_ns >= status.st_mtime_ns:
                continue
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(late, place)


def _build(plan: Plan, root: Path, tree: Path) -> None:
    """Write what is new and link what stays, so that the file is the very same one."""
    tree.mkdir()
    for folder in sorted(plan.folders):
        (tree / folder).mkdir()
    for path in sorted(plan.same | plan.kept):
        os.link(f"{root}/{path}", f"{tree}/{path}", follow_symlinks=False)
    for path, content in plan.put.items():
        write_file(tree / path, content, sync=len(plan.put) <= _MANY)
    for folder in sorted(plan.folders, reverse=True):
        _copy_status(root / folder, tree / folder)
    _copy_status(root, tree)
    if len(plan.put) > _MANY:
        sync_all(tree)


def write_file(path: Path, content: bytes, *, sync: bool) -> None:
    """Make a new file; with `sync`, it is on the disk before this returns."""
    with open(path, "xb") as file:
        file.write(content)
        if sync:
            file.flush()
            os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_all(folder: Path) -> None:
    """Bring everything on the folder's file system to the disk: cheaper than one call for each of many files."""
    call = _system_call("syncfs")
    if call is None:
        _sync_elsewhere(folder)
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if call(handle) != 0:
            _raise()
    finally:
        os.close(handle)


def _sync_elsewhere(folder: Path) -> None:
    """As `sync_all`, on systems other than Linux; Windows has no call for all files, and wants the right to write to each."""
    if sys.platform != "win32":
        os.sync()
        return
    for place, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(place, name), "r+b") as file:
                os.fsync(file.fileno())


def _copy_status(source: Path, folder: Path) -> None:
    try:
        status = source.stat()
    except FileNotFoundError:
        return
    if sys.platform != "win32" and (status.st_uid, status.st_gid) != (
        os.getuid(),
        os.getgid(),
    ):
        with suppress(PermissionError):
            os.chown(folder, status.st_uid, status.st_gid)
    import shutil

    shutil.copystat(source, folder)


def _swap(tree: Path, root: Path) -> None:
    if not root.exists():
        os.rename(tree, root)
        return
    call = _system_call("renameat2")
    if call is None:
        raise NoExchange
    old, new = os.fsencode(tree), os.fsencode(root)
    if call(_CURRENT_FOLDER, old, _CURRENT_FOLDER, new, _EXCHANGE) != 0:
        _raise()


def _system_call(name: str) -> Callable[..., int] | None:
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    return getattr(ctypes.CDLL(None, use_errno=True), name, None)


def _raise() -> None:
    import ctypes

    number = ctypes.get_errno()
    raise OSError(number, os.strerror(number))
