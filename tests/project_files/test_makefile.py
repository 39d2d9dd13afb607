"""The Makefile goes in; what it says about itself is held against what it does."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from project_files.installing import run

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)


def test_help_is_the_default_and_lists_every_target() -> None:
    told = run("make", "--no-print-directory", cwd=ROOT).stdout
    assert re.findall(r"^  make ([a-z-]+)  +\S", told, re.MULTILINE) == TARGETS
    assert told == run("make", "--no-print-directory", "help", cwd=ROOT).stdout


def test_every_target_is_phony() -> None:
    (line,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert sorted(line.split()) == sorted(TARGETS)


def test_every_target_has_commands_that_make_understands() -> None:
    for target in TARGETS:
        run("make", "--dry-run", target, cwd=ROOT)


def test_ci_runs_the_tests_and_nothing_else() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & stat.S_IXUSR
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "make test"
    run("bash", "-n", str(script), cwd=ROOT)


def test_versions_are_exact_and_name_no_place() -> None:
    lines = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert len(set(pins)) == len(pins) > 0
    for line in pins:
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line), line
