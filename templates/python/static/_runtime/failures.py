"""What went wrong in; the exception that says so out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from .bodies import essence, is_json
from .decoding import Answer, Unread, adapter, decoded, matching, parsed, readable
from .decoding import declared as declared_replies
from .errors import (
    APIError,
    ConnectionFailed,
    OutcomeUnknown,
    RequestTimeout,
    ResponseTooLarge,
    StatusError,
    UnexpectedResponse,
    class_for,
    cut,
)
from .headers import Headers
from .hiding import secrets_of, shown, without_secrets
from .jsons import is_object
from .messages import message_of, of_text
from .operation import Api, LazyType, Operation, Reply
from .pointer import first
from .prepare import led
from .remedies import remedies
from .retry import retry_after
from .settings import Clock
from .transport import Request, TooLarge, TransportError

_URL = re.compile(r"\n    For further information visit \S+")
"""What pydantic adds to each of its messages."""
_TITLE = re.compile(r"^(\d+ validation errors?) for [^\n]*[-(][^\n]*")
"""What pydantic calls a type that is none of Python's: `function-plain[read()]`."""

if TYPE_CHECKING:
    from .exchange import Exchange


def _place(request: Request) -> dict[str, Any]:
    url = without_secrets(shown(request.url), request)
    return {"method": request.method, "url": url}


def _answered(
    api: Api, request: Request, answer: Answer, clock: Clock
) -> dict[str, Any]:
    """What every exception says of an answer."""
    media_type = answer.headers.get("content-type", "")
    ids = (answer.headers.get(name) for name in api.error.request_id_headers)
    id = next((found for found in ids if found), None)
    return _place(request) | {
        "status": answer.status,
        "headers": answer.headers,
        "raw": readable(answer.content, media_type) if answer.content else None,
        "text": without_secrets(decoded(answer.content, media_type), request),
        "request_id": id and cut(without_secrets(id, request), 200),
        "retry_after": retry_after(answer.headers, clock),
    }


def status_error(
    api: Api, operation: Operation[Any], request: Request, answer: Answer, clock: Clock
) -> StatusError:
    """The exception of an answer that is no success: its class by status, its body as the document types it."""
    details = _answered(api, request, answer, clock)
    known = api.errors()
    keys = (str(answer.status), f"{answer.status // 100}XX", "default")
    entry = next((known[key] for key in keys if key in known), None)
    kind, lazy = entry if entry is not None else (class_for(answer.status), None)
    reply = _declared(operation, answer)
    if reply is not None:
        lazy = lazy if api.error.typed else reply.type or lazy
        details["raw"] = _marked_up(reply, answer, details["raw"])
    found = _object(api, details["raw"])
    details["body"] = body_of(lazy, found if api.error.typed else details["raw"])
    text = found if isinstance(found, str) else details["text"]
    said = message_of(found, api.error.message)
    said = said or cut(without_secrets(of_text(text), request).strip(), 200)
    leads = answer.headers.get("location", "")
    if leads and 300 <= answer.status < 400:
        said = f"it leads to {shown(led(request.url, leads))}"
    message = f"{answer.status} from {details['method']} {details['url']}"
    if said:
        message += f": {without_secrets(said, request)[:300]}"
    return kind(message, **details)


def told(error: TransportError | ValueError, request: Request) -> str:
    """What an exception says, in one line and without secrets that stand in its text."""
    # Pydantic writes a place, and indented below it what is wrong there.
    said = (
        _TITLE.sub(r"\1", _URL.sub("", str(error)))
        .replace("\n  ", ": ")
        .replace("\n", "; ")
    )
    return without_secrets(said, request)[:500]


def harmless(
    error: TransportError | ValueError, request: Request
) -> TransportError | ValueError:
    """An exception that may stand in a traceback: itself, or one that says the same where texts below it hold secrets."""
    secrets = secrets_of(request)
    below: BaseException | None = error
    while below is not None:
        if any(secret in text for text in _texts(below) for secret in secrets):
            return _bare(error, request)
        below = below.__cause__ or below.__context__
    return error


def _texts(error: BaseException) -> Iterator[str]:
    """What an exception shows; values that pydantic shortens, whole."""
    yield str(error)
    if isinstance(error, ValidationError):
        found = error.errors(include_url=False, include_context=False)
        inputs = {id(one["input"]): one["input"] for one in found}
        for value in inputs.values():
            yield value if isinstance(value, str) else repr(value)


def _bare(
    error: TransportError | ValueError, request: Request
) -> TransportError | ValueError:
    """An exception that says the same without secrets, and has nothing below it."""
    if isinstance(error, TransportError):
        kind = TooLarge if isinstance(error, TooLarge) else TransportError
        return kind(told(error, request), sent=error.sent, timeout=error.timeout)
    if not isinstance(error, ValidationError):
        return ValueError(told(error, request))
    found = error.errors(include_url=False, include_context=False, include_input=False)
    said = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in found)
    return ValueError(without_secrets(said, request)[:500])


def _declared(operation: Operation[Any], answer: Answer) -> Reply | None:
    """What the operation itself declares of this answer."""
    replies = declared_replies(operation.replies, answer.status)
    return matching(replies or (), answer.headers.get("content-type", ""))


def _marked_up(reply: Reply, answer: Answer, raw: Any) -> Any:
    """The value that a body of XML stands for; any other as it was read."""
    if reply.markup is None or reply.type is None or not isinstance(raw, str):
        return raw
    media_type = answer.headers.get("content-type", "")
    try:
        return parsed(reply.markup.read(reply.type(), answer.content, media_type))
    except ValueError:
        return raw


def _object(api: Api, raw: Any) -> Any:
    """The error object in an answer: the first place where an object stands, else the whole answer."""
    for pointer in api.error.at:
        found = first(raw, (pointer,))
        if is_object(found):
            return found
    return raw


def body_of(lazy: LazyType | None, found: Any) -> Any:
    """The error object as its declared type; what does not fit keeps the declared fields that are there."""
    if lazy is None:
        return found
    try:
        return adapter(lazy).validate_json(json.dumps(found))
    except ValueError:
        pass
    kind = lazy()
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return partial(kind, found if is_object(found) else {})
    return found


def partial(kind: type[BaseModel], values: dict[str, Any]) -> BaseModel:
    """A model of what came, unchecked, with None for the declared fields that are missing."""
    rest, fields = dict(values), dict[str, Any]()
    present: set[str] = set()
    for name, info in kind.model_fields.items():
        wire = info.validation_alias if isinstance(info.validation_alias, str) else name
        if wire in rest:
            present.add(name)
        fields[name] = rest.pop(wire, None)
    # Not given to it by name: a server may call a property as one of the method's own arguments.
    made = kind.model_construct(present)
    vars(made).update(fields)
    if made.__pydantic_extra__ is not None:
        made.__pydantic_extra__.update(rest)
    return made


def connection_error(
    error: TransportError, request: Request
) -> ConnectionFailed | ResponseTooLarge:
    """The exception of a request that got no whole answer."""
    place = _place(request)
    where = f"{place['method']} {place['url']}"
    if isinstance(error, TooLarge):
        return ResponseTooLarge(f"{where}: {error}", **place)
    if error.timeout:
        message = f"{where}: the time allowed for {error.timeout!r} ran out"
        return RequestTimeout(message, sent=error.sent, phase=error.timeout, **place)
    message = f"{where}: {told(error, request)}"
    return ConnectionFailed(message, sent=error.sent, **place)


def unexpected(
    api: Api,
    request: Request,
    answer: Answer,
    clock: Clock,
    why: TransportError | ValueError,
    task_id: str | None,
) -> UnexpectedResponse:
    """The exception of a success whose body is not what the document declares; `why` is its cause, a harmless one."""
    details = _answered(api, request, answer, clock)
    kind = essence(answer.headers.get("content-type", ""))
    of = f" of {cut(kind, 80)}" if kind and not is_json(kind) else ""
    what = f"a body{of} that" if answer.content else "no body, which"
    message = (
        f"{details['method']} {details['url']} answered {answer.status}"
        f" with {what} the document does not describe: {told(why, request)}"
    )
    error = UnexpectedResponse(
        message, content=answer.content, task_id=task_id, **details
    )
    for note in remedies(why):
        error.add_note(note)
    return error


def stream_error(
    exchange: Exchange,
    status: int,
    headers: Headers,
    error: TransportError | ValueError,
) -> APIError:
    """The exception of an answer that breaks off, or stops making sense, while it is read member by member."""
    failure: APIError
    content = b""
    if isinstance(error, Unread):
        content = error.member.encode()
        if isinstance(error.__cause__, ValueError):
            error = error.__cause__
    error = harmless(error, exchange.sent)
    if isinstance(error, TransportError):
        failure = connection_error(error, exchange.sent)
    else:
        answer, clock = Answer(status, headers, content), exchange.settings.clock
        failure = unexpected(exchange.api, exchange.sent, answer, clock, error, None)
    failure.__cause__ = error
    if not exchange.operation.retry.billed:
        return failure
    unknown = outcome_unknown(failure)
    unknown.__cause__ = failure
    return unknown


def outcome_unknown(
    error: APIError, task_id: str | None = None, shown_id: str | None = None
) -> OutcomeUnknown:
    """The same failure of a call that may have been billed; `shown_id` is what may be shown of the task's id."""
    message = (
        f"{error.message.rstrip('.')}. The call may have been carried out and billed, so it was not repeated: find out first"
        " whether it was, before calling again"
    )
    known = ", ".join(
        f"{name} {value}"
        for name, value in (("request id", error.request_id), ("task id", shown_id))
        if value
    )
    details = {
        name: getattr(error, name)
        for name in (
            "method",
            "url",
            "status",
            "headers",
            "raw",
            "body",
            "request_id",
            "retry_after",
            "text",
        )
    }
    return OutcomeUnknown(
        f"{message} ({known})" if known else message, task_id=task_id, **details
    )
