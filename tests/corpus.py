"""A folder of OpenAPI documents goes in; client and server are generated for each, imported and tried, failures come out.

    python tests/corpus.py FOLDER

A document that is refused with a diagnostic is counted, not held against specloom; a traceback, a run without end, or a
client that cannot be imported, or a server that fails, is a failure, and the exit code is 1.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SECONDS = 300
ENDINGS = (".json", ".yaml", ".yml")
IMPORT = str(Path(__file__).resolve().with_name("corpus_import.py"))


def judged(document: Path) -> tuple[str, str]:
    """Generate and import one client and its server: "works", "refused" or "FAILS", and what was said."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        targets = ["--target", "python", "--target", "server"]
        words = [*targets, "--package", "acme", "--output", str(out)]
        command = ["-m", "generator", "generate", str(document.resolve()), *words]
        code, said = run(command, Path(folder))
        if code in (1, 2) and "error" in said and "internal error" not in said:
            return "refused", said
        if code:
            return "FAILS", said
        code, said = run(["-W", "error", IMPORT], out)
        return ("FAILS", said) if code else ("works", "")


def run(words: Iterable[str], folder: Path) -> tuple[int, str]:
    """Run Python in a folder: the exit code, and what came on stderr."""
    try:
        told = subprocess.run(
            [sys.executable, *words],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return -1, f"no end after {SECONDS} s"
    return told.returncode, told.stderr


def main(folder: Path) -> int:
    """Judge every document below `folder`, the small ones first; say how each fared, and how many of each kind there were."""
    found = [path for path in folder.rglob("*") if path.suffix in ENDINGS]
    documents = sorted(found, key=lambda path: (path.stat().st_size, path.name))
    if not documents:
        print(f"{folder}: no documents; name a folder with CORPUS=…", file=sys.stderr)
        return 2
    counted: Counter[str] = Counter()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for document, (verdict, said) in zip(
            documents, pool.map(judged, documents), strict=True
        ):
            counted[verdict] += 1
            lines = said.strip().splitlines()
            if verdict == "FAILS":
                lines = [line for line in lines if "Error" in line][-1:] or lines[-1:]
            told = f": {(lines or ['in silence'])[0]}" if verdict != "works" else ""
            print(f"{verdict:8} {document.name}{told}", flush=True)
    print(", ".join(f"{number} {verdict}" for verdict, number in counted.items()))
    return 1 if counted["FAILS"] else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
