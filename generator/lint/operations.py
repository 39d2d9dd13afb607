"""Rules on operations: an Api goes in, pointers with messages come out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from generator.ir.model import Api, Operation

if TYPE_CHECKING:
    from generator.names import Names

Found: TypeAlias = Iterator[tuple[str, str]]


def _named(operation: Operation) -> str:
    return f"{operation.method.upper()} {operation.path}"


def without_id(api: Api, _: Names | None) -> Found:
    """Find operations without operationId."""
    for operation in api.operations:
        if not operation.operation_id:
            yield operation.id, f"{_named(operation)} has no operationId"


def without_summary(api: Api, _: Names | None) -> Found:
    """Find operations that do not say what they do."""
    for operation in (*api.operations, *api.webhooks):
        if not operation.doc.summary.strip() and not operation.doc.description.strip():
            yield operation.id, f"{_named(operation)} has no summary and no description"


def with_one_summary(api: Api, _: Names | None) -> Found:
    """Find operations whose summary another operation has."""
    seen: dict[str, Operation] = {}
    for operation in api.operations:
        summary = " ".join(operation.doc.summary.casefold().split())
        if not summary:
            continue
        first = seen.setdefault(summary, operation)
        if first is not operation:
            yield operation.id, f"{_named(operation)} has the summary of {_named(first)}"


def without_tag(api: Api, _: Names | None) -> Found:
    """Find operations that neither a tag nor a dotted operationId puts anywhere."""
    for operation in api.operations:
        if not operation.tags and "." not in operation.operation_id:
            yield operation.id, f"{_named(operation)} has no tag"


def with_undeclared_tag(api: Api, _: Names | None) -> Found:
    """Find tags that are used and not declared, each once, in a document that declares tags."""
    known = {tag.name for tag in api.tags}
    if not known:
        return
    for operation in (*api.operations, *api.webhooks):
        for tag in operation.tags:
            if tag not in known:
                known.add(tag)
                yield operation.id, f"tag {tag!r} is not declared"


def without_success(api: Api, _: Names | None) -> Found:
    """Find operations that declare no 1XX, 2XX, 3XX or default answer."""
    for operation in api.operations:
        statuses = [response.status for response in operation.responses]
        if not any(status[0] in "123d" for status in statuses if status):
            yield operation.id, f"{_named(operation)} declares no answer for success"


def without_error(api: Api, _: Names | None) -> Found:
    """Find operations that declare no 4XX, 5XX or default answer."""
    for operation in api.operations:
        statuses = [response.status for response in operation.responses]
        if not any(status[0] in "45d" for status in statuses if status):
            yield operation.id, f"{_named(operation)} declares no error"


def with_lost_body(api: Api, _: Names | None) -> Found:
    """Find GET and HEAD operations with a body."""
    for operation in api.operations:
        if operation.body is not None and operation.method.lower() in ("get", "head"):
            yield operation.body.id, f"{_named(operation)} has a body"


def with_ambiguous_task(api: Api, _: Names | None) -> Found:
    """Find tasks that have a word for success and failure alike; words are compared without case."""
    for operation in api.operations:
        if operation.task is None:
            continue
        failed = {word.casefold() for word in operation.task.failed}
        for word in operation.task.succeeded:
            if word.casefold() in failed:
                yield operation.task.id, f"the status word {word!r} means both success and failure"


def with_unpriced_task(api: Api, _: Names | None) -> Found:
    """Find tasks that a POST starts and about whose repetition the document is silent."""
    for operation in api.operations:
        if (
            operation.task
            and not operation.retry
            and operation.method.lower() == "post"
        ):
            yield operation.task.id, f"{_named(operation)} starts a task and does not say what a repetition may cost"


def with_early_deadline(api: Api, _: Names | None) -> Found:
    """Find tasks whose deadline has passed before anybody looks."""
    for operation in api.operations:
        task = operation.task
        if task is not None and task.deadline <= task.first:
            yield task.id, f"the deadline of {task.deadline:g} s is not later than the first look at {task.first:g} s"
