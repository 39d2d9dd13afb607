"""Schemathesis looks for faults of the gateway's server stub, by every check and in every phase."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from server.gateway import TOKEN, app
from server.running import served

SPEC = Path(__file__).resolve().parents[2] / "spec" / "openapi.yaml"
WORDS = [
    "--checks=all",
    "--phases=examples,coverage,fuzzing,stateful",
    "--seed=20",
    "--max-examples=15",
    "--no-color",
]


def test_nothing_is_found(tmp_path: Path) -> None:
    """In a folder of its own, where it leaves what it keeps between runs."""
    with served(app()) as url:
        program = Path(sys.executable).with_name("schemathesis")
        header = f"Authorization: Bearer {TOKEN}"
        told = subprocess.run(
            [program, "run", str(SPEC), "--url", url, "-H", header, *WORDS],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
    assert told.returncode == 0, told.stdout[-5000:] + told.stderr[-2000:]
    assert "No issues found" in told.stdout
