"""What the extensions say of an operation or of all answers: tasks, retries, profiles, and where errors stand."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from generator.ir.types import Pointer
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class PollStep:
    """Look every `every` seconds until `until` seconds after the start (None: to the end)."""

    every: float
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """The task extension of an operation that starts slow work (`x-specloom-task`).

    The pointers are JSON pointers (RFC 6901, no leading '#') into an answer, tried in order; the first that resolves
    to something other than null is taken.

    Attributes:
        poll: id of the operation that tells the state.
        poll_parameter: wire name of the path or query parameter of `poll` that takes the task's id.
        task_id: where the id stands in the answer that started the task.
        status, result, error, progress: where these stand in an answer of `poll` (or of the start).
        succeeded, failed: status words; compared without case. Any other word means that the task still runs.
        pending: words that are known to mean that the task still runs; with them, others are known to be unknown.
        interval: where the server says after how many seconds it wants to be asked again.
        first: seconds before the first look.
        steps: the schedule of the later looks.
        deadline: seconds after which waiting ends when the caller names no deadline.
    """

    id: Pointer
    poll: Pointer
    poll_parameter: str
    task_id: tuple[str, ...]
    status: tuple[str, ...]
    succeeded: tuple[str, ...]
    failed: tuple[str, ...]
    result: tuple[str, ...] = ()
    error: tuple[str, ...] = ()
    progress: tuple[str, ...] = ()
    interval: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    first: float = 2.0
    steps: tuple[PollStep, ...] = ()
    deadline: float = 600.0


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """The retry extension of an operation (`x-specloom-retry`).

    Attributes:
        billed: a request that arrived may cost money, whatever came back.
        refused: statuses that say for certain that nothing was started, hence safe to repeat.
        idempotency_header: header that makes a repetition safe; empty where the API has none.
        max_retries: repetitions after the first try; None leaves it to the client.
    """

    id: Pointer
    billed: bool = False
    refused: tuple[int, ...] = ()
    idempotency_header: str = ""
    max_retries: int | None = None


SITUATIONS: Mapping[str, int] = MappingProxyType(
    {
        "success": 200,
        "invalid": 400,
        "unauthorized": 401,
        "forbidden": 403,
        "notFound": 404,
        "tooManyRequests": 429,
        "serverError": 500,
    }
)
"""The situations that a profile speaks of, and the status that each usually has."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server answers in one situation: a status, and names of the response's examples in order of use."""

    status: int
    examples: tuple[str, ...] = ()


Profile: TypeAlias = Mapping[str, Answered]
"""By situation, how one kind of server answers (`x-specloom-profiles`)."""


Step: TypeAlias = Literal["cursor", "offset", "page", "link"]


@dataclass(frozen=True, slots=True)
class Pagination:
    """The pagination extension of an operation that answers page by page (`x-specloom-pagination`).

    Attributes:
        items: pointers to the array of items in an answer.
        step: how the next page is asked for.
        parameter: wire name of the query parameter that changes from page to page; empty for "link".
        next: pointers to the next cursor, or to the next page's address; empty for "link" means the Link header.
        more: pointers to what is false where no page follows.
        first: number of the first page, or offset of the first item.
    """

    id: Pointer
    items: tuple[str, ...]
    step: Step
    parameter: str = ""
    next: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    first: int = 0


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature extension of a webhook or a callback (`x-specloom-signature`): a request tells by it who sent it.

    Attributes:
        tolerance: seconds by which the time of sending may differ from the receiver's.
    """

    id: Pointer
    scheme: Literal["standard-webhooks"]
    tolerance: float = 300.0


@dataclass(frozen=True, slots=True)
class ErrorShape:
    """Where the error object stands in an answer (`x-specloom-error` at the root of the document): pointers, in order.

    "" is the whole answer; the first that resolves to an object is taken. `schema` is the pointer of the error object's
    schema, "" where an answer's own schema describes it. `message`, `code` and `request_id_headers` tell where those
    are found in the error object and among the headers.
    """

    at: tuple[str, ...] = ("",)
    schema: Pointer = ""
    message: tuple[str, ...] = ("/message",)
    code: tuple[str, ...] = ("/code",)
    request_id_headers: tuple[str, ...] = ("x-request-id", "request-id")
