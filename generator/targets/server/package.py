"""An API goes in; the pages around its handlers come out: the application, exports, pyproject.toml and README.md."""

from __future__ import annotations

from collections.abc import Iterable

from generator.heading import header
from generator.ir.media import is_sendable
from generator.ir.model import Api, SecurityScheme
from generator.ir.xml import is_spoken
from generator.languages import markdown, toml
from generator.languages.code import Code
from generator.languages.python import comment, docstring, string
from generator.languages.python.distribution import version
from generator.languages.python.imports import member
from generator.languages.python.lines import import_line
from generator.languages.python.modules import comments
from generator.languages.statements import laid_out
from generator.names import Names
from generator.project import Project
from generator.records import dataclass
from generator.render import Page
from generator.targets.server.resources import Group, groups
from generator.targets.server.webhooks import receiver

INIT = "server/__init__.py.j2"
APP = "server/app.py.j2"
CLIENT = "server/_client.py.j2"
FOLDER = "server/folder.py.j2"
PYPROJECT = "server/pyproject.toml.j2"
README = "server/README.md.j2"

EXPORTS = (
    "Answer",
    "Basic",
    "Binary",
    "Call",
    "Credentials",
    "Limits",
    "Members",
    "Result",
    "Verifier",
)
RESERVED = frozenset(
    {"verify", "check_answers", "limits", "docs_url", "router", "create_router"}
)
"""Arguments of the functions that make an application, beside the handlers, and what these functions call."""


@dataclass(frozen=True, slots=True)
class HandlerView:
    """An argument that takes a handler, its module, and the pair of routes and handler."""

    argument: Code
    declared: Code
    import_line: Code
    pair: Code
    passed: Code


@dataclass(frozen=True, slots=True)
class AppView:
    """The module that makes a router and an application; `webhooks` is what receives what arrives by itself."""

    header: tuple[Code, ...]
    imports: tuple[tuple[Code, ...], ...]
    schemes: Code
    handlers: tuple[HandlerView, ...]
    verify: tuple[HandlerView, ...]
    webhooks: tuple[HandlerView, ...]
    returned: Code
    application: Code


@dataclass(frozen=True, slots=True)
class InitView:
    """The package's own module."""

    header: tuple[Code, ...]
    doc: Code
    imports: tuple[Code, ...]
    exports: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class ClientView:
    """The module through which everything of the client's package comes."""

    header: tuple[Code, ...]
    imports: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class FolderView:
    """The module of a folder that holds nothing itself."""

    header: tuple[Code, ...]
    doc: Code


@dataclass(frozen=True, slots=True)
class ProjectView:
    """pyproject.toml."""

    header: tuple[Code, ...]
    name: Code
    version: Code
    description: Code
    package: Code
    base: Code


@dataclass(frozen=True, slots=True)
class ReadmeView:
    """README.md."""

    title: Code
    summary: Code
    install: Code
    example: Code
    run: Code
    note: tuple[Code, ...]


def pages(api: Api, names: Names, project: Project) -> list[Page]:
    """The pages around the handlers."""
    folder = project.package
    handlers = FolderView(
        comments(project, FOLDER),
        docstring("What answers the operations, by resource."),
    )
    return [
        Page(f"{folder}/__init__.py", INIT, init_view(api, names, project), True),
        Page(f"{folder}/app.py", APP, app_view(api, names, project), True),
        Page(f"{folder}/_client.py", CLIENT, client_view(api, project), True),
        Page(f"{folder}/handlers/__init__.py", FOLDER, handlers, True),
        Page("pyproject.toml", PYPROJECT, project_view(api, project)),
        Page("README.md", README, readme_view(api, names, project)),
    ]


# -------------------------------------------------------------------------------------------------------- application


def app_view(api: Api, names: Names, project: Project) -> AppView:
    """The functions that make a router and an application."""
    found = groups(api, names)
    secured = any(one.secured for one in found)
    webhooks = receiver(api, names)
    schemes = scheme_table(api)
    return AppView(
        header=comments(project, APP),
        imports=app_imports(found, webhooks, bool(schemes), secured),
        schemes=laid_out(schemes) if schemes else Code(""),
        handlers=tuple(handler_view(one) for one in found),
        verify=(VERIFY,) if secured else (),
        webhooks=(handler_view(webhooks),) if webhooks else (),
        returned=returned_code(found, bool(schemes), secured),
        application=application_code(found, secured),
    )


def handler_view(group: Group) -> HandlerView:
    """The argument that takes the handler of a group."""
    name = argument(group)
    caller = "[Caller]" if group.secured else ""
    module = f"_{group.argument}"
    return HandlerView(
        argument=name,
        declared=laid_out(Code(f"{name}: {module}.{group.handler}{caller}"), 4),
        import_line=Code(f"{group.argument} as {module}"),
        pair=Code(f"({module}.ROUTES, {name})"),
        passed=Code(f"{name}={name}"),
    )


def argument(group: Group) -> Code:
    """What a handler is passed as."""
    return Code(f"{group.argument}_" if group.argument in RESERVED else group.argument)


VERIFY = HandlerView(
    argument=Code("verify"),
    declared=Code("verify: Verifier[Caller]"),
    import_line=Code(""),
    pair=Code(""),
    passed=Code("verify=verify"),
)


def returned_code(found: list[Group], schemes: bool, secured: bool) -> Code:
    """The statement that gives the router; it has no names of its own, which resources might have."""
    pairs = ", ".join(handler_view(one).pair for one in found)
    parts = ["schemes=_SCHEMES"] if schemes else []
    parts += ["verify=verify"] if secured else []
    parts += ["check_answers=check_answers", "limits=limits"]
    return laid_out(Code(f"return router([{pairs}], Settings({', '.join(parts)}))"), 4)


def application_code(found: list[Group], secured: bool) -> Code:
    """The statement that gives the application."""
    parts = [str(handler_view(one).passed) for one in found]
    parts += ["verify=verify"] if secured else []
    parts += ["check_answers=check_answers", "limits=limits"]
    made = f"create_router({', '.join(parts)})"
    return laid_out(Code(f"return Application(__name__, {made}, docs_url)"), 4)


def scheme_table(api: Api) -> Code:
    """The table of security schemes that clients can meet; empty without any."""
    entries = [
        f"{string(name)}: {scheme_code(scheme)}"
        for name, scheme in api.security_schemes.items()
        if is_sendable(scheme)
    ]
    if not entries:
        return Code("")
    return Code(f"_SCHEMES: Mapping[str, Scheme] = {{{', '.join(entries)}}}")


def scheme_code(scheme: SecurityScheme) -> str:
    """One scheme."""
    parts = [str(string(scheme.kind))]
    for name in ("location", "parameter", "scheme"):
        text: str = getattr(scheme, name)
        if text:
            parts.append(f"{name}={string(text)}")
    return f"Scheme({', '.join(parts)})"


def app_imports(
    found: list[Group], webhooks: Group | None, schemes: bool, secured: bool
) -> tuple[tuple[Code, ...], ...]:
    """The imports of the module of the application."""
    modules = [*found, *([webhooks] if webhooks else [])]
    lines = {
        "._runtime.application": {"Application"},
        "._runtime.bodies": {"DEFAULT_LIMITS", "Limits"},
        "._runtime.routing": {"Settings", "router"},
    }
    if schemes:
        lines["._runtime.route"] = {"Scheme"}
    if secured:
        lines["._runtime.handling"] = {"Caller", "Verifier"}
    if modules:
        lines[".handlers"] = {str(handler_view(one).import_line) for one in modules}
    own = tuple(import_line(module, lines[module]) for module in sorted(lines))
    standard = (Code("from collections.abc import Mapping"),) if schemes else ()
    installed = (Code("from fastapi import APIRouter, FastAPI"),)
    return tuple(group for group in (standard, installed, own) if group)


# ------------------------------------------------------------------------------------------------------------ package


def init_view(api: Api, names: Names, project: Project) -> InitView:
    """What the package exports."""
    webhooks = receiver(api, names)
    found = [*groups(api, names), *([webhooks] if webhooks else [])]
    makers = ["create_app", "create_router", *(["create_receiver"] if webhooks else [])]
    runtime = "._runtime.handling"
    lines = [
        *(
            _export("._runtime.bodies" if n == "Limits" else runtime, n)
            for n in EXPORTS
        ),
        *(_export(".app", name) for name in makers),
        *(_export(f".handlers.{one.argument}", one.handler) for one in found),
    ]
    exports: list[str] = [*EXPORTS, *makers, *(one.handler for one in found)]
    title = api.info.title
    return InitView(
        header=comments(project, INIT),
        doc=docstring(f"{title}: the server's side."),
        imports=tuple(lines),
        exports=tuple(string(name) for name in sorted(exports, key=member)),
    )


def _export(module: str, name: str) -> Code:
    return laid_out(Code(f"from {module} import {name} as {name}"))


def client_view(api: Api, project: Project) -> ClientView:
    """What the server takes of the client's package."""
    base = project.base_package
    lines = [_export(base, "models")]
    lines += _exports(f"{base}.errors", ERRORS)
    lines += _exports(f"{base}.serving", SERVING)
    if is_spoken(api):
        lines += _exports(f"{base}._runtime.markup.models", ("InXml", "XML", "Xml"))
    return ClientView(comments(project, CLIENT), tuple(lines))


def _exports(module: str, names: Iterable[str]) -> list[Code]:
    return [_export(module, name) for name in sorted(names, key=member)]


ERRORS = ("AuthenticationError", "BY_STATUS", "PermissionDeniedError", "StatusError")
SERVING = (
    "AnyOf",
    "AnyText",
    "Exact",
    "Judge",
    "Markup",
    "OneOf",
    "ServerSentEvent",
    "Tagged",
    "UNLISTED",
    "checks",
    "codec",
    "held_to_lists",
    "json_text",
    "plain",
    "speaks_of_events",
    "text",
)


def project_view(api: Api, project: Project) -> ProjectView:
    """What the distribution says of itself."""
    said = f"Server stubs for {api.info.title}"
    return ProjectView(
        header=tuple(comment(line) for line in header(project, PYPROJECT)),
        name=toml.string(project.distribution),
        version=toml.string(version(api)),
        description=toml.string(" ".join(said.split())[:300]),
        package=toml.string(project.package),
        base=toml.string(f"{project.base_distribution}=={version(api)}"),
    )


def readme_view(api: Api, names: Names, project: Project) -> ReadmeView:
    """What the reader of the distribution sees first."""
    found = groups(api, names)
    secured = any(one.secured for one in found)
    lines = [f"{argument(one)}=My{one.handler}()," for one in found[:3]]
    lines += ["# and so on: one for each resource"] if len(found) > 3 else []
    lines += ["verify=verify,  # tells who calls, or raises"] if secured else []
    given = "".join(f"\n    {line}" for line in lines)
    end = "\n" if lines else ""
    example = (
        f"from {project.package} import create_app\n\n"
        f"app = create_app({given}{end})\n"
    )
    return ReadmeView(
        title=markdown.text(f"{api.info.title}: server"),
        summary=markdown.text(api.info.doc.summary),
        install=markdown.block("pip install . uvicorn", Code("sh")),
        example=markdown.block(example, Code("python")),
        run=markdown.block("uvicorn my_server:app", Code("sh")),
        note=tuple(markdown.text(line) for line in header(project, README)),
    )
