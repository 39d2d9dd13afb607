"""Documents are made and tried for as long as one likes; what is wrong comes out, the smallest document for each cause.

    python -m made_up [SECONDS] [SEED]

What is found is written to the current folder as ``made-up-….json``. The exit code is 1 where something was found.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from made_up.checking import checked
from made_up.ground import Fault, Ground
from made_up.parts import Json
from made_up.schemas import document
from made_up.smaller import is_sound, is_valid, reached, smallest
from made_up.trying import has, tried

MOST = 2
"""Faults that look alike and are made smaller."""
PATIENCE = 60
"""Seconds to look for a smaller document."""
EVERY = 6
"""Of so many documents one is tried as a whole."""
CHECKED = 12
"""Documents that type checkers are asked about."""


def smaller(ground: Ground, fault: Fault, whole: Json) -> tuple[Json, Json]:
    """The smallest document and value for a fault."""
    value = fault.value[0] if fault.value else None
    start = reached(whole, fault.schema) if fault.schema else whole

    def fails(one: Json, part: Json) -> bool:
        return is_sound(one) and has(ground, one, fault, part)

    if not fails(start, value):
        return whole, value
    return smallest(start, value, fails, PATIENCE)


def kept(ground: Ground, fault: Fault, made: Json, name: str) -> None:
    """Write a fault with its smallest document into the current folder, and say so."""
    small, value = smaller(ground, fault, made)
    told = {**asdict(fault), "value": value, "codes": sorted(fault.codes)}
    told["said"] = fault.said[-3000:]
    path = Path(f"made-up-{name}.json")
    path.write_text(json.dumps({**told, "document": small}, indent=1), "utf-8")
    print(f"{path}: {fault.kind}: {fault.cause}", flush=True)


def main(seconds: float, first: int) -> int:
    """Make and try until the time is over, then ask the type checkers about the first documents."""
    until = time.monotonic() + seconds
    causes: Counter[tuple[str, str]] = Counter()
    seed = first
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground(Path(folder))
        while time.monotonic() < until:
            made = document(seed)
            for fault in tried(ground, made, str(seed), whole=seed % EVERY == 0):
                if fault.kind == "refused" and not is_valid(made):
                    raise ValueError(f"the document of seed {seed} is not valid")
                causes[fault.key] += 1
                if causes[fault.key] <= MOST:
                    kept(ground, fault, made, f"{seed}-{causes.total()}")
            seed += 1
    for (kind, cause), number in causes.most_common():
        print(f"{number:6} {kind}: {cause}")
    count = min(CHECKED, seed - first)
    with tempfile.TemporaryDirectory() as folder:
        said = checked(Path(folder), map(document, range(first, first + count)))
    print(f"{seed - first} documents from seed {first} on\n{said}")
    return 1 if causes or said else 0


if __name__ == "__main__":
    words = sys.argv[1:]
    chosen = int(words[1]) if len(words) > 1 else random.SystemRandom().randrange(10**6)
    sys.exit(main(float(words[0]) if words else 60, chosen))
