"""Documents go in; whether our form of openapi-spec-validator's checks says the same as the library comes out.

    python -m tests.validate.compare FILE_OR_FOLDER... [--mutants N] [--seed TEXT] [--largest BYTES]

Every document is judged by both, and N mutants with a single fault each of those that are small and valid. Compared are
the verdict and every place. The exit code is 1 where one differs.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.diagnostics import Refused
from generator.load import Document, load, pointer
from generator.validate import quick, semantics
from generator.validate.finding import Finding
from generator.validate.quick.official import schema_errors

from .mutants import KINDS, mutant

ENDINGS = (".json", ".yaml", ".yml")
_DEPTH = 20_000
_STACK = 256 << 20


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one side says: code and place of each finding, and whether it gave up on the document."""

    found: Counter[tuple[str, str]]
    gave_up: str
    seconds: float

    @property
    def valid(self) -> bool:
        return not self.gave_up and not any(
            code != "required-undeclared" for code, _ in self.found
        )

    def same(self, other: Judgement) -> bool:
        return self.found == other.found and bool(self.gave_up) == bool(other.gave_up)


def ours(document: Document, minor: int) -> Judgement:
    """Judge by our form of the checks."""
    paths = (error.instance_path for error in schema_errors(document, minor))
    return _judgement(paths, quick.findings(document, minor))


def theirs(document: Document, minor: int) -> Judgement:
    """Judge by the library."""
    errors = semantics.schema_validator(minor).iter_errors(document.data)
    paths = (list(error.absolute_path) for error in errors)
    return _judgement(paths, semantics.findings(document, minor))


def _judgement(
    paths: Iterable[list[str | int]], findings: Iterator[Finding]
) -> Judgement:
    begun = time.process_time()
    found = Counter(("openapi-schema", pointer.join("#", *path)) for path in paths)
    gave_up = ""
    try:
        for one in findings:
            found[one.code, one.pointer] += 1
    except Exception as fault:
        gave_up = type(fault).__name__
    return Judgement(found, gave_up, time.process_time() - begun)


@dataclass(slots=True)
class Tally:
    """Counts by the name of a row, and what differs."""

    all: Counter[str] = field(default_factory=Counter[str])
    invalid: Counter[str] = field(default_factory=Counter[str])
    refused: Counter[str] = field(default_factory=Counter[str])
    differences: list[str] = field(default_factory=list[str])
    seconds: list[float] = field(default_factory=lambda: [0.0, 0.0])

    def add(self, row: str, name: str, path: Path) -> Judgement | None:
        """Judge the document in a file on both sides; None where it cannot be read at all."""
        self.all[row] += 1
        try:
            document = load(path)
        except Refused:
            self.refused[row] += 1
            return None
        minor = int(document.version.split(".")[1])
        one, other = ours(document, minor), theirs(document, minor)
        self.seconds[0] += one.seconds
        self.seconds[1] += other.seconds
        self.invalid[row] += not other.valid
        if not one.same(other):
            more, less = one.found - other.found, other.found - one.found
            self.differences.append(
                f"{row}: {name}: only ours {dict(more)} {one.gave_up}, only the library {dict(less)} {other.gave_up}"
            )
        return other


def compare(
    paths: list[Path],
    mutants: int,
    seed: str,
    largest: int,
    told: Callable[[str], None],
) -> Tally:
    """Judge documents, and mutants of those that are small and valid."""
    tally = Tally()
    sound: list[tuple[str, dict[str, Any]]] = []
    for path in paths:
        told(path.name)
        judged = tally.add("documents", str(path), path)
        if judged is not None and judged.valid and path.stat().st_size <= largest:
            sound.append(("/".join(path.parts[-3:]), load(path).data))
    if not sound:
        return tally
    chance = random.Random(seed)
    kinds = list(KINDS)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "openapi.json"
        while mutants and kinds:
            kind = kinds[mutants % len(kinds)]
            made = _some_mutant(sound, kind, chance)
            if made is None:
                kinds.remove(kind)
                continue
            label, damaged = made
            file.write_text(json.dumps(damaged), "utf-8")
            tally.add(kind, label, file)
            mutants -= 1
    return tally


def _some_mutant(
    sound: list[tuple[str, dict[str, Any]]], kind: str, chance: random.Random
) -> tuple[str, dict[str, Any]] | None:
    """Damage the first, in an order of chance, of the documents that have a place for the fault; None where none has."""
    for name, data in chance.sample(sound, len(sound)):
        label = f"{name} {chance.random()}"
        damaged = mutant(data, kind, label)
        if damaged is not None:
            return label, damaged
    return None


def table(tally: Tally) -> Iterator[str]:
    """Give the lines of the report."""
    yield f"{'':28}{'judged':>8}{'invalid':>9}{'unread':>8}{'differ':>8}"
    differ = Counter(line.partition(":")[0] for line in tally.differences)
    for row, count in tally.all.items():
        yield f"{row:28}{count:8}{tally.invalid[row]:9}{tally.refused[row]:8}{differ[row]:8}"
    own, library = tally.seconds
    yield f"CPU: ours {own:.1f} s, the library {library:.1f} s"
    yield from tally.differences


def documents(places: Iterable[Path]) -> list[Path]:
    """Give the documents that are named, or lie in folders that are named."""
    return [
        path
        for place in places
        for path in (sorted(place.rglob("*")) if place.is_dir() else [place])
        if path.suffix in ENDINGS and path.stem != "payloads"
    ]


def main() -> int:
    """Read the command line, compare, print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("places", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
    words.add_argument("--mutants", type=int, default=0)
    words.add_argument("--seed", default="1")
    words.add_argument("--largest", type=int, default=60_000)
    given = words.parse_args()
    paths = documents(given.places)

    def told(name: str) -> None:
        if sys.stderr.isatty():
            print(f"\r{name:60.60}", end="", file=sys.stderr)

    tally = compare(paths, given.mutants, given.seed, given.largest, told)
    print(*table(tally), sep="\n")
    return 1 if tally.differences else 0


def deep(work: Callable[[], int]) -> int:
    """Run on a thread with the stack that the library is given for deep documents."""
    codes: list[int] = []
    sys.setrecursionlimit(_DEPTH)
    threading.stack_size(_STACK)
    thread = threading.Thread(target=lambda: codes.append(work()))
    thread.start()
    thread.join()
    return codes[0] if codes else 1


if __name__ == "__main__":
    sys.exit(deep(main))
