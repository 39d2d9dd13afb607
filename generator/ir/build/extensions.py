"""The `x-specloom-…` and `x-translations` values of a document go in; tasks, retry policies, the error shape and translated texts come out.

Keys and rules stand in docs/extensions.md. `generator.validate` has judged the values by their JSON Schemas; what is
wrong all the same is a finding here, and then nothing of that extension is used: half a task or half a promise about
money is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from generator.diagnostics import Diagnostic
from generator.ir.build.paging import own_parameter
from generator.ir.build.paging import pagination as pagination
from generator.ir.build.reading import Reading
from generator.ir.model import (
    Doc,
    ErrorShape,
    Pointer,
    PollStep,
    RetryPolicy,
    Signature,
    Task,
)
from generator.jsonvalues import mapping
from generator.load import Document, refs
from generator.load.pointer import join, parse

TASK = "x-specloom-task"
RETRY = "x-specloom-retry"
SIGNATURE = "x-specloom-signature"
ERROR = "x-specloom-error"
TRANSLATIONS = "x-translations"

FindOperation: TypeAlias = Callable[[str], Pointer | None]
"""The pointer of the operation that has an operationId."""
Found: TypeAlias = tuple[Diagnostic, ...]

_FIRST, _DEADLINE, _TOLERANCE = 2.0, 600.0, 300.0
"""Seconds before the first look, until waiting ends, and by which clocks may differ, where the document is silent."""


def task(
    document: Document,
    operation: Mapping[str, Any],
    pointer: Pointer,
    find_operation: FindOperation,
) -> tuple[Task | None, Found]:
    """The task extension of an operation.

    Args:
        document: the bundled document, for looking up the operation that polls.
        operation: the operation that starts the task, as it stands in the document.
        pointer: where it stands.
        find_operation: tells where the operation with an operationId stands.

    Returns:
        The task, or None where there is no such extension or it is wrong, and what is wrong.
    """
    if TASK not in operation:
        return None, ()
    read = Reading.of(operation[TASK], join(pointer, TASK))
    if read.found:
        return None, tuple(read.found)
    poll, parameter = _poll(document, read.below("poll"), find_operation)
    first = read.seconds("first", _FIRST, least=0)
    made = Task(
        id=read.pointer,
        poll=poll,
        poll_parameter=parameter,
        task_id=read.pointers("id", needed=True),
        status=read.pointers("status", needed=True),
        succeeded=read.words("succeeded"),
        failed=read.words("failed"),
        result=read.pointers("result"),
        error=read.pointers("error"),
        progress=read.pointers("progress"),
        interval=read.pointers("interval"),
        pending=read.words("pending", needed=False),
        first=first,
        steps=_steps(read),
        deadline=read.seconds("deadline", _DEADLINE),
    )
    _disjoint(read, made)
    return (None if read.found else made), tuple(read.found)


def retry(
    operation: Mapping[str, Any], pointer: Pointer
) -> tuple[RetryPolicy | None, Found]:
    """The retry extension of an operation.

    Args:
        operation: the operation as it stands in the document.
        pointer: where it stands.

    Returns:
        The policy, or None where there is no such extension or it is wrong, and what is wrong.
    """
    if RETRY not in operation:
        return None, ()
    read = Reading.of(operation[RETRY], join(pointer, RETRY))
    policy = RetryPolicy(
        id=read.pointer,
        billed=read.flag("billed"),
        refused=read.statuses("refused"),
        idempotency_header=read.header("idempotencyHeader"),
        max_retries=read.count("maxRetries"),
    )
    return (None if read.found else policy), tuple(read.found)


def signature(
    operation: Mapping[str, Any], pointer: Pointer
) -> tuple[Signature | None, Found]:
    """The signature extension of a webhook's or a callback's operation.

    Args:
        operation: the operation as it stands in the document.
        pointer: where it stands.

    Returns:
        The signature, or None where there is no such extension or it is wrong, and what is wrong.
    """
    if SIGNATURE not in operation:
        return None, ()
    read = Reading.of(operation[SIGNATURE], join(pointer, SIGNATURE))
    if read.data.get("scheme") != "standard-webhooks":
        read.say("must be 'standard-webhooks'", "scheme")
    parts = parse(pointer)
    if parts[0] == "paths" and "callbacks" not in parts:
        read.say("belongs on a webhook or a callback, not on an operation of a client")
    tolerance = read.seconds("tolerance", _TOLERANCE)
    made = Signature(read.pointer, "standard-webhooks", tolerance)
    return (None if read.found else made), tuple(read.found)


def error_shape(document: Document) -> tuple[ErrorShape, Found]:
    """The error extension at the root of a document.

    Args:
        document: the bundled document.

    Returns:
        The shape, which is the usual one where there is no such extension or it is wrong, and what is wrong.
    """
    root = mapping(document.data)
    if ERROR not in root:
        return ErrorShape(), ()
    read = Reading.of(root[ERROR], join("#", ERROR))
    usual = ErrorShape()
    shape = ErrorShape(
        at=read.pointers("at") or usual.at,
        schema=_schema(document, read),
        message=read.pointers("message") or usual.message,
        code=read.pointers("code") or usual.code,
        request_id_headers=read.headers("requestIdHeaders") or usual.request_id_headers,
    )
    return (usual if read.found else shape), tuple(read.found)


def translations(data: Mapping[str, Any]) -> Mapping[str, Doc]:
    """The texts that stand beside `data`'s own in other languages, by BCP 47 tag, in the author's order.

    Args:
        data: any object of the document that has a title, summary or description.

    Returns:
        A mapping that is empty where there are none; what is no text is left out (`generator.validate` reports it).
    """
    return {
        tag: Doc(
            title=_text(words, "title"),
            summary=_text(words, "summary"),
            description=_text(words, "description"),
        )
        for tag, words in mapping(data.get(TRANSLATIONS)).items()
        if mapping(words)
    }


def _text(words: Mapping[str, Any], key: str) -> str:
    value = words.get(key)
    return value if isinstance(value, str) else ""


def _disjoint(read: Reading, made: Task) -> None:
    failed = {word.casefold() for word in made.failed}
    for index, word in enumerate(made.succeeded):
        if word.casefold() in failed:
            read.say("means success and failure at once", "succeeded", index)
    ends = failed | {word.casefold() for word in made.succeeded}
    for index, word in enumerate(made.pending):
        if word.casefold() in ends:
            read.say("means an end and going on at once", "pending", index)


def _steps(read: Reading) -> tuple[PollStep, ...]:
    """The schedule; every step but the last ends, each later than the one before."""
    values = read.array("schedule")
    steps: list[PollStep] = []
    ended = 0.0
    for index, value in enumerate(values):
        step = Reading.of(value, join(read.pointer, "schedule", index))
        every, last = step.seconds("every", 0), index == len(values) - 1
        until = step.seconds("until", 0) if "until" in step.data else None
        if "every" not in step.data:
            step.found[:] = []
            step.say("lacks 'every'")
        elif (until is None) != last:
            step.say(
                "is the last step and has no end, so it takes no 'until'"
                if last
                else "lacks 'until'; only the last step goes on to the end"
            )
        elif until is not None and until <= ended:
            step.say("must be later than the end of the step before", "until")
        ended = until or ended
        read.found.extend(step.found)
        steps.append(PollStep(every, until))
    return tuple(steps)


def _poll(
    document: Document, read: Reading, find_operation: FindOperation
) -> tuple[Pointer, str]:
    """(pointer, parameter) of the operation that polls, each "" where it is wrong."""
    if not read.data:
        return "", ""
    poll = _operation(document, read, find_operation)
    parameter = read.data.get("parameter")
    if not isinstance(parameter, str):
        read.say("lacks 'parameter', the name of the parameter that takes the id")
        return poll, ""
    if poll:
        own_parameter(document, read, poll, parameter, ("path", "query"))
    return poll, parameter


def _operation(
    document: Document, read: Reading, find_operation: FindOperation
) -> Pointer:
    name, reference = read.data.get("operationId"), read.data.get("operationRef")
    if (name is None) == (reference is None):
        read.say("needs either 'operationId' or 'operationRef'")
    elif isinstance(name, str):
        if found := find_operation(name):
            return found
        read.say(f"names {name!r}, but no operation has this id", "operationId")
    elif isinstance(reference, str) and (found := _referred(document, reference)):
        return found
    else:
        key = "operationRef" if name is None else "operationId"
        read.say(
            "points at no operation of this document",
            key,
            hint="Write '#/paths/~1tasks~1{id}/get', or the operation's operationId.",
        )
    return ""


def _referred(document: Document, reference: str) -> Pointer:
    """The canonical pointer that an operationRef stands for, "" where there is no operation."""
    try:
        found = refs.canonical(document.data, reference)
    except refs.Unresolved:
        return ""
    return found if mapping(document.at(found)) else ""


def _schema(document: Document, read: Reading) -> Pointer:
    """The schema of the error object, "" where none is named."""
    if "schema" not in read.data:
        return ""
    value = read.data["schema"]
    if refs.reference(value) is None:
        read.say("must be a reference to a schema", "schema")
        return ""
    try:
        refs.resolve(document, value, join(read.pointer, "schema"))
        return refs.target(document, value)
    except refs.Unresolved as unresolved:
        read.say(f"cannot be resolved: {unresolved}", "schema")
        return ""
