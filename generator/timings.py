"""Stages go in while they run, seconds of CPU and wall time come out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Collects what each stage of one run took."""

    started_wall: float = field(default_factory=time.perf_counter)
    stages: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the CPU seconds of the `with` block to stage `name`."""
        before = time.process_time()
        try:
            yield
        finally:
            taken = time.process_time() - before
            self.stages[name] = self.stages.get(name, 0.0) + taken

    def report(self) -> dict[str, object]:
        """`cpu_s` and `wall_s` of the run so far, the validator's share, and every stage in the order of running."""
        return {
            "cpu_s": round(time.process_time(), 4),
            "validator_cpu_s": round(self.stages.get("validate", 0.0), 4),
            "wall_s": round(time.perf_counter() - self.started_wall, 4),
            "stages": {name: round(taken, 4) for name, taken in self.stages.items()},
        }
