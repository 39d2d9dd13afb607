"""A plan goes in; the output's files are replaced one by one, with a journal by which a cut-off run is taken back.

For outputs that cannot be exchanged as a whole: mount points, the current folder, a parent that may not be written.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.diagnostics import Misused
from generator.records import dataclass
from generator.write.exchange import sync_folder, write_file
from generator.write.manifest import (
    digest,
    file_digest,
    is_below,
    is_digest,
    regular_content,
)
from generator.write.plan import Plan
from generator.write.tree import CACHE, STAGING, behind_a_link

_JOURNAL = "journal.json"


@dataclass(frozen=True, slots=True)
class Step:
    """One file: `sha256` is the digest of what comes, "" where the file only goes."""

    path: str
    sha256: str


def replace_in_place(plan: Plan, root: Path) -> None:
    """Stage everything inside the output, then move it to its place; a failure is taken back.

    Raises:
        OSError: the output is as it was.
    """
    staging = root / STAGING
    contents = dict(plan.put)
    steps = [Step(path, "") for path in sorted(plan.dropped - contents.keys())]
    steps += [Step(path, digest(content)) for path, content in contents.items()]
    try:
        staging.mkdir(0o700)
        for number, step in enumerate(steps):
            if step.sha256:
                write_file(staging / f"new-{number}", contents[step.path], sync=True)
        _begin(staging, steps, _missing(plan, root))
        for number, step in enumerate(steps):
            _run(number, step, root)
        for folder in plan.removed_folders:
            _remove_folder(root / folder)
        _end(staging)
    finally:
        take_back(root)


def take_back(root: Path) -> None:
    """Undo what a run left undone, and remove its staging folder.

    Files that somebody edited since that run are left alone. The folder may have come with a checkout and be anybody's,
    so nothing outside of the output is touched, whatever the journal says.

    Raises:
        Misused: there is a journal that no run wrote.
    """
    staging = root / STAGING
    if staging.is_symlink() or not staging.is_dir():
        return
    journal = staging / _JOURNAL
    if os.path.lexists(journal):
        steps, folders = _read(journal)
        for number, step in enumerate(steps):
            if step.sha256:
                _undo(number, step, root)
        # A link or file that gave way to a folder can only return when that folder is gone.
        for folder in reversed(folders):
            if not behind_a_link(root, folder):
                with suppress(OSError):
                    (root / folder).rmdir()
        for number, step in enumerate(steps):
            if not step.sha256:
                _undo(number, step, root)
        _end(staging)
    import shutil

    shutil.rmtree(staging)


def _read(journal: Path) -> tuple[list[Step], list[str]]:
    """The steps of a run, and the folders that it made.

    Raises:
        Misused: no run wrote this.
    """
    try:
        value = json.loads(regular_content(journal) or b"")
        steps = [Step(path, sha256) for path, sha256 in value["steps"]]
        folders = [*value["folders"]]
        sound = all(
            is_below(one.path) and (one.sha256 == "" or is_digest(one.sha256))
            for one in steps
        )
        if sound and all(map(is_below, folders)):
            return steps, folders
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    raise Misused(f"{journal} is nothing that specloom wrote", "Remove its folder.")


def _begin(staging: Path, steps: list[Step], folders: list[str]) -> None:
    """From here on the next run has something to take back."""
    value: dict[str, Any] = {
        "steps": [[step.path, step.sha256] for step in steps],
        "folders": folders,
    }
    draft = staging / "draft.json"
    write_file(draft, json.dumps(value).encode(), sync=True)
    draft.rename(staging / _JOURNAL)
    sync_folder(staging)


def _end(staging: Path) -> None:
    """The journal's removal is the moment from which the new output stands."""
    (staging / _JOURNAL).unlink()
    sync_folder(staging)


def _missing(plan: Plan, root: Path) -> list[str]:
    return [
        folder
        for folder in sorted(plan.folders)
        if (root / folder).is_symlink() or not (root / folder).is_dir()
    ]


def _run(number: int, step: Step, root: Path) -> None:
    place, saved = root / step.path, root / STAGING / f"old-{number}"
    if os.path.lexists(place):
        place.rename(saved)
    if step.sha256:
        place.parent.mkdir(parents=True, exist_ok=True)
        (root / STAGING / f"new-{number}").rename(place)


def _undo(number: int, step: Step, root: Path) -> None:
    if behind_a_link(root, step.path):
        return
    place, saved = root / step.path, root / STAGING / f"old-{number}"
    waiting = root / STAGING / f"new-{number}"
    came = bool(step.sha256) and not waiting.exists()
    if came and file_digest(place) == step.sha256:
        place.unlink()
    if os.path.lexists(saved) and not os.path.lexists(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        saved.rename(place)


def _remove_folder(folder: Path) -> None:
    """Remove a folder that is empty but for compiled Python."""
    import shutil

    shutil.rmtree(folder / CACHE, ignore_errors=True)
    with suppress(OSError):
        folder.rmdir()
