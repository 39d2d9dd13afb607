"""A command goes in and runs in a process of its own; what it took comes out."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took.

    Attributes:
        cpu: seconds of CPU, children included.
        wall: seconds.
        memory: MB of the largest process.
        failed: why it did not do its work; empty if it did.
    """

    cpu: float
    wall: float
    memory: float
    failed: str = ""


def run(
    words: Sequence[str],
    folder: Path,
    seconds: float,
    log: Path,
    programs: Path | None = None,
) -> Taken:
    """Run a command, with its output in a file.

    Args:
        programs: a folder that is searched first for the programs that the command runs.
        seconds: after so many seconds of wall time it is ended and counts as failed.
    """
    import time

    path = [] if programs is None else [str(programs)]
    found = os.pathsep.join([*path, os.environ.get("PATH", "")])
    started = time.perf_counter()
    with log.open("wb") as out:
        process = subprocess.Popen(
            words,
            cwd=folder,
            env={**os.environ, "PATH": found},
            stdout=out,
            stderr=out,
            stdin=subprocess.DEVNULL,
        )
        late = threading.Timer(seconds, process.kill)
        late.start()
        _, status, usage = os.wait4(process.pid, 0)
        over = not late.is_alive()
        late.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    failed = ""
    if over:
        failed = f"no end after {seconds:.0f} s"
    elif process.returncode:
        failed = f"exit code {process.returncode}"
    cpu = usage.ru_utime + usage.ru_stime
    return Taken(cpu, time.perf_counter() - started, usage.ru_maxrss / 1024, failed)


def middle(values: Sequence[float]) -> float:
    """The median; 0 where there are no values."""
    return median(values) if values else 0.0


def machine() -> str:
    """Processors, memory, system and load, in one line."""
    import platform

    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{os.cpu_count()} processors {platform.machine()}, {pages:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}; load average {load}"
    )
