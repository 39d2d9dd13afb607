"""A site goes in; the page about the generated Python client comes out: install, first call, tasks, errors, retries."""

from __future__ import annotations

from generator.ir.model import Operation
from generator.languages.code import Code
from generator.languages.python.calls import program
from generator.languages.python.statuses import class_name
from generator.names import environment
from generator.project import TargetSettings
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs import words
from generator.targets.docs.frame import FrameView, frame
from generator.targets.docs.samples import (
    arguments,
    calls,
    client,
    method_of,
    python,
)
from generator.targets.docs.site import Site
from generator.targets.docs.words import Words

TEMPLATE = "docs/python.html.j2"
TWIN = "docs/python.md.j2"
PYTHON, SHELL = Code("python"), Code("shell")
BEGINNERS = ("GET", "POST", "PUT", "PATCH")
"""Methods in the order in which one would try them; others come last."""


@dataclass(frozen=True, slots=True)
class PartView:
    """A section: what it says, a program that shows it, a list."""

    anchor: Code
    title: Words
    said: tuple[Words, ...]
    code: Words | None = None
    rows: tuple[tuple[Words, Words], ...] = ()


@dataclass(frozen=True, slots=True)
class ClientView:
    """The page about the client."""

    frame: FrameView
    parts: tuple[PartView, ...]


def pages(site: Site) -> list[Page]:
    """The page about the client, and its twin."""
    title = site.labels.texts["python_client"]
    found = [install(site), *first(site), *tasks(site), errors(site), retries(site)]
    view = ClientView(
        frame=frame(site, "python", title, title),
        parts=(*found, methods(site)),
    )
    path = f"{site.language}/python"
    return [Page(f"{path}.html", TEMPLATE, view), Page(f"{path}.md", TWIN, view)]


def install(site: Site) -> PartView:
    """How to install the client: by its name only where the user chose that, as anybody may have published another so called."""
    name = site.distribution
    own = site.project.settings.get("python", TargetSettings())
    said = [site.phrase("py_install_text", words.code(name))]
    if not own.distribution:
        said.append(site.label("py_install_from"))
    return PartView(
        anchor=Code("install"),
        title=site.label("py_install"),
        said=tuple(said),
        code=words.block(f"pip install {own.distribution or '.'}", SHELL),
    )


def first(site: Site) -> list[PartView]:
    """The first call, and its asynchronous twin."""
    operation = chosen(site)
    if operation is None:
        return []
    call = next(calls(operation, site))
    return [
        PartView(
            anchor=Code("first"),
            title=site.label("py_first"),
            said=(site.phrase("py_first_text", variables(site)),),
            code=words.block(python(call, site)[0], PYTHON),
        ),
        PartView(
            anchor=Code("async"),
            title=site.label("py_async"),
            said=(site.label("py_async_text"),),
            code=words.block(python(call, site)[1], PYTHON),
        ),
    ]


def chosen(site: Site) -> Operation | None:
    """The operation to begin with: one that starts a task, else one that does little harm and asks for little."""
    return min(site.api.operations, key=_eagerness, default=None)


def _eagerness(operation: Operation) -> tuple[bool, bool, int, int]:
    """The smaller, the better to begin with; of several, the first in the document is taken."""
    asked = sum(one.required for one in operation.parameters)
    body = operation.body is not None and operation.body.required
    method = operation.method
    harm = BEGINNERS.index(method) if method in BEGINNERS else len(BEGINNERS)
    return operation.deprecated, operation.task is None, harm, asked + body


def variables(site: Site) -> Words:
    """The variables of the environment that a client reads."""
    own = site.project.settings.get("python", TargetSettings())
    found = environment(site.names, site.distribution, own.environment)
    return words.joined([words.code(name) for name in found.values()], ", ")


def tasks(site: Site) -> list[PartView]:
    """How to wait for a task; nothing where no operation starts one."""
    slow = [one for one in site.api.operations if one.task is not None]
    operation = min(slow, key=_eagerness, default=None)
    waits = site.names.waits.get(operation.id) if operation else None
    if operation is None or waits is None:
        return []
    call = next(calls(operation, site))
    method = Code(
        f"{method_of(operation, site).rpartition('.')[0]}.{waits}".lstrip(".")
    )
    given = [*arguments(call, site), (Code("deadline"), 600)]
    source = program(site.package, method, given, client(call, site))
    return [
        PartView(
            anchor=Code("tasks"),
            title=site.label("py_tasks"),
            said=(
                site.phrase("py_tasks_text", words.code(f"client.{method}(…)")),
                site.phrase(
                    "py_tasks_fail", words.code("TaskFailed"), words.code("TaskTimeout")
                ),
            ),
            code=words.block(source, PYTHON),
        )
    ]


def errors(site: Site) -> PartView:
    """The exceptions by status."""
    statuses = sorted(
        {
            int(one.status)
            for operation in site.api.operations
            for one in operation.responses
            if one.status.isdigit() and int(one.status) >= 400
        }
    )
    return PartView(
        anchor=Code("errors"),
        title=site.label("py_errors"),
        said=(
            site.phrase(
                "py_errors_text",
                *map(words.code, ("APIError", "ValueError", "TypeError")),
            ),
            site.phrase(
                "py_errors_other",
                words.code("ConnectionFailed"),
                words.code("UnexpectedResponse"),
            ),
            *([site.label("py_errors_status")] if statuses else ()),
        ),
        rows=tuple(
            (words.text(str(status)), words.code(class_name(status)))
            for status in statuses
        ),
    )


def retries(site: Site) -> PartView:
    """When requests are sent again."""
    said = [
        site.phrase("py_retries_text", words.code('request_options={"retries": 2}'))
    ]
    if any(one.retry and one.retry.billed for one in site.api.operations):
        said.append(site.phrase("py_retries_billed", words.code("OutcomeUnknown")))
    return PartView(Code("retries"), site.label("py_retries"), tuple(said))


def methods(site: Site) -> PartView:
    """Every method, with the operation that it calls."""
    return PartView(
        anchor=Code("methods"),
        title=site.label("py_methods"),
        said=(),
        rows=tuple(
            (
                words.code(f"client.{method_of(one, site)}(…)"),
                words.local(
                    words.text(site.title(one)), str(site.paths.operations[one.id])
                ),
            )
            for one in site.api.operations
        ),
    )
