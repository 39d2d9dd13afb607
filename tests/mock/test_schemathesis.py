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


@pytest.mark.parametrize(
    ("document", "profile", "header", "examples"),
    [
        (SPEC, "documented", f"Authorization: Bearer {TOKEN}", 15),
        (SPEC, "observed", f"Authorization: Bearer {TOKEN}", 15),
        (DOCUMENTS / "pages.yaml", "", f"X-Key: {TOKEN}", 15),
        (DOCUMENTS / "streams.yaml", "", "X-Nothing: 1", 25),
    ],
    ids=["gateway", "gateway-observed", "pages", "streams"],
)
def test_nothing_is_found(
    document: Path, profile: str, header: str, examples: int, tmp_path: Path
) -> None:
    with playing(document, Options(profile=profile, token=TOKEN)) as mock:
        words = ["run", str(document), "--url", mock.url, "--header", header]
        every = ["--checks=all", "--phases=examples,coverage,fuzzing,stateful"]
        chosen = [*every, f"--max-examples={examples}", "--seed=1", "--no-color"]
        code = "from schemathesis.cli import schemathesis; schemathesis()"
        told = subprocess.run(
            [sys.executable, "-c", code, *words, *chosen],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert told.returncode == 0, told.stdout + told.stderr
        assert "No issues found" in told.stdout
        # The documents have no links, so that there is nothing to go through statefully.
        for phase in ("Examples", "Coverage", "Fuzzing"):
            assert f"✅  {phase}" in told.stdout
        assert len(mock.requests) > 50
