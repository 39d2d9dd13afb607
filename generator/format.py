"""Rendered files go in; the same files come out with all Python exactly as the pinned black writes it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterable, MutableMapping
from dataclasses import replace

from generator.render import File

PARALLEL_FROM = 400_000
"""Characters of Python from which a second process saves more than it costs to start (about a second of black)."""


class NotPython(Exception):
    """A rendered file is no Python: an internal error, of a template or of a printer."""


def black_exact(
    files: Iterable[File],
    proven: Collection[str] = frozenset(),
    memory: MutableMapping[str, str] | None = None,
    processes: int | None = None,
) -> tuple[File, ...]:
    """Return the files, in their order, with all Python as black leaves it at 88 columns for Python 3.11.

    Args:
        files: rendered files; those that do not end in ``.py`` pass unchanged.
        proven: paths of files that were laid out by `generator.languages.layout` throughout: black is not asked.
        memory: hash of a text -> what black made of it, read and added to; lets a long-lived process ask once.
        processes: how many may run side by side; as many as there are processors where it is None.

    Raises:
        NotPython: with file and line.
    """
    files = tuple(files)
    memory = {} if memory is None else memory
    texts = {
        digest(file.content): file
        for file in files
        if isinstance(file.content, str) and _unproven(file, proven)
    }
    wanted = {key: file for key, file in texts.items() if key not in memory}
    results = _formatted(list(wanted.values()), processes or os.cpu_count() or 1)
    memory.update(zip(wanted, results, strict=True))
    return tuple(
        (
            replace(file, content=memory[digest(file.content)])
            if isinstance(file.content, str) and _unproven(file, proven)
            else file
        )
        for file in files
    )


def digest(text: str) -> str:
    """Return the key of a text in `memory`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _unproven(file: File, proven: Collection[str]) -> bool:
    return file.path.endswith(".py") and file.path not in proven


def _formatted(files: list[File], processes: int) -> list[str]:
    size = sum(len(file.content) for file in files)
    if processes < 2 or len(files) < 2 or size < PARALLEL_FROM:
        return [blackened(file) for file in files]
    from concurrent.futures import ProcessPoolExecutor

    # The longest files go first, so that no process is left alone with one of them at the end.
    order = sorted(range(len(files)), key=lambda place: -len(files[place].content))
    with ProcessPoolExecutor(min(processes, len(files))) as pool:
        done = pool.map(blackened, [files[place] for place in order], chunksize=4)
        by_place = dict(zip(order, done, strict=True))
    return [by_place[place] for place in range(len(files))]


def blackened(file: File) -> str:
    """Return one file's text as black leaves it.

    Raises:
        NotPython: black cannot parse it.
    """
    import black
    from black.mode import TargetVersion
    from black.parsing import InvalidInput

    mode = black.Mode(target_versions={TargetVersion.PY311})
    text = file.content
    assert isinstance(text, str), "only text is Python"
    try:
        return black.format_str(text, mode=mode)
    except InvalidInput as error:
        place = re.search(r"(\d+):\d+", str(error))
        line = int(place[1]) if place else 1
        shown = text.splitlines()[line - 1 : line]
        raise NotPython(
            f"{file.path}:{line}: not Python: {''.join(shown).strip()[:120]}"
        ) from error
