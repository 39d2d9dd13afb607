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
    """Judge every document below `folder`; say what failed, and how many of each kind there were."""
    documents = sorted(path for path in folder.rglob("*") if path.suffix in ENDINGS)
    if not documents:
        print(f"{folder}: no documents; name a folder with CORPUS=…", file=sys.stderr)
        return 2
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(judged, documents))
    for document, (verdict, said) in zip(documents, results, strict=True):
        lines = said.strip().splitlines()
        if verdict == "refused":
            print(f"refused  {document.name}: {lines[0]}")
        elif verdict == "FAILS":
            telling = [line for line in lines if "Error" in line] or lines
            print(f"FAILS    {document.name}: {(telling or ['in silence'])[-1]}")
    counted = Counter(verdict for verdict, _ in results)
    print(", ".join(f"{number} {verdict}" for verdict, number in counted.items()))
    return 1 if counted["FAILS"] else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
