"""A document and the address of a server go in; what Schemathesis finds by every check and in every phase comes out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CHECKS = "--checks=all"
PHASES = ("Examples", "Coverage", "Fuzzing")
STATEFUL = "Stateful"
SEED = "--seed=20"
NOT_THERE = """
[[operations]]
include-operation-id = "videos.retrieve"
[operations.checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", 400, 401, 403, 404, 409, 429, "5xx"]
"""
"""Today's gateway answers 400 where it knows no such task, which the check takes for a refusal of the id's form."""


def search(
    document: Path, url: str, header: str, folder: Path, settings: str = ""
) -> str:
    """What Schemathesis says of a server; it has to say that it found nothing.

    SPECLOOM_EXAMPLES sets how many requests are made up for each operation.

    Args:
        header: a header field with a credential.
        folder: where Schemathesis leaves what it keeps between runs.
        settings: its own settings, as TOML.
    """
    config = folder / "schemathesis.toml"
    config.write_text(settings)
    program = "from schemathesis.cli import schemathesis; schemathesis()"
    examples = os.environ.get("SPECLOOM_EXAMPLES", "8")
    told = subprocess.run(
        [
            *(sys.executable, "-W", "error", "-c", program, f"--config-file={config}"),
            *("run", str(document), "--url", url, "--header", header, CHECKS, SEED),
            "--phases=examples,coverage,fuzzing,stateful",
            *(f"--max-examples={examples}", "--no-color", "--workers=1"),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    said = told.stdout + told.stderr
    assert told.returncode == 0, said
    assert "No issues found" in said
    for phase in PHASES:
        assert f"✅  {phase}" in said, said
    return said
