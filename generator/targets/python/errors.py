"""Declared errors of all operations go in; the page of exception classes whose bodies they type comes out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping

from generator.ir.likeness import shape
from generator.ir.model import Api, Body, Content, Named, Operation, Response, Type
from generator.languages.code import Code
from generator.languages.python import docstring, string
from generator.languages.python.imports import Imports, grouped, member
from generator.languages.python.lines import as_imports, words_of
from generator.languages.python.modules import comments
from generator.languages.python.signing import SignaturePrinter
from generator.languages.python.statuses import STANDARD, class_name
from generator.languages.python.types import Printer, Uses
from generator.languages.statements import laid_out
from generator.names import ERRORS, Names, chosen_content
from generator.project import Project
from generator.records import dataclass
from generator.render import Page
from generator.targets.python.needs import place_of
from generator.targets.python.webhooks import readable

TEMPLATE = "python/errors.py.j2"

WORDS = {
    "BadRequestError": "400: the server does not understand the request or finds it invalid.",
    "AuthenticationError": "401: the credential is missing or not accepted.",
    "PermissionDeniedError": "403: the credential does not allow this.",
    "NotFoundError": "404: there is no such thing.",
    "ConflictError": "409: the request does not go with the present state.",
    "UnprocessableEntityError": "422: the request is well-formed, its content is not accepted.",
    "RateLimitError": "429: too many requests; `retry_after` says how long to wait where it is known.",
    "InternalServerError": "5xx: the server failed.",
}
OTHERS = (
    "APIError",
    "ConnectionFailed",
    "LinkExpired",
    "OutcomeUnknown",
    "RequestTimeout",
    "ResponseTooLarge",
    "StatusError",
    "TaskError",
    "TaskFailed",
    "TaskTimeout",
    "UnexpectedResponse",
)
"""Exceptions of the runtime that do not depend on the document."""


def others(api: Api) -> tuple[str, ...]:
    """The exceptions of the runtime that stand in the module beside those by status."""
    return (*OTHERS, "InvalidSignature", "InvalidWebhook") if readable(api) else OTHERS


@dataclass(frozen=True, slots=True)
class ErrorView:
    """An exception class; `body` declares the type of its body, empty where nothing is known of it, `headers` is the
    class of its header fields, empty where none is declared."""

    name: Code
    base: Code
    doc: Code
    body: Code
    headers: Code


@dataclass(frozen=True, slots=True)
class ErrorsView:
    """The module of exceptions."""

    header: tuple[Code, ...]
    imports: tuple[tuple[Code, ...], ...]
    plain: tuple[Code, ...]
    classes: tuple[ErrorView, ...]
    table: Code
    exports: tuple[Code, ...]


MANY = 24
"""More types of bodies than this are said to be anything: nobody reads such a union, and no checker likes it."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """The types that a document declares for the bodies of errors, by status as it writes them.

    Attributes:
        types: how often operations declare each, too.
        operations: what each of them declares.
    """

    types: Mapping[str, Mapping[Hashable, tuple[Type, int]]]
    operations: tuple[Mapping[str, Mapping[Hashable, Type]], ...]

    def usual(self, status: str, printer: Printer) -> Code:
        """The type that most operations declare for a status, else for its range; empty where none does."""
        keys = (status, f"{status[0]}XX", "default")
        key = next((key for key in keys if self.types.get(key)), status)
        counted = [
            (-count, printer.annotation(one))
            for one, count in self.types.get(key, {}).values()
        ]
        return min(counted, default=(0, Code("")))[1]

    def of(self, *keys: str) -> tuple[Type, ...]:
        """The types under these keys, without repetitions."""
        found: dict[Hashable, Type] = {}
        for key in keys:
            for said, (one, _) in self.types.get(key, {}).items():
                found.setdefault(said, one)
        return tuple(found.values())

    def reached(self, *keys: str) -> tuple[Type, ...]:
        """The types that operations declare under the first of these keys that they have, without repetitions."""
        found: dict[Hashable, Type] = {}
        for own in self.operations:
            key = next((one for one in keys if one in own), "")
            for said, one in own.get(key, {}).items():
                found.setdefault(said, one)
        return tuple(found.values())


def declared(api: Api) -> Bodies:
    """The body types of all errors.

    Where the document types the error object itself, all errors have that type.
    """
    types: dict[str, dict[Hashable, tuple[Type, int]]] = {}
    operations: list[Mapping[str, Mapping[Hashable, Type]]] = []
    seen: set[Hashable] = set()
    for operation in api.operations:
        own = {
            response.status: {shape(one, {}): one for one in _bodies(api, response)}
            for response in _errors(operation)
        }
        key = tuple((status, tuple(bodies)) for status, bodies in own.items())
        if key not in seen:
            seen.add(key)
            operations.append(own)
        for status, bodies in own.items():
            found = types.setdefault(status, {})
            for said, one in bodies.items():
                found[said] = (one, found.get(said, (one, 0))[1] + 1)
    return Bodies(types, tuple(operations))


def _errors(operation: Operation) -> Iterator[Response]:
    good = any(one.status.startswith("2") for one in operation.responses)
    for response in operation.responses:
        if good if response.status == "default" else response.status[0] in "345":
            yield response


def _bodies(api: Api, response: Response) -> Iterator[Type]:
    if api.error.schema and api.error.schema in api.types:
        yield Named(api.error.schema)
        return
    content = _chosen(response.contents)
    if content is not None:
        yield content.type


def _chosen(contents: tuple[Content, ...]) -> Content | None:
    return chosen_content(Body("", contents)) if contents else None


def error_types(api: Api, names: Names) -> dict[str, Code]:
    """Status -> the type as which the body of an error is read that its operation says no more of."""
    printer = Printer(api, names.types, Uses(), prefix="models.")
    bodies = declared(api)
    return {
        key: bodies.usual(key, printer) or joined(printer, types)
        for key, (_, types) in _table(bodies).items()
    }


def _table(bodies: Bodies) -> dict[str, tuple[str, tuple[Type, ...]]]:
    """Status -> (class, types of the body), for every status that something is known about."""
    table: dict[str, tuple[str, tuple[Type, ...]]] = {}
    for status, name in _classes(bodies.types).items():
        family = f"{status // 100}XX"
        types = bodies.reached(str(status), family, "default")
        table[str(status)] = (name, types)
    server = [key for key in bodies.types if key[0] == "5"]
    types = (*bodies.of(*server), *bodies.reached("5XX", "default"))
    table["5XX"] = ("InternalServerError", types)
    for key in ("4XX", "3XX", "default"):
        if key in bodies.types:
            table[key] = ("StatusError", bodies.of(key))
    return table


def _classes(statuses: Iterable[str]) -> dict[int, str]:
    """Status -> name of the class, for those that are declared and for those that every package knows."""
    exact = {int(key) for key in statuses if key.isdigit()}
    return {
        status: class_name(status) if status >= 400 else "StatusError"
        for status in sorted(exact | set(STANDARD))
    }


def joined(printer: Printer, types: tuple[Type, ...]) -> Code:
    """The union of types; empty for none, anything for too many."""
    if len(types) > MANY:
        return printer.symbol("Any")
    parts = dict.fromkeys(str(printer.annotation(one)) for one in types)
    return Code("Any") if "Any" in parts else Code(" | ".join(parts))


def page(api: Api, names: Names, project: Project) -> Page:
    """The page of exception classes."""
    uses = Uses()
    signature = SignaturePrinter(api, names.types, uses, prefix="models.")
    whole = Printer(api, names.types, uses, prefix="models.")
    bodies = declared(api)
    table = _table(bodies)
    by_class: dict[str, list[Type]] = {name: [] for name in WORDS}
    for name, types in table.values():
        by_class.setdefault(name, []).extend(types)
    by_class.pop("StatusError", None)
    having: frozenset[str] = frozenset()
    if ERRORS in names.headers:
        having = having_headers(api, by_class)
    fields = names.headers[ERRORS].class_name if having else Code("")
    classes = tuple(
        error_view(
            name, tuple(types), signature, fields if name in having else Code("")
        )
        for name, types in by_class.items()
    )
    entries = table_code(table, bodies, whole)
    exports = sorted({"BY_STATUS", *by_class, *others(api)}, key=member)
    view = ErrorsView(
        header=comments(project, TEMPLATE),
        imports=grouped(
            module_imports(words_of([*(one.body for one in classes), entries]), fields)
        ),
        plain=tuple(Code(name) for name in others(api)),
        classes=classes,
        table=laid_out(entries),
        exports=tuple(string(name) for name in exports),
    )
    return Page(f"{project.package}/errors.py", TEMPLATE, view, proven=True)


def table_code(
    table: Mapping[str, tuple[str, tuple[Type, ...]]], bodies: Bodies, printer: Printer
) -> Code:
    """The statement of the table by status."""
    entries = ", ".join(
        f"{string(key)}: ({name}, {lazy(bodies.usual(key, printer) or joined(printer, types))})"
        for key, (name, types) in table.items()
    )
    annotation = "Mapping[str, tuple[type[StatusError], LazyType | None]]"
    return Code(f"BY_STATUS: {annotation} = {{{entries}}}")


def module_imports(words: set[str], fields: Code) -> Imports:
    """The imports of the module of exceptions; `words` are those of its lines, `fields` the class of header fields."""
    lines: dict[str, set[str]] = {}
    for word in words - {"lambda"}:
        place = place_of(word).replace("..", ".", 1)
        if place:
            lines.setdefault(place, set()).add(word)
    lines["._runtime"] = {"errors", *({"checks"} & words)}
    lines["._runtime.operation"] = {"LazyType"}
    if fields:
        lines[".headers"] = {fields}
    if "dt" in words:
        lines["dt"] = set()
    return as_imports(lines, {})


def lazy(made: Code) -> Code:
    """A lazy type, or None."""
    return Code(f"lambda: {made}") if made else Code("None")


def having_headers(api: Api, classes: Iterable[str]) -> frozenset[str]:
    """The exception classes for whose statuses some operation declares header fields."""
    found: set[str] = set()
    for operation in api.operations:
        for response in _errors(operation):
            if not {one.wire.lower() for one in response.headers} - {"retry-after"}:
                continue
            match response.status:
                case "default":
                    found.update(classes)
                case "4XX":
                    found.update(set(classes) - {"InternalServerError"})
                case status if status.isdigit() and status >= "400":
                    found.add(class_name(int(status)))
                case status:
                    found.update({"InternalServerError"} if status[0] == "5" else ())
    return frozenset(found)


def error_view(
    name: str, types: tuple[Type, ...], printer: Printer, headers: Code
) -> ErrorView:
    """One exception class."""
    known = name in WORDS
    body = joined(printer, types)
    return ErrorView(
        name=Code(name),
        base=Code(name if known else "StatusError"),
        doc=docstring(WORDS.get(name, f"{name.removesuffix('Error')}."), 4),
        body=laid_out(Code(f"body: {body}"), 4) if body else body,
        headers=headers,
    )


def names_of(api: Api) -> tuple[Code, ...]:
    """The names that the module of exceptions exports."""
    statuses = {one.status for each in api.operations for one in _errors(each)}
    known = {*_classes(statuses).values(), "InternalServerError"}
    if not statuses.isdisjoint(("4XX", "3XX", "default")):
        known.add("StatusError")
    return tuple(Code(name) for name in sorted({*WORDS, *others(api), *known}))
