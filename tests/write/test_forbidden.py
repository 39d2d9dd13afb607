"""An output that may not be written to goes in; it stays as it was, and nothing is left beside it."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.write.output import write
from write.outputs import contents
from write.writer import edition

WRITER = Path(__file__).parent / "writer.py"
DROP_FROM_BOUNDING_SET = 24
"""PR_CAPBSET_DROP of prctl(2)."""
DAC_OVERRIDE, DAC_READ_SEARCH = 1, 2
"""Capabilities by which root passes over modes, capabilities(7)."""


def as_anybody() -> None:
    """Let the process that is to be started mind modes, although root starts it."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for capability in (DAC_OVERRIDE, DAC_READ_SEARCH):
            libc.prctl(DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)


@pytest.mark.parametrize("again", [False, True], ids=["once", "twice"])
def test_a_read_only_output_stays_and_nothing_is_left(
    tmp_path: Path, again: bool
) -> None:
    output = tmp_path / "there" / "out"
    write(edition(1), output)
    before = contents(output)
    folders = [output, *(path for path in output.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        for _ in range(1 + again):
            done = subprocess.run(
                [sys.executable, str(WRITER), str(output), "2", "120"],
                stderr=subprocess.PIPE,
                text=True,
                preexec_fn=as_anybody,
            )
            assert done.returncode, "it was written"
            assert "ermission denied" in done.stderr
            assert contents(output) == before
            assert [path.name for path in output.parent.iterdir()] == ["out"]
    finally:
        for folder in folders:
            folder.chmod(0o755)
