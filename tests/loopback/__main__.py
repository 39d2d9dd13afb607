"""Seeds go in; what is wrong between clients, servers, mocks and docs of the documents drawn from them comes out.

    PYTHONPATH=tests python -m loopback FIRST [COUNT]

Run by hand. Each document stands in the current folder as ``drawn-SEED.json`` where something is wrong with it. The exit
code is 1 then.
"""

from __future__ import annotations

import json
import sys
import tempfile
import traceback
from pathlib import Path

from operations.judge import judge
from published.judge import judge as docs

from generator.diagnostics import Refused
from loopback.arriving import arrived
from loopback.documents import looped
from loopback.drawn import document
from loopback.played import played

DOCS = 4
"""Of so many documents the site of one is made too."""


def tried(seed: int) -> list[str]:
    """What is wrong with the document of a seed, between its client, its server, the mock and the judge of operations."""
    spec = Path(f"drawn-{seed}.json")
    spec.write_text(json.dumps(document(seed), indent=1), encoding="utf-8")
    try:
        tallies = {
            "judge": judge(spec),
            "server": looped(spec),
            "mock": played(spec),
            "arriving": arrived(spec),
        }
    except Refused as why:
        found = [
            f"refused: {one.code} {one.pointer}: {one.message}"
            for one in why.diagnostics
            if one.severity == "error"
        ]
    except Exception:
        found = [traceback.format_exc(limit=-4)]
    else:
        found = [
            f"{who}: {one}" for who, tally in tallies.items() for one in tally.failures
        ]
        if seed % DOCS == 0:
            with tempfile.TemporaryDirectory() as folder:
                site = docs(spec, Path(folder))
                found += [f"docs: {one}" for one in (*site.wrong, site.refused) if one]
    if not found:
        spec.unlink()
    return found


def main(first: int, count: int) -> int:
    """Try so many documents."""
    wrong = 0
    for seed in range(first, first + count):
        found = tried(seed)
        wrong += bool(found)
        for one in found[:6]:
            print(f"{seed}: {one}", flush=True)
    print(f"{count} documents, {wrong} with something wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:]]
    sys.exit(main(words[0], words[1] if len(words) > 1 else 1))
