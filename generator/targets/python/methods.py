"""A described operation goes in; its methods, each as signature, docstring and one statement, come out."""

from __future__ import annotations

from collections.abc import Callable

from generator.languages.code import Code
from generator.languages.html_in_prose import markdown_of
from generator.languages.python import docstring
from generator.languages.python.lines import spelled_out
from generator.languages.python.prose import flowing, noted, outdated, raising, section
from generator.languages.python.statuses import declared
from generator.languages.statements import function_head, laid_out
from generator.records import dataclass
from generator.targets.python.operations import Described, Turns, Waits


@dataclass(frozen=True, slots=True)
class SignatureView:
    """One of the signatures of a method that is awaited or not: its type depends on the client."""

    head: Code


@dataclass(frozen=True, slots=True)
class MethodView:
    """A method: what stands above it, its first line, docstring and body, as they stand in a class."""

    name: Code
    signatures: tuple[SignatureView, ...]
    decorator: Code
    head: Code
    doc: Code
    statement: Code


def parameters(one: Described, more: list[str]) -> list[str]:
    """The parameters of a method: those that are named, `more`, and the options."""
    named = [argument.declared() for argument in one.named]
    return heading([*named, *more], f"**{one.rest}: Unpack[{one.options}]")


def heading(named: list[str], rest: str = "**options: Unpack[Options]") -> list[str]:
    """The parameters of a method whose named ones are keywords."""
    return ["self", *(["*", *named] if named else []), rest]


def method(one: Described, hidden: bool) -> MethodView:
    """The method that calls an operation.

    Args:
        hidden: the class has a method called `list`, so that annotations cannot mean Python's own by that word.
    """
    given: list[Code] = [one.result.sync]
    twofold = one.result.asynchronous != one.result.sync
    if one.headers or twofold:
        given.append(one.headers or Code("Headers"))
    if twofold:
        given.append(one.result.asynchronous)
    return _method(
        one.name,
        parameters(one, []),
        Code(f"Call[{', '.join(given)}]"),
        text(one),
        f"Call({', '.join([one.rest, *one.call])})",
        hidden,
        one.decorator,
    )


def turning(one: Described, pages: Turns, hidden: bool) -> MethodView:
    """The method that goes through all pages; it is not awaited, what it gives is iterated."""
    return _method(
        pages.name,
        parameters(one, []),
        Code(f"Paged[{one.result.sync}, {pages.item}]"),
        TURNING.format(method=one.name),
        f"Paged({', '.join([one.rest, *one.call])})",
        hidden,
        pages.decorator,
    )


def waiting(one: Described, task: Waits, resource: Code, hidden: bool) -> MethodView:
    """The method that starts a task and waits for its end.

    Args:
        resource: name of the class.
    """
    own = ["deadline: float | None = None", ON_SUBMIT]
    call = f"Call({', '.join([one.rest, *one.call])})"
    passed = "deadline=deadline, on_submit=on_submit, on_update=on_update"
    return _twofold(
        task.name,
        resource,
        [task.result.sync, task.result.asynchronous],
        lambda update: parameters(one, [*own, update]),
        WAITING.format(method=one.name),
        f"self._finish({task.constant}, {resource}.{one.name}, {call}, {passed})",
        hidden,
    )


def resuming(task: Waits, resource: Code, hidden: bool) -> MethodView:
    """The method that waits for the end of a task whose id is known."""
    own = "deadline: float | None = None"
    passed = "deadline=deadline, on_update=on_update"
    return _twofold(
        Code("wait"),
        resource,
        [task.result.sync, task.result.asynchronous],
        lambda update: ["self", "id: str", *heading([own, update])[1:]],
        RESUMING,
        f"self._wait({task.constant}, id, options, {passed})",
        hidden,
    )


ON_SUBMIT = "on_submit: Callable[[str], object] | None = None"


def _twofold(
    name: Code,
    resource: Code,
    given: list[Code],
    arguments: Callable[[str], list[str]],
    said: str,
    call: str,
    hidden: bool,
) -> MethodView:
    """A method that one client gives tasks, and the other one tasks that are awaited."""
    sync, asynchronous = f"Task[{given[0]}]", f"AsyncTask[{given[1]}]"
    heads: list[SignatureView] = []
    for intro, way, task in (
        ("def", "Sync", sync),
        ("async def", "Async", asynchronous),
    ):
        update = f"on_update: Callable[[{task}], object] | None = None"
        own = [f"self: {resource}[{way}]", *arguments(update)[1:]]
        heads.append(
            SignatureView(_head(f"{intro} {name}", own, Code(task), hidden, " ..."))
        )
    callbacks = " | ".join(
        f"Callable[[{task}], object]" for task in (sync, asynchronous)
    )
    return _method(
        name,
        arguments(f"on_update: {callbacks} | None = None"),
        Code(f"{sync} | Coroutine[Any, Any, {asynchronous}]"),
        said,
        call,
        hidden,
        signatures=tuple(heads),
    )


def _method(
    name: Code,
    arguments: list[str],
    returns: Code,
    said: str,
    call: str,
    hidden: bool,
    decorator: Code | None = None,
    signatures: tuple[SignatureView, ...] = (),
) -> MethodView:
    return MethodView(
        name=name,
        signatures=signatures,
        decorator=(
            above(spelled_out(decorator) if hidden else decorator)
            if decorator
            else Code("")
        ),
        head=_head(f"def {name}", arguments, returns, hidden),
        doc=docstring(said, 8),
        statement=laid_out(Code(f"return {call}"), 8),
    )


def above(decorator: Code) -> Code:
    """A decorator in its line or lines."""
    # Laid out with a name that is longer by the sign above a method.
    return Code(f"@{laid_out(Code(f'_{decorator}'), 4)[1:]}")


def _head(
    start: str, arguments: list[str], returns: Code, hidden: bool, end: str = ""
) -> Code:
    if hidden:
        arguments = [spelled_out(one) for one in arguments]
        returns = spelled_out(returns)
    return Code(f"{function_head(start, arguments, returns, 4)}{end}")


TURNING = """Go through all pages of `{method}`, with the same arguments: iterating over it gives one item after the other.

A page is asked for when its first item is needed; `pages()` gives the pages themselves."""
WAITING = """Do what `{method}` does, with the same arguments, and wait until the task has ended.

Args:
    deadline: Seconds after which to give up; the document's own by default.
    on_submit: Is called with the task's id before the first look at the task.
    on_update: Is called with the task whenever its state has changed.

Raises:
    TaskFailed: The task failed.
    TaskTimeout: The deadline passed; the task may still be running."""
RESUMING = """Wait for the end of a task that was started before, here or elsewhere.

Args:
    id: The task's id.
    deadline: Seconds after which to give up; the document's own by default.
    on_update: Is called with the task whenever its state has changed.

Raises:
    TaskFailed: The task failed.
    TaskTimeout: The deadline passed; the task may still be running."""


def text(one: Described) -> str:
    """The docstring of a method: the document's words on the operation, its arguments and its errors."""
    operation = one.operation
    doc = operation.doc
    errors = declared(
        (one.status, one.doc.description or one.doc.summary)
        for one in operation.responses
    )
    if operation.retry is not None and operation.retry.billed:
        unknown = "The call may have been carried out and billed; it was not repeated."
        errors.append(("OutcomeUnknown", unknown))
    parts = [markdown_of(doc.summary), flowing(doc.description)]
    return _joined(one, parts, raising(errors))


def _joined(one: Described, parts: list[str], end: str = "") -> str:
    operation = one.operation
    if not any(parts):
        parts = [said_by_path(one)]
    parts += outdated(operation.deprecated, operation.doc)
    arguments = [
        (
            argument.name,
            noted(argument.doc.description or argument.doc.summary, [*argument.notes]),
        )
        for argument in one.named
    ]
    parts += [section("Args", arguments), end]
    return "\n\n".join(part for part in parts if part)


def said_by_path(one: Described) -> str:
    """What is said of an operation that the document says nothing of."""
    return f"{one.operation.method} {one.operation.path}"
