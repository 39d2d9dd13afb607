"""An operation goes in; the method that calls it and the descriptor that it calls it by come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.ir.media import essence, is_part_file
from generator.ir.model import (
    Api,
    Content,
    Operation,
    Requirement,
    RetryPolicy,
    Task,
)
from generator.ir.servers import address
from generator.ir.xml import is_structured, of_content
from generator.languages.code import Code
from generator.languages.python import literal, string
from generator.languages.python.strings import numbers, strings
from generator.languages.python.xml import in_xml
from generator.names import Names, chosen_content
from generator.records import dataclass
from generator.targets.python.paging import item_type, page_spec
from generator.targets.python.passing import (
    HOLE,
    Passing,
    call_of,
    parts_of,
    passed,
    renamed,
    rest_of,
    said_of,
    understood,
)
from generator.targets.python.replies import Printers, Result, reply_parts, result
from generator.targets.python.signatures import Argument, arguments, fields_of


@dataclass(frozen=True, slots=True)
class Shared:
    """What all operations of one module are printed with.

    Attributes:
        security: what the document demands of most operations.
        errors: status -> type of the error classes' bodies.
        constants: names of the module's constants so far.
    """

    api: Api
    names: Names
    printers: Printers
    security: tuple[Requirement, ...]
    errors: Mapping[str, Code]
    constants: set[str]

    def use(self, *symbols: str) -> None:
        """Note what the module has to import."""
        self.printers.signature.uses.symbols.update(symbols)

    def constant(self, method: str, suffix: str = "") -> Code:
        """A name for a constant that no other has; a method's name in capitals."""
        wish = f"_{method.strip('_').upper()}{suffix}"
        if not wish.isidentifier():
            wish = f"_OPERATION{suffix}"
        name, count = wish, 1
        while name in self.constants:
            count += 1
            name = f"{wish}_{count}"
        self.constants.add(name)
        return Code(name)


@dataclass(frozen=True, slots=True)
class Described:
    """An operation in its final form.

    Attributes:
        options: class of the options.
        told: arguments that may be left out are options.
        decorator: says what its method calls, on one line.
        constants: lines of the module that declare the descriptors of its task.
        headers: class of the header fields that its successes declare, empty for none.
        call: what its method says that it was told, after the options: parameters, then what the body is made of.
    """

    operation: Operation
    name: Code
    arguments: tuple[Argument, ...]
    result: Result
    options: Code
    told: bool
    decorator: Code
    constants: tuple[Code, ...]
    headers: Code
    call: tuple[Code, ...]
    task: Waits | None
    pages: Turns | None = None

    @property
    def rest(self) -> str:
        """What the options are called inside the methods."""
        return rest_of(self.named)

    @property
    def named(self) -> tuple[Argument, ...]:
        """The arguments that the methods name one by one; the others are their options."""
        return tuple(a for a in self.arguments if a.required or not self.told)

    @property
    def optional(self) -> tuple[Argument, ...]:
        """The arguments that are options."""
        return tuple(a for a in self.arguments if self.told and not a.required)


@dataclass(frozen=True, slots=True)
class Waits:
    """The task that an operation starts: the method that waits, the descriptor of the task, the poll's result."""

    name: Code
    constant: Code
    result: Result


@dataclass(frozen=True, slots=True)
class Turns:
    """The method that goes through the pages of an operation, how they follow each other, and the type of an item."""

    name: Code
    decorator: Code
    item: Code


def described(
    operation: Operation, found: tuple[Argument, ...], options: Code, shared: Shared
) -> Described:
    """An operation and everything that its methods need.

    Args:
        found: its arguments.
        options: class of those that may be left out; empty where the methods name all of them.
    """
    names = shared.names
    name = names.operations[operation.id].method
    given = result(operation, shared.printers)
    passing = passed(operation, found, shared.api, told=bool(options))
    extra = renamed(operation, found, passing, names, shared.api)
    declared = names.headers.get(operation.id)
    task, constants = None, list[Code]()
    if operation.task is not None:
        task, constants = _task(operation, operation.task, name, shared)
    pages: Turns | None = None
    if operation.pagination is not None:
        item = item_type(shared.api, operation, operation.pagination)
        printer = shared.printers.signature
        shown = printer.symbol("Any") if item is None else printer.annotation(item)
        turning = Code(f"http.pages({name}, {page_spec(operation.pagination)})")
        pages = Turns(names.pages[operation.id], turning, shown)
    return Described(
        operation=operation,
        name=name,
        arguments=found,
        result=given,
        decorator=decorator(operation, given, passing, shared, extra),
        constants=tuple(constants),
        headers=declared.class_name if declared else Code(""),
        call=call_of(operation, found, bool(options), passing, names),
        options=options or Code("Options"),
        told=bool(options),
        task=task,
        pages=pages,
    )


VERBS = frozenset(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"])
"""Methods that the runtime has a decorator for."""


def decorator(
    operation: Operation,
    given: Result,
    passing: Passing,
    shared: Shared,
    extra: Iterable[str],
) -> Code:
    """`http.get("/pets/{id}", …)`: what a method calls, but for what its signature says."""
    method = operation.method
    start, parts = f"http.{method.lower()}", [str(string(operation.path))]
    if method not in VERBS:
        start, parts = "http.operation", [str(string(method)), *parts]
    parts += [f"http.{one}" for one in _parameters(operation, passing, shared)]
    said = facts(operation, shared)
    if not any(is_success(one) for one in said):
        said.append("gives=None")
    implied = 'status="200"' if given.sync == "None" else f"gives=lambda: {given.sync}"
    parts += [one for one in said if one != implied]
    return Code(f"{start}({', '.join([*parts, *extra])})")


def is_success(keyword: str) -> bool:
    """Whether a keyword says what a success is."""
    return keyword.startswith(("gives=", "status=", 'replies={"2'))


def descriptor(
    operation: Operation,
    given: Result,
    constant: Code,
    passing: Passing,
    shared: Shared,
) -> Code:
    """`_POLL: Operation[T] = Operation(…)`."""
    shared.use("Operation")
    parts = [str(string(operation.method)), str(string(operation.path))]
    parameters = _parameters(operation, passing, shared)
    if parameters:
        shared.use(*(one.location for one in (*passing.named, *passing.optional)))
        parts.append(f"({', '.join(parameters)}{',' * (len(parameters) == 1)})")
    parts += facts(operation, shared)
    return Code(f"{constant}: Operation[{given.sync}] = Operation({', '.join(parts)})")


def _parameters(
    operation: Operation, passing: Passing, shared: Shared
) -> tuple[str, ...]:
    """The parameters that have to be said, as calls of what describes them."""
    if understood(operation, passing, shared.names, shared.api):
        return ()
    declared = (*passing.named, *passing.optional)
    return tuple(
        f"{one.location}({', '.join(said_of(one, shared.api))})" for one in declared
    )


def facts(operation: Operation, shared: Shared) -> list[str]:
    """What is said of an operation beside its method, path and parameters, as keyword arguments."""
    parts: list[str] = []
    if HOLE.search(operation.path) and not any(
        p.location == "path" for p in operation.parameters
    ):
        parts.append("literal=True")
    bodies = _bodies(operation, shared)
    if bodies == ["Body()"]:
        shared.use("JSON")
        parts.append("bodies=JSON")
    elif bodies:
        shared.use("Body")
        parts.append(f"bodies=({', '.join(bodies)}{',' * (len(bodies) == 1)})")
    parts += reply_parts(
        operation, shared.printers, shared.errors, bool(shared.api.error.schema)
    )
    if operation.security != shared.security:
        parts.append(f"security={requirements(operation.security)}")
    if operation.servers:
        servers = [string(address(server)) for server in operation.servers]
        parts.append(f"servers=({', '.join(servers)}{',' * (len(servers) == 1)})")
    if operation.retry is not None:
        parts.append(f"retry={_retry(operation.retry, shared)}")
    if operation.task is not None:
        parts.append(f"task_id={strings(operation.task.task_id)}")
    return parts


def _bodies(operation: Operation, shared: Shared) -> list[str]:
    """The media types that an operation takes, the one that is sent by default first."""
    body = operation.body
    if body is None:
        return []
    chosen = chosen_content(body)
    contents = sorted(body.contents, key=lambda content: content is not chosen)
    return [
        _body(content, body.required, _files(content, chosen, shared), shared)
        for content in contents
    ]


def _files(content: Content, chosen: Content | None, shared: Shared) -> tuple[str, ...]:
    """The fields whose files are sent in this media type, although another one is preferred."""
    multipart = essence(content.media_type).startswith("multipart/")
    if content is chosen or not multipart:
        return ()
    fields = fields_of(shared.api, content)
    found = (
        one.wire
        for one in fields
        if one.access != "read" and is_part_file(shared.api, content, one)
    )
    return tuple(dict.fromkeys(found))


def _body(
    content: Content, required: bool, files: tuple[str, ...], shared: Shared
) -> str:
    parts: list[str] = []
    if content.media_type != "application/json":
        parts.append(string(content.media_type))
    encodings = parts_of(content, shared.api)
    if encodings:
        shared.use("Part")
        parts.append(f"parts={{{', '.join(encodings)}}}")
    if files:
        parts.append(f"files={strings(files)}")
    if not required:
        parts.append("required=False")
    if is_structured(shared.api, content):
        runtime = shared.printers.runtime
        parts.append(f"type=lambda: {runtime.annotation(content.type)}")
        said = of_content(shared.api, content)
        parts.append(in_xml(said, runtime.uses.symbols))
    return f"Body({', '.join(parts)})"


def _retry(policy: RetryPolicy, shared: Shared) -> str:
    shared.use("Retry")
    parts: list[str] = []
    if policy.billed:
        parts.append("billed=True")
    if policy.refused:
        parts.append(f"refused={numbers(policy.refused)}")
    if policy.idempotency_header:
        parts.append(f"idempotency_header={string(policy.idempotency_header)}")
    if policy.max_retries is not None:
        parts.append(f"max_retries={policy.max_retries}")
    return f"Retry({', '.join(parts)})"


def _task(
    operation: Operation, task: Task, name: Code, shared: Shared
) -> tuple[Waits | None, list[Code]]:
    """The task that an operation starts, and the descriptors that it needs.

    The operation that tells the state is described once more, as its own descriptor may stand in another module.
    """
    poll = next((one for one in shared.api.operations if one.id == task.poll), None)
    if poll is None or operation.id not in shared.names.waits:
        return None, []
    given = result(poll, shared.printers)
    constant = shared.constant(name, "_POLL")
    found = arguments(shared.api, poll, shared.names, shared.printers.signature)
    passing = passed(poll, found, shared.api, told=True)
    lines = [descriptor(poll, given, constant, passing, shared)]
    spec = shared.constant(name, "_TASK")
    shared.use("TaskSpec")
    lines.append(
        Code(f"{spec}: TaskSpec[{given.sync}] = {_spec(task, passing, constant)}")
    )
    return Waits(shared.names.waits[operation.id], spec, given), lines


def _spec(task: Task, poll: Passing, constant: Code) -> str:
    order = (*poll.implied, *poll.named, *poll.optional)
    place = [parameter.wire for parameter in order].index(task.poll_parameter)
    parts = [str(constant), str(place)]
    fields = ("status", "succeeded", "failed", "pending", "result", "error")
    for field in (*fields, "progress", "interval"):
        words: tuple[str, ...] = getattr(task, field)
        if words:
            parts.append(f"{field}={strings(words)}")
    parts.append(f"first={literal(task.first)}")
    if task.steps:
        steps = [f"({literal(s.every)}, {literal(s.until)})" for s in task.steps]
        parts.append(f"steps=({', '.join(steps)}{',' * (len(steps) == 1)})")
    parts.append(f"deadline={literal(task.deadline)}")
    return f"TaskSpec({', '.join(parts)})"


def requirements(alternatives: tuple[Requirement, ...]) -> Code:
    """Security requirements as the runtime reads them."""
    made = [
        f"{{{', '.join(f'{string(need.scheme)}: {strings(need.scopes)}' for need in one)}}}"
        for one in alternatives
    ]
    return Code(f"({', '.join(made)}{',' * (len(made) == 1)})")
