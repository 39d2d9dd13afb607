"""The header fields that answers declare go in; the page of classes that read them as their types comes out."""

from __future__ import annotations

from collections.abc import Iterable

from generator.ir.model import Api, Header
from generator.languages.code import Code
from generator.languages.html_in_prose import markdown_of
from generator.languages.python import docstring, string
from generator.languages.python.imports import Imports, grouped
from generator.languages.python.lines import as_imports, words_of
from generator.languages.python.modules import class_head, comments
from generator.languages.python.prose import flowing, outdated
from generator.languages.python.signing import SignaturePrinter
from generator.languages.python.types import Printer, Uses
from generator.languages.statements import laid_out
from generator.names import (
    ERRORS,
    Fields,
    HeadersName,
    Names,
    answer_headers,
    error_headers,
)
from generator.project import Project
from generator.records import dataclass
from generator.render import Page
from generator.targets.python.errors import joined
from generator.targets.python.needs import place_of
from generator.targets.python.replies import Printers

TEMPLATE = "python/headers.py.j2"


@dataclass(frozen=True, slots=True)
class FieldView:
    """An attribute that reads one field."""

    declaration: Code
    doc: Code


@dataclass(frozen=True, slots=True)
class ClassView:
    """The fields of one answer, or of several answers that declare the same."""

    name: Code
    head: Code
    doc: Code
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class HeadersView:
    """The module of these classes."""

    header: tuple[Code, ...]
    imports: tuple[tuple[Code, ...], ...]
    classes: tuple[ClassView, ...]


def pages(api: Api, names: Names, project: Project) -> list[Page]:
    """The page; none where no answer declares a field."""
    found: dict[Code, tuple[HeadersName, Fields]] = {}
    for one in api.operations:
        if one.id in names.headers:
            name = names.headers[one.id]
            found.setdefault(name.class_name, (name, answer_headers(one)))
    if ERRORS in names.headers:
        name = names.headers[ERRORS]
        found[name.class_name] = name, error_headers(api)
    if not found:
        return []
    view = headers_view(api, names, project, found.values())
    return [Page(f"{project.package}/headers.py", TEMPLATE, view, proven=True)]


def headers_view(
    api: Api,
    names: Names,
    project: Project,
    found: Iterable[tuple[HeadersName, Fields]],
) -> HeadersView:
    """The classes, sorted by name."""
    printers = Printers(
        SignaturePrinter(api, names.types, Uses(), prefix="models."),
        Printer(api, names.types, Uses(), prefix="models."),
    )
    lines: list[Code] = []
    classes = [_class(fields, name, printers, lines) for name, fields in found]
    return HeadersView(
        header=comments(project, TEMPLATE),
        imports=grouped(_imports(lines)),
        classes=tuple(sorted(classes, key=lambda one: one.name)),
    )


def _class(
    declared: Fields, name: HeadersName, printers: Printers, lines: list[Code]
) -> ClassView:
    """One class; the declarations of its fields are added to `lines` too, each on one line."""
    fields: list[FieldView] = []
    for wire, same in declared.items():
        line = declaration(name.attributes[wire], same, printers)
        lines.append(line)
        said = next((text for text in map(text_of, same) if text), "")
        fields.append(FieldView(laid_out(line, 4), docstring(said, 4, below=True)))
    doc = docstring("Header fields as text, and the declared ones as their types.", 4)
    head = class_head(name.class_name, Code("Headers"))
    return ClassView(name.class_name, head, doc, tuple(fields))


def declaration(attribute: Code, same: tuple[Header, ...], printers: Printers) -> Code:
    """`left: Header[int] = Header("X-Left", lambda: int)`; answers by several statuses may type a field apart."""
    types = tuple(one.type for one in same)
    parts = [string(same[0].wire), f"lambda: {joined(printers.runtime, types)}"]
    if same[0].explode:
        parts.append("explode=True")
    if same[0].content:
        parts.append(f"content={string(same[0].content)}")
    kind = f"Header[{joined(printers.signature, types)}]"
    return Code(f"{attribute}: {kind} = Header({', '.join(parts)})")


def text_of(header: Header) -> str:
    """What the document says of a field."""
    parts = [markdown_of(header.doc.summary), flowing(header.doc.description)]
    parts += outdated(header.deprecated, header.doc)
    return "\n\n".join(part for part in parts if part)


def _imports(lines: Iterable[Code]) -> Imports:
    found: dict[str, set[str]] = {
        "._runtime.answered": {"Header"},
        "._runtime.headers": {"Headers"},
    }
    words = words_of(lines)
    for word in words:
        place = place_of(word).replace("..", ".", 1)
        if place and word != "header":
            found.setdefault(place, set()).add(word)
    if "dt" in words:
        found["dt"] = set()
    if "checks" in words:
        found.setdefault("._runtime", set()).add("checks")
    return as_imports(found, {})
