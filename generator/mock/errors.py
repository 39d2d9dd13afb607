"""A status and what is wrong go in; an answer in the document's own error body comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.ir.model import Anything, Content, ErrorShape, Operation
from generator.jsonvalues import is_array, is_object
from generator.languages.python.statuses import phrase_of
from generator.mock.answer import (
    Answer,
    Unanswerable,
    Wish,
    answered,
    of_response,
    response_of,
    situation_of,
)
from generator.mock.media import family
from generator.mock.places import everywhere, first, placed
from generator.mock.served import Served
from generator.mock.texts import fields

_USUAL = ("detail", "message", "msg", "error_description", "error", "title")
"""Properties that tell in words what is wrong, in problems (RFC 9457) and in errors of common frameworks."""
_PROBLEM = Content("", "application/problem+json", Anything())


def phrase(status: int) -> str:
    """The usual words for a status."""
    return phrase_of(status) or "Error"


def error(
    served: Served,
    operation: Operation,
    situation: str,
    message: str,
    wish: Wish,
    statuses: tuple[int, ...] = (),
    field: str = "",
) -> Answer:
    """The answer of a situation.

    Args:
        message: what is wrong; "" leaves the words of the example.
        statuses: further ones that may say it too, each better than the usual one where it is declared.
        field: what is to blame; it takes the place of the parameter or property that the example blames.
    """
    played = answered(served, operation, situation)
    known = [one for one in (*statuses, played.status) if response_of(operation, one)]
    exact = [
        one for one in known if any(r.status == str(one) for r in operation.responses)
    ]
    status = (exact or known or [played.status])[0]
    names = played.examples if status == played.status else ()
    made = of_status(served, operation, status, message, wish, names)
    return blaming(served, operation, made, field) if field else made


def blaming(served: Served, operation: Operation, answer: Answer, field: str) -> Answer:
    """The answer with the name of what is to blame where an example names another parameter or property."""
    contents = operation.body.contents if operation.body else ()
    known = {one.wire for one in operation.parameters}
    known |= {name for one in contents for name in fields(one.type, served.api)}

    def change(value: Any) -> Any:
        return field if isinstance(value, str) and value in known else value

    value = everywhere(answer.value, change)
    if answer.content is None or not served.judge.fits(answer.content.id, value):
        return answer
    return replace(answer, value=value)


def of_status(
    served: Served,
    operation: Operation,
    status: int,
    message: str,
    wish: Wish,
    names: tuple[str, ...] | None = None,
) -> Answer:
    """The answer of a status, as the document declares it; a problem of RFC 9457 where it declares nothing."""
    response = response_of(operation, status)
    if names is None:
        situation = situation_of(status)
        names = answered(served, operation, situation).examples if situation else ()
    if response is None or not response.contents:
        return problem(status, message)
    try:
        made = of_response(served, operation, status, response, names, wish)
    except Unanswerable:
        return problem(status, message)
    if (
        made.content is None
        or made.text is not None
        or family(made.content.media_type) not in ("json", "text")
    ):
        return made
    return with_message(served, made, message) if message else made


def problem(status: int, message: str) -> Answer:
    """What is said where the document has no words for it (RFC 9457)."""
    value = {
        "type": "about:blank",
        "title": phrase(status),
        "status": status,
        "detail": message,
    }
    return Answer(status, None, _PROBLEM, value)


def with_message(served: Served, answer: Answer, message: str) -> Answer:
    """The answer with a message of ours where the error object has one, if the schema lets it stand there."""
    shape = served.api.error
    if isinstance(answer.value, str):
        changed: Any = message
    else:
        at = error_object(shape, answer.value)
        if at is None:
            return answer
        found = first(answer.value, [at])[1]
        pointer, _ = first(found, shape.message)
        usual = None if pointer else in_usual_words(found, answer.status, message)
        changed = (
            placed(answer.value, f"{at}{pointer or shape.message[0]}", message)
            if usual is None
            else placed(answer.value, at, usual)
        )
    if answer.content is None or not served.judge.fits(answer.content.id, changed):
        return answer
    return Answer(answer.status, answer.response, answer.content, changed)


def in_usual_words(value: Any, status: int, message: str) -> Any:
    """An error object with a message where such objects usually have one; None where this one has no such place.

    The status of a problem (RFC 9457) is that of its answer, and so is the title that was made for another one.
    """
    made = dict(value)
    if isinstance(value.get("status"), int) and value["status"] != status:
        made["status"] = status
        if isinstance(value.get("title"), str):
            made["title"] = phrase(status)
    for name in _USUAL:
        if isinstance(value.get(name), str):
            return made | {name: message}
    listed = value.get("detail")
    if is_array(listed) and listed and is_object(listed[0]) and "msg" in listed[0]:
        return made | {"detail": [{**listed[0], "msg": message}]}
    return None


def error_object(shape: ErrorShape, value: Any) -> str | None:
    """Where the error object stands in an answer; None where there is none (`x-specloom-error`)."""
    for pointer in shape.at:
        if is_object(first(value, [pointer])[1]):
            return pointer
    return None


def nested(shape: ErrorShape, answer: Answer) -> Answer:
    """The answer with its error object wrapped as the document says, in `error` where it says nothing."""
    wrapper = next((pointer for pointer in shape.at if pointer), "/error")
    if answer.content is None or is_object(first(answer.value, [wrapper])[1]):
        return answer
    at = error_object(shape, answer.value)
    inner = first(answer.value, [at])[1] if at is not None else answer.value
    value: Any = inner
    for name in reversed(wrapper[1:].split("/")):
        value = {name: value}
    return Answer(answer.status, answer.response, answer.content, value)
