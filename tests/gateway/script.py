"""What the gateway is to answer: scripts of answers, and the answers that its documents and its users tell of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

Payload: TypeAlias = "bytes | Callable[[str], Any] | Any"
"""Bytes as they are, a JSON value, or a function from the task's id to a JSON value."""

TOKEN = "sk-test"
TASK = "task_9f2c1d7a"


@dataclass(frozen=True)
class Answer:
    """One answer.

    Attributes:
        delay: seconds before its first byte.
        pause: seconds between the pieces of the body, of which there are four.
        cut: where the connection breaks: before the first byte, or in the middle of the body.
        accepts: a POST that gets this answer has started a task, which is billed; None: if the status is 2xx.
    """

    status: int = 200
    body: Payload = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    pause: float = 0.0
    cut: Literal["", "before", "within"] = ""
    accepts: bool | None = None

    @property
    def billed(self) -> bool:
        return 200 <= self.status < 300 if self.accepts is None else self.accepts


def started(status: int = 200) -> Answer:
    """Return the answer to a POST that started a task: observed with 200, documented upstream with 201."""

    def body(task: str) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "id": task,
            "task_id": task,
            "object": "video",
            "model": "kling-v1",
        }
        answer |= {"status": "queued", "created_at": 1755062400}
        return answer | ({"progress": 0} if status == 200 else {})

    return Answer(status, body)


def flat(status: str, **more: Any) -> Answer:
    """Return the state of a task in the documented shape."""
    return Answer(200, lambda task: {"task_id": task, "status": status, **more})


def envelope(status: str, **more: Any) -> Answer:
    """Return the state of a task in the observed shape, wrapped in `data`."""

    def body(task: str) -> dict[str, Any]:
        data: dict[str, Any] = {
            "task_id": task,
            "status": status,
            "progress": "30%",
            "fail_reason": "",
        }
        data |= {"result_url": "", "submit_time": 1755062400, "start_time": 0}
        return {
            "code": "success",
            "message": "",
            "data": {**data, "finish_time": 0, **more},
        }

    return Answer(200, body)


def documented(
    status: int, message: str = "wrong", param: str = "", code: Any = None
) -> Answer:
    """Return an error as the published page shows it."""
    kind = "invalid_request_error" if status < 500 else "server_error"
    body = {"code": code, "message": message, "param": param, "type": kind}
    return Answer(status, body, {"X-Oneapi-Request-Id": "req-1"})


def nested(status: int, message: str = "Invalid token", code: Any = "") -> Answer:
    """Return an error as authentication and routing answer it."""
    error = {"message": message, "type": "new_api_error", "param": "", "code": code}
    return Answer(status, {"error": error}, {"X-Oneapi-Request-Id": "req-1"})


def refused(status: int, code: Any, message: str = "refused") -> Answer:
    """Return an error as the task layer answers it."""
    body = {"code": code, "message": message, "data": None}
    return Answer(status, body, {"X-Oneapi-Request-Id": "req-1"})


def busy(retry_after: str = "") -> Answer:
    """Return a 429: nothing was started. The wait that it asks for is seconds or a date, or is left out."""
    answer = nested(429, "Too many requests", "rate_limit_exceeded")
    wait = {"Retry-After": retry_after} if retry_after else {}
    return replace(answer, headers={**answer.headers, **wait})


def failed_after_acceptance() -> Answer:
    """Return the 500 of a gateway whose vendor has taken the task, and the money, already."""
    return replace(documented(500, "upstream answered badly"), accepts=True)


def cut(*, accepts: bool, within: bool = False) -> Answer:
    """Return a connection that breaks: before the first byte of an answer, or within its body."""
    return replace(started(), cut="within" if within else "before", accepts=accepts)


UNKNOWN = refused(400, "task_not_exist", "task_not_exist")
"""Observed; the documents tell of a 404."""


@dataclass(frozen=True)
class Script:
    """What a gateway answers.

    Attributes:
        starts: to one POST after another; the last answer repeats.
        states: to one look at a task after another, for each task from the beginning; the last repeats.
        unknown: to a look at a task that was never started.
        token: what a request to the API must bring.
        tasks: tasks that were started before the test.
        files: path -> what a GET of it answers, without a token; for results.
    """

    starts: tuple[Answer, ...] = (started(),)
    states: tuple[Answer, ...] = (
        flat("queued"),
        flat("succeeded", url="https://media.example/moon.mp4", format="mp4"),
    )
    unknown: Answer = UNKNOWN
    token: str = TOKEN
    tasks: frozenset[str] = frozenset({TASK})
    files: Mapping[str, Answer] = field(default_factory=dict)
