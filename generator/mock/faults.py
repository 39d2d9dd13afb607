"""The words of a fault go in, from a header, an option or the admin address; what is to go wrong comes out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from generator.diagnostics import suggest
from generator.records import dataclass

HEADER = "x-mock-fault"
"""The request header that asks for a fault."""

When: TypeAlias = Literal["before", "after", "task"]

FAULTS: Mapping[str, tuple[When, str]] = MappingProxyType(
    {
        "401-nested": ("before", "401 with the error object wrapped in a property"),
        "429": ("before", "429 without Retry-After"),
        "429-retry-after": (
            "before",
            "429 with Retry-After of `seconds`, 1 by default",
        ),
        "500-accepted": ("after", "500 although the request was accepted"),
        "slow": ("after", "the answer comes after `seconds`, 60 by default"),
        "drip": (
            "after",
            "the body comes in four pieces with `seconds` between them, 1 by default",
        ),
        "cut": ("after", "the connection breaks before the answer"),
        "truncated": (
            "after",
            "the connection breaks in the middle of the answer's body",
        ),
        "extra-keys": (
            "after",
            "every object of the answer has a key that the document does not know",
        ),
        "unknown-status": (
            "task",
            "a task that is not done has a status that the document does not know",
        ),
        "task-failed": ("task", "the task fails"),
        "redirect": ("task", "the result's address redirects to another origin"),
        "expired": ("task", "the result's address has expired: 403"),
    }
)
"""By its name, when a fault comes to pass and what it is. Any status from 400 to 599 is a fault as well."""

DEFAULTS: Mapping[str, float] = MappingProxyType(
    {"slow": 60.0, "drip": 1.0, "429-retry-after": 1.0}
)


class WrongFault(ValueError):
    """The words name no fault; says why."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that goes wrong.

    Attributes:
        name: a key of FAULTS, or a status.
        seconds: for the faults that take time.
        times: how many requests get it; None is all.
        operation: operationId, or "METHOD /path", of the operation that it is about; "" is any.
    """

    name: str
    seconds: float = 0.0
    times: int | None = None
    operation: str = ""

    @property
    def when(self) -> When:
        """Before the request is accepted, after it, or in the life of its task."""
        return FAULTS[self.name][0] if self.name in FAULTS else "before"

    @property
    def status(self) -> int:
        """The status that the fault answers, 0 where it leaves the answer's own."""
        head = self.name.partition("-")[0]
        return int(head) if head.isdigit() else 0


def fault(text: str) -> Fault:
    """One fault of its words: ``429-retry-after; seconds=2; times=1; operation=videos.create``.

    Raises:
        WrongFault: there is no such fault or parameter, or its value is wrong.
    """
    name, *rest = (piece.strip() for piece in text.split(";"))
    if name not in FAULTS and not (
        len(name) == 3 and name.isascii() and name.isdigit() and name[0] in "45"
    ):
        near = suggest(name, FAULTS)
        known = (
            f"did you mean {near!r}?"
            if near
            else f"there are {', '.join(FAULTS)}, and any status from 400 to 599"
        )
        raise WrongFault(f"there is no fault {name!r}; {known}")
    seconds, times, operation = DEFAULTS.get(name, 0.0), None, ""
    for piece in filter(None, rest):
        key, _, value = (word.strip() for word in piece.partition("="))
        match key:
            case "seconds":
                seconds = _seconds(value)
            case "times":
                times = _times(value)
            case "operation":
                operation = value
            case _:
                raise WrongFault(
                    f"the fault {name!r} has no parameter {key!r}; there are seconds, times and operation"
                )
    return Fault(name, seconds, times, operation)


def faults(text: str) -> tuple[Fault, ...]:
    """Several faults, with commas between them.

    Raises:
        WrongFault: one of them is wrong.
    """
    return tuple(fault(piece) for piece in text.split(",") if piece.strip())


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 86_400:
        raise WrongFault(f"seconds={value} is no number of seconds from 0 to 86400")
    return seconds


def _times(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise WrongFault(f"times={value} is no whole number")
    return int(value)
