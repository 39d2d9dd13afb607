"""What judges find goes in; counts, and the first failures in words, come out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

KINDS = ("called", "parameters", "bodies", "secured", "responses", "errors")
SHOWN = 400
"""Characters of a failure."""


@dataclass
class Tally:
    """Counts of one or of several documents.

    Attributes:
        operations: how many the documents declare.
        good, all: by kind.
        unsupported: by reason.
    """

    operations: int = 0
    good: Counter[str] = field(default_factory=Counter[str])
    all: Counter[str] = field(default_factory=Counter[str])
    unsupported: Counter[str] = field(default_factory=Counter[str])
    failures: list[str] = field(default_factory=list[str])

    def note(self, kind: str, where: str, wrong: str) -> None:
        """Count one judgement; `wrong` is empty where all is well."""
        self.all[kind] += 1
        if not wrong:
            self.good[kind] += 1
        else:
            self.failures.append(f"{kind}: {where}: {wrong}"[:SHOWN])

    def leave(self, reason: str) -> None:
        """Count something that cannot be judged."""
        self.unsupported[reason] += 1

    def add(self, other: Tally) -> None:
        """Take in the counts of another document."""
        self.operations += other.operations
        self.good += other.good
        self.all += other.all
        self.unsupported += other.unsupported
        self.failures += other.failures

    @property
    def clean(self) -> bool:
        """Nothing is wrong, and at most one judgement in a hundred was left out."""
        left, judged = self.unsupported.total(), self.all.total()
        return not self.failures and left * 100 <= judged + left

    def dumped(self) -> dict[str, Any]:
        """As JSON."""
        return dict(vars(self))


def restored(data: dict[str, Any]) -> Tally:
    """What `dumped` gave."""
    return Tally(
        data["operations"],
        Counter(data["good"]),
        Counter(data["all"]),
        Counter(data["unsupported"]),
        data["failures"],
    )


def head() -> str:
    """The first line of the table."""
    kinds = "".join(f"{kind:>14}" for kind in KINDS)
    return f"{'':44}{'operations':>11}{kinds}{'unsupported':>13}"


def row(name: str, tally: Tally) -> str:
    """One line of the table."""
    cells = [f"{tally.good[kind]}/{tally.all[kind]}" for kind in KINDS]
    line = f"{name[:43]:44}{tally.operations:>11}"
    line += "".join(f"{cell:>14}" for cell in cells)
    return f"{line}{tally.unsupported.total():>13}"
