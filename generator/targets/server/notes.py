"""Says what of a document the server does not enforce."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.ir.media import essence, is_form, is_json, is_text
from generator.ir.model import Api, Operation
from generator.ir.xml import is_structured

FIELD = re.compile(r"\{[^{}]*\}")


def notes(api: Api) -> tuple[Diagnostic, ...]:
    """A note for whatever the document says of requests and the server leaves to its handlers."""
    found = dict.fromkeys(
        one for operation in api.operations for one in of_operation(operation, api)
    )
    return (*found, *unreachable(api))


def unreachable(api: Api) -> Iterator[Diagnostic]:
    """A warning for each operation whose requests are those of another one as well."""
    seen: dict[tuple[str, str], str] = {}
    for operation in api.operations:
        place = FIELD.sub("{}", operation.path.partition("#")[0])
        key = operation.method, place
        other = seen.setdefault(key, operation.path)
        if other is not operation.path:
            yield Diagnostic(
                code="unreachable-operation",
                severity="warning",
                message=f"A server cannot tell its requests from those of {key[0]} {other}, which gets them.",
                pointer=operation.id,
                hint="Give it a path or a method of its own.",
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
            is_json(one.media_type) or is_text(one.media_type)
            for one in response.contents
        ):
            yield Diagnostic(
                code="error-not-written",
                severity="info",
                message="The server has no way to write this error by itself; it answers with FastAPI's own form.",
                pointer=response.id,
                hint="Describe a body of JSON as well.",
            )
