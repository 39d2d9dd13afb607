"""Finished files and the output as it stands go in; how they differ comes out, and nothing is written."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Misused, printable
from generator.records import dataclass
from generator.write.manifest import (
    MANIFEST,
    digest,
    print_manifest,
    read_manifest,
    regular_content,
)
from generator.write.paths import check_paths
from generator.write.tree import behind_a_link

if TYPE_CHECKING:
    from generator.render import File


@dataclass(frozen=True, slots=True)
class Difference:
    """One file that is not as it would be generated; `text` is a unified diff, or a line that says what is the matter."""

    path: str
    text: str


def check(
    files: Sequence[File], output: Path, *, scope: Sequence[str] = ("",)
) -> list[Difference]:
    """Compare the output with what would be generated.

    Args:
        files: everything that this run is about.
        output: the folder, which need not be there.
        scope: as for `write`.

    Returns:
        Every difference, sorted by path; the user's own files are none.

    Raises:
        Misused: the output cannot be read.
        UnsafePath: a target asked for a path that must not be written.
    """
    check_paths(file.path for file in files)
    new = {file.path: file.encoded() for file in files}
    try:
        written = read_manifest(output)
        old = written or {}
        stale = [
            path for path in old if path not in new and path.startswith(tuple(scope))
        ]
        now = {
            path: (
                None if behind_a_link(output, path) else regular_content(output / path)
            )
            for path in (*new, *stale)
        }
    except OSError as error:
        raise Misused(f"cannot read {output}: {error.strerror}") from error
    found = [
        Difference(path, difference(path, now[path], new.get(path)))
        for path in sorted(now)
        if now[path] != new.get(path)
    ]
    others = {path: sha for path, sha in old.items() if path not in now}
    wanted = {**others, **{path: digest(content) for path, content in new.items()}}
    if not found and regular_content(output / MANIFEST) != print_manifest(wanted):
        found.append(Difference(MANIFEST, f"{MANIFEST} is not up to date\n"))
    return found


def difference(path: str, now: bytes | None, wanted: bytes | None) -> str:
    """A unified diff from what is there to what would be; None is a file that is not there."""
    try:
        left = (now or b"").decode("utf-8").splitlines()
        right = (wanted or b"").decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return f"{path}: binary content differs\n"
    names = (
        f"a/{path}" if now is not None else "/dev/null",
        f"b/{path}" if wanted is not None else "/dev/null",
    )
    lines = list(difflib.unified_diff(left, right, *names, lineterm=""))
    if not lines:
        return f"{path}: {_unseen(now, wanted)}\n"
    return "".join(f"{printable(line)}\n" for line in lines)


def _unseen(now: bytes | None, wanted: bytes | None) -> str:
    if now is None or wanted is None:
        return "missing" if now is None else "no longer generated"
    return "line breaks differ"
