"""A described operation goes in; its methods, each as signature, docstring and one statement, come out."""

from __future__ import annotations

from dataclasses import dataclass

from generator.ir.model import Operation
from generator.languages.code import Code
from generator.languages.python import docstring, string
from generator.languages.python.lines import spelled_out
from generator.languages.python.prose import flowing, section
from generator.languages.python.statuses import class_name
from generator.languages.statements import function_head, laid_out
from generator.targets.python.operations import Described, Turns, Waits


@dataclass(frozen=True, slots=True)
class MethodView:
    """A method: its first line, docstring and body, as they stand in a class."""

    name: Code
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


def method(one: Described, asynchronous: bool, hidden: bool) -> MethodView:
    """The method that calls an operation.

    Args:
        hidden: the class has a method called `list`, so that annotations cannot mean Python's own by that word.
    """
    keywords = [f"{name}={name}" for name in one.fields]
    constant = one.async_constant if asynchronous else one.constant
    return _method(
        one.name,
        parameters(one, []),
        one.result.asynchronous if asynchronous else one.result.sync,
        brief(one) if asynchronous else text(one),
        f"self._call({', '.join([constant, one.call, *keywords])})",
        asynchronous,
        hidden,
    )


def waiting(
    one: Described, task: Waits, asynchronous: bool, hidden: bool
) -> MethodView:
    """The method that starts a task and waits for its end."""
    given = _task(task, asynchronous)
    own = [
        "deadline: float | None = None",
        "on_submit: Callable[[str], object] | None = None",
        f"on_update: Callable[[{given}], object] | None = None",
    ]
    body = ", ".join(f"{string(name)}: {name}" for name in one.fields)
    passed = "deadline=deadline, on_submit=on_submit, on_update=on_update"
    return _method(
        task.name,
        parameters(one, own),
        given,
        WAITING.format(method=one.name),
        f"self._finish({task.constant}, {one.constant}, {one.call}, body={{{body}}}, {passed})",
        asynchronous,
        hidden,
    )


def turning(
    one: Described, pages: Turns, asynchronous: bool, hidden: bool
) -> MethodView:
    """The method that goes through all pages; it is not awaited, what it gives is iterated."""
    kind = "AsyncPages" if asynchronous else "Pages"
    given = one.result.asynchronous if asynchronous else one.result.sync
    keywords = [f"{name}={name}" for name in one.fields]
    call = [pages.constant, one.constant, one.call, *keywords]
    return _method(
        pages.name,
        parameters(one, []),
        Code(f"{kind}[{given}, {pages.item}]"),
        TURNING.format(method=one.name, loop="async for" if asynchronous else "for"),
        f"self._pages({', '.join(call)})",
        False,
        hidden,
    )


def resuming(task: Waits, asynchronous: bool, hidden: bool) -> MethodView:
    """The method that waits for the end of a task whose id is known."""
    given = _task(task, asynchronous)
    own = [
        "deadline: float | None = None",
        f"on_update: Callable[[{given}], object] | None = None",
    ]
    passed = "deadline=deadline, on_update=on_update"
    return _method(
        Code("wait"),
        ["self", "id: str", *heading(own)[1:]],
        given,
        RESUMING,
        f"self._wait({task.constant}, id, options, {passed})",
        asynchronous,
        hidden,
    )


def _method(
    name: Code,
    arguments: list[str],
    returns: Code,
    said: str,
    call: str,
    asynchronous: bool,
    hidden: bool,
) -> MethodView:
    intro, wait = ("async def", "await ") if asynchronous else ("def", "")
    if hidden:
        arguments = [spelled_out(one) for one in arguments]
        returns = spelled_out(returns)
    return MethodView(
        name=name,
        head=function_head(f"{intro} {name}", arguments, returns, 4),
        doc=docstring(said, 8),
        statement=laid_out(Code(f"return {wait}{call}"), 8),
    )


def _task(task: Waits, asynchronous: bool) -> Code:
    """The type of the task that a method gives."""
    if asynchronous:
        return Code(f"AsyncTask[{task.result.asynchronous}]")
    return Code(f"Task[{task.result.sync}]")


TURNING = """Go through all pages of `{method}`, with the same arguments: `{loop}` gives one item after the other.

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
    errors = _errors(operation)
    if operation.retry is not None and operation.retry.billed:
        unknown = "The call may have been carried out and billed; it was not repeated."
        errors.append(("OutcomeUnknown", unknown))
    parts = [doc.summary, flowing(doc.description)]
    return _joined(one, parts, section("Raises", errors))


def brief(one: Described) -> str:
    """The docstring of an awaited method: what it does in short; its twin says the rest."""
    doc = one.operation.doc
    short = doc.summary or flowing(doc.description).partition("\n\n")[0]
    return short or said_by_path(one)


def _joined(one: Described, parts: list[str], end: str = "") -> str:
    operation = one.operation
    if not any(parts):
        parts = [said_by_path(one)]
    if operation.deprecated:
        parts.append("Deprecated.")
    arguments = [
        (argument.name, argument.doc.description or argument.doc.summary)
        for argument in one.named
    ]
    parts += [section("Args", arguments), end]
    return "\n\n".join(part for part in parts if part)


def said_by_path(one: Described) -> str:
    """What is said of an operation that the document says nothing of."""
    return f"{one.operation.method.upper()} {one.operation.path}"


def _errors(operation: Operation) -> list[tuple[str, str]]:
    """The errors that a document declares, with its words."""
    found: list[tuple[str, str]] = []
    for response in operation.responses:
        status = response.status
        if status[0] not in "45" or not status.isdigit():
            continue
        said = response.doc.description or response.doc.summary
        found.append((class_name(int(status)), said or status))
    return found
