"""An API goes in; the pages around the code come out: the package's exports, pyproject.toml and README.md."""

from __future__ import annotations

from generator.heading import header
from generator.ir.model import Api
from generator.ir.servers import is_known
from generator.languages import markdown, markdown_prose, toml
from generator.languages.code import Code
from generator.languages.python import comment, docstring, string
from generator.languages.python.distribution import version
from generator.languages.python.imports import member
from generator.languages.python.modules import comments
from generator.languages.statements import laid_out
from generator.names import Names, environment
from generator.names.model import dotted
from generator.project import Project, TargetSettings
from generator.records import dataclass
from generator.render import Page
from generator.targets.python import errors
from generator.targets.python.listing import star
from generator.targets.python.resources import printers_of, usual_security
from generator.targets.python.signatures import arguments
from generator.targets.python.webhooks import readable

INIT = "python/__init__.py.j2"
FOLDER = "python/folder.py.j2"
PYPROJECT = "python/pyproject.toml.j2"
README = "python/README.md.j2"
OPENING = 500
"""Letters of the API's description that open the README, if its first block has no more."""
LINE = 70
"""Letters of a call that stand in one line."""


PUBLIC = frozenset(
    [
        "AsyncClient",
        "AsyncHttpTransport",
        "AsyncPages",
        "AsyncStream",
        "AsyncTask",
        "AsyncTransport",
        "Client",
        "ClientCredentials",
        "Headers",
        "HttpTransport",
        "Omit",
        "Pages",
        "RawResponse",
        "RequestOptions",
        "ServerSentEvent",
        "Stream",
        "Task",
        "Timeout",
        "Transport",
        "TransportError",
        "errors",
        "models",
        "omit",
    ]
)
"""What every package exports, as its `_runtime.exports` says; a type of the document that is called so is found in `models`."""


@dataclass(frozen=True, slots=True)
class InitView:
    """The package's own module: imports for type checkers, and the statement of its exports for the interpreter."""

    header: tuple[Code, ...]
    doc: Code
    checking: tuple[Code, ...]
    attribute: Code


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


@dataclass(frozen=True, slots=True)
class ReadmeView:
    """README.md."""

    title: Code
    summary: Code
    package: Code
    install: Code
    example: Code
    variables: tuple[Code, ...]
    note: tuple[Code, ...]


def pages(api: Api, names: Names, project: Project) -> list[Page]:
    """The pages around the code."""
    folder = project.package
    return [
        Page(
            f"{folder}/__init__.py", INIT, init_view(api, names, project), proven=True
        ),
        Page(
            f"{folder}/resources/__init__.py",
            FOLDER,
            FolderView(comments(project, FOLDER), docstring("Operations by resource.")),
            proven=True,
        ),
        Page("pyproject.toml", PYPROJECT, project_view(api, project)),
        Page("README.md", README, readme_view(api, names, project)),
    ]


def init_view(api: Api, names: Names, project: Project) -> InitView:
    """The exports: clients, errors, models, and what of the runtime stands in signatures."""
    raised = errors.names_of(api)
    own = PUBLIC | set(raised)
    types = sorted(names.types.values())
    title = api.info.title
    modules = ["errors", "models", *(["webhooks"] if readable(api) else [])]
    checking = [Code(f"from . import {name} as {name}") for name in modules]
    checking += [
        Code("from ._client import AsyncClient as AsyncClient"),
        Code("from ._client import Client as Client"),
        Code("from ._runtime.public import *"),
        Code("from .errors import *"),
    ]
    if own.isdisjoint(types):
        checking += star(Code(".models"), types)
    else:
        # To import a name over another that is called the same is an error to type checkers.
        checking += [
            laid_out(Code(f"from .models import {name} as {name}"), 4)
            for name in sorted([*types, "SCHEMAS"], key=member)
            if name not in own
        ]
    return InitView(
        header=comments(project, INIT),
        doc=docstring(f"{title}: models and clients."),
        checking=tuple(checking),
        attribute=laid_out(exports_code(api, modules[2:]), 4),
    )


def exports_code(api: Api, modules: list[str]) -> Code:
    """The statement that tells the interpreter what the package exports beside what all packages do."""
    usual = {*errors.WORDS, *errors.OTHERS}
    more = [name for name in errors.names_of(api) if name not in usual]
    parts = ["__name__"]
    parts += [f"errors={string(' '.join(more))}"] if more else []
    parts += [f"modules={string(' '.join(modules))}"] if modules else []
    return Code(f"__getattr__ = exports({', '.join(parts)})")


def project_view(api: Api, project: Project) -> ProjectView:
    """What the distribution says of itself."""
    summary = api.info.doc.summary or f"Models and clients for {api.info.title}"
    return ProjectView(
        header=tuple(comment(line) for line in header(project, PYPROJECT)),
        name=toml.string(project.distribution),
        version=toml.string(version(api)),
        description=toml.string(" ".join(summary.split())[:300]),
        package=toml.string(project.package),
    )


def readme_view(api: Api, names: Names, project: Project) -> ReadmeView:
    """What the reader of the distribution sees first."""
    variables = variables_of(names, project)
    usual = usual_security(api)
    needed = [
        name
        for need in (usual[0] if usual else ())
        for name in (names.schemes.get(need.scheme), names.passwords.get(need.scheme))
        if name
    ]
    told = [] if is_known(api) else ['base_url="https://…"']
    known = ", ".join([*told, *(f'{name}="…"' for name in needed)])
    example = (
        f"from {project.package} import Client\n\n"
        f"with Client({known}) as client:  # AsyncClient is its twin\n"
        f"    answer = {call_of(api, names)}\n"
    )
    return ReadmeView(
        title=markdown.text(api.info.title),
        summary=markdown_prose.opening(
            api.info.doc.summary or api.info.doc.description, OPENING
        ),
        package=markdown.code(project.package),
        install=markdown.block("pip install .", Code("sh")),
        example=markdown.block(example, Code("python")),
        variables=tuple(markdown.code(name) for name in variables.values()),
        note=tuple(markdown.text(line) for line in header(project, README)),
    )


def call_of(api: Api, names: Names) -> str:
    """A call of the first operation, with what has to be given; of one that is no longer to be used only where all are so."""
    operations = sorted(api.operations, key=lambda one: one.deprecated)
    if not operations:
        return "..."
    first = operations[0]
    given = [
        f"{one.name}=..."
        for one in arguments(api, first, names, printers_of(api, names).signature)
        if one.required and not one.value
    ]
    call = f"client.{dotted(names, first.id)}({', '.join(given)})"
    if len(call) <= LINE or not given:
        return call
    return (
        call.replace("(", "(\n        ").replace(", ", ",\n        ")[:-1] + ",\n    )"
    )


def variables_of(names: Names, project: Project) -> dict[str, str]:
    """Argument of the constructor -> environment variable that stands in for it."""
    own = project.settings.get("python", TargetSettings())
    return environment(names, project.distribution, own.environment)
