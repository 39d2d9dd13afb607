"""A success in; its typed data together with status and headers out."""

from __future__ import annotations

from dataclasses import field
from typing import Any, Generic

from typing_extensions import TypeVar

from .decoding import Answer, declared, decode, matching, parsed
from .exchange import Exchange
from .failures import harmless, outcome_unknown, unexpected
from .headers import Headers
from .hiding import without_secrets
from .operation import Operation
from .pointer import first
from .values import Value

T = TypeVar("T")
H = TypeVar("H", bound=Headers, default=Headers)
D = TypeVar("D", bound=Headers)


class RawResponse(Value, Generic[T, H]):
    """A success as it came, beside its typed data.

    Attributes:
        headers: every header field as text; those that the document declares are attributes with their types too.
        content: the body; empty where `data` is a stream.
    """

    status: int
    headers: H
    data: T
    content: bytes = field(default=b"", repr=False)

    def declaring(self, headers: type[D]) -> RawResponse[T, D]:
        """The same with header fields that the document declares."""
        declared = headers(self.headers.pairs())
        return RawResponse(self.status, declared, self.data, self.content)


def raw_response(
    operation: Operation[T], exchange: Exchange, answer: Answer
) -> RawResponse[T]:
    """Read a success as the document declares it.

    Raises:
        UnexpectedResponse: it does not fit.
        OutcomeUnknown: it does not fit, and the call may have been billed.
    """
    replies = declared(operation.replies, answer.status)
    try:
        data: T = _data(operation, replies, answer)
    except ValueError as why:
        clock, sent = exchange.settings.clock, exchange.sent
        task_id = task_id_in(operation, answer.content)
        cause = harmless(why, sent)
        error = unexpected(exchange.api, sent, answer, clock, cause, task_id)
        error.__cause__ = cause
        if operation.retry.billed:
            shown_id = task_id and without_secrets(task_id, sent)
            raise outcome_unknown(error, task_id, shown_id) from error
        raise error from cause
    return RawResponse(answer.status, answer.headers, data, answer.content)


def task_id_in(operation: Operation[Any], content: bytes) -> str | None:
    """The id of the task that an answer says was started; None where none can be read."""
    if not operation.task_id:
        return None
    try:
        found = first(parsed(content), operation.task_id)
    except ValueError:
        return None
    return str(found) if isinstance(found, str | int) and found != "" else None


def stream_response(status: int, headers: Headers, stream: Any) -> RawResponse[Any]:
    """A success that is read member by member."""
    return RawResponse(status, headers, stream)


def _data(operation: Operation[Any], replies: Any, answer: Answer) -> Any:
    if operation.method.upper() == "HEAD" or replies == ():
        return None
    return decode(
        matching(replies or (), answer.headers.get("content-type", "")), answer
    )
