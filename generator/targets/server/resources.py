"""Operations by resource go in; a page for each resource, with the protocol of its handlers and its routes, comes out."""

from __future__ import annotations

from collections.abc import Iterable

from generator.ir.distinct import sharing
from generator.ir.model import Api, Operation
from generator.languages.code import Code
from generator.languages.html_in_prose import markdown_of
from generator.languages.python import docstring, string
from generator.languages.python.imports import Imports, grouped
from generator.languages.python.lines import as_imports, spelled_out, words_of
from generator.languages.python.modules import class_head, comments
from generator.languages.python.prose import flowing, outdated, raising, section
from generator.languages.python.statuses import declared
from generator.languages.python.strings import strings
from generator.languages.python.types import IMPORTS
from generator.languages.statements import function_head, laid_out
from generator.names import Names, Resource
from generator.project import Project
from generator.records import dataclass
from generator.render import Page
from generator.targets.server.answers import answers_code, result
from generator.targets.server.arguments import arguments, parameter_code
from generator.targets.server.bodies import Argument, apart, body_code
from generator.targets.server.forms import Forms, FormView, form_view, forms_of
from generator.targets.server.printing import Printers, call, printers_for, row
from generator.targets.server.problems import Shared, problems_code

TEMPLATE = "server/handlers/resource.py.j2"
CALLER = "Caller_contra"
PLACES = {
    "Answers": ".._runtime.route",
    "Body": ".._runtime.route",
    "Content": ".._runtime.route",
    "FormField": ".._runtime.route",
    "HeaderField": ".._runtime.route",
    "MESSAGE": ".._runtime.route",
    "Parameter": ".._runtime.route",
    "Part": ".._runtime.route",
    "Problem": ".._runtime.route",
    "Reply": ".._runtime.route",
    "Route": ".._runtime.route",
    "STATUS": ".._runtime.route",
    "Shape": ".._runtime.shape",
    "Binary": ".._runtime.handling",
    "Call": ".._runtime.handling",
    "Caller_contra": ".._runtime.handling",
    "FormWithFiles": ".._runtime.handling",
    "Members": ".._runtime.handling",
    "Result": ".._runtime.handling",
    "InXml": ".._client",
    "XML": ".._client",
    "Xml": ".._client",
    "AnyOf": ".._client",
    "Exact": ".._client",
    "OneOf": ".._client",
    "ServerSentEvent": ".._client",
    "Tagged": ".._client",
    "checks": ".._client",
    "models": ".._client",
    "UploadFile": "fastapi",
    "Protocol": "typing",
    "Mapping": "collections.abc",
}
"""Where the names stand that a module of handlers is made of."""


@dataclass(frozen=True, slots=True)
class MethodView:
    """A method of a protocol: its first line and its docstring."""

    name: Code
    head: Code
    doc: Code


@dataclass(frozen=True, slots=True)
class ModuleView:
    """The module of one resource."""

    header: tuple[Code, ...]
    doc: Code
    imports: tuple[tuple[Code, ...], ...]
    forms: tuple[FormView, ...]
    name: Code
    head: Code
    class_doc: Code
    methods: tuple[MethodView, ...]
    constants: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The operations that one object answers.

    Attributes:
        argument: what the object is called where an application is made; the module's name too.
        handler: its protocol.
        title: what the operations have in common, in words.
        sharing: ids of operations whose path and method others have as well.
    """

    argument: Code
    handler: Code
    title: str
    operations: tuple[tuple[Operation, Code], ...]
    sharing: frozenset[str] = frozenset()

    @property
    def secured(self) -> bool:
        """Whether any handler hears who calls."""
        return any(needs for one, _ in self.operations for needs in one.security)


def groups(api: Api, names: Names) -> list[Group]:
    """The resources that have operations of their own, in sorted order."""
    shared = sharing(api.operations)
    found: dict[Resource, list[tuple[Operation, Code]]] = {}
    for operation in api.operations:
        name = names.operations[operation.id]
        found.setdefault(name.resource, []).append((operation, name.method))
    return [
        Group(
            names.resources[resource].module,
            Code(f"{names.resources[resource].class_name}Handler"),
            said_of(resource),
            tuple(operations),
            shared,
        )
        for resource, operations in sorted(found.items())
    ]


def said_of(resource: Resource) -> str:
    """What the operations of a resource have in common, in words."""
    if not resource:
        return "The operations that belong to no resource"
    return f"The operations of {'.'.join(resource)}"


def pages(api: Api, names: Names, project: Project) -> list[Page]:
    """One page a resource."""
    return [page(group, api, names, project) for group in groups(api, names)]


def page(group: Group, api: Api, names: Names, project: Project) -> Page:
    """The module of one group."""
    printers = printers_for(api, names)
    hidden = any(name == "list" for _, name in group.operations)
    forms = forms_of((operation for operation, _ in group.operations), printers)
    methods = [
        _Method(
            operation,
            name,
            arguments(operation, printers, forms),
            result(operation, printers),
        )
        for operation, name in group.operations
    ]
    routes, constants = routes_code(group, printers, forms)
    lines = [*constants, routes]
    found = module_imports(methods, lines, forms, group.secured, hidden)
    base = Code(f"Protocol[{CALLER}]" if group.secured else "Protocol")
    view = ModuleView(
        header=comments(project, TEMPLATE),
        doc=docstring(f"{group.title}: what answers them, and how they are read."),
        imports=grouped(found),
        forms=tuple(form_view(one) for one in forms.classes),
        name=group.handler,
        head=class_head(group.handler, base),
        class_doc=docstring(f"{group.title}; each method is a def or an async def.", 4),
        methods=tuple(method_view(one, hidden) for one in methods),
        constants=tuple(laid_out(line) for line in lines),
    )
    path = f"{project.package}/handlers/{group.argument}.py"
    return Page(path, TEMPLATE, view, proven=True)


@dataclass(frozen=True, slots=True)
class _Method:
    operation: Operation
    name: Code
    arguments: tuple[Argument, ...]
    result: Code

    @property
    def call(self) -> Code:
        """The type of the call: who calls is nobody where nobody is asked, and may be nobody where that is allowed."""
        needs = self.operation.security
        if not any(needs):
            return Code("Call[None]")
        return Code(f"Call[{CALLER}]" if all(needs) else f"Call[{CALLER} | None]")


def method_view(one: _Method, hidden: bool) -> MethodView:
    """A method of the protocol."""
    taken = {argument.name for argument in one.arguments}
    given = ["self", f"{apart('call', taken)}: {one.call}", "/"]
    if one.arguments:
        given += ["*", *(argument.declared() for argument in one.arguments)]
    returns = f"Result[{one.result}]"
    if hidden:
        given = [spelled_out(part) for part in given]
        returns = spelled_out(returns)
    return MethodView(
        name=one.name,
        head=function_head(f"def {one.name}", given, returns, 4),
        doc=docstring(text(one), 8),
    )


def text(one: _Method) -> str:
    """The docstring: the document's words on the operation, its arguments, and the errors that it declares."""
    doc = one.operation.doc
    parts = [markdown_of(doc.summary), flowing(doc.description)]
    if not any(parts):
        parts = [f"{one.operation.method} {one.operation.path}"]
    parts += outdated(one.operation.deprecated, doc)
    parts.append(section("Args", [(a.name, a.doc) for a in one.arguments]))
    errors = declared(
        (r.status, r.doc.description or r.doc.summary) for r in one.operation.responses
    )
    parts.append(raising(errors))
    return "\n\n".join(part for part in parts if part)


# ------------------------------------------------------------------------------------------------------------ routes


def routes_code(
    group: Group, printers: Printers, forms: Forms
) -> tuple[Code, list[Code]]:
    """The statement of all routes, and those of the tables of errors that they share."""
    shared = Shared()
    made = [
        str(
            route_code(
                operation,
                name,
                problems_code(operation, printers, shared),
                printers,
                forms,
                operation.id in group.sharing,
            )
        )
        for operation, name in group.operations
    ]
    return Code(f"ROUTES: tuple[Route, ...] = {row(made)}"), shared.statements()


def route_code(
    operation: Operation,
    name: Code,
    problems: Code,
    printers: Printers,
    forms: Forms,
    shared: bool,
) -> Code:
    """The descriptor of one operation."""
    parts = [
        str(string(name)),
        str(string(operation.method)),
        str(string(operation.path)),
    ]
    parameters = [
        str(parameter_code(operation, one, printers, shared))
        for one in operation.parameters
    ]
    if parameters:
        parts.append(str(row(parameters)))
    body = body_code(operation, printers, forms)
    if body is not None:
        parts.append(f"body={body}")
    answers = answers_code(operation, printers)
    if answers:
        parts.append(f"answers={answers}")
    if problems:
        parts.append(f"problems={problems}")
    if operation.security:
        needs = [
            f"{{{', '.join(f'{string(n.scheme)}: {strings(n.scopes)}' for n in one)}}}"
            for one in operation.security
        ]
        parts.append(f"security={row(needs)}")
    return call("Route", parts)


def module_imports(
    methods: Iterable[_Method],
    lines: list[Code],
    forms: Forms,
    secured: bool,
    hidden: bool,
) -> Imports:
    """The imports of a module, told from what its lines name."""
    codes: list[str] = [*lines]
    codes += [type for one in forms.classes for _, _, type in one.fields]
    for one in methods:
        codes += [one.call, one.result, *(a.annotation for a in one.arguments)]
    words = words_of(codes) | {"Protocol", "Result"}
    if secured:
        words.add(CALLER)
    if forms.classes:
        words.add("FormWithFiles")
    found: dict[str, set[str]] = {}
    for word in sorted(words):
        place = PLACES.get(word) or IMPORTS.get(word, "")
        place = ".._client" if place.startswith("runtime.") else place
        if place:
            found.setdefault(place, set()).add(word)
    if "dt" in words:
        found["dt"] = set()
    if hidden and any("list[" in code for code in codes[len(lines) :]):
        found["builtins"] = set()
    return as_imports(found, {})
