"""A site goes in; the page about the generated Python client comes out: install, first call, what else it does, every method."""

from __future__ import annotations

from generator.ir.model import Operation
from generator.languages.code import Code
from generator.languages.python.statuses import class_name
from generator.names import Resource
from generator.project import TargetSettings
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs import words
from generator.targets.docs.credentials import variables
from generator.targets.docs.frame import NAV_WHOLE, FrameView, frame
from generator.targets.docs.samples import calls, method_of, python
from generator.targets.docs.site import Site
from generator.targets.docs.using import (
    PYTHON,
    SHELL,
    GroupView,
    PartView,
    ease,
    parts,
    plain,
    shown,
)
from generator.targets.docs.words import Words

TEMPLATE = "docs/python.html.j2"
TWIN = "docs/python.md.j2"


@dataclass(frozen=True, slots=True)
class ClientView:
    """The page about the client."""

    frame: FrameView
    parts: tuple[PartView, ...]


def pages(site: Site) -> list[Page]:
    """The page about the client, and its twin."""
    title = site.labels.texts["python_client"]
    found = [install(site), *first(site), *tasks(site), *parts(site)]
    view = ClientView(
        frame=frame(site, "python", title, title),
        parts=(*found, errors(site), retries(site), methods(site)),
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
        codes=(words.block(f"pip install {own.distribution or '.'}", SHELL),),
    )


def first(site: Site) -> list[PartView]:
    """The first call, and its asynchronous twin."""
    operation = chosen(site)
    if operation is None:
        return []
    call = next(calls(operation, site))
    exported = [f"export {name}='…'" for name in variables(operation, site)]
    told = "py_first_text" if site.names.schemes else "py_first_address"
    shell = [words.block("\n".join(exported), SHELL)] if exported else []
    return [
        PartView(
            anchor=Code("first"),
            title=site.label("py_first"),
            said=(site.phrase(told, read(site)),),
            codes=(*shell, words.block(python(call, site)[0], PYTHON)),
        ),
        PartView(
            anchor=Code("async"),
            title=site.label("py_async"),
            said=(site.label("py_async_text"),),
            codes=(words.block(python(call, site)[1], PYTHON),),
        ),
    ]


def chosen(site: Site) -> Operation | None:
    """The operation to begin with: one that starts a task, else one that does little harm and asks for little."""
    return min(site.api.operations, key=_eagerness, default=None)


def _eagerness(operation: Operation) -> tuple[bool, bool, tuple[bool, int, int]]:
    """The smaller, the better to begin with; of several, the first in the document is taken."""
    return operation.deprecated, operation.task is None, ease(operation)


def read(site: Site) -> Words:
    """The variables of the environment that a client reads."""
    return words.joined(map(words.code, site.variables.values()), ", ")


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
            codes=(shown(call, site, method=method, given=[(Code("deadline"), 600)]),),
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
    operation = plain(site)
    call = next(calls(operation, site)) if operation else None
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
        ),
        listed=site.label("py_errors_status") if statuses else None,
        codes=(shown(call, site, "caught"),) if call else (),
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
    """Every method, with the operation that it calls, by resource."""
    found: dict[Resource, list[Operation]] = {}
    for one in site.api.operations:
        found.setdefault(site.names.operations[one.id].resource, []).append(one)
    few = len(site.operations) <= NAV_WHOLE
    return PartView(
        anchor=Code("methods"),
        title=site.label("py_methods"),
        said=(),
        groups=tuple(group(many, site, few) for many in found.values()),
    )


def group(many: list[Operation], site: Site, open: bool) -> GroupView:
    """The methods of one resource."""
    where = method_of(many[0], site).rpartition(".")[0]
    return GroupView(
        name=words.code(f"client.{where}".rstrip(".")),
        many=words.text(str(len(many))),
        rows=tuple(
            (
                words.code(f"{method_of(one, site).rpartition('.')[2]}(…)"),
                words.local(
                    words.title(site.title(one)), str(site.paths.operations[one.id])
                ),
            )
            for one in many
        ),
        open=open,
    )
