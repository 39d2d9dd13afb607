"""Operations by resource go in; one page for each resource, and one for its twin that gives raw answers, come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from generator.ir.model import Api, Operation, Requirement
from generator.languages.code import Code
from generator.languages.python import docstring
from generator.languages.python.imports import Imports, grouped
from generator.languages.python.lines import STANDARD, as_imports, words_of
from generator.languages.python.modules import class_head, comments
from generator.languages.python.signing import SignaturePrinter
from generator.languages.python.types import Printer, Uses
from generator.languages.statements import laid_out
from generator.names import Names, Resource, ResourceName
from generator.project import Project
from generator.render import Page
from generator.targets.python.methods import (
    MethodView,
    method,
    resuming,
    turning,
    waiting,
)
from generator.targets.python.needs import place_of
from generator.targets.python.operations import Described, Shared, described
from generator.targets.python.options import OptionsView, chosen
from generator.targets.python.replies import Printers
from generator.targets.python.signatures import arguments

RESOURCE = "python/resources/resource.py.j2"
RAW = "python/raw/resource.py.j2"


@dataclass(frozen=True, slots=True)
class ChildView:
    """A resource inside a resource or a client: a property that imports its class when it is first read."""

    attribute: Code
    head: Code
    doc: Code
    import_line: Code
    statement: Code


@dataclass(frozen=True, slots=True)
class ClassView:
    """A resource, as a class of ordinary or of awaited methods."""

    name: Code
    head: Code
    doc: Code
    methods: tuple[MethodView, ...]
    children: tuple[ChildView, ...]


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module with the two classes of a resource."""

    header: tuple[Code, ...]
    doc: Code
    imports: tuple[tuple[Code, ...], ...]
    checking: tuple[Code, ...]
    options: tuple[OptionsView, ...]
    constants: tuple[Code, ...]
    classes: tuple[ClassView, ...]


@dataclass(frozen=True, slots=True)
class RawMethodView:
    """A method's twin that gives status and headers beside the data."""

    name: Code
    statement: Code


@dataclass(frozen=True, slots=True)
class RawClassView:
    """A class whose methods give status and headers beside the data."""

    name: Code
    head: Code
    doc: Code
    methods: tuple[RawMethodView, ...]
    children: tuple[ChildView, ...]


@dataclass(frozen=True, slots=True)
class RawModuleView:
    """A module with the two raw classes of a resource."""

    header: tuple[Code, ...]
    imports: tuple[tuple[Code, ...], ...]
    checking: tuple[Code, ...]
    classes: tuple[RawClassView, ...]


def pages(
    api: Api, names: Names, project: Project, errors: Mapping[str, Code]
) -> list[Page]:
    """Two pages a resource.

    Args:
        errors: status -> type of the bodies of the package's error classes.
    """
    common = usual_security(api)
    grouped: dict[Resource, list[Operation]] = {one: [] for one in names.resources}
    for operation in api.operations:
        grouped[names.operations[operation.id].resource].append(operation)
    made: list[Page] = []
    for resource, operations in sorted(grouped.items()):
        module = names.resources[resource].module
        view, raw = module_views(
            resource, operations, api, names, project, common, errors
        )
        folder = project.package
        made += [
            Page(f"{folder}/resources/{module}.py", RESOURCE, view, proven=True),
            Page(f"{folder}/raw/{module}.py", RAW, raw, proven=True),
        ]
    return made


def usual_security(api: Api) -> tuple[Requirement, ...]:
    """What most operations demand, so that it needs to be said once only."""
    counted = Counter(operation.security for operation in api.operations)
    return max(counted, key=lambda one: counted[one], default=())


def module_views(
    resource: Resource,
    operations: list[Operation],
    api: Api,
    names: Names,
    project: Project,
    common: tuple[Requirement, ...],
    errors: Mapping[str, Code],
) -> tuple[ModuleView, RawModuleView]:
    """The module of a resource and its raw twin."""
    signature, runtime = Uses(), Uses()
    printers = Printers(
        SignaturePrinter(api, names.types, signature, prefix="models."),
        Printer(api, names.types, runtime, prefix="models."),
    )
    shared = Shared(api, names, printers, common, errors, set())
    given = {
        one.id: (one, arguments(api, one, names, shared.printers.signature))
        for one in operations
    }
    takes, options = chosen(given, names)
    found = [
        described(one, all_of_it, takes.get(one.id, Code("")), shared)
        for one, all_of_it in given.values()
    ]
    children = [name for _, name in inside(resource, names)]
    hidden = "list" in {*(one.name for one in found), *(c.attribute for c in children)}
    classes = tuple(
        class_view(resource, found, names, asynchronous, hidden)
        for asynchronous in (False, True)
    )
    spelled = any("builtins." in m.head for one in classes for m in one.methods)
    lines = module_imports(found, hidden and spelled, children)
    view = ModuleView(
        header=comments(project, RESOURCE),
        doc=docstring(f"The operations of {'.'.join(resource)}."),
        imports=grouped(lines),
        checking=lines.checking,
        options=options,
        constants=tuple(laid_out(line) for one in found for line in one.constants),
        classes=classes,
    )
    return view, raw_view(resource, found, names, project)


def class_view(
    resource: Resource,
    found: list[Described],
    names: Names,
    asynchronous: bool,
    hidden: bool,
) -> ClassView:
    """One of the two classes of a resource."""
    methods: list[MethodView] = []
    resumed = False
    for one in found:
        methods.append(method(one, asynchronous, hidden))
        if one.pages is not None:
            methods.append(turning(one, one.pages, asynchronous, hidden))
        if one.task is not None:
            methods.append(waiting(one, one.task, asynchronous, hidden))
            if not resumed:
                methods.append(resuming(one.task, asynchronous, hidden))
            resumed = True
    twin = twin_of(asynchronous)
    class_name = Code(f"{twin}{names.resources[resource].class_name}")
    return ClassView(
        name=class_name,
        head=class_head(class_name, Code(f"{twin or 'Sync'}Resource")),
        doc=docstring(f"The operations of {'.'.join(resource)}.", 4),
        methods=tuple(methods),
        children=children_of(resource, names, twin, "."),
    )


def twin_of(asynchronous: bool) -> str:
    """What the names of awaited classes begin with."""
    return "Async" if asynchronous else ""


def inside(resource: Resource, names: Names) -> list[tuple[Resource, ResourceName]]:
    """The resources directly inside a resource; () is the client itself."""
    found = names.children.get(resource, ())
    return [(one, names.resources[one]) for one in found]


def children_of(
    resource: Resource, names: Names, twin: str, folder: str
) -> tuple[ChildView, ...]:
    """The properties that give the resources directly inside a resource.

    Args:
        twin: what the names of the classes begin with: "Async" or nothing, and "Raw" for raw ones.
        folder: the modules' package, with dots at both ends.
    """
    return tuple(
        child_view(
            name.attribute,
            Code(f"{twin}{name.class_name}"),
            Code(f"{folder}{name.module}"),
            f"The operations of {'.'.join(one)}.",
        )
        for one, name in inside(resource, names)
    )


def child_view(attribute: Code, class_name: Code, module: Code, said: str) -> ChildView:
    """The property that gives one resource."""
    return ChildView(
        attribute=attribute,
        head=laid_out(Code(f"def {attribute}(self) -> {class_name}:"), 4),
        doc=docstring(said, 8),
        import_line=laid_out(Code(f"from {module} import {class_name}"), 8),
        statement=laid_out(Code(f"return {class_name}(self._engine)"), 8),
    )


def module_imports(
    found: list[Described], hidden: bool, children: list[ResourceName]
) -> Imports:
    """The imports of a module, told from what its lines name."""
    at_run_time = {"AsyncResource", "SyncResource"}
    annotated: set[str] = {"Options", "Unpack"} if found else set()
    at_run_time |= {"Options" for one in found if one.optional}
    for one in found:
        for line in one.constants:
            annotation, _, value = line.partition(" = ")
            annotated |= words_of((annotation,))
            at_run_time |= words_of((value,))
        annotated |= words_of(argument.annotation for argument in one.arguments)
        annotated |= words_of((one.result.sync, one.result.asynchronous))
        if not all(argument.required for argument in one.named):
            annotated.add("Omit")
            at_run_time.add("omit")
        if one.pages:
            annotated |= {"AsyncPages", "Pages"} | words_of((one.pages.item,))
        if one.task:
            annotated |= {"AsyncTask", "Callable", "Task"}
            annotated |= words_of((one.task.result.sync, one.task.result.asynchronous))
    lines: dict[str, set[str]] = {}
    lazily: dict[str, set[str]] = {}
    for word in sorted(at_run_time | annotated):
        place = place_of(word)
        if place:
            early = word in at_run_time or place in STANDARD
            target = lines if early else lazily
            target.setdefault(place, set()).add(word)
    if "dt" in at_run_time | annotated:
        lines["dt"] = set()
    if "checks" in at_run_time:
        lines.setdefault(".._runtime", set()).add("checks")
    if hidden:
        lines["builtins"] = set()
    if children:
        lines.setdefault("functools", set()).add("cached_property")
    for child in children:
        lazily.setdefault(f".{child.module}", set()).update(
            {f"{twin}{child.class_name}" for twin in ("", "Async")}
        )
    if lazily:
        lines.setdefault("typing", set()).add("TYPE_CHECKING")
    return as_imports(lines, lazily)


# ------------------------------------------------------------------------------------------------------ raw twins


def raw_view(
    resource: Resource, found: list[Described], names: Names, project: Project
) -> RawModuleView:
    """The raw twin of a module."""
    name = names.resources[resource]
    lines = raw_imports(resource, found, names)
    return RawModuleView(
        header=comments(project, RAW),
        imports=grouped(lines),
        checking=lines.checking,
        classes=tuple(
            raw_class(resource, found, names, name, twin) for twin in ("", "Async")
        ),
    )


def raw_class(
    resource: Resource,
    found: list[Described],
    names: Names,
    name: ResourceName,
    twin: str,
) -> RawClassView:
    """One of the two raw classes of a resource."""
    of = f"{twin}{name.class_name}"
    class_name = Code(f"{twin}Raw{name.class_name}")
    said = f"The operations of {'.'.join(resource)}, with status and headers."
    return RawClassView(
        name=class_name,
        head=class_head(class_name, Code(f"{twin or 'Sync'}Raw")),
        doc=docstring(said, 4),
        methods=tuple(
            RawMethodView(one.name, raw_statement(one, of, names, twin))
            for one in found
        ),
        children=children_of(resource, names, f"{twin}Raw", "."),
    )


def raw_statement(one: Described, of: str, names: Names, twin: str) -> Code:
    """The statement that makes a raw twin of a method of the class `of`."""
    declared = names.headers.get(one.operation.id)
    passed = [of, f"{of}.{one.name}", *([declared.class_name] if declared else [])]
    return laid_out(Code(f"{one.name} = {twin}RawMethod({', '.join(passed)})"), 4)


def raw_imports(resource: Resource, found: list[Described], names: Names) -> Imports:
    """The imports of a raw module."""
    name = names.resources[resource]
    lines = {".._runtime.raw": {"AsyncRaw", "SyncRaw"}}
    if found:
        lines[".._runtime.raw"] |= {"AsyncRawMethod", "RawMethod"}
        own = {f"{twin}{name.class_name}" for twin in ("", "Async")}
        lines[f"..resources.{name.module}"] = own
    declared = (names.headers.get(one.operation.id) for one in found)
    classes = {str(one.class_name) for one in declared if one is not None}
    if classes:
        lines["..headers"] = classes
    lazily = {
        f".{child.module}": {f"{twin}Raw{child.class_name}" for twin in ("", "Async")}
        for _, child in inside(resource, names)
    }
    if lazily:
        lines |= {"functools": {"cached_property"}, "typing": {"TYPE_CHECKING"}}
    return as_imports(lines, lazily)
