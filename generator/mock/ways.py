"""The ways in which values are made, one after the other, until one of them fits."""

from __future__ import annotations

from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """One way of making a value.

    Attributes:
        told: examples and defaults of schemas are used.
        full: levels of objects in which what need not be there is there.
        turn: which of several equally good choices is taken.
    """

    told: bool
    full: int
    turn: int = 0


WAYS = (
    Way(told=True, full=3),
    Way(told=True, full=1),
    Way(told=True, full=0),
    Way(told=False, full=3),
    Way(told=False, full=1),
    Way(told=False, full=0),
    *(Way(told=False, full=0, turn=turn) for turn in range(1, 6)),
)
