"""Answers about a slow task in; its state, and how long to wait before the next look, out: no sockets here."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Generic, Literal, TypeAlias, TypeVar
from urllib.parse import urljoin

from .decoding import readable
from .errors import (
    APIError,
    ConnectionFailed,
    InternalServerError,
    LinkExpired,
    OutcomeUnknown,
    RateLimitError,
    StatusError,
    TaskFailed,
    TaskTimeout,
    UnexpectedResponse,
)
from .failures import outcome_unknown
from .headers import Headers
from .hiding import printable, without_secrets
from .omit import omit
from .operation import Operation, TaskSpec
from .pointer import first
from .results import RawResponse, task_id_in
from .retry import retry_after
from .settings import RequestOptions, Settings, timeout_of
from .transport import Request

T = TypeVar("T")
E = TypeVar("E")

_LONGEST = 86_400.0
"""Seconds, a day: a hint of more is none."""

_SOONEST = 1.0
"""Seconds between two looks where the server asks for no pause."""

State: TypeAlias = Literal["pending", "succeeded", "failed"]


class TaskState(Generic[T]):
    """A slow task as it was seen last.

    Attributes:
        id: with which the task can be waited for, now or by another process.
        state: pending until the server says that the task has succeeded or failed.
        status: the server's own word, None before the first look.
        result_url: where the result can be had, None while there is none.
        error: what the server says about a failure.
        progress: what the server says about how far the task is.
        hint: seconds after which the server wants to be asked again, None where it does not say.
        fresh: the task was started just now, so that its first look can wait.
        raw: the last answer as parsed JSON.
    """

    def __init__(
        self, spec: TaskSpec[T], id: str, options: RequestOptions | None = None
    ) -> None:
        self.spec = spec
        self.options = options
        self.fresh = False
        self.id = id
        self.state: State = "pending"
        self.status: str | None = None
        self.result_url: str | None = None
        self.error: Any = None
        self.progress: Any = None
        self.hint: float | None = None
        self.raw: Any = None
        self.headers = Headers()
        self._data: tuple[T, ...] = ()
        self._misfit: UnexpectedResponse | None = None
        self._warned: frozenset[str] = frozenset()
        self._asked: Request | None = None

    @property
    def data(self) -> T:
        """The last answer as the document types it.

        Raises:
            UnexpectedResponse: it is not what the document declares; `raw` has it.
            ValueError: the task was not looked at yet.
        """
        if self._misfit is not None:
            raise self._misfit
        if not self._data:
            raise ValueError("the task was not looked at yet: call refresh() or wait()")
        return self._data[0]

    def watching(self, settings: Settings) -> Settings:
        """Settings for a look: its request is remembered, as its secrets may stand in what the server says."""

        def remember(request: Request, _status: int, _headers: Headers) -> None:
            self._asked = request

        return replace(settings, on_response=(*settings.on_response, remember))

    def told(self, text: str) -> str:
        """A text about the task as it may be shown: without secrets, in one line."""
        asked = self._asked
        return printable(text if asked is None else without_secrets(text, asked))

    def see(self, response: RawResponse[T]) -> None:
        """Take over what an answer says."""
        kind = response.headers.get("content-type", "")
        self._data, self._misfit = (response.data,), None
        self._judge(readable(response.content, kind), response.headers)

    def glimpse(self, error: UnexpectedResponse) -> bool:
        """Take over what can be told of an answer that does not fit; False where it names no status."""
        if first(error.raw, self.spec.status) is None:
            return False
        self._data, self._misfit = (), error
        self._judge(error.raw, error.headers)
        return True

    def _judge(self, raw: Any, headers: Headers) -> None:
        spec = self.spec
        word = first(raw, spec.status)
        status = str(word) if isinstance(word, str | int | float) else None
        folded = (status or "").casefold()
        self.state = "pending"
        if folded in {known.casefold() for known in spec.succeeded}:
            self.state = "succeeded"
        elif folded in {known.casefold() for known in spec.failed}:
            self.state = "failed"
        elif not status or (
            spec.pending and folded not in {known.casefold() for known in spec.pending}
        ):
            self._warn(status or "")
        result = first(raw, spec.result)
        self.status, self.raw, self.headers = status, raw, headers
        self.result_url = result if isinstance(result, str) and result else None
        self.error, self.progress = first(raw, spec.error), first(raw, spec.progress)
        self.hint = _seconds(first(raw, spec.interval))

    def _warn(self, word: str) -> None:
        """Say once of a word that the document does not know it."""
        if word in self._warned:
            return
        self._warned |= {word}
        said = f"the status {word[:100]!r} is unknown" if word else "no status is named"
        message = self.told(f"task {self.id}: {said}")
        logging.getLogger(__package__).warning(
            "%s; the task is taken for pending", message
        )

    def result_address(self, base: str) -> str:
        """The address of the result.

        Args:
            base: the client's own address, for a result's that is relative to it.

        Raises:
            ValueError: there is none.
        """
        address = urljoin(base, self.result_url) if self.result_url else ""
        if not address.lower().startswith(("http://", "https://")):
            word = self.status or "unknown"
            message = f"task {self.id} has no address of a result: it is {word}"
            raise ValueError(self.told(message))
        return address

    @staticmethod
    def _open(engine: E | None) -> E:
        if engine is None:
            raise ValueError(
                "a task that was unpickled has no client: wait for its id with one"
            )
        return engine

    def __getstate__(self) -> dict[str, Any]:
        # Connections, and the lazy types of the descriptor, cannot travel.
        dropped = {"_engine": None, "_asked": None, "options": None, "spec": None}
        return self.__dict__ | {name: None for name in dropped if name in self.__dict__}

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.id!r}, state={self.state!r}, status={self.status!r})"


def looking(options: RequestOptions | None) -> RequestOptions | None:
    """What a caller's options say about the later looks."""
    if options is None:
        return None
    kept: RequestOptions = {}
    if "timeout" in options:
        kept["timeout"] = options["timeout"]
    if "headers" in options:
        kept["headers"] = options["headers"]
    if "retries" in options:
        kept["retries"] = options["retries"]
    return kept


def arguments_of(spec: TaskSpec[Any], task_id: str) -> tuple[object, ...]:
    """The arguments with which the task's state is asked for."""
    count = len(spec.poll.parameters)
    return tuple(
        task_id if place == spec.poll_parameter else omit for place in range(count)
    )


def started_id(operation: Operation[Any], outcome: RawResponse[Any] | APIError) -> str:
    """The id of the task that was started.

    Raises:
        APIError: the outcome itself, if it is no answer that holds an id.
    """
    if isinstance(outcome, RawResponse):
        found = task_id_in(operation, outcome.content)
        if found is not None:
            return found
        message = "the answer names no task, so its end cannot be waited for"
        details = {
            "status": outcome.status,
            "headers": outcome.headers,
            "content": outcome.content,
        }
        error = UnexpectedResponse(message, **details)
        if operation.retry.billed:
            raise outcome_unknown(error) from error
        raise error
    if (
        isinstance(outcome, UnexpectedResponse | OutcomeUnknown)
        and outcome.task_id is not None
    ):
        return outcome.task_id
    raise outcome


def tolerable(error: APIError) -> bool:
    """Tell whether a look that failed may be followed by another: what has gone wrong is likely to pass."""
    passing = (
        ConnectionFailed | InternalServerError | RateLimitError | UnexpectedResponse
    )
    return isinstance(error, passing) or error.status in (408, 425)


def _seconds(hint: Any) -> float | None:
    """A server's hint as a number of seconds; None of what is none."""
    try:
        seconds = float(hint) if isinstance(hint, int | float | str) else -1.0
    except (ValueError, OverflowError):
        return None
    return seconds if 0 <= seconds <= _LONGEST else None


class Waiting(Generic[T]):
    """The course of waiting for a task: when to look next, and when it is over."""

    def __init__(
        self, task: TaskState[T], settings: Settings, deadline: float | None
    ) -> None:
        self._task = task
        self._clock = settings.clock
        self._start = settings.clock.now()
        self._deadline = task.spec.deadline if deadline is None else deadline
        self._seen: tuple[object, object] = (None, None)
        self._looked = False
        self._missed: APIError | None = None
        self._usual = settings.timeout

    def over(self) -> bool:
        """Tell whether the task has succeeded.

        Raises:
            TaskFailed: it has failed.
            TaskTimeout: the deadline has passed.
        """
        task = self._task
        match task.state:
            case "succeeded":
                return True
            case "failed":
                said = (
                    task.error
                    if isinstance(task.error, str)
                    else first(task.error, ("/message",))
                )
                message = task.told(f"task {task.id} failed: {said or task.status}")
                raise TaskFailed(
                    message, id=task.id, task=task, body=task.error, raw=task.raw
                )
            case "pending":
                pass
        if self._looked and self._elapsed() >= self._deadline:
            message = (
                f"task {task.id} has not ended after {self._deadline:g} s (status: {task.status});"
                " it may still be running, and may be billed: wait for its id to go on"
            )
            raise TaskTimeout(
                task.told(message), id=task.id, task=task, raw=task.raw
            ) from self._missed
        return False

    def pause(self) -> float:
        """Seconds until the next look: what the server asks for, else the schedule with a little chance in it."""
        first_look, self._looked = not self._looked, True
        elapsed = self._elapsed()
        left = max(0.0, self._deadline - elapsed)
        if first_look:
            return min(self._task.spec.first, left) if self._task.fresh else 0.0
        asked = retry_after(self._headers(), self._clock)
        if self._missed is None and self._task.hint is not None:
            asked = self._task.hint
        self._missed = None
        every = self._scheduled(elapsed)
        if asked is not None:
            # A server that asks for no pause at all would be asked as fast as it answers.
            every = asked or min(every, _SOONEST)
        return min(every * (1 + self._clock.chance() / 10), left)

    def options(self) -> RequestOptions:
        """What the next look is made with: it may not last beyond the deadline, but for a second."""
        given: RequestOptions = self._task.options or {}
        usual = timeout_of(given.get("timeout", self._usual), self._usual)
        left = max(1.0, self._deadline - self._elapsed())
        total = left if usual.total is None else min(left, usual.total)
        return {**given, "timeout": replace(usual, total=total)}

    def missed(self, error: APIError) -> None:
        """A look failed; raises the error where another look would be of no use."""
        if isinstance(error, UnexpectedResponse) and self._task.glimpse(error):
            return
        if not tolerable(error):
            raise error
        self._missed = error

    def changed(self) -> bool:
        """Tell whether status or progress are others than before."""
        before, self._seen = self._seen, (self._task.status, self._task.progress)
        return before != self._seen

    def _headers(self) -> Headers:
        if self._missed is not None:
            return self._missed.headers
        return self._task.headers

    def _scheduled(self, elapsed: float) -> float:
        for every, until in self._task.spec.steps:
            if until is None or elapsed < until:
                return every
        return self._task.spec.steps[-1][0] if self._task.spec.steps else 5.0

    def _elapsed(self) -> float:
        return self._clock.now() - self._start


@contextmanager
def noted(task: TaskState[Any]) -> Generator[None, None, None]:
    """Whatever ends the waiting, Ctrl-C and cancellation too, names the task that may still be running."""
    try:
        yield
    except (TaskFailed, TaskTimeout):
        raise
    except BaseException as error:
        refused = isinstance(error, StatusError) and not tolerable(error)
        error.add_note(
            task.told(f"while waiting for task {task.id}")
            if refused
            else task.told(
                f"task {task.id} may still be running; wait for its id to go on"
            )
        )
        vars(error)["task_id"] = task.id
        raise


@contextmanager
def renewing(expired: LinkExpired) -> Generator[None, None, None]:
    """Where no new address of a result can be had, it is the old one's end that counts."""
    try:
        yield
    except (APIError, ValueError) as error:
        raise expired from error
