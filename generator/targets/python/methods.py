"""A described operation goes in; its methods, each as signature, docstring and one statement, come out."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from generator.ir.model import Operation
from generator.languages.code import Code
from generator.languages.python import docstring
from generator.targets.python.operations import Described, Waits
from generator.targets.python.statuses import class_name

WIDTH = 80
"""Columns of a docstring in a method, its margin not counted."""


@dataclass(frozen=True, slots=True)
class MethodView:
    """A method: `intro` is "def" or "async def", `statement` its body."""

    intro: Code
    name: Code
    signature: Code
    returns: Code
    doc: Code
    statement: Code


OPTIONS = "request_options: RequestOptions | None = None"


def method(one: Described, asynchronous: bool) -> MethodView:
    """The method that calls an operation."""
    declared = [argument.declared() for argument in one.arguments]
    constant = one.async_constant if asynchronous else one.constant
    wait = "await " if asynchronous else ""
    return MethodView(
        intro=Code("async def" if asynchronous else "def"),
        name=one.name,
        signature=Code(", ".join(["self", "*", *declared, OPTIONS])),
        returns=one.result.asynchronous if asynchronous else one.result.sync,
        doc=docstring(text(one), 8),
        statement=Code(f"return {wait}self._call({constant}, {one.call})"),
    )


def waiting(one: Described, task: Waits, asynchronous: bool) -> MethodView:
    """The method that starts a task and waits for its end."""
    kind, given, wait = _task_words(task, asynchronous)
    declared = [argument.declared() for argument in one.arguments]
    own = [
        "deadline: float | None = None",
        "on_submit: Callable[[str], object] | None = None",
        f"on_update: Callable[[{kind}[{given}]], object] | None = None",
    ]
    passed = "deadline=deadline, on_submit=on_submit, on_update=on_update"
    call = f"self._finish({task.constant}, {one.constant}, {one.call}, {passed})"
    return MethodView(
        intro=Code("async def" if asynchronous else "def"),
        name=task.name,
        signature=Code(", ".join(["self", "*", *declared, *own, OPTIONS])),
        returns=Code(f"{kind}[{given}]"),
        doc=docstring(text(one, WAITING, WAITING_RAISES), 8),
        statement=Code(f"return {wait}{call}"),
    )


def resuming(task: Waits, asynchronous: bool) -> MethodView:
    """The method that waits for the end of a task whose id is known."""
    kind, given, wait = _task_words(task, asynchronous)
    own = [
        "deadline: float | None = None",
        f"on_update: Callable[[{kind}[{given}]], object] | None = None",
    ]
    passed = "deadline=deadline, on_update=on_update"
    call = f"self._wait({task.constant}, id, request_options, {passed})"
    return MethodView(
        intro=Code("async def" if asynchronous else "def"),
        name=Code("wait"),
        signature=Code(", ".join(["self", "id: str", "*", *own, OPTIONS])),
        returns=Code(f"{kind}[{given}]"),
        doc=docstring(RESUMING, 8),
        statement=Code(f"return {wait}{call}"),
    )


def _task_words(task: Waits, asynchronous: bool) -> tuple[str, Code, str]:
    if asynchronous:
        return "AsyncTask", task.result.asynchronous, "await "
    return "Task", task.result.sync, ""


WAITING = (
    ("deadline", "Seconds after which to give up; the document's own by default."),
    ("on_submit", "Is called with the task's id before the first look at the task."),
    ("on_update", "Is called with the task whenever its state has changed."),
)
WAITING_RAISES = (
    ("TaskFailed", "The task failed."),
    ("TaskTimeout", "The deadline passed; the task may still be running."),
)
RESUMING = """Wait for the end of a task that was started before, here or elsewhere.

Args:
    id: The task's id.
    deadline: Seconds after which to give up; the document's own by default.
    on_update: Is called with the task whenever its state has changed.

Raises:
    TaskFailed: The task failed.
    TaskTimeout: The deadline passed; the task may still be running."""


def text(
    one: Described,
    more: tuple[tuple[str, str], ...] = (),
    raised: tuple[tuple[str, str], ...] = (),
) -> str:
    """The docstring of a method: the document's words on the operation, its arguments, its result and its errors."""
    operation = one.operation
    doc = operation.doc
    parts = [doc.summary, flowing(doc.description)]
    if not any(parts):
        parts = [f"{operation.method.upper()} {operation.path}"]
    if more:
        parts.insert(1, "Waits until the task has ended.")
    if operation.deprecated:
        parts.append("Deprecated.")
    arguments = [
        (argument.name, argument.doc.description or argument.doc.summary)
        for argument in one.arguments
    ]
    parts.append(section("Args", [*arguments, *more]))
    if operation.retry is not None and operation.retry.billed:
        unknown = "The call may have been carried out and billed; it was not repeated."
        raised = (("OutcomeUnknown", unknown), *raised)
    parts.append(section("Raises", [*_errors(operation), *raised]))
    return "\n\n".join(part for part in parts if part)


RIGID = re.compile(r"\s|[-*+>#|]|\d+[.)]|```|~~~|$")


def flowing(text: str) -> str:
    """Markdown with the lines of each paragraph joined, so that they can be broken anew; code and lists stay."""
    lines: list[str] = []
    fenced = joinable = False
    for line in text.splitlines():
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        plain = not fenced and not RIGID.match(line)
        if plain and joinable:
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
        joinable = plain and not line.endswith(("  ", "\\"))
    return "\n".join(lines)


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


def section(title: str, entries: list[tuple[str, str]] | list[tuple[Code, str]]) -> str:
    """A section of a docstring; entries that nothing is said about are left out."""
    lines: list[str] = []
    for name, said in entries:
        flat = " ".join(said.split())
        if flat:
            lines += textwrap.wrap(
                f"{name}: {flat}",
                WIDTH,
                initial_indent="    ",
                subsequent_indent="        ",
                break_long_words=False,
                break_on_hyphens=False,
            )
    return "\n".join([f"{title}:", *lines]) if lines else ""
