"""Says what of a document the server does not enforce."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.ir.distinct import needs, place
from generator.ir.media import essence, is_form, is_text
from generator.ir.model import Api, Operation
from generator.ir.xml import is_structured
from generator.targets.server.answers import is_typed


def notes(api: Api) -> tuple[Diagnostic, ...]:
    """A note for whatever the document says of requests and the server leaves to its handlers."""
    found = dict.fromkeys(
        one for operation in api.operations for one in of_operation(operation, api)
    )
    return (*found, *unreachable(api))


def unreachable(api: Api) -> Iterator[Diagnostic]:
    """A warning for each operation whose requests are those of another one as well, down to the parameters that they need."""
    seen: dict[tuple[object, ...], str] = {}
    for operation in api.operations:
        where = place(operation)
        key = *where, frozenset(needs(operation, api))
        other = seen.setdefault(key, operation.path)
        if other is not operation.path:
            yield Diagnostic(
                code="unreachable-operation",
                severity="warning",
                message=f"A server cannot tell its requests from those of {where[0]} {other}, which gets them.",
                pointer=operation.id,
                hint="Give it a path or a method of its own, or a required parameter that can be one text only.",
            )


def of_operation(operation: Operation, api: Api) -> Iterator[Diagnostic]:
    """The notes on one operation."""
    for content in operation.body.contents if operation.body else ():
        kind = essence(content.media_type)
        told = is_form(kind) or is_structured(api, content)
        if is_text(kind) and kind.endswith(("xml", "yaml")) and not told:
            yield Diagnostic(
                code="body-not-read",
                severity="info",
                message=f"A body of {content.media_type} is handed to the server's handler as text; its schema is not held against it.",
                pointer=content.id,
                hint="Describe a body of JSON as well, if the server shall read it.",
            )
    for response in operation.responses:
        errors = response.status[0] in "45" and response.contents
        if errors and not any(
            is_typed(one, api) or is_text(one.media_type) for one in response.contents
        ):
            yield Diagnostic(
                code="error-not-written",
                severity="info",
                message="The server has no way to write this error by itself; it answers with FastAPI's own form.",
                pointer=response.id,
                hint="Describe a body of JSON as well.",
            )
