"""Finished files and the output as it stands go in; what is to be written, kept and removed comes out, or a refusal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Misused
from generator.records import dataclass
from generator.write.manifest import (
    MANIFEST,
    digest,
    file_digest,
    print_manifest,
    read_manifest,
)
from generator.write.tree import Tree, parents, scan

if TYPE_CHECKING:
    from generator.render import File

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """How to get from the output as it is to the output as it shall be.

    Attributes:
        put: path -> content that is not there yet, the manifest among them.
        same: generated files that stand there already.
        kept: everything else that stays: the user's files, and those of targets that this run is not about.
        dropped: files that go.
        folders: folders of the finished output.
        removed_folders: folders that go, the deepest first.
    """

    put: Mapping[str, bytes]
    same: frozenset[str]
    kept: frozenset[str]
    dropped: frozenset[str]
    folders: frozenset[str]
    removed_folders: tuple[str, ...]

    @property
    def unchanged(self) -> bool:
        """Nothing is to be done."""
        return not (self.put or self.dropped or self.removed_folders)


def plan(
    files: Sequence[File], root: Path, *, force: bool, scope: Sequence[str]
) -> Plan:
    """Compare what is to be with what is.

    Args:
        files: with safe paths.
        root: the output, which need not be there.
        force: the user wants files overwritten that specloom did not write, or that were edited since.
        scope: beginnings of the paths that this run is about; ("",) is everything.

    Raises:
        Misused: without `force`, something would be overwritten or deleted that is not ours.
        OSError: the output cannot be read.
    """
    present = scan(root)
    written = read_manifest(root)
    old = written or {}
    new = {file.path: file.encoded() for file in files}
    now = {
        path: file_digest(f"{root}/{path}")
        for path in present.files & (old.keys() | new)
    }
    digests = {path: digest(content) for path, content in new.items()}
    in_the_way = _in_the_way(new, present, root)
    if not force:
        _refuse_foreign(root, present, written)
        _refuse_edited(root, old, now, digests, scope)
        foreign = {
            path for path in now if path not in old and now[path] != digests[path]
        }
        _refuse_in_the_way(root, foreign | (in_the_way - old.keys()))
    return _plan(new, digests, old, now, present, in_the_way, root, scope)


def _plan(
    new: Mapping[str, bytes],
    digests: Mapping[str, str],
    old: Mapping[str, str],
    now: Mapping[str, str | None],
    present: Tree,
    in_the_way: frozenset[str],
    root: Path,
    scope: Sequence[str],
) -> Plan:
    same = frozenset(path for path in new if now.get(path) == digests[path])
    put = {path: content for path, content in new.items() if path not in same}
    stale = [path for path in old if path not in new and path in present.files]
    dropped = frozenset(path for path in stale if _within(path, scope)) | in_the_way
    kept = present.files - dropped - new.keys() - {MANIFEST}
    others = {path: sha for path, sha in old.items() if path in kept}
    manifest = print_manifest({**others, **digests})
    if file_digest(root / MANIFEST) == digest(manifest):
        same |= {MANIFEST}
    else:
        put[MANIFEST] = manifest
    ours = parents([*old, *dropped])
    needed = parents([*new, *kept])
    gone = present.folders & ours - needed
    folders = frozenset(needed | (present.folders - gone))
    removed = tuple(sorted(gone, key=lambda path: (-path.count("/"), path)))
    return Plan(put, same, kept, dropped, folders, removed)


def _within(path: str, scope: Sequence[str]) -> bool:
    return path.startswith(tuple(scope))


def _in_the_way(new: Iterable[str], present: Tree, root: Path) -> frozenset[str]:
    """Files and links that stand where a folder is needed.

    Raises:
        Misused: a folder stands where a file is needed; not even `force` removes a folder and all that is in it.
    """
    for path in sorted(present.folders.intersection(new)):
        raise Misused(
            f"{root / path} is a folder, and a file of that name has to be written",
            "Move it away.",
        )
    return frozenset(present.files & parents(new))


def _refuse_foreign(
    root: Path, present: Tree, written: Mapping[str, str] | None
) -> None:
    if written is not None or not (present.files or present.folders):
        return
    if MANIFEST in present.files:
        raise Misused(
            f"{root / MANIFEST} is not as specloom writes it, so its files cannot be told from yours",
            "Restore it, or use --force to overwrite the generated files; files of other names are kept.",
        )
    raise Misused(
        f"the folder {root} is not empty, and specloom did not make it",
        "Name another folder with --output, or use --force to write into this one.",
    )


def _refuse_edited(
    root: Path,
    old: Mapping[str, str],
    now: Mapping[str, str | None],
    wanted: Mapping[str, str],
    scope: Sequence[str],
) -> None:
    edited = [
        path
        for path, sha in old.items()
        if path in now
        and now[path] not in (sha, wanted.get(path))
        and _within(path, scope)
    ]
    if edited:
        raise Misused(
            f"files in {root} were edited since specloom wrote them:\n{_listed(edited)}",
            "Say it in the document or in a template overlay instead; --force overwrites them.",
        )


def _refuse_in_the_way(root: Path, paths: Collection[str]) -> None:
    if paths:
        raise Misused(
            f"files in {root} that specloom did not write stand where generated ones belong:\n{_listed(paths)}",
            "Move them away; --force overwrites them.",
        )


def _listed(paths: Iterable[str]) -> str:
    lines = [f"  {path}" for path in sorted(paths)]
    more = [f"  and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return "\n".join([*lines[:_SHOWN], *more])
