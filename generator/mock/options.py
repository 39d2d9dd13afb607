"""What a user wishes of a mock: one frozen value, made by the command line or by a test."""

from __future__ import annotations

from generator.mock.faults import Fault
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How the mock answers.

    Attributes:
        profile: name of a profile of the document (`x-specloom-profiles`); "" is the first that it names.
        seed: of everything that is made up; the same seed gives the same answers.
        task_seconds: seconds that a task takes; 0 moves it one state further with every look.
        token: the only credential that is accepted; "" accepts any that has the declared form.
        faults: what goes wrong without being asked for by a request.
        slow: seconds that the fault `slow` waits.
        largest: bytes of a request's body beyond which it is refused.
    """

    profile: str = ""
    seed: int = 0
    task_seconds: float = 0.0
    token: str = ""
    faults: tuple[Fault, ...] = ()
    slow: float = 60.0
    largest: int = 64 << 20
