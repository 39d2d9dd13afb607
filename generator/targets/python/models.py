"""The types of an API go in; one page for each module of models comes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from generator.ir.model import (
    Anything,
    Api,
    Checked,
    Const,
    Field,
    Never,
    Pointer,
    Record,
    TypeDef,
)
from generator.ir.recursion import record_of, recursive_aliases
from generator.ir.requests import requested
from generator.ir.xml import models_in
from generator.languages.code import Code
from generator.languages.python import docstring, literal, string
from generator.languages.python.imports import grouped, imports
from generator.languages.python.modules import class_head, comments
from generator.languages.python.types import Printer, Uses, taken
from generator.languages.statements import laid_out
from generator.names import Names
from generator.project import Project
from generator.records import dataclass
from generator.render import Page
from generator.targets.python.aliases import needs_exact, ordered
from generator.targets.python.markup import of_model
from generator.targets.python.spellings import BASES, RULES, spelling
from generator.targets.python.words import field_text, type_text

MODULE = "python/models/module.py.j2"


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field's declaration and the docstring below it, empty for none; `gap` is a blank line above."""

    declaration: Code
    doc: Code
    gap: bool


@dataclass(frozen=True, slots=True)
class MethodView:
    """A class method that says more of a model than its fields do."""

    head: Code
    body: Code
    gap: bool


@dataclass(frozen=True, slots=True)
class ClassView:
    """A model; `config` forbids undeclared properties, empty where they may be there; `bare` has nothing inside."""

    head: Code
    doc: Code
    gap_config: bool
    config: Code
    xml: Code
    fields: tuple[FieldView, ...]
    methods: tuple[MethodView, ...]
    bare: bool


@dataclass(frozen=True, slots=True)
class AliasView:
    """A name for a type that is no model; `first` stands behind classes."""

    declaration: Code
    doc: Code
    first: bool


@dataclass(frozen=True, slots=True)
class ModuleView:
    """One module: imports, classes, aliases; `late` are imports that wait until the module's names are there."""

    header: tuple[Code, ...]
    imports: tuple[tuple[Code, ...], ...]
    checking: tuple[Code, ...]
    classes: tuple[ClassView, ...]
    aliases: tuple[AliasView, ...]
    late: tuple[Code, ...]


def pages(
    api: Api,
    names: Names,
    project: Project,
    chosen: Collection[str] | None = None,
) -> list[Page]:
    """One page a module; those that are chosen, None for all."""
    modules: defaultdict[str, list[TypeDef]] = defaultdict(list)
    for definition in api.types.values():
        modules[names.modules[definition.id]].append(definition)
    circular = recursive_aliases(api)
    known = taken(names.types, names.fields)
    sent = requested(api)
    in_xml = models_in(api)
    folder = f"{project.package}/models"
    top = comments(project, MODULE)
    return [
        Page(
            f"{folder}/{module}.py",
            MODULE,
            module_view(definitions, api, names, top, circular, known, sent, in_xml),
            proven=True,
        )
        for module, definitions in sorted(modules.items())
        if chosen is None or module in chosen
    ]


def module_view(
    definitions: list[TypeDef],
    api: Api,
    names: Names,
    top: tuple[Code, ...],
    circular: frozenset[Pointer],
    known: frozenset[str],
    sent: frozenset[Pointer],
    in_xml: frozenset[Pointer],
) -> ModuleView:
    """One module with the definitions that belong to it, in the author's order."""
    uses = Uses()
    held = any(d.id in sent for d in definitions)
    printer = Printer(api, names.types, uses, known, held=held)
    records = [(d, r) for d in definitions if (r := record_of(d.type))]
    later = {d.id for d in definitions}
    classes: list[ClassView] = []
    for definition, record in records:
        written = of_model(definition.id, record, api, in_xml, uses.symbols)
        classes.append(class_view(definition, record, names, printer, later, written))
        later.discard(definition.id)
    inside = Uses()
    rest = [d for d in definitions if not record_of(d.type)]
    quick = replace(printer, uses=inside)
    aliases = [
        alias_view(d, names, quick, circular, first=bool(classes) and not i)
        for i, d in enumerate(ordered(rest, set(circular)))
    ]
    here = {d.id for d in definitions}
    real, checking = inside.types - here, uses.types - inside.types - here
    late = bool(circular & here)
    lines = imports(
        uses.symbols | inside.symbols | ({"TYPE_CHECKING"} if checking else set()),
        known,
        "..",
        own=() if late else map_imports(real, names),
        checking=map_imports(checking, names, 4),
    )
    return ModuleView(
        header=top,
        imports=grouped(lines),
        checking=lines.checking,
        classes=tuple(classes),
        aliases=tuple(aliases),
        late=tuple(sorted(map_imports(real, names))) if late else (),
    )


def map_imports(types: Iterable[Pointer], names: Names, indent: int = 0) -> list[Code]:
    """An import line for each module that named types come from."""
    by_module: defaultdict[str, list[str]] = defaultdict(list)
    for one in types:
        by_module[names.modules[one]].append(names.types[one])
    return [
        laid_out(Code(f"from .{module} import {', '.join(sorted(found))}"), indent)
        for module, found in by_module.items()
    ]


def class_view(
    definition: TypeDef,
    record: Record,
    names: Names,
    printer: Printer,
    later: Collection[Pointer],
    written: Code,
) -> ClassView:
    """A model; `written` is what it says of XML, `later` are the types of its module that are not there before it is."""
    attributes = names.fields[definition.id]
    closed = isinstance(record.extra, Never)
    if closed:
        printer.uses.symbols.add("ConfigDict")
    doc = docstring(type_text(definition), 4)
    inside = replace(printer, later=frozenset(later))
    gap = bool(doc or closed or written)
    rule = spelling(attributes, pascal=names.pascal)
    spelled = RULES[rule]
    fields = [
        field_view(one, name, spelled(name), inside, gap and not place)
        for place, one in enumerate(record.fields)
        for name in [attributes[one.wire]]
    ]
    methods = methods_of(definition, record, printer, bool(doc or closed or fields))
    return ClassView(
        head=class_head(names.types[definition.id], printer.symbol(BASES[rule])),
        doc=doc,
        gap_config=bool(doc and (closed or written)),
        config=Code('model_config = ConfigDict(extra="forbid")' if closed else ""),
        xml=written,
        fields=tuple(fields),
        methods=methods,
        bare=not (doc or fields or methods or closed),
    )


def methods_of(
    definition: TypeDef, record: Record, printer: Printer, gap: bool
) -> tuple[MethodView, ...]:
    """The type of undeclared properties, and the checks of the object as a whole."""
    found: list[MethodView] = []
    if not isinstance(record.extra, Anything | Never):
        body = laid_out(Code(f"return {printer.value(record.extra)}"), 8)
        head = Code(f"def __extra__(cls) -> {printer.symbol('Any')}:")
        found.append(MethodView(head, body, gap))
    checks: tuple[Code, ...] = ()
    if isinstance(definition.type, Checked):
        checks = printer.checks(definition.type)
    if checks:
        module = printer.symbol("checks")
        head = Code(f"def __checks__(cls) -> tuple[{module}.Check, ...]:")
        tail = ",)" if len(checks) == 1 else ")"
        body = laid_out(Code(f"return ({', '.join(checks)}{tail}"), 8)
        found.append(MethodView(head, body, gap or bool(found)))
    return tuple(found)


def field_view(
    field: Field, attribute: Code, known: str, printer: Printer, gap: bool
) -> FieldView:
    """A field; `gap` is a blank line above it, `known` the name in JSON that it has unless another one is given."""
    declaration = laid_out(declared(field, attribute, known, printer), 4)
    return FieldView(declaration, docstring(field_text(field), 4, below=True), gap)


def declared(field: Field, attribute: Code, known: str, printer: Printer) -> Code:
    """A field: required ones without a default, absent ones read as None, or as the constant that tells the record."""
    bare, metadata = printer.metadata(field.type)
    free = bare == printer_any(printer)
    default = "" if field.required else " = None"
    if field.nullable:
        metadata = tuple(with_none(m) for m in metadata)
    if field.tells and isinstance(field.type, Const):
        default = f" = {literal(field.type.value)}"
    elif not field.required and not field.nullable and not free:
        bare = Code(f"{printer.symbol('Maybe')}[{bare}]")
    elif (field.nullable or not field.required) and not free and bare != "None":
        bare = Code(f"{bare} | None")
    if known != field.wire:
        metadata = aliased(metadata, field.wire, printer)
    annotation = printer.annotated(bare, metadata) if metadata else bare
    return Code(f"{attribute}: {annotation}{default}")


def aliased(
    metadata: tuple[Code, ...], wire: str, printer: Printer
) -> tuple[Code, ...]:
    """What stands behind a type, with a field's name in JSON."""
    head = Code(f"{printer.symbol('Field')}(")
    alias = f"alias={string(wire)}"
    *others, last = metadata or (Code(""),)
    if last.startswith(head):
        return (*others, Code(f"{last[:-1]}, {alias})"))
    return (*metadata, Code(f"{head}{alias})"))


def with_none(metadata: Code) -> Code:
    """A union's marker that takes null too."""
    for marker in ("AnyOf(", "OneOf(", "_AnyOf(", "_OneOf("):
        if metadata.startswith(marker):
            return Code(f"{metadata[:-1]}, None)")
    known = metadata.endswith(", null=True)")
    if metadata.startswith(("Tagged(", "_Tagged(")) and not known:
        return Code(f"{metadata[:-1]}, null=True)")
    return metadata


def printer_any(printer: Printer) -> str:
    """How `Any` is spelled, without importing it."""
    return "_Any" if "Any" in printer.taken else "Any"


def alias_view(
    definition: TypeDef,
    names: Names,
    printer: Printer,
    circular: frozenset[Pointer],
    first: bool,
) -> AliasView:
    """A name for a type that is no model."""
    bare, metadata = printer.metadata(definition.type)
    # A bare None is no type to whoever looks the schema up.
    if needs_exact(definition.type) or bare == "None":
        metadata = (*metadata, Code(f"{printer.symbol('Exact')}()"))
    made = printer.annotated(bare, metadata) if metadata else bare
    name = names.types[definition.id]
    if definition.id in circular:
        call = f"{printer.symbol('TypeAliasType')}({literal(name)}, {literal(made)})"
        declaration = Code(f"{name} = {call}")
    else:
        declaration = Code(f"{name}: {printer.symbol('TypeAlias')} = {made}")
    doc = docstring(type_text(definition), 0, below=True)
    return AliasView(laid_out(declaration), doc, first)
