"""Counts of files go in; what a run did to the output comes out in words."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import printable
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """What a run did: how many files there are now, how many of them it wrote, and how many it removed."""

    files: int
    written: int
    removed: int

    def summary(self, output: Path) -> str:
        """One line for people."""
        shown = printable(str(output))
        if not (self.written or self.removed):
            return f"{shown}: {self.files} files, all up to date"
        gone = f", {self.removed} removed" if self.removed else ""
        return f"{shown}: {self.files} files, {self.written} written{gone}"
