"""An API goes in; the pages of everything that calls it come out: clients, resources, errors, the package around."""

from __future__ import annotations

from collections.abc import Mapping

from generator.ir.model import Api, SecurityScheme
from generator.languages.code import Code
from generator.languages.python import docstring, string
from generator.languages.python.distribution import version
from generator.languages.python.imports import Imports, grouped
from generator.languages.python.lines import as_imports, words_of
from generator.languages.python.modules import comments
from generator.languages.python.strings import strings
from generator.languages.statements import LINE, laid_out
from generator.names import BASE_URL, Names
from generator.project import Project
from generator.records import dataclass
from generator.render import Page
from generator.targets.python import errors, package, resources
from generator.targets.python.operations import requirements
from generator.targets.python.package import variables_of
from generator.targets.python.resources import (
    ChildView,
    children_of,
    inside,
    usual_security,
)

TEMPLATE = "python/_client.py.j2"
BASIC = "basic"


@dataclass(frozen=True, slots=True)
class ClientView:
    """A client: the name of its class, its bases, and all that depends on whether its methods are awaited."""

    name: Code
    bases: Code
    transport: Code
    doc: Code
    arguments: tuple[Code, ...]
    init_doc: Code
    settings: Code


@dataclass(frozen=True, slots=True)
class ClientsView:
    """The module of both clients; `own` is the class of what they do without a resource."""

    header: tuple[Code, ...]
    imports: tuple[tuple[Code, ...], ...]
    checking: tuple[Code, ...]
    api: Code
    own: Code
    children: tuple[ChildView, ...]
    clients: tuple[ClientView, ...]


def pages(
    api: Api,
    names: Names,
    project: Project,
    some: resources.Some | None = None,
) -> list[Page]:
    """Every page but those of the models; of resources those that are wanted, None for all."""
    return [
        Page(
            f"{project.package}/_client.py",
            TEMPLATE,
            clients_view(api, names, project),
            proven=True,
        ),
        errors.page(api, names, project),
        *resources.pages(api, names, project, errors.error_types(api, names), some),
        *package.pages(api, names, project),
    ]


IMPORTED = {
    "collections.abc": {"Mapping", "Sequence"},
    "functools": {"cached_property"},
    "._runtime.calls": {"Resource", "Way"},
    "._runtime.client": {"AsyncClientCore", "SyncClient", "settings_of"},
    "._runtime.errors": {"StatusError"},
    "._runtime.omit": {"Omit", "omit"},
    "._runtime.operation": {"Api", "ErrorShape", "LazyType"},
    "._runtime.settings": {"RequestHook", "ResponseHook"},
    "._runtime.transport": {"AsyncTransport", "Timeout", "Transport"},
    "._runtime.ways": {
        "Async",
        "AsyncPieces",
        "AsyncRaw",
        "Sync",
        "SyncPieces",
        "SyncRaw",
    },
}
"""What the module of clients imports for every document."""


def clients_view(api: Api, names: Names, project: Project) -> ClientsView:
    """The module of both clients."""
    clients = tuple(
        client_view(api, names, project, asynchronous) for asynchronous in (False, True)
    )
    used = words_of(word for one in clients for word in (*one.arguments, one.settings))
    lines = module_imports(api, names, used)
    own = names.resources.get(())
    return ClientsView(
        header=comments(project, TEMPLATE),
        imports=grouped(lines),
        checking=lines.checking,
        api=laid_out(Code(f"_API = {api_code(api, names, project)}")),
        own=Code(f"{own.class_name if own else 'Resource'}[Way]"),
        children=children_of(inside((), names), ".resources."),
        clients=clients,
    )


def bases_of(name: str, base: str, way: str) -> Code:
    """The bases of a client's class, in brackets."""
    ways = ", ".join(f"Resources[{way}{kind}]" for kind in ("Raw", "Pieces"))
    bases = f"{base}[{ways}], Resources[{way}]"
    fits = len(f"class {name}({bases}):") <= LINE
    return Code(f"({bases})" if fits else f"(\n    {bases}\n)")


def module_imports(api: Api, names: Names, used: set[str]) -> Imports:
    """The imports of the module of both clients; `used` are the words of its lines."""
    lines = {module: set(found) for module, found in IMPORTED.items()}
    if api.security_schemes:
        lines["._runtime.operation"].add("Scheme")
    if used & {"basic", "credential"}:
        lines["._runtime.auth"] = used & {"basic", "credential"}
    lazily: dict[str, set[str]] = {}
    if used & SOURCES:
        lazily["._runtime.auth"] = used & SOURCES
    if own := names.resources.get(()):
        lines["._runtime.calls"] = {"Way"}
        lines[f".resources.{own.module}"] = {str(own.class_name)}
    children = inside((), names)
    if not children:
        del lines["functools"]
    for _, child in children:
        lazily[f".resources.{child.module}"] = {str(child.class_name)}
    if lazily:
        lines["typing"] = {"TYPE_CHECKING"}
    return as_imports(lines, lazily)


SOURCES = {"AsyncTokenSource", "ClientCredentials", "TokenSource"}
"""What a credential may be given as; only annotations name it."""


def client_view(
    api: Api, names: Names, project: Project, asynchronous: bool
) -> ClientView:
    """One of the two clients."""
    twin = "Async" if asynchronous else ""
    read = variables_of(names, project)
    arguments: list[Code] = []
    credentials: list[str] = []
    own = ", else the document's own" if api.servers else ""
    said = [("base_url", f"Address of the server, else {read[BASE_URL]}{own}.")]
    variables: list[str] = []
    for name, passed in _variables(api, names):
        arguments.append(Code(f"{passed}: str | None = None"))
        variables.append(f"{string(name)}: {passed}")
        said.append((str(passed), f"Fills {{{name}}} in the document's address."))
    for scheme in api.security_schemes.values():
        for argument, annotation, words in _credential_arguments(scheme, names, twin):
            arguments.append(Code(f"{argument}: {annotation} | None = None"))
            said.append((argument, f"{words}, else {read[argument]}."))
        made = _credential(scheme, names, read)
        if made:
            credentials.append(f"{string(scheme.name)}: {made}")
    said += [
        (
            "timeout",
            "Seconds for a whole call, or limits for its parts; None for no limit.",
        ),
        ("retries", "How often a call is repeated at most where it may be."),
        ("headers", "Header fields that every request has."),
        ("max_concurrent", "The most calls that are under way at one time."),
        (
            "max_response_bytes",
            "The most bytes of an answer, unpacked; None for no limit.",
        ),
        ("transport", "What carries requests, in place of the package's own."),
        ("on_request", "Are called with every request, and may give another one."),
        ("on_response", "Are called with request, status and headers of every answer."),
    ]
    lines = "\n".join(f"    {name}: {text}" for name, text in said)
    title = api.info.title
    kind = "asynchronous client" if asynchronous else "client"
    return ClientView(
        name=Code(f"{twin}Client"),
        bases=bases_of(
            f"{twin}Client",
            "AsyncClientCore" if asynchronous else "SyncClient",
            twin or "Sync",
        ),
        transport=Code(f"{twin}Transport"),
        doc=docstring(f"A {kind} of {title}.".replace("A asy", "An asy"), 4),
        arguments=tuple(arguments),
        init_doc=docstring(
            f"Set up a client; nothing is sent yet.\n\nArgs:\n{lines}", 8
        ),
        settings=settings_code(variables, credentials),
    )


def settings_code(variables: list[str], credentials: list[str]) -> Code:
    """The statement that puts a client's arguments together."""
    plain = ("timeout", "retries", "headers", "max_response_bytes")
    hooks = ("on_request", "on_response")
    arguments = [
        "_API",
        "base_url=base_url",
        f"variables={{{', '.join(variables)}}}",
        f"credentials={{{', '.join(credentials)}}}",
        *(f"{name}={name}" for name in (*plain, *hooks)),
    ]
    return laid_out(Code(f"settings = settings_of({', '.join(arguments)})"), 8)


def _variables(api: Api, names: Names) -> list[tuple[str, Code]]:
    """The variables of the server that is the default, and their arguments."""
    if not api.servers:
        return []
    found = api.servers[0].variables
    return [
        (one.name, names.variables[one.name])
        for one in found
        if one.name in names.variables
    ]


def _credential_arguments(
    scheme: SecurityScheme, names: Names, twin: str
) -> list[tuple[str, str, str]]:
    """(argument, annotation, words) of each argument that a scheme asks for."""
    argument = names.schemes.get(scheme.name)
    if argument is None or scheme.kind == "mutualTLS":
        return []
    password = names.passwords.get(scheme.name)
    if password is not None:
        return [(str(argument), "str", "User name"), (str(password), "str", "Password")]
    source = f"str | {twin}TokenSource"
    if scheme.kind == "oauth2" and any(
        f.kind == "clientCredentials" for f in scheme.flows
    ):
        return [
            (
                str(argument),
                f"{source} | ClientCredentials",
                "Token, or what one is fetched with",
            )
        ]
    words = "Key" if scheme.kind == "apiKey" else "Token"
    return [(str(argument), source, f"{words}, or a function that gives one")]


def _credential(scheme: SecurityScheme, names: Names, read: Mapping[str, str]) -> str:
    argument = names.schemes.get(scheme.name)
    if argument is None or scheme.kind == "mutualTLS":
        return ""
    variable = string(read[argument])
    password = names.passwords.get(scheme.name)
    if password is None:
        return f"credential({argument}, {variable})"
    other = string(read[password])
    return f"basic({argument}, {password}, ({variable}, {other}))"


def api_code(api: Api, names: Names, project: Project) -> Code:
    """`Api(…)`: what all operations share."""
    read = variables_of(names, project)
    parts = [
        str(string(project.package)),
        str(string(version(api))),
        str(string(read[BASE_URL])),
        "_errors",
    ]
    if api.servers:
        parts.append(f"servers={strings(server.url for server in api.servers)}")
        variables = [
            f"{string(one.name)}: {string(one.default)}"
            for one in api.servers[0].variables
        ]
        if variables:
            parts.append(f"server_variables={{{', '.join(variables)}}}")
    schemes = [
        f"{string(one.name)}: {_scheme(one, names, read)}"
        for one in api.security_schemes.values()
    ]
    if schemes:
        parts.append(f"schemes={{{', '.join(schemes)}}}")
    usual = usual_security(api)
    if usual:
        parts.append(f"security={requirements(usual)}")
    shape = api.error
    typed = bool(shape.schema) and shape.schema in api.types
    told = ["typed=True"] if typed else []
    told += [f"at={strings(shape.at)}", f"message={strings(shape.message)}"]
    told += [
        f"code={strings(shape.code)}",
        f"request_id_headers={strings(shape.request_id_headers)}",
    ]
    parts.append(f"error=ErrorShape({', '.join(told)})")
    return Code(f"Api({', '.join(parts)})")


def _scheme(scheme: SecurityScheme, names: Names, read: Mapping[str, str]) -> str:
    parts = [str(string(scheme.kind))]
    if scheme.kind == "apiKey":
        parts.append(f"location={string(scheme.location)}")
        parts.append(f"parameter={string(scheme.parameter)}")
    if scheme.kind == "http":
        parts.append(f"scheme={string(scheme.scheme)}")
    token_url = next(
        (f.token_url for f in scheme.flows if f.kind == "clientCredentials"), ""
    )
    if token_url:
        parts.append(f"token_url={string(token_url)}")
    given = [
        str(one[scheme.name])
        for one in (names.schemes, names.passwords)
        if scheme.name in one
    ]
    if given:
        arguments = " and ".join(f"{name}=" for name in given)
        variables = " and ".join(read[name] for name in given)
        parts.append(f"given={string(f'{arguments}, or set {variables}')}")
    return f"Scheme({', '.join(parts)})"
