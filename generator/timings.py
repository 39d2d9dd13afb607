"""Stages go in while they run, seconds of CPU and wall time come out."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import field

from generator.records import dataclass

VALIDATOR = "validator"
"""The stage that waits for the validator library, which has a process of its own."""


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Collects what each stage of one run took."""

    started_wall: float = field(default_factory=time.perf_counter)
    stages: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Generator[None]:
        """Add the CPU seconds of the `with` block to stage `name`."""
        before = _cpu()
        try:
            yield
        finally:
            taken = _cpu() - before
            self.stages[name] = self.stages.get(name, 0.0) + taken

    def report(self) -> dict[str, object]:
        """`wall_s` of the run so far, `cpu_s` of all but the validator, its own share, and every stage in order."""
        validator = self.stages.get(VALIDATOR, 0.0)
        return {
            "cpu_s": round(_cpu() - validator, 4),
            "validator_cpu_s": round(validator, 4),
            "wall_s": round(time.perf_counter() - self.started_wall, 4),
            "stages": {name: round(taken, 4) for name, taken in self.stages.items()},
        }


def _cpu() -> float:
    """CPU seconds of this process and of those that it waited for."""
    others = os.times()
    return time.process_time() + others.children_user + others.children_system
