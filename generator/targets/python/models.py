"""The types of an API go in; one page for each module of models, and one for the package of them, come out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.ir.kinds import kinds_of
from generator.ir.model import (
    Anything,
    Api,
    Binary,
    Check,
    Checked,
    Const,
    Enum,
    Field,
    ListOf,
    MapOf,
    Named,
    Never,
    Pointer,
    Record,
    Scalar,
    Tuple,
    Type,
    TypeDef,
    Union,
)
from generator.languages.code import Code
from generator.languages.python import comment, docstring, literal, string
from generator.languages.python.types import CLASSES, Printer, Uses, taken
from generator.names import Names
from generator.project import Project, header
from generator.render import Page
from generator.targets.python.imports import grouped, imports
from generator.targets.python.words import field_text, type_text

MODULE = "python/models/module.py.j2"
PACKAGE = "python/models/__init__.py.j2"


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field's declaration and the docstring below it; `doc` is empty for none."""

    declaration: Code
    doc: Code


@dataclass(frozen=True, slots=True)
class ClassView:
    """A model. `extra` types undeclared properties, empty where they may be anything; `closed` forbids them."""

    name: Code
    base: Code
    doc: Code
    fields: tuple[FieldView, ...]
    checks: tuple[Code, ...]
    extra: Code
    any_: Code
    closed: bool
    bare: bool


@dataclass(frozen=True, slots=True)
class AliasView:
    """A name for a type that is no model."""

    declaration: Code
    doc: Code


@dataclass(frozen=True, slots=True)
class ModuleView:
    """One module: imports, classes, aliases; `late` are imports that wait until the module's names are there."""

    header: tuple[Code, ...]
    doc: Code
    imports: tuple[tuple[Code, ...], ...]
    checking: tuple[Code, ...]
    classes: tuple[ClassView, ...]
    aliases: tuple[AliasView, ...]
    late: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and a value of a table."""

    key: Code
    value: Code


@dataclass(frozen=True, slots=True)
class PackageView:
    """The package of models: its exports, and the schemas by name."""

    header: tuple[Code, ...]
    checking: tuple[Code, ...]
    modules: tuple[Entry, ...]
    schemas: tuple[Entry, ...]
    nullable: tuple[Code, ...]
    others: tuple[Entry, ...]


def pages(api: Api, names: Names, project: Project) -> list[Page]:
    """One page a module, and the package's own."""
    modules: defaultdict[str, list[TypeDef]] = defaultdict(list)
    for definition in api.types.values():
        modules[names.modules[definition.id]].append(definition)
    circular = recursive_aliases(api)
    known = taken(names.types)
    folder = f"{project.package}/models"
    made = [
        Page(
            f"{folder}/{module}.py",
            MODULE,
            module_view(definitions, api, names, project, circular, known),
        )
        for module, definitions in sorted(modules.items())
    ]
    return [
        Page(f"{folder}/__init__.py", PACKAGE, package_view(api, names, project)),
        *made,
    ]


def comments(project: Project, template: str) -> tuple[Code, ...]:
    """The lines above a generated file."""
    return tuple(comment(line) for line in header(project, template))


def package_view(api: Api, names: Names, project: Project) -> PackageView:
    """The exports, sorted; SCHEMAS, sorted."""
    exports = sorted((names.types[i], names.modules[i]) for i in api.types)
    by_name = sorted(api.schemas.items())
    definitions = [(n, api.types[i]) for n, i in by_name]
    return PackageView(
        header=comments(project, PACKAGE),
        checking=tuple(
            Code(f"from .{module} import {name} as {name}")
            for name, module in sorted(exports, key=lambda e: (e[1], e[0]))
        ),
        modules=tuple(Entry(string(name), string(module)) for name, module in exports),
        schemas=tuple(Entry(string(n), string(names.types[i])) for n, i in by_name),
        nullable=tuple(string(n) for n, d in definitions if d.nullable),
        others=tuple(
            Entry(string(n), Code(kind_word(d, api)))
            for n, d in definitions
            if d.others
        ),
    )


def kind_word(definition: TypeDef, api: Api) -> str:
    """The Python class of the JSON values that a definition speaks of."""
    return "dict" if "object" in kinds_of(definition.type, api) else "list"


def module_view(
    definitions: list[TypeDef],
    api: Api,
    names: Names,
    project: Project,
    circular: frozenset[Pointer],
    known: frozenset[str],
) -> ModuleView:
    """One module with the definitions that belong to it, in the author's order."""
    uses = Uses()
    printer = Printer(api, names.types, uses, known)
    classes = [
        class_view(d, r, names, printer)
        for d in definitions
        if (r := record_of(d.type))
    ]
    inside = Uses()
    rest = [d for d in definitions if not record_of(d.type)]
    quick = Printer(api, names.types, inside, known)
    aliases = [
        alias_view(d, names, quick, circular) for d in ordered(rest, set(circular))
    ]
    here = {d.id for d in definitions}
    real, checking = inside.types - here, uses.types - inside.types - here
    late = bool(circular & here)
    lines = imports(
        uses.symbols | inside.symbols | ({"TYPE_CHECKING"} if checking else set()),
        known,
        "..",
        own=() if late else map_imports(real, names),
        checking=map_imports(checking, names),
    )
    return ModuleView(
        header=comments(project, MODULE),
        doc=module_doc(definitions),
        imports=grouped(lines),
        checking=lines.checking,
        classes=tuple(classes),
        aliases=tuple(aliases),
        late=tuple(sorted(map_imports(real, names))) if late else (),
    )


def module_doc(definitions: list[TypeDef]) -> Code:
    """A line that says what the module holds."""
    first = next((d for d in definitions if d.schema_name), definitions[0])
    if first.schema_name:
        return docstring(f"The schema {first.schema_name}.")
    return docstring(f"Types that belong to {' '.join(first.hint[:-1] or first.hint)}.")


def map_imports(types: Iterable[Pointer], names: Names) -> list[Code]:
    """An import line for each named type, by module."""
    by_module: defaultdict[str, list[str]] = defaultdict(list)
    for one in types:
        by_module[names.modules[one]].append(names.types[one])
    return [
        Code(f"from .{module} import {', '.join(sorted(found))}")
        for module, found in by_module.items()
    ]


def record_of(type: Type) -> Record | None:
    """The record that a definition is, below its checks."""
    while isinstance(type, Checked):
        type = type.type
    return type if isinstance(type, Record) else None


def class_view(
    definition: TypeDef, record: Record, names: Names, printer: Printer
) -> ClassView:
    """A model."""
    attributes = names.fields[definition.id]
    checks: tuple[Code, ...] = ()
    if isinstance(definition.type, Checked):
        checks = printer.checks(definition.type)
    if checks:
        printer.uses.symbols.add("checks")
    fields = tuple(field_view(f, attributes[f.wire], printer) for f in record.fields)
    closed = isinstance(record.extra, Never)
    extra = Code("")
    if not closed and not isinstance(record.extra, Anything):
        extra = printer.annotation(record.extra)
    if closed:
        printer.uses.symbols.add("ConfigDict")
    doc = docstring(type_text(definition), 4)
    return ClassView(
        name=names.types[definition.id],
        base=printer.symbol("Model"),
        doc=doc,
        fields=fields,
        checks=checks,
        extra=extra,
        any_=printer.symbol("Any") if extra else Code(""),
        closed=closed,
        bare=not (doc or fields or checks or extra or closed),
    )


def field_view(field: Field, attribute: Code, printer: Printer) -> FieldView:
    """A field: required ones without a default, absent ones read as None."""
    bare, metadata = printer.metadata(field.type)
    free = bare == printer_any(printer)
    optional = not field.required
    nullable = field.nullable or optional
    if nullable and not free and bare != "None":
        bare = Code(f"{bare} | None")
    if field.nullable:
        metadata = tuple(with_none(m) for m in metadata)
    if attribute != field.wire:
        wire = string(field.wire)
        alias = f"validation_alias={wire}, serialization_alias={wire}"
        metadata = (*metadata, Code(f"{printer.symbol('Field')}({alias})"))
    if optional and not field.nullable and not free:
        metadata = (*metadata, Code(f"{printer.symbol('NotNull')}()"))
    annotation = printer.annotated(bare, metadata) if metadata else bare
    default = " = None" if optional else ""
    return FieldView(
        declaration=Code(f"{attribute}: {annotation}{default}"),
        doc=docstring(field_text(field), 4),
    )


def with_none(metadata: Code) -> Code:
    """A union's marker that takes null too."""
    for marker in ("AnyOf(", "OneOf(", "_AnyOf(", "_OneOf("):
        if metadata.startswith(marker):
            return Code(f"{metadata[:-1]}, None)")
    return metadata


def printer_any(printer: Printer) -> str:
    """How `Any` is spelled, without importing it."""
    return "_Any" if "Any" in printer.taken else "Any"


def alias_view(
    definition: TypeDef, names: Names, printer: Printer, circular: frozenset[Pointer]
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
    return AliasView(declaration, docstring(type_text(definition), 0))


def needs_exact(type: Type) -> bool:
    """Whether a type holds scalars of which JSON's idea is stricter than pydantic's."""
    match type:
        case Scalar():
            return type.kind not in ("string", "null") or type.format in CLASSES
        case Enum():
            return not all(isinstance(v, str) for v in type.values)
        case Const():
            return not isinstance(type.value, str)
        case ListOf():
            return needs_exact(type.item)
        case MapOf():
            return needs_exact(type.value)
        case Union():
            return any(map(needs_exact, type.variants))
        case Checked():
            return needs_exact(type.type)
        case Anything() | Never() | Named() | Binary() | Record() | Tuple():
            return False


# ------------------------------------------------------------------------------------------------ recursive aliases


def recursive_aliases(api: Api) -> frozenset[Pointer]:
    """Ids of the aliases whose meaning leads back to them without passing through a model."""
    edges = {
        d.id: {p for p in mentioned(d.type) if not is_model(api, p)}
        for d in api.types.values()
        if not record_of(d.type)
    }
    return frozenset(member for ring in components(edges) for member in ring)


def is_model(api: Api, pointer: Pointer) -> bool:
    """Whether a named type is a model."""
    return record_of(api.types[pointer].type) is not None


def mentioned(type: Type) -> Iterator[Pointer]:
    """The named types that a type mentions, those in its checks too."""
    match type:
        case Named():
            yield type.id
        case ListOf():
            yield from mentioned(type.item)
        case MapOf():
            yield from mentioned(type.value)
        case Tuple():
            for one in (*type.items, type.rest):
                yield from mentioned(one)
        case Union():
            for one in type.variants:
                yield from mentioned(one)
        case Checked():
            yield from mentioned(type.type)
            for check in type.checks:
                yield from in_check(check.value)
        case Record():
            for field in type.fields:
                yield from mentioned(field.type)
            yield from mentioned(type.extra)
        case Scalar() | Enum() | Const() | Binary() | Anything() | Never():
            return


TYPES = (Named, ListOf, MapOf, Tuple, Union, Checked, Record)


def in_check(value: object) -> Iterator[Pointer]:
    """The named types in the value of a check."""
    if isinstance(value, TYPES):
        yield from mentioned(value)
    elif isinstance(value, tuple):
        for one in value:
            yield from in_check(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from in_check(one)
    elif isinstance(value, Check):
        yield from in_check(value.value)


def components(edges: dict[Pointer, set[Pointer]]) -> list[list[Pointer]]:
    """Rings: strongly connected groups of more than one, and those with an edge to themselves (Tarjan, iterative)."""
    index: dict[Pointer, int] = {}
    low: dict[Pointer, int] = {}
    on: set[Pointer] = set()
    stack: list[Pointer] = []
    found: list[list[Pointer]] = []
    for root in edges:
        if root in index:
            continue
        work: list[tuple[Pointer, Iterator[Pointer]]] = [
            (root, iter(sorted(edges[root])))
        ]
        index[root] = low[root] = len(index)
        stack.append(root)
        on.add(root)
        while work:
            node, rest = work[-1]
            step = next(rest, None)
            if step is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    ring = []
                    while True:
                        one = stack.pop()
                        on.discard(one)
                        ring.append(one)
                        if one == node:
                            break
                    if len(ring) > 1 or node in edges[node]:
                        found.append(ring)
            elif step not in edges:
                continue
            elif step not in index:
                index[step] = low[step] = len(index)
                stack.append(step)
                on.add(step)
                work.append((step, iter(sorted(edges[step]))))
            elif step in on:
                low[node] = min(low[node], index[step])
    return found


def ordered(definitions: list[TypeDef], circular: set[Pointer]) -> list[TypeDef]:
    """Aliases of one module so that each stands behind those that it mentions; recursive ones first."""
    left = sorted(definitions, key=lambda d: d.id not in circular)
    done: list[TypeDef] = []
    ids = {d.id for d in left}
    while left:
        for one in left:
            needs = set(mentioned(one.type)) & ids - {d.id for d in done} - {one.id}
            if one.id in circular or not needs:
                done.append(one)
                left.remove(one)
                break
    return done
