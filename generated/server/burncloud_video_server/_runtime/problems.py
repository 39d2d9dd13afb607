"""What went wrong and the errors that the document declares in; a response in their shape out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from http import HTTPStatus
from typing import Any

from fastapi import Response
from pydantic import ValidationError

from .._client import BY_STATUS, StatusError, json_text, plain
from .faults import Fault
from .jsons import is_array, is_object
from .judging import judge
from .media import essence, with_charset
from .route import MESSAGE, STATUS, Problem, Route


def fault_response(route: Route, fault: Fault) -> Response:
    """The response to a request that is not as the document describes it.

    It has the first status of the fault that the document declares by its number, with the declared body where that
    can be filled, else FastAPI's own form.
    """
    status = next(
        (one for one in fault.statuses if str(one) in route.problems),
        fault.statuses[0],
    )
    if status == 401:
        said = str(fault.errors[0]["msg"])
        return respond(route, status, None, said, said, fault.headers)
    detail = [dict(error) for error in fault.errors]
    return respond(route, status, None, str(fault), detail, fault.headers)


def error_response(route: Route, error: StatusError) -> Response:
    """The response of an exception that a handler raised.

    Its body is the exception's `body`, in whichever of the declared places it fits. Without one, the declared error is
    filled with the message; that of an exception which came from another server stays here.
    """
    status = status_of(error)
    said = phrase(status) if error.url or not error.message else error.message
    body = error.body if error.body is not None else error.raw
    headers = {
        name: value
        for name, value in error.headers.items()
        if name.lower() not in ("content-type", "content-length", "transfer-encoding")
    }
    if error.retry_after is not None:
        headers.setdefault("retry-after", str(max(0, round(error.retry_after))))
    return respond(route, status, body, said, said, {} if error.url else headers)


def failure_response(route: Route) -> Response:
    """The response to a request whose handler failed: it says nothing of why."""
    said = phrase(500)
    return respond(route, 500, None, said, said, {})


def status_of(error: StatusError) -> int:
    """The status that an exception stands for: its own, else that of its class."""
    if error.status is not None and 300 <= error.status <= 599:
        return error.status
    by_class: dict[type[StatusError], int] = {}
    for key, (kind, _) in BY_STATUS.items():
        if key.isdigit():
            by_class.setdefault(kind, int(key))
    own = (one for one in type(error).__mro__ if one in by_class)
    return by_class.get(next(own, StatusError), 500)


def phrase(status: int) -> str:
    """The words for a status (RFC 9110)."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def respond(
    route: Route,
    status: int,
    body: Any,
    said: str,
    detail: Any,
    headers: Mapping[str, str],
) -> Response:
    """A response in the declared shape, else in FastAPI's."""
    problem = declared(route, status)
    fallback = {"detail": detail}
    if problem is None:
        content = fallback if body is None else plain(body)
        return written(status, content, "application/json", headers)
    if problem.type is None:
        return unshaped(problem, status, body, said, fallback, headers)
    readings = [one for one in shaped(problem, body) if fits(problem, one)]
    if problem.text and isinstance(body, str) and not readings:
        beside = Problem(media_type=problem.text)
        return unshaped(beside, status, body, said, fallback, headers)
    for content in (*readings, *sample(problem, status, said), fallback):
        if fits(problem, content):
            return shown(problem, status, content, headers)
    return written(status, fallback, "application/json", headers)


def shown(
    problem: Problem, status: int, content: Any, headers: Mapping[str, str]
) -> Response:
    """A response of the declared type."""
    if problem.markup is None or problem.type is None:
        return written(status, content, problem.media_type, headers)
    made = problem.markup.write(problem.type(), content)
    told = {**headers, "content-type": with_charset(problem.media_type)}
    return Response(made, status, told)


def unshaped(
    problem: Problem,
    status: int,
    body: Any,
    said: str,
    fallback: Any,
    headers: Mapping[str, str],
) -> Response:
    """A response where the document declares no JSON: words where it declares text, nothing where it declares nothing."""
    kind = essence(problem.media_type)
    if kind == "application/json":
        return Response(None, status, dict(headers))
    words = escape(said) if kind == "text/html" else said
    if isinstance(body, str):
        words = body
    elif kind not in ("text/plain", "text/html", "text/markdown", "text/*"):
        return written(status, fallback, "application/json", headers)
    media_type = "text/plain" if "*" in kind else problem.media_type
    return Response(
        words, status, {**headers, "content-type": with_charset(media_type)}
    )


def declared(route: Route, status: int) -> Problem | None:
    """What the document says of an error."""
    for key in (str(status), f"{status // 100}XX", "default"):
        if key in route.problems:
            return route.problems[key]
    return None


def shaped(problem: Problem, body: Any) -> Iterator[Any]:
    """An error object in each of the places where the document says that it may stand; nothing of none."""
    if body is None:
        return
    value = plain(body)
    for pointer in ("", *problem.at):
        made = value
        for token in reversed(pointer.split("/")[1:]):
            made = {token.replace("~1", "/").replace("~0", "~"): made}
        yield made


def sample(problem: Problem, status: int, said: str) -> Iterator[Any]:
    """The declared error that says what went wrong."""
    if problem.filled:
        yield filled(problem.sample, status, said)


def filled(value: Any, status: int, said: str) -> Any:
    """A sample with words and status in their places."""
    if isinstance(value, str):
        return {MESSAGE: said, STATUS: status}.get(value, value)
    if is_array(value):
        return [filled(item, status, said) for item in value]
    if is_object(value):
        return {key: filled(item, status, said) for key, item in value.items()}
    return value


def fits(problem: Problem, content: Any) -> bool:
    """Whether a body is of the declared type."""
    assert problem.type is not None
    try:
        judge(problem.type).validate_json(json_text(content))
    except (ValidationError, ValueError, TypeError):
        return False
    return True


def written(
    status: int, content: Any, media_type: str, headers: Mapping[str, str]
) -> Response:
    """A response of JSON."""
    return Response(
        json_text(content).encode(),
        status,
        {**headers, "content-type": media_type},
    )
