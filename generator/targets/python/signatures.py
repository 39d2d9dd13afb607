"""An operation goes in; its arguments as a method takes them, in order and with their annotations, come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.ir.kinds import kinds_of
from generator.ir.media import (
    essence,
    is_form,
    is_json,
    is_part_file,
    is_sequence,
    is_text,
    parts_without_names,
    strip,
)
from generator.ir.model import (
    Anything,
    Api,
    Body,
    Const,
    Content,
    Doc,
    Enum,
    Field,
    ListOf,
    MapOf,
    Operation,
    Parameter,
    Scalar,
    Type,
)
from generator.ir.xml import is_structured
from generator.languages.code import Code
from generator.languages.python.prose import outdated
from generator.languages.python.strings import literal
from generator.languages.python.types import Printer
from generator.names import (
    ArgumentKey,
    Names,
    body_record,
    chosen_content,
    record_of,
    variants_of,
)
from generator.records import dataclass
from generator.targets.python.words import default_told


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a method.

    Attributes:
        key: what it is called for in `Names.arguments`.
        annotation: its type; what may be left out takes `Omit` as well, which is not part of it.
        notes: short sentences on it behind the document's own.
        value: what it is where nobody gives it, as it can be nothing else; empty for what has to be given.
    """

    key: ArgumentKey
    name: Code
    annotation: Code
    required: bool
    doc: Doc
    notes: tuple[str, ...] = ()
    value: Code = Code("")

    def keyed(self) -> Code:
        """The argument as a key of a typed dict."""
        return Code(f"{self.name}: {self.annotation}")

    def declared(self) -> Code:
        """The argument in a signature."""
        if self.value:
            return Code(f"{self.name}: {self.annotation} = {self.value}")
        if self.required:
            return Code(f"{self.name}: {self.annotation}")
        return Code(f"{self.name}: {self.annotation} | Omit = omit")


def arguments(
    api: Api, operation: Operation, names: Names, printer: Printer
) -> tuple[Argument, ...]:
    """Path parameters first, then what has to be given, then what may be left out, each group in the author's order."""
    found = [*_parameters(api, operation, names, printer)]
    found += _body(api, operation, names, printer)
    in_path = {p.id for p in operation.parameters if p.location == "path"}
    return tuple(sorted(found, key=lambda a: (a.key not in in_path, *_place(a))))


def _place(argument: Argument) -> tuple[bool, bool]:
    return not argument.required, bool(argument.value)


def _parameters(
    api: Api, operation: Operation, names: Names, printer: Printer
) -> Iterator[Argument]:
    for parameter in operation.parameters:
        required = parameter.required or parameter.location == "path"
        yield Argument(
            key=parameter.id,
            name=names.arguments[operation.id][parameter.id],
            annotation=_given(api, parameter.type, printer),
            required=required,
            doc=parameter.doc,
            notes=_notes(parameter, required),
            value=_taken_value(api, parameter) if required else Code(""),
        )


def _notes(one: Parameter | Field, required: bool) -> tuple[str, ...]:
    """What is to be known beside the description: the default of what may be left out, and whether it is deprecated."""
    default = () if required else default_told(one)
    return (*default, *outdated(one.deprecated, one.doc))


def _taken_value(api: Api, parameter: Parameter) -> Code:
    """What is sent of a parameter that has to be sent where its caller says nothing: the only value, or the default.

    Validators that fill in a default call a parameter with one required (TypeBox). A default that is any text or fraction
    may stand there as an example, and so may one of what is acted on, which the path names.
    """
    only = _only_value(api, parameter.type)
    if only or not parameter.has_default or parameter.location == "path":
        return only
    match strip(api, parameter.type), parameter.default:
        case (
            (Enum(), str() | int() as value)
            | (Scalar(kind="integer"), int() as value)
            | (Scalar(kind="boolean"), bool() as value)
        ):
            return literal(value)
        case _:
            return Code("")


def _only_value(api: Api, type: Type) -> Code:
    """The only text or number that a parameter may be; a truth value is none, as it may ask callers for their consent."""
    match strip(api, type):
        case Const(value) | Enum(values=(value,)) if isinstance(
            value, str | int
        ) and not isinstance(value, bool):
            return literal(value)
        case _:
            return Code("")


def _body(
    api: Api, operation: Operation, names: Names, printer: Printer
) -> Iterator[Argument]:
    body = operation.body
    content = chosen_content(body) if body else None
    if body is None:
        return
    own = names.arguments[operation.id]
    record = body_record(api, operation)
    if record is None:
        yield Argument(
            key=("body",),
            name=own["body",],
            annotation=_whole_body(api, body, content, printer),
            required=body.required,
            doc=body.doc,
        )
        return
    beside = files_beside(api, body)
    for field in record.fields:
        annotation = _field(api, record.content, field, beside, printer)
        if field.nullable and annotation != "Any":
            annotation = Code(f"{annotation} | None")
        required = field.required and body.required
        yield Argument(
            key=("body", field.wire),
            name=own["body", field.wire],
            annotation=annotation,
            required=required,
            doc=field.doc,
            notes=_notes(field, required),
        )


def files_beside(api: Api, body: Body) -> dict[str, Field]:
    """The fields that are files in a form beside the media type that is sent without them."""
    chosen = chosen_content(body)
    return {
        field.wire: field
        for content in body.contents
        if content is not chosen
        and essence(content.media_type).startswith("multipart/")
        for field in fields_of(api, content)
        if field.access != "read" and is_part_file(api, content, field)
    }


def fields_of(api: Api, content: Content) -> tuple[Field, ...]:
    """The fields of a body that is an object, or one of several."""
    records = (record_of(api, one)[0] for one in variants_of(api, content.type))
    return tuple(field for record in records if record for field in record.fields)


def _field(
    api: Api,
    content: Content,
    field: Field,
    beside: Mapping[str, Field],
    printer: Printer,
) -> Code:
    """The type of a field of the body; one that is a file in another media type is that as well."""
    if not is_json(content.media_type) and is_part_file(api, content, field):
        return _file(api, field.type, printer)
    annotation = _given(api, field.type, printer)
    if field.wire not in beside or annotation == "Any":
        return annotation
    return Code(f"{annotation} | {_file(api, beside[field.wire].type, printer)}")


def _file(api: Api, type: Type, printer: Printer) -> Code:
    """A file, or several, each of which is given in one of several ways."""
    printer.uses.symbols.add("FileInput")
    listed = isinstance(strip(api, type), ListOf)
    return Code("list[FileInput]" if listed else "FileInput")


def _whole_body(
    api: Api, body: Body, content: Content | None, printer: Printer
) -> Code:
    """A body that is passed whole: as its type where it is JSON or a form, else as text or bytes."""
    if content is None:
        printer.uses.symbols.add("FileInput")
        return Code("FileInput")
    media_type = essence(content.media_type)
    if parts_without_names(api, content):
        return Code("bytes")
    if is_json(media_type) or is_form(media_type) or is_structured(api, content):
        given = _given(api, content.type, printer)
        if not files_beside(api, body) or "Mapping[" in given or given == "Any":
            return given
        printer.uses.symbols.update(("Mapping", "Any"))
        return Code(f"{given} | Mapping[str, Any]")
    if is_text(media_type):
        return Code("str | bytes")
    printer.uses.symbols.add("FileInput")
    if content.item is not None and is_sequence(media_type):
        printer.uses.symbols.add("Iterable")
        item = _given(api, content.item, printer)
        return Code(f"Iterable[{item}] | FileInput")
    return Code("str | FileInput") if "*" in media_type else Code("FileInput")


def _given(api: Api, type: Type, printer: Printer) -> Code:
    """A type as an argument takes it: a mapping does for a model."""
    annotation = printer.annotation(type)
    if annotation == "Any" or "object" not in kinds_of(type, api):
        return annotation
    inner = strip(api, type)
    if isinstance(inner, MapOf):
        inner = strip(api, inner.value)
        if kinds_of(inner, api).isdisjoint(("object", "array")):
            return annotation
    if "models." not in annotation or isinstance(inner, Anything):
        return annotation
    printer.uses.symbols.update(("Mapping", "Any"))
    others = annotation.removesuffix(" | dict[str, Any]")
    return Code(f"{others} | Mapping[str, Any]")
