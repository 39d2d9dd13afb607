"""A folder goes in; the nearest settings come out, with the file that they stand in."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import Misused
from generator.jsonvalues import is_object, mapping

SETTINGS_FILES = ("specloom.toml", "pyproject.toml")


def find_settings(start: Path) -> tuple[Mapping[str, object], Path | None]:
    """The nearest settings at `start` or above it: the table, and the file that it stands in.

    Raises:
        Misused: a settings file that is no TOML, or one above `start` that belongs to somebody else.
    """
    for folder in (start, *start.parents):
        for name in SETTINGS_FILES:
            file = folder / name
            if not file.is_file():
                continue
            table = _table(file)
            if table is not None and folder != start and _is_strangers(file):
                raise Misused(
                    f"{file} belongs to another user, and it is not in the current folder",
                    "Settings name templates, which are programs. Go to its folder, or make it yours.",
                )
            if table is not None:
                return table, file
    return {}, None


def _is_strangers(file: Path) -> bool:
    """Whether a file belongs neither to the user who runs this nor to the system's."""
    if sys.platform == "win32":
        return False
    return owner(file) not in (os.getuid(), 0)


def owner(file: Path) -> int:
    """The number of the user to whom a file belongs."""
    return file.stat().st_uid


def _table(file: Path) -> Mapping[str, object] | None:
    try:
        whole = tomllib.loads(file.read_text(encoding="utf-8"))
    except (
        OSError,
        UnicodeDecodeError,
        tomllib.TOMLDecodeError,
        RecursionError,
    ) as error:
        raise Misused(f"{file}: cannot be read as TOML: {error}") from error
    if file.name != "pyproject.toml":
        return whole
    table = mapping(whole.get("tool")).get("specloom")
    return table if is_object(table) else None
