"""What the mock remembers while it runs: the only part of it that changes."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import field
from typing import Any

from generator.ir.model import Operation
from generator.mock.faults import Fault
from generator.mock.wire import Incoming, Reply
from generator.records import dataclass

_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that arrived, and what came of it.

    Attributes:
        operation: the operationId, or method and path; "" where the request led to none.
        billed: whether it was counted as billed.
        fault: name of the fault that it met, "" for none.
        body: the body as a value, as far as the mock could read it.
    """

    incoming: Incoming
    operation: str
    status: int
    billed: bool = False
    fault: str = ""
    body: Any = None


@dataclass(slots=True)
class Running:
    """A task.

    Attributes:
        start: the operation that started it.
        states: answers to those who look, in their order; the last one stays.
        began: on the clock of the server, in seconds.
        looks: how often somebody looked.
    """

    id: str
    start: Operation
    states: tuple[Any, ...]
    began: float
    faults: tuple[Fault, ...] = ()
    looks: int = 0


@dataclass(slots=True)
class Ledger:
    """Everything that changes.

    Attributes:
        billed: accepted requests to operations that may be billed, by operation.
        spent: how often each fault came to pass.
        kept: answers by idempotency key.
        gone: paths of what was deleted.
        asked: faults that were asked for at the admin address.
    """

    billed: Counter[str] = field(default_factory=Counter[str])
    requests: deque[Seen] = field(default_factory=lambda: deque[Seen](maxlen=_KEPT))
    tasks: dict[str, Running] = field(default_factory=dict[str, Running])
    spent: Counter[Fault] = field(default_factory=Counter[Fault])
    kept: dict[tuple[str, str], Reply] = field(
        default_factory=dict[tuple[str, str], Reply]
    )
    gone: set[str] = field(default_factory=set[str])
    asked: tuple[Fault, ...] = ()
    started: int = 0

    def reset(self) -> None:
        """Forget everything."""
        self.billed.clear()
        self.requests.clear()
        self.tasks.clear()
        self.spent.clear()
        self.kept.clear()
        self.gone.clear()
        self.asked = ()
        self.started = 0

    def due(
        self, wanted: tuple[Fault, ...], names: tuple[str, ...]
    ) -> tuple[Fault, ...]:
        """The faults, of those that are wanted, that this request meets; each is counted.

        Args:
            names: what the request's operation is called.
        """
        found: list[Fault] = []
        for one in wanted:
            if one.operation and one.operation not in names:
                continue
            if one.times is not None and self.spent[one] >= one.times:
                continue
            self.spent[one] += 1
            found.append(one)
        return tuple(found)
