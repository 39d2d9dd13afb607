"""What tests of writing share."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

WRITER = Path(__file__).parent / "writer.py"


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[str]]:
    """Start a process that writes an edition to an output."""

    def begin(output: Path, number: int, count: int = 120) -> subprocess.Popen[str]:
        words = [sys.executable, str(WRITER), str(output), str(number), str(count)]
        return subprocess.Popen(words, stderr=subprocess.PIPE, text=True)

    return begin


@pytest.fixture(params=["size=256k", "size=4m,ro"])
def mounted(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, too small or read-only."""
    yield from mount(tmp_path, request.param)


@pytest.fixture
def roomy(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with four megabytes."""
    yield from mount(tmp_path, "size=4m")


def mount(folder: Path, options: str) -> Iterator[Path]:
    point = folder / "mounted"
    point.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(point)]
    try:
        done = subprocess.run(words, capture_output=True, text=True)
    except OSError as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    yield point
    subprocess.run(["umount", str(point)], check=True)
