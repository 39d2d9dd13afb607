"""A folder of documents, or one document, goes in; the site of each is made and judged, and a table comes out.

    python -m published FOLDER [--sample N] [--browser]

Every document is judged in a process of its own. The exit code is 1 when anything is wrong with a page.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from operations.__main__ import sample

from .judge import Verdict, judge

SECONDS = 1800
FIRST = 3
"""Complaints that are shown of each document."""


def apart(spec: Path, browser: bool) -> Verdict:
    """Judge one site in a process of its own."""
    command = [sys.executable, "-m", "published", "--one", str(spec)]
    command += ["--browser"] if browser else []
    try:
        told = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return Verdict(wrong=[f"judge: no end after {SECONDS} s"])
    if told.returncode:
        said = (told.stderr.strip().splitlines() or ["in silence"])[-1]
        return Verdict(wrong=[f"judge: {said}"])
    return Verdict(**json.loads(told.stdout.splitlines()[-1]))


def row(spec: Path, found: Verdict) -> str:
    """A line of the table."""
    if found.refused:
        return f"{spec.name[:48]:48} refused: {found.refused[:120]}"
    return (
        f"{spec.name[:48]:48} {found.pages:6} {found.operations:6} {found.fields:8} {found.elsewhere:6} "
        f"{found.samples:6} {found.ratio:7.1f} {len(found.wrong) or '':>6}"
    )


def main() -> int:
    """Judge what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m published")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--failures", type=int, default=FIRST)
    parser.add_argument(
        "--browser", action="store_true", help="open the largest pages in Chromium"
    )
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        with tempfile.TemporaryDirectory() as folder:
            found = judge(given.folder, Path(folder), browser=given.browser)
            print(json.dumps(found.dumped()))
        return 0
    specs, wrong = sample(given.folder, given.sample), 0
    print(
        f"{'document':48} {'pages':>6} {'operat':>6} {'fields':>8} {'linked':>6} {'sample':>6} {'size':>7} {'wrong':>6}"
    )
    with ThreadPoolExecutor(given.jobs) as pool:
        found_each = pool.map(partial(apart, browser=given.browser), specs)
        for spec, found in zip(specs, found_each, strict=True):
            print(row(spec, found), flush=True)
            for complaint in found.wrong[: given.failures]:
                print(f"    {complaint[:400]}", flush=True)
            wrong += bool(found.wrong)
    print(f"{len(specs)} documents, {wrong} with something wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
