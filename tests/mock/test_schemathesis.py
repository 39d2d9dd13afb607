"""Schemathesis, with all its checks in all its phases, finds nothing wrong with the mock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.mock import Options
from mock.playing import SPEC, playing

DOCUMENTS = Path(__file__).resolve().parent / "documents"
TOKEN = "secret-1"
BEARER = f"Authorization: Bearer {TOKEN}"


PHASES = ("Examples", "Coverage", "Fuzzing")

OBSERVED = """
[[operations]]
include-operation-id = "videos.retrieve"
[operations.checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", 400, 401, 403, 404, 409, 429, "5xx"]
"""
"""Today's gateway answers 400 where it knows no such task, which the check takes for a refusal of the id's form."""


@pytest.mark.parametrize(
    ("document", "profile", "header", "examples", "phases"),
    [
        (SPEC, "documented", BEARER, 15, (*PHASES, "Stateful")),
        (SPEC, "observed", BEARER, 15, (*PHASES, "Stateful")),
        (DOCUMENTS / "pages.yaml", "", f"X-Key: {TOKEN}", 15, PHASES),
        (DOCUMENTS / "streams.yaml", "", "X-Nothing: 1", 25, PHASES),
    ],
    ids=["gateway", "gateway-observed", "pages", "streams"],
)
def test_nothing_is_found(
    document: Path,
    profile: str,
    header: str,
    examples: int,
    phases: tuple[str, ...],
    tmp_path: Path,
) -> None:
    """Documents without links have nothing to go through statefully."""
    config = tmp_path / "schemathesis.toml"
    config.write_text(OBSERVED if profile == "observed" else "")
    with playing(document, Options(profile=profile, token=TOKEN)) as mock:
        words = ["run", str(document), "--url", mock.url, "--header", header]
        every = ["--checks=all", "--phases=examples,coverage,fuzzing,stateful"]
        chosen = [*every, f"--max-examples={examples}", "--seed=1", "--no-color"]
        code = "from schemathesis.cli import schemathesis; schemathesis()"
        told = subprocess.run(
            [sys.executable, "-c", code, f"--config-file={config}", *words, *chosen],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=900,
        )
        assert told.returncode == 0, told.stdout + told.stderr
        assert "No issues found" in told.stdout
        for phase in phases:
            assert f"✅  {phase}" in told.stdout
        assert len(mock.requests) > 50
