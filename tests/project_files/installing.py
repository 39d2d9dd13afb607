"""Folders with a pyproject.toml go in; wheels, and environments that hold nothing but what a wheel asks for, come out."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement


def run(
    *words: str | Path, cwd: Path, expected: int = 0
) -> subprocess.CompletedProcess[str]:
    """Run a command; fail with what it said when its exit code is another one."""
    told = subprocess.run(words, cwd=cwd, capture_output=True, text=True)
    assert told.returncode == expected, told.stdout + told.stderr
    return told


def packaged(*words: str | Path, cwd: Path) -> None:
    """Run a tool of Python's packaging, whose own warnings are not ours."""
    own = {name: text for name, text in os.environ.items() if name != "PYTHONWARNINGS"}
    command = [sys.executable, "-m", *words]
    told = subprocess.run(command, cwd=cwd, env=own, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr


def built(project: Path, out: Path) -> Path:
    """Build an sdist, and the wheel from that sdist, as a release does; return the wheel."""
    words = ["build", "--no-isolation", "--outdir", str(out), str(project)]
    packaged(*words, cwd=out.parent)
    (wheel,) = out.glob("*.whl")
    return wheel


def environment(folder: Path, wheel: Path) -> Path:
    """Make an environment that holds the wheel and, transitively, what the wheel declares to need; nothing else.

    What it needs is linked from the environment that runs the tests, so that no test downloads anything.

    Returns:
        The folder of the environment's programs.
    """
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    pip = ["pip", "--python", str(python), "install", "--quiet"]
    offline = ["--no-index", "--no-deps", "--disable-pip-version-check", str(wheel)]
    packaged(*pip, *offline, cwd=folder)
    (site,) = folder.glob("lib/python*/site-packages")
    (installed,) = Distribution.discover(path=[str(site)])
    for needed in closure(installed.requires or ()):
        link(needed, site)
    return folder / "bin"


def closure(requirements: Iterable[str]) -> list[Distribution]:
    """The installed distributions that the requirements come to, each once."""
    found: dict[str, Distribution] = {}
    waiting = [(line, "") for line in requirements]
    while waiting:
        line, extra = waiting.pop()
        wanted = Requirement(line)
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        one = found.setdefault(wanted.name, distribution(wanted.name))
        assert wanted.specifier.contains(one.version, prereleases=True), line
        for chosen in (extra_of for extra_of in ("", *wanted.extras)):
            key = f"{wanted.name}[{chosen}]"
            if key not in found:
                found[key] = one
                waiting += [(more, chosen) for more in one.requires or ()]
    return list({one.name: one for one in found.values()}.values())


def link(needed: Distribution, site: Path) -> None:
    """Put a distribution into another environment without copying it."""
    for name in tops(needed):
        target = site / name
        if not target.exists():
            target.symlink_to(Path(str(needed.locate_file(name))))


def tops(needed: Distribution) -> Iterator[str]:
    """What of a distribution stands at the top of site-packages."""
    every = {file.parts[0] for file in needed.files or ()}
    yield from sorted(every - {"..", "__pycache__"})
