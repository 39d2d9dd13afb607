"""Finished files and a folder go in; the folder holds them afterwards, or is as it was."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Misused
from generator.write.exchange import NoExchange, clear, exchange
from generator.write.journal import replace_in_place, take_back
from generator.write.lock import locked
from generator.write.paths import check_paths
from generator.write.plan import Plan, plan
from generator.write.written import Written

if TYPE_CHECKING:
    from generator.render import File


def write(
    files: Sequence[File],
    output: Path,
    *,
    force: bool = False,
    scope: Sequence[str] = ("",),
) -> Written:
    """Replace the output as a whole; files that are not ours stay.

    Args:
        files: everything that this run is about.
        output: the folder; it and its parents are made if need be.
        force: overwrite files that specloom did not write, or that were edited since.
        scope: beginnings of the paths that this run is about, ("",) for all; generated files elsewhere stay.

    Returns:
        What was done. When nothing differs, nothing is written, and no file gets a new time.

    Raises:
        Misused: the output is not ours, was edited, is no folder, cannot be written, or is being written by another
            run; it is as it was.
        UnsafePath: a target asked for a path that must not be written.
    """
    check_paths(file.path for file in files)
    try:
        root = output_folder(output)
        made = _make_parents(root)
        try:
            with locked(root):
                return _write(files, root, force, scope)
        finally:
            _remove_empty(made)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Misused(
            f"cannot write to {output}: {reason}",
            "The output is as it was; name another folder with --output.",
        ) from error


def output_folder(output: Path) -> Path:
    """The output's real path.

    Raises:
        Misused: it is a file, or a link that leads nowhere.
        OSError: it cannot be looked at.
    """
    if output.is_symlink() and not output.exists():
        raise Misused(
            f"the output {output} is a link that leads nowhere",
            "Make the folder, or remove the link.",
        )
    if output.exists() and not output.is_dir():
        raise Misused(
            f"the output {output} is not a folder", "Name a folder with --output."
        )
    root = output.resolve()
    if root == root.parent:
        raise Misused(
            "the output cannot be the root of the file system", "Name a folder."
        )
    return root


def _write(
    files: Sequence[File], root: Path, force: bool, scope: Sequence[str]
) -> Written:
    clear(root)
    take_back(root)
    steps = plan(files, root, force=force, scope=scope)
    if not steps.unchanged:
        _replace(steps, root)
    return Written(len(files), len(steps.put), len(steps.dropped - steps.put.keys()))


def _replace(steps: Plan, root: Path) -> None:
    try:
        exchange(steps, root)
    except NoExchange as reason:
        if not root.is_dir():
            raise reason.__cause__ or reason from None
        replace_in_place(steps, root)


def _make_parents(root: Path) -> list[Path]:
    """Make the folders above the output; those that were made, the deepest first."""
    missing = [folder for folder in root.parents if not folder.exists()]
    root.parent.mkdir(parents=True, exist_ok=True)
    return missing


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        try:
            os.rmdir(folder)
        except OSError:
            return
