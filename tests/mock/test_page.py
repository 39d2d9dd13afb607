"""The snippets of docs/mock.md run, and its tables name what there is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from project_files.snippets import snippets

from generator.mock import serving
from generator.mock.faults import FAULTS

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "mock.md"
SPEC = ROOT / "spec" / "openapi.yaml"


def run(code: str, folder: Path) -> str:
    """Run a snippet as a program of its own, warnings being errors."""
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generated" / "python")},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


def python(containing: str) -> str:
    """The one Python snippet of the page that contains some words."""
    (found,) = (
        one.text
        for one in snippets(PAGE)
        if one.language == "python" and containing in one.text
    )
    return found


def test_ten_lines_make_a_video(tmp_path: Path) -> None:
    code = python("create_and_wait")
    assert len(code.strip().splitlines()) == 10
    with serving(SPEC) as mock:
        told = run(code.replace("http://127.0.0.1:4010", mock.url), tmp_path)
        assert told.splitlines() == [
            "queued",
            "processing",
            "succeeded",
            "saved task_1",
        ]
        assert mock.billed == 1
    assert (tmp_path / "moon.mp4").stat().st_size == 100_000


def test_the_snippet_for_tests_runs() -> None:
    run(python("serving("), ROOT)


def test_the_page_names_every_fault() -> None:
    text = PAGE.read_text(encoding="utf-8")
    rows = text.split("| fault |")[1].split("\n\n")[0]
    named = re.findall(r"`([\w-]+)`", "".join(re.findall(r"^\|[^|]*\|", rows, re.M)))
    assert set(named) == set(FAULTS)
