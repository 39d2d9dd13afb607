"""What the user allows to be read beside the document goes in; hosts and folders that can be compared come out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from os.path import abspath, commonpath, realpath, relpath
from pathlib import Path

from generator.diagnostics import Misused
from generator.jsonvalues import is_array

_HOST = re.compile(
    r"([a-z0-9]([a-z0-9-]*[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]{1,5})?"
)


def named_hosts(value: object, file: Path) -> frozenset[str]:
    """The hosts of the setting `allow_remote`.

    Raises:
        Misused: it is no list of names of hosts.
    """
    if not is_array(value) or not all(isinstance(x, str) for x in value):
        raise Misused(f"{file}: `allow_remote` has to be a list of hosts")
    return frozenset(host(str(name), f"{file}: `allow_remote`") for name in value)


def named_folders(value: object, root: Path, file: Path) -> tuple[Path, ...]:
    """The folders of the setting `allow_folder`, which are relative to `root`.

    Raises:
        Misused: it is no list of folders that there are.
    """
    if not is_array(value) or not all(isinstance(x, str) for x in value):
        raise Misused(f"{file}: `allow_folder` has to be a list of folders")
    where = f"{file}: `allow_folder`"
    said = ", or allow it on the command line with --allow-folder FOLDER"
    return tuple(folder(own(root, str(name), where, said), where) for name in value)


def own(root: Path, name: str, where: str, other: str = "") -> Path:
    """The path that settings in the folder `root` name, if it lies there or below, links followed.

    Settings often come with a checkout, and are not to bring other files of the machine into what is published.

    Args:
        other: what else somebody may do who means a path elsewhere, as the end of a sentence.

    Raises:
        Misused: it leads elsewhere.
    """
    try:
        inside = Path(realpath(root / name)).is_relative_to(realpath(root))
    except ValueError:  # No path has a NUL.
        inside = False
    if not inside:
        message = f"{where} names {name!r}, which is not below the settings' folder"
        raise Misused(message, f"Put it there, or the settings above both{other}.")
    return root / name


def folder(path: Path, where: str) -> Path:
    """A folder that a user named, as somebody in the current folder would write it.

    Raises:
        Misused: it is no folder.
    """
    if not path.is_dir():
        raise Misused(f"{where} names {path}, which is no folder")
    return near(path)


def host(name: str, where: str) -> str:
    """The host that a user named, as addresses are compared with it: "name" or "name:port", in lower case.

    Raises:
        Misused: it is no name of a host.
    """
    low = name.lower()
    if not _HOST.fullmatch(low) or len(low) > 253:
        hint = "As it stands in the address: specs.example, or specs.example:8443."
        raise Misused(f"{where}: {name!r} is no name of a host", hint)
    return low.removesuffix(":443")


def near(path: Path) -> Path:
    """The path as somebody in the current folder would write it, for messages."""
    here = current_folder()
    return path.relative_to(here) if path.is_relative_to(here) else path


def current_folder() -> Path:
    """The folder that the process is in.

    Raises:
        Misused: somebody removed it.
    """
    try:
        return Path.cwd()
    except OSError as error:
        raise Misused("the current folder is not there any more") from error


def seen_from(here: Path, folders: Iterable[Path]) -> list[str]:
    """Folders as somebody in the folder `here` would write them, without a path of this machine.

    Of a folder that has only the root in common with `here`, that is its own name, as of a document elsewhere.
    """
    found: set[str] = set()
    for one in folders:
        path, begin = abspath(one), abspath(here)
        with suppress(ValueError):  # It is on another drive.
            common = commonpath([path, begin])
            far = common == Path(common).anchor != path
            found.add(Path(path).name if far else Path(relpath(path, begin)).as_posix())
    return sorted(found)
