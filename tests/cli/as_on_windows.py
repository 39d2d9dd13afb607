"""Run specloom as on Windows, as far as that can be played: what its Python lacks is taken away, and what it refuses is refused.

    python as_on_windows.py WORDS…

What the standard library and the packages make of the system they have decided when they were imported, so these come first.
"""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import sys
import types
from typing import Any

FIRST = """
    asyncio black click concurrent.futures.process ctypes h11 importlib.metadata jinja2 jsonschema_rs markdown_it multiprocessing
    nh3 openapi_spec_validator platformdirs ssl subprocess tempfile watchfiles yaml
"""
LACKS = {
    os: "getuid getgid geteuid chown fork sync sched_getaffinity O_NOFOLLOW O_DIRECTORY O_CLOEXEC",
    signal: "SIGPIPE SIGHUP SIGALRM SIGUSR1 SIGQUIT",
}
MODULES = ("fcntl", "resource", "pwd", "grp", "termios")


def play() -> None:
    """Make this process one of Windows to all that is imported from now on."""
    for name in FIRST.split():
        importlib.import_module(name)
    for module, names in LACKS.items():
        for name in names.split():
            delattr(module, name)
    for name in MODULES:
        sys.modules[name] = None  # type: ignore[assignment]
    locks: Any = types.ModuleType("msvcrt")
    locks.LK_NBLCK, locks.LK_UNLCK, locks.locking = 2, 0, _nothing
    sys.modules["msvcrt"] = locks
    setattr(shutil, "_use_fd_functions", False)  # noqa: B010
    _refuse()
    sys.platform = "win32"


def _nothing(*_: object) -> None:
    """Lock or unlock a part of a file."""


def _refuse() -> None:
    opened, replaced, renamed, linked = os.open, os.replace, os.rename, os.link

    def open_(path: Any, flags: int, mode: int = 0o777) -> int:
        if os.path.isdir(path):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, flags, mode)

    def replace(old: Any, new: Any) -> None:
        if os.path.isdir(new):
            raise PermissionError(13, "Access is denied", str(new))
        replaced(old, new)

    def rename(old: Any, new: Any) -> None:
        if os.path.exists(new):
            raise FileExistsError(17, "File exists", str(new))
        renamed(old, new)

    def link(old: Any, new: Any, *, follow_symlinks: bool = True) -> None:
        if not follow_symlinks:
            raise NotImplementedError("link: follow_symlinks")
        linked(old, new)

    places: Any = os
    places.open, places.replace, places.rename, places.link = (
        open_,
        replace,
        rename,
        link,
    )


if __name__ == "__main__":
    play()
    from generator.cli import main

    main(sys.argv[1:])
