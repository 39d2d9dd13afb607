"""Operations go in; the classes of those forms with files that may be one of several bodies come out.

A form with files that is all that an operation takes has no class: its fields are arguments of the handler.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from generator.ir.media import essence, is_part_file
from generator.ir.model import Api, Content, Field, Named, Operation, Pointer, Type
from generator.languages.code import Code
from generator.languages.python import docstring
from generator.languages.python.lines import words_of
from generator.languages.python.modules import class_head
from generator.languages.python.prose import section
from generator.languages.statements import laid_out
from generator.names import record_of, variants_of
from generator.records import dataclass
from generator.targets.server.fields import field_code, field_type
from generator.targets.server.printing import Printers, row


@dataclass(frozen=True, slots=True)
class Form:
    """A class of a form; `fields` are its attributes, each with its type on one line."""

    name: Code
    model: Code
    fields: tuple[tuple[Code, Field, Code], ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """The class as its module has it."""

    name: Code
    head: Code
    doc: Code
    fields: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """The classes of one module, by the ids of the media type and of the type that it is described by."""

    known: Mapping[tuple[Pointer, Pointer], Form] = field(
        default_factory=dict[tuple[Pointer, Pointer], Form]
    )

    @property
    def classes(self) -> tuple[Form, ...]:
        """The classes, each once."""
        return tuple({one.name: one for one in self.known.values()}.values())

    def of(self, content: Content, type: Type) -> Form | None:
        """The class of a body of a media type, or of a member of its union."""
        return (
            self.known.get((content.id, type.id)) if isinstance(type, Named) else None
        )

    def variants(self, content: Content, api: Api) -> tuple[Type, ...]:
        """What a form is one of, where there is a file in any."""
        found = variants_of(api, content.type)
        return found if any(self.of(content, one) for one in found) else ()

    def annotation(self, content: Content, printers: Printers) -> Code:
        """The type of a form."""
        variants = self.variants(content, printers.api)
        if not variants:
            return printers.signature.annotation(content.type)
        parts: list[str] = []
        for one in variants:
            form = self.of(content, one)
            parts.append(form.name if form else printers.signature.annotation(one))
        return Code(" | ".join(dict.fromkeys(parts)))


def forms_of(operations: Iterable[Operation], printers: Printers) -> Forms:
    """The classes that operations need; alike ones share a name."""
    found: dict[tuple[Pointer, Pointer], Form] = {}
    named: dict[Code, Form] = {}
    for content in several(operations, printers.api):
        for type in variants_of(printers.api, content.type):
            made = form(content, type, printers)
            if made is None or not isinstance(type, Named):
                continue
            name, count = made.name, 1
            while named.setdefault(name, made).fields != made.fields:
                count += 1
                name = Code(f"{made.name}{count}")
            found[content.id, type.id] = Form(name, made.model, made.fields)
    return Forms(found)


def several(operations: Iterable[Operation], api: Api) -> Iterator[Content]:
    """The forms in parts that stand beside other media types, or are no single object."""
    for operation in operations:
        contents = operation.body.contents if operation.body else ()
        for one in contents:
            alone = len(contents) == 1 and record_of(api, one.type)[0] is not None
            if not alone and essence(one.media_type).startswith("multipart/"):
                yield one


def form(content: Content, type: Type, printers: Printers) -> Form | None:
    """The class of an object with files; None for what has none, or no name."""
    record, definition = record_of(printers.api, type)
    if record is None or definition is None:
        return None
    fields = [one for one in record.fields if one.access != "read"]
    if not any(is_part_file(printers.api, content, one) for one in fields):
        return None
    types = [field_type(content, one, printers, True) for one in fields]
    taken = words_of(types)
    names = printers.names.fields[definition.id]
    model = printers.names.types[definition.id]
    return Form(
        Code(f"{model}Form"),
        model,
        tuple(
            (
                Code(f"{names[f.wire]}_") if names[f.wire] in taken else names[f.wire],
                f,
                t,
            )
            for f, t in zip(fields, types, strict=True)
        ),
    )


def form_parts(content: Content, made: Form, printers: Printers) -> list[str]:
    """What the descriptor of a media type says of a class."""
    fields = [str(field_code(content, f, name, printers)) for name, f, _ in made.fields]
    return [f"form={made.name}", f"fields={row(fields)}"]


def form_view(one: Form) -> FormView:
    """The lines of a class."""
    told = section(
        "Attributes", [(name, f.doc.description) for name, f, _ in one.fields]
    )
    parts = [f"{one.model} as a form with files.", told]
    return FormView(
        one.name,
        class_head(one.name, Code("FormWithFiles")),
        docstring("\n\n".join(part for part in parts if part), 4),
        tuple(laid_out(Code(f"{name}: {type}"), 4) for name, _, type in one.fields),
    )
