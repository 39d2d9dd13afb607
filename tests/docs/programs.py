"""Programs of the docs go in; what a strict type checker says of them, and what they do, come out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def check(programs: Mapping[str, str], folder: Path) -> None:
    """Hold programs, by the names of their files, against a strict type checker; the client that they use is in the folder."""
    for path, source in programs.items():
        (folder / path).write_text(source)
    told = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", *programs],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    assert told.returncode == 0, told.stdout


def run(source: str, shell: bool, folder: Path, **environment: str) -> str:
    """Run a command of a shell, or a program; what it prints."""
    words = ["sh", "-c", source] if shell else [sys.executable, "-c", source]
    told = subprocess.run(
        words,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), **environment},
        check=False,
    )
    assert told.returncode == 0, (source, told.stderr, told.stdout)
    return told.stdout
