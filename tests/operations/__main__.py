"""A folder of documents, or one document, goes in; a table of how the operations fare comes out.

    python -m tests.operations FOLDER [--sample N]

Every document is judged in a process of its own. The exit code is 1 when anything is wrong, or when more than one
judgement in a hundred is left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .tally import Tally, head, restored, row

ENDINGS = (".json", ".yaml", ".yml")
SECONDS = 900
FIRST = 3
"""Failures that are shown of each document."""


def one(spec: Path) -> None:
    """Judge one document in this process; its counts as JSON, or why it was refused."""
    from generator.diagnostics import Refused

    from .judge import judge

    try:
        print(json.dumps(judge(spec).dumped()))
    except Refused as why:
        print(json.dumps({"refused": why.diagnostics[0].message}))


def apart(spec: Path) -> Tally | str:
    """Judge one document in a process of its own: its counts, or why there are none."""
    command = [sys.executable, "-m", "tests.operations", "--one", str(spec)]
    try:
        told = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return f"FAILS: no end after {SECONDS} s"
    if told.returncode:
        return f"FAILS: {(told.stderr.strip().splitlines() or ['in silence'])[-1]}"
    data = json.loads(told.stdout.splitlines()[-1])
    return f"refused: {data['refused']}" if "refused" in data else restored(data)


def sample(folder: Path, number: int) -> list[Path]:
    """Documents spread evenly over a folder in the order of their sizes; one document is its own sample."""
    if folder.is_file():
        return [folder]
    found = [path for path in folder.rglob("*") if path.suffix in ENDINGS]
    found.sort(key=lambda path: (path.stat().st_size, path.name))
    if not number or number >= len(found):
        return found
    return [found[index * len(found) // number] for index in range(number)]


def main() -> int:
    """Judge what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tests.operations")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--failures", type=int, default=FIRST)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        one(given.folder)
        return 0
    specs = sample(given.folder, given.sample)
    whole, broken = Tally(), 0
    print(head())
    with ThreadPoolExecutor(given.jobs) as pool:
        for spec, found in zip(specs, pool.map(apart, specs), strict=True):
            if isinstance(found, str):
                broken += found.startswith("FAILS")
                print(f"{spec.name}: {found}", flush=True)
                continue
            whole.add(found)
            print(row(spec.name, found), flush=True)
            for failure in found.failures[: given.failures]:
                print(f"    {failure}", flush=True)
    print(row("all", whole))
    for reason, count in Counter(whole.unsupported).most_common(20):
        print(f"{count:>7} unsupported: {reason}")
    return 0 if whole.clean and not broken else 1


if __name__ == "__main__":
    sys.exit(main())
