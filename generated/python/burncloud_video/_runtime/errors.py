"""Every exception that a client raises; all share `APIError`.

APIError
├── StatusError                an answer that is no success; a class by status below it
│   └── LinkExpired            the address of a result that can be had there no more
├── UnexpectedResponse         a success whose body is not what the document declares
├── InvalidWebhook             a body that arrived by itself and is not what the document declares
│   └── InvalidSignature       … or was not sent by whom it should be
├── ResponseTooLarge           an answer with more bytes than the caller wants
├── ConnectionFailed           no whole answer
│   └── RequestTimeout         … within the time allowed
├── OutcomeUnknown             a call that may have been billed; `__cause__` is one of the above
└── TaskError                  a slow task that gave no result
    ├── TaskFailed
    └── TaskTimeout
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from .headers import Headers
from .hiding import printable

if TYPE_CHECKING:
    from .task_state import TaskState
    from .transport import Sent

E = TypeVar("E", bound=Exception)
H = TypeVar("H", bound=Headers)

TEXT_LIMIT = 2000
"""Characters of an answer that an exception shows."""


def public(kind: type[E]) -> type[E]:
    """Call a class by the module from which users have it, so that tracebacks do not show ours."""
    package, runtime, name = kind.__module__.rpartition("._runtime.")
    kind.__module__ = f"{package}.{name}" if runtime else name
    return kind


@public
class APIError(Exception):
    """A call did not give what it should.

    Attributes:
        message: what went wrong, in one line; never holds a credential, nor what a terminal would obey.
        method, url: the request, the address without its query.
        status: status of the answer, None if none came.
        raw: the answer as parsed JSON, as text where it is no JSON, None if none came.
        body: the error object as the document types it; see `StatusError`.
        request_id: by which the server knows the request, where it says so.
    """

    message: str = ""
    method: str = ""
    url: str = ""
    status: int | None = None
    raw: Any = None
    body: Any = None
    request_id: str | None = None
    retry_after: float | None = None
    text: str = ""

    def __init__(self, message: str = "", **details: Any) -> None:
        self.message = printable(message)
        super().__init__(self.message)
        self.__dict__.update(details)
        self.text = cut(self.text)

    @property
    def headers(self) -> Headers:
        """Header fields of the answer; none where none came."""
        return self._fields(Headers)

    def _fields(self, kind: type[H]) -> H:
        """The header fields as a class that types those that the document declares."""
        found = self.__dict__.get("headers")
        return kind(found.pairs() if isinstance(found, Headers) else ())

    def __str__(self) -> str:
        known = printable(self.request_id or "")
        if not known or known in self.message:
            return self.message
        return f"{self.message} (request id {known})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.__dict__ | {"__cause__": self.__cause__})


def _restored(kind: type[APIError], state: Mapping[str, Any]) -> APIError:
    """Build an exception anew from its pickled state."""
    details = {
        key: value
        for key, value in state.items()
        if key not in ("message", "__cause__")
    }
    error = kind(state["message"], **details)
    error.__cause__ = state["__cause__"]
    return error


def cut(text: str, limit: int = TEXT_LIMIT) -> str:
    """The beginning of a text, with a note of how much is missing."""
    if len(text) <= limit:
        return text
    return f"{text[:limit]}… ({len(text) - limit} more characters)"


@public
class StatusError(APIError):
    """An answer whose status is no success.

    `body` is the error object that the document declares. Where the answer does not fit the declaration, `body` holds
    the declared fields that were found and None for the rest; `raw` and `text` always hold the answer itself.
    """


class BadRequestError(StatusError):
    """400: the server does not understand the request or finds it invalid."""


class AuthenticationError(StatusError):
    """401: the credential is missing or not accepted."""


class PermissionDeniedError(StatusError):
    """403: the credential does not allow this."""


class NotFoundError(StatusError):
    """404: there is no such thing."""


class ConflictError(StatusError):
    """409: the request does not go with the present state."""


class UnprocessableEntityError(StatusError):
    """422: the request is well-formed, its content is not accepted."""


class RateLimitError(StatusError):
    """429: too many requests; `retry_after` says how long to wait where the server says so."""


class InternalServerError(StatusError):
    """5xx: the server failed."""


@public
class LinkExpired(StatusError):
    """The address of a result has expired, or nothing is there any more; ask for the task's state to get a new one."""


@public
class UnexpectedResponse(APIError):
    """A success whose body is not what the document declares.

    Attributes:
        content: the body as it came.
        task_id: id of the task that was started, where one can be read from the answer.
    """

    content: bytes = b""
    task_id: str | None = None


@public
class InvalidWebhook(APIError):
    """The body of a webhook or a callback is not what the document declares; `content` is the body as it came."""

    content: bytes = b""


@public
class InvalidSignature(InvalidWebhook):
    """A webhook or a callback is not signed by a known key, or was signed too long ago; its body was not read."""


@public
class ResponseTooLarge(APIError):
    """An answer has more bytes than `max_response_bytes`; reading was stopped."""


@public
class ConnectionFailed(APIError):
    """No whole answer came.

    Attributes:
        sent: "no" where nothing can have reached the server, else "maybe".
    """

    sent: Sent = "maybe"


@public
class RequestTimeout(ConnectionFailed):
    """No whole answer came in time; `phase` is connect, read, write, pool or total."""

    phase: str = ""


@public
class OutcomeUnknown(APIError):
    """The call may have been carried out and billed, though no good answer came back; it was not repeated.

    `__cause__` is the error itself. Before calling once more, find out from the server (by `request_id` and `task_id`
    where they are known, else by the list of recent work) whether the first call was carried out.

    Attributes:
        task_id: id of the task that was started, where one can be read from the answer.
    """

    task_id: str | None = None


@public
class TaskError(APIError):
    """A slow task gave no result.

    Attributes:
        id: the task's id, with which it can be waited for once more.
        task: the task as it was seen last, None if it was not seen at all.
    """

    id: str = ""
    task: TaskState[Any] | None = None


@public
class TaskFailed(TaskError):
    """The server says that the task failed; `task` is the parsed task, `body` its error object if it has one."""


@public
class TaskTimeout(TaskError):
    """The deadline passed before the task ended; it may still be running, and may be billed."""


BY_STATUS: Mapping[int, type[StatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def class_for(status: int) -> type[StatusError]:
    """The exception class of a status that the document says nothing about."""
    if status >= 500:
        return InternalServerError
    return BY_STATUS.get(status, StatusError)
