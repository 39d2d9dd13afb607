"""Webhooks and callbacks go in; the page of functions that read what they bring comes out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.model import Api, Body, Content, Operation
from generator.languages.code import Code
from generator.languages.html_in_prose import markdown_of
from generator.languages.python import docstring, literal, string
from generator.languages.python.imports import Imports, grouped
from generator.languages.python.lines import as_imports, words_of
from generator.languages.python.modules import comments
from generator.languages.python.prose import flowing, outdated, section
from generator.languages.python.signing import SignaturePrinter
from generator.languages.python.types import Printer, Uses
from generator.languages.statements import function_head, laid_out
from generator.names import Names, chosen_content
from generator.names.places import every_operation
from generator.project import Project
from generator.records import dataclass
from generator.render import Page
from generator.targets.python.needs import place_of
from generator.targets.python.replies import Printers, member, reply, stream_item

TEMPLATE = "python/webhooks.py.j2"
RUNTIME = {
    "Incoming": "._runtime.incoming",
    "parse": "._runtime.incoming",
    "parse_signed": "._runtime.incoming",
    "Reply": "._runtime.operation",
    "XML": "._runtime.markup.models",
}


@dataclass(frozen=True, slots=True)
class FunctionView:
    """A function that reads a body: its first line, docstring and one statement."""

    name: Code
    head: Code
    doc: Code
    statement: Code


@dataclass(frozen=True, slots=True)
class WebhooksView:
    """The module of these functions; `constants` describe the bodies."""

    header: tuple[Code, ...]
    imports: tuple[tuple[Code, ...], ...]
    constants: tuple[Code, ...]
    functions: tuple[FunctionView, ...]


def readable(api: Api) -> list[Operation]:
    """The operations that the server calls and whose bodies are described, webhooks first."""
    found = every_operation(api)[len(api.operations) :]
    return [one for one in found if one.body is not None and one.body.contents]


def pages(api: Api, names: Names, project: Project) -> list[Page]:
    """The page; none where nothing arrives by itself."""
    operations = readable(api)
    if not operations:
        return []
    view = webhooks_view(api, names, project, operations)
    return [Page(f"{project.package}/webhooks.py", TEMPLATE, view, proven=True)]


def webhooks_view(
    api: Api, names: Names, project: Project, operations: list[Operation]
) -> WebhooksView:
    """The functions in the document's order."""
    printers = Printers(
        SignaturePrinter(api, names.types, Uses(), prefix="models."),
        Printer(api, names.types, Uses(), prefix="models."),
    )
    titles = {
        operation.id: callback.name
        for caller in every_operation(api)
        for callback in caller.callbacks
        for operation in callback.operations
    }
    constants: list[Code] = []
    functions: list[FunctionView] = []
    for one in operations:
        name = names.webhooks[one.id]
        title = titles.get(one.id, one.path)
        constant, function = _function(one, name, title, printers)
        constants.append(constant)
        functions.append(function)
    found = _imports(constants, functions)
    return WebhooksView(
        header=comments(project, TEMPLATE),
        imports=grouped(found),
        constants=tuple(laid_out(one) for one in constants),
        functions=tuple(functions),
    )


def _function(
    operation: Operation, name: Code, title: str, printers: Printers
) -> tuple[Code, FunctionView]:
    """What the document says of a body, on one line, and the function that reads it."""
    body = operation.body
    assert body is not None
    contents = in_order(body)
    given = " | ".join(_types(body, contents, printers))
    # Capitals of other scripts may be those of two letters.
    constant = f"_{name.upper() if name.isascii() else name}"
    replies = ", ".join(reply(content, printers) for content in contents)
    parts = [str(string(title)), f"({replies}{',' * (len(contents) == 1)})"]
    parts += [] if body.required else ["required=False"]
    several, signature = len(contents) > 1, operation.signature
    arguments = ["body: bytes | str", *['content_type: str = ""'] * several]
    passed = ["body", *["content_type"] * several]
    if signature is not None:
        parts.append(f"tolerance={literal(signature.tolerance)}")
        arguments += ["*", "headers: Mapping[str, str]", "secret: str | Sequence[str]"]
        passed = ["body", "headers", "secret", *["content_type"] * several]
    call = "parse" if signature is None else "parse_signed"
    return (
        Code(f"{constant}: Incoming[{given}] = Incoming({', '.join(parts)})"),
        FunctionView(
            name=Code(f"parse_{name}"),
            head=function_head(f"def parse_{name}", arguments, Code(given), 0),
            doc=docstring(text(operation, title, several), 4),
            statement=laid_out(
                Code(f"return {call}({constant}, {', '.join(passed)})"), 4
            ),
        ),
    )


def in_order(body: Body) -> list[Content]:
    """The media types of a body, the one that is usual first."""
    chosen = chosen_content(body)
    return sorted(body.contents, key=lambda content: content is not chosen)


def _types(body: Body, contents: list[Content], printers: Printers) -> Iterator[str]:
    """What reading a body may give, without repetitions, null at the end."""
    found: dict[str, None] = {}
    null = not body.required
    for content in contents:
        item = stream_item(content, printers.signature)
        made = f"list[{item}]" if item is not None else member(content, printers).sync
        null = null or made == "None" or made.endswith(" | None")
        found[made.removesuffix("None").removesuffix(" | ")] = None
    if "Any" in found:
        yield "Any"
        return
    yield from filter(None, found)
    if null:
        yield "None"


def text(operation: Operation, title: str, several: bool) -> str:
    """The docstring: the document's words, the arguments and what is raised."""
    doc = operation.doc
    parts = [markdown_of(doc.summary), flowing(doc.description)]
    if not any(parts):
        parts = [f"Read what arrives with {title}."]
    parts += outdated(operation.deprecated, doc)
    arguments = [("body", "The body of the request as it arrived.")]
    if several:
        arguments.append(("content_type", "The request's Content-Type."))
    raised: list[tuple[str, str]] = []
    if operation.signature is not None:
        arguments += [
            ("headers", "The request's header fields, with the signature."),
            ("secret", "The key of the signature, or several while keys change."),
        ]
        raised.append(("InvalidSignature", "It is not signed with a key, or too old."))
    parts.append(section("Args", arguments))
    raised += [("InvalidWebhook", "The body is not what the document describes.")]
    parts.append(section("Raises", raised))
    return "\n\n".join(part for part in parts if part)


def _imports(constants: list[Code], functions: list[FunctionView]) -> Imports:
    at_run_time = words_of(line.split(" = ", 1)[1] for line in constants)
    at_run_time |= words_of(one.statement for one in functions) & {*RUNTIME}
    annotated = words_of(line.split(" = ", 1)[0] for line in constants)
    if "parse_signed" in at_run_time:
        annotated |= {"Mapping", "Sequence"}
    lines: dict[str, set[str]] = {}
    for word in (at_run_time | annotated) - {"lambda"}:
        place = RUNTIME.get(word) or place_of(word).replace("..", ".", 1)
        if place:
            lines.setdefault(place, set()).add(word)
    if "dt" in at_run_time | annotated:
        lines["dt"] = set()
    if "checks" in at_run_time:
        lines.setdefault("._runtime", set()).add("checks")
    return as_imports(lines, {})
