"""Operations that start slow work and the clock go in; tasks with their states come out (`x-specloom-task`)."""

from __future__ import annotations

import math
import posixpath
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from generator.ir.model import Operation, Task
from generator.jsonvalues import is_object
from generator.mock.answer import (
    Unanswerable,
    answered,
    made,
    response_of,
    success_status,
)
from generator.mock.examples import samples, shown
from generator.mock.faults import Fault
from generator.mock.ledger import Ledger, Running
from generator.mock.media import wanted
from generator.mock.places import everywhere, first, leads, placed
from generator.mock.served import Served

RESULTS = "/__mock__/results"
"""Below this path lie the results of tasks."""
UNHEARD = "a_word_that_nobody_knows"
_PENDING = ("queued", "pending", "processing", "running", "in_progress", "submitted")


def started(
    served: Served,
    ledger: Ledger,
    operation: Operation,
    value: Any,
    faults: tuple[Fault, ...],
    now: float,
) -> Any:
    """Take down a new task; the answer of its start with the task's own id."""
    task = operation.task
    poll = served.operations.get(task.poll) if task else None
    if task is None or poll is None:
        return value
    shown = first(value, task.task_id)[1]
    ledger.started += 1
    id = new_id(served, poll, task, shown, ledger.started)
    taken_for = {str(shown), *example_ids(served, poll, task)}
    states = states_of(served, poll, task, faults)
    ledger.tasks[str(id)] = Running(
        str(id),
        operation,
        tuple(renamed(state, taken_for, id) for state in states),
        now,
        faults,
    )
    return renamed(value, taken_for, id)


def known(
    served: Served, ledger: Ledger, poll: Operation, id: str, now: float
) -> Running | None:
    """The task of an id; one that the document shows as an example starts when it is first asked about."""
    if id in ledger.tasks:
        return ledger.tasks[id]
    for start in served.starts.get(poll.id, ()):
        if start.task is not None and id in example_ids(served, poll, start.task):
            states = states_of(served, poll, start.task, ())
            ledger.tasks[id] = Running(id, start, states, now)
            return ledger.tasks[id]
    return None


def looked(running: Running, now: float, task_seconds: float) -> tuple[Any, float]:
    """The state of a task, and the seconds until the next one; 0 where the task is done.

    Args:
        task_seconds: that a task takes; 0 moves it one state further with every look.
    """
    last = len(running.states) - 1
    if task_seconds <= 0:
        index = min(running.looks, last)
        running.looks += 1
        return running.states[index], 0.0
    running.looks += 1
    each = task_seconds / max(last, 1)
    elapsed = now - running.began
    index = min(int(elapsed / each), last) if elapsed < task_seconds else last
    return running.states[index], 0.0 if index == last else (index + 1) * each - elapsed


def hint(seconds: float) -> str:
    """Seconds as Retry-After has them (RFC 9110, section 10.2.3)."""
    return str(max(math.ceil(seconds), 0))


# --------------------------------------------------------------------------------------------------------------- ids


def new_id(served: Served, poll: Operation, task: Task, shown: Any, number: int) -> Any:
    """An id for a task, of the kind that the document shows and that the operation that polls accepts."""
    parameter = next(
        (one for one in poll.parameters if one.wire == task.poll_parameter), None
    )
    choices: list[Any] = [
        f"task_{number}",
        f"{number:08d}-0000-4000-8000-000000000000",
        number,
    ]
    if isinstance(shown, int) and not isinstance(shown, bool):
        choices.insert(0, number)
    if isinstance(shown, str) and shown:
        tail = str(number)
        choices += [shown[: len(shown) - len(tail)] + tail, shown]
    for one in choices:
        if parameter is None or served.judge.fits(parameter.id, one):
            return one
    return shown if shown is not None else choices[0]


def example_ids(served: Served, poll: Operation, task: Task) -> set[str]:
    """The ids that the document shows for the parameter that takes one."""
    parameter = next(
        (one for one in poll.parameters if one.wire == task.poll_parameter), None
    )
    if parameter is None:
        return set()
    found = [one.value for one in samples(served.document, parameter.id)]
    return {str(one) for one in found if isinstance(one, str | int)}


def renamed(value: Any, old: set[str], new: Any) -> Any:
    """A value in which every id of an example is the task's own."""

    def change(one: Any) -> Any:
        return (
            new
            if isinstance(one, str | int)
            and not isinstance(one, bool)
            and str(one) in old
            else one
        )

    return everywhere(value, change)


# ------------------------------------------------------------------------------------------------------------ states


def states_of(
    served: Served, poll: Operation, task: Task, faults: tuple[Fault, ...]
) -> tuple[Any, ...]:
    """The answers that a task goes through: those that are pending, then the end."""
    names = {one.name for one in faults}
    shown = list(_shown(served, poll))
    ends = task.failed if "task-failed" in names else task.succeeded
    pending = [one for one in shown if not _ended(task, one)]
    end = next((one for one in shown if _word(task, one) in _folded(ends)), None)
    if end is None or not pending:
        base = shown[0] if shown else _made(served, poll)
        pending = pending or _worded(served, poll, task, base, _PENDING)
        end = (
            end
            if end is not None
            else (_worded(served, poll, task, base, ends) or [base])[0]
        )
    if "unknown-status" in names:
        pending = [_with_word(task, one, UNHEARD) for one in pending]
    return (*pending, end)


def _shown(served: Served, poll: Operation) -> Iterable[Any]:
    """The examples of the answer, in the profile's order; all of them where the profile names none."""
    played = answered(served, poll, "success")
    response = response_of(poll, success_status(poll, played.status))
    content = wanted(response.contents, "application/json") if response else None
    if content is None:
        return []
    found = {
        one.name: one.value
        for one in shown(served.document, served.api, content)
        if one.text is None
    }
    if played.examples:
        return [found[name] for name in played.examples if name in found]
    return found.values()


def _made(served: Served, poll: Operation) -> Any:
    response = response_of(poll, success_status(poll, 200))
    content = wanted(response.contents, "application/json") if response else None
    if content is None:
        return {}
    try:
        return made(served, poll, content, 200)
    except Unanswerable:
        return {}


def _folded(words: Iterable[str]) -> set[str]:
    return {word.casefold() for word in words}


def _word(task: Task, value: Any) -> str:
    found = first(value, task.status)[1]
    return found.casefold() if isinstance(found, str) else ""


def _ended(task: Task, value: Any) -> bool:
    return _word(task, value) in _folded((*task.succeeded, *task.failed))


def _with_word(task: Task, value: Any, word: str) -> Any:
    """The answer with another status word, where it has one."""
    pointer, found = first(value, task.status)
    if found is None:
        pointer = next(
            (one for one in task.status if leads(value, one.rpartition("/")[0])),
            task.status[0],
        )
    return placed(value, pointer, word) if is_object(value) else value


def unheard(running: Running, value: Any) -> Any:
    """The state with a status word that the document does not know."""
    return (
        _with_word(running.start.task, value, UNHEARD) if running.start.task else value
    )


def _worded(
    served: Served, poll: Operation, task: Task, base: Any, words: Iterable[str]
) -> list[Any]:
    """The answer with the first of the words that its schema lets stand there."""
    response = response_of(poll, success_status(poll, 200))
    content = wanted(response.contents, "application/json") if response else None
    made = [_with_word(task, base, word) for word in words]
    fitting = [
        one for one in made if content is None or served.judge.fits(content.id, one)
    ]
    return (fitting or made)[:1]


# ----------------------------------------------------------------------------------------------------------- results


def with_result(value: Any, running: Running, origin: str) -> Any:
    """The answer with the address of a result that lies on the mock, where it has one."""
    task = running.start.task
    if task is None:
        return value
    for pointer in task.result:
        found = first(value, [pointer])[1]
        if isinstance(found, str) and found:
            value = placed(value, pointer, result_address(running.id, found, origin))
    return value


def result_address(id: str, shown: str, origin: str) -> str:
    """The address on the mock that stands for one of the document's, with its file name."""
    try:
        name = posixpath.basename(urlsplit(shown).path)
    except ValueError:
        name = ""
    return f"{origin}{RESULTS}/{quote(id, safe='')}/{quote(unquote(name) or 'result', safe='')}"
