"""A project goes in; its output is brought up to date whenever one of its inputs changes, until somebody stops it."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from generator.beside import Beside, pays
from generator.diagnostics import Misused, Refused, brief
from generator.project import Project
from generator.records import dataclass
from generator.settings_files import SETTINGS_FILES
from generator.terminal import say, show

if TYPE_CHECKING:
    from generator.load.source import Source
    from generator.pipeline import Built
    from generator.validate import Known, Later, Verdict

Signature: TypeAlias = "tuple[int, int, int, int] | None"
_STEP, _DEBOUNCE, _POLL = 4, 100, 500
"""Milliseconds: how long a folder has to be quiet, how long it may stay unquiet, and when all is looked at anyway."""
_MOST_FOLDERS = 300
_SKIPPED = frozenset({"__pycache__", "node_modules", "generated"})


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run depends on: files, by the state in which it found them, and folders in which that may change."""

    files: Mapping[str, Signature]
    folders: frozenset[str]
    overlay: str = ""

    def changed(self) -> bool:
        """Whether a file came, went or was written since."""
        return any(signature(path) != known for path, known in self.files.items())


def watch(again: Callable[[], Project], echo: Callable[[str], None]) -> None:
    """Generate, and generate anew at every change of the document, what it refers to, settings and templates.

    A document that cannot be used is told with its diagnostics, and the last output stays.

    Args:
        again: reads the settings.
        echo: says one line about each run.
    """
    # Garbage is looked for behind each run, not within it; what the first one imported and compiled is none.
    gc.disable()
    with closing(Beside()) as beside:
        inputs = _run(again, echo, beside)
        gc.freeze()
        _follow_changes(again, echo, beside, inputs)


def _follow_changes(
    again: Callable[[], Project],
    echo: Callable[[str], None],
    beside: Beside,
    inputs: Inputs,
) -> None:
    import watchfiles

    while True:
        folders = sorted(folder for folder in inputs.folders if os.path.isdir(folder))
        for _ in watchfiles.watch(
            *folders,
            watch_filter=None,
            debounce=_DEBOUNCE,
            step=_STEP,
            rust_timeout=_POLL,
            yield_on_timeout=True,
            raise_interrupt=True,
            recursive=False,
        ):
            if not inputs.changed():
                continue
            before, inputs = inputs.folders, _run(again, echo, beside, inputs)
            if inputs.folders != before:
                break


def _run(
    again: Callable[[], Project],
    echo: Callable[[str], None],
    beside: Beside,
    before: Inputs | None = None,
) -> Inputs:
    """Bring the output up to date once; what was looked at comes back, also where that failed."""
    started = time.perf_counter()
    # Everything is looked at before it is read, so that no change in between is missed.
    known = _signed(before.files) if before else {}
    seen, around, overlay = _seen(None), dict[str, Signature](), ""
    try:
        project = again()
        seen = _seen(project)
        for folder in (project.spec.parent, *project.folders):
            around |= _signed(_folders(folder))
        overlay = repr(_templates(project))
        if before and before.overlay != overlay:
            _forget_templates()
            beside.close()
        built = _written(project, echo, beside, started)
        fresh = {
            path: known[path] if path in known else _as_read(source)
            for source in built.document.sources
            for path in [str(source.path)]
        }
        return _inputs(fresh | seen, overlay)
    except Refused as refused:
        show(brief(refused.diagnostics), refused.texts)
        echo("The output is as it was; waiting for a change.")
        # What the document lacks may appear in any folder near it.
        return _inputs(_signed(refused.texts) | around | known | seen, overlay)
    except Misused as misused:
        say(misused.message, misused.hint)
        return _inputs(known | seen, overlay)
    finally:
        gc.collect()


def _written(
    project: Project, echo: Callable[[str], None], beside: Beside, started: float
) -> Built:
    """Write what our own checks let pass; the library's verdict follows when it is in."""
    from generator.pipeline import begin
    from generator.timings import Stopwatch
    from generator.write.output import write

    helped = beside if pays(project) else None
    if helped is not None:
        helped.ask(project)
    built, verdict = begin(project, Stopwatch(), beside=helped)
    try:
        show(brief(built.diagnostics), built.document.texts)
        written = write(built.files, project.output, scope=project.scope())
    except BaseException:
        verdict.stop()
        raise
    taken = (time.perf_counter() - started) * 1000
    echo(
        f"{written.summary(project.output)} ({taken:.0f} ms, by specloom's own checks)"
    )
    follow = threading.Thread(
        target=_follow, args=(project, built, verdict, echo), daemon=True
    )
    follow.start()
    return built


def _follow(
    project: Project,
    built: Built,
    verdict: Verdict | Known | Later,
    echo: Callable[[str], None],
) -> None:
    """Say what the library adds, if it adds something."""
    from generator.pipeline import finish

    try:
        finished = finish(project, built, verdict)
    except Refused as refused:
        show(brief(refused.diagnostics), refused.texts)
        return
    more = [one for one in finished.diagnostics if one not in built.diagnostics]
    show(brief(more), built.document.texts)
    said = len(more) or "nothing"
    whole = all(one.code != "quick-checks" for one in more)
    echo(f"{'openapi-spec-validator adds' if whole else 'Further checks add'} {said}.")


def _inputs(files: Mapping[str, Signature], overlay: str) -> Inputs:
    folders = {os.path.dirname(os.path.abspath(path)) for path in files}
    folders |= {os.path.abspath(path) for path in files if os.path.isdir(path)}
    return Inputs(files, frozenset(folders), overlay)


def _seen(project: Project | None) -> dict[str, Signature]:
    """Settings here and above, the document and the overlay, as they are now."""
    here = Path.cwd()
    above = [
        folder / name for folder in (here, *here.parents) for name in SETTINGS_FILES
    ]
    paths = [str(path) for path in above if path.parent == here or path.exists()]
    if project is None:
        return _signed(paths)
    return _signed([*paths, str(project.spec)]) | _templates(project)


def _templates(project: Project) -> dict[str, Signature]:
    """Every file and folder of the overlay."""
    paths: list[str] = []
    for folder, _, names in os.walk(project.templates) if project.templates else ():
        paths += [folder, *(os.path.join(folder, name) for name in sorted(names))]
    return _signed(paths)


def _folders(folder: Path) -> Iterator[str]:
    """The folder and those below it; not their files, among which a log of this very command may be."""
    for count, (here, folders, _) in enumerate(os.walk(folder)):
        if count == _MOST_FOLDERS:
            return
        folders[:] = [n for n in folders if n not in _SKIPPED and n[:1] != "."]
        yield here


def _signed(paths: Iterable[str]) -> dict[str, Signature]:
    return {path: signature(path) for path in paths}


def signature(path: str) -> Signature:
    """What of a file's state changes when it is written or replaced; None for what is not there."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def _as_read(source: Source) -> Signature:
    """The state of a file that nobody looked at before it was read; where it was written since, one that it never has."""
    found = signature(str(source.path))
    try:
        same = found is None or source.path.read_bytes() == source.raw
    except OSError:
        same = False
    return found if same else (0, 0, 0, 0)


def _forget_templates() -> None:
    """Templates are compiled once a process, and these have changed."""
    from generator.render import template_environment

    template_environment.cache_clear()
