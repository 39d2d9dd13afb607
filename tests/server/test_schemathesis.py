"""Schemathesis looks for faults of the gateway's server stub, by every check and in every phase."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from server.gateway import TOKEN, Observed, Videos, app
from server.running import served

SPEC = Path(__file__).resolve().parents[2] / "spec" / "openapi.yaml"
WORDS = [
    "--checks=all",
    "--phases=examples,coverage,fuzzing,stateful",
    "--seed=20",
    "--max-examples=15",
    "--no-color",
]


OBSERVED = """
[[operations]]
include-operation-id = "videos.retrieve"
[operations.checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", 400, 401, 403, 404, 409, 429, "5xx"]
"""
"""Today's gateway answers 400 where it knows no such task, which the check takes for a refusal of the id's form."""


@pytest.mark.parametrize(
    ("videos", "settings"),
    [(Videos(), ""), (Observed(), OBSERVED)],
    ids=["documented", "observed"],
)
def test_nothing_is_found(videos: Videos, settings: str, tmp_path: Path) -> None:
    """In a folder of its own, where it leaves what it keeps between runs."""
    config = tmp_path / "schemathesis.toml"
    config.write_text(settings)
    with served(app(videos)) as url:
        program = Path(sys.executable).with_name("schemathesis")
        header = f"Authorization: Bearer {TOKEN}"
        words = [f"--config-file={config}", "run", str(SPEC), "--url", url]
        told = subprocess.run(
            [program, *words, "-H", header, *WORDS],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
    assert told.returncode == 0, told.stdout[-5000:] + told.stderr[-2000:]
    assert "No issues found" in told.stdout
