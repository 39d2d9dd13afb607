"""The ways in which values are made, one after the other, until one of them fits."""

from __future__ import annotations

from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """One way of making a value.

    Attributes:
        told: examples and defaults of schemas are used.
        full: what need not be there is there.
        turn: which of several equally good choices is taken.
    """

    told: bool
    full: bool
    turn: int = 0


WAYS = (
    Way(told=True, full=True),
    Way(told=True, full=False),
    Way(told=False, full=True),
    Way(told=False, full=False),
    *(Way(told=False, full=False, turn=turn) for turn in range(1, 6)),
)
