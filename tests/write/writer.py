"""Writes edition N of a made-up output: `writer.py OUTPUT EDITION [COUNT]`, in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.diagnostics import Misused
from generator.render import File
from generator.write.output import write


def edition(number: int, count: int = 120) -> list[File]:
    """Files of one edition: most differ from those of another one, one is in the first edition only."""
    files = [
        File(f"acme/part{n % 7}/m{n}.py", f"edition = {number}\nname = {n}\n" * 40)
        for n in range(count)
    ]
    files.append(File("acme/same.py", "always = True\n"))
    return files if number != 1 else [*files, File("acme/old/gone.py", "old = 1\n")]


if __name__ == "__main__":
    output, number, *rest = sys.argv[1:]
    try:
        write(edition(int(number), *map(int, rest)), Path(output))
    except Misused as misused:
        sys.exit(f"{misused.message}\n{misused.hint}")
