"""Operations by resource go in; one page for each resource, and one for its twin that gives raw answers, come out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from generator.ir.model import Api, Operation, Requirement
from generator.languages.code import Code
from generator.languages.python import docstring
from generator.languages.python.types import Printer, Uses
from generator.names import Names, Resource
from generator.project import Project
from generator.render import Page
from generator.targets.python.imports import Imports
from generator.targets.python.methods import MethodView, method, resuming, waiting
from generator.targets.python.models import comments
from generator.targets.python.needs import (
    STANDARD,
    WORD,
    as_imports,
    place_of,
    words_of,
)
from generator.targets.python.operations import Described, Shared, described
from generator.targets.python.replies import Printers
from generator.targets.python.signatures import SignaturePrinter

RESOURCE = "python/resources/resource.py.j2"
RAW = "python/raw/resource.py.j2"


@dataclass(frozen=True, slots=True)
class ChildView:
    """A resource inside a resource or a client."""

    attribute: Code
    class_name: Code
    raw_class: Code
    module: Code
    doc: Code


@dataclass(frozen=True, slots=True)
class ClassView:
    """A resource, as a class of ordinary or of awaited methods."""

    name: Code
    base: Code
    doc: Code
    methods: tuple[MethodView, ...]
    children: tuple[ChildView, ...]
    bare: bool


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module with the two classes of a resource."""

    header: tuple[Code, ...]
    doc: Code
    imports: tuple[tuple[Code, ...], ...]
    checking: tuple[Code, ...]
    constants: tuple[Code, ...]
    classes: tuple[ClassView, ...]


@dataclass(frozen=True, slots=True)
class RawClassView:
    """A class whose methods give status and headers beside the data."""

    name: Code
    base: Code
    wrapper: Code
    of: Code
    methods: tuple[Code, ...]
    children: tuple[ChildView, ...]
    doc: Code


@dataclass(frozen=True, slots=True)
class RawModuleView:
    """A module with the two raw classes of a resource."""

    header: tuple[Code, ...]
    module: Code
    imported: Code
    wrappers: Code
    checking: tuple[Code, ...]
    nested: bool
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
        made.append(Page(f"{project.package}/resources/{module}.py", RESOURCE, view))
        made.append(Page(f"{project.package}/raw/{module}.py", RAW, raw))
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
    found = [described(operation, shared) for operation in operations]
    classes = tuple(
        class_view(resource, found, names, asynchronous)
        for asynchronous in (False, True)
    )
    constants = tuple(line for one in found for line in one.constants)
    children = children_of(resource, names)
    defined = {str(m.name) for m in classes[0].methods}
    hidden = (defined | {str(child.attribute) for child in children}) & {"list"}
    lines = module_imports(constants, classes, bool(hidden), children)
    view = ModuleView(
        header=comments(project, RESOURCE),
        doc=docstring(f"The operations of {'.'.join(resource)}."),
        imports=tuple(g for g in (lines.standard, lines.installed, lines.own) if g),
        checking=lines.checking,
        constants=constants,
        classes=classes,
    )
    if hidden:
        view = with_builtins(view)
    return view, raw_view(resource, found, names, project)


def class_view(
    resource: Resource, found: list[Described], names: Names, asynchronous: bool
) -> ClassView:
    """One of the two classes of a resource."""
    name = names.resources[resource].class_name
    methods: list[MethodView] = []
    resumed = False
    for one in found:
        methods.append(method(one, asynchronous))
        if one.task is not None:
            methods.append(waiting(one, one.task, asynchronous))
            if not resumed:
                methods.append(resuming(one.task, asynchronous))
            resumed = True
    twin = "Async" if asynchronous else ""
    children = children_of(resource, names, asynchronous)
    return ClassView(
        name=Code(f"{twin}{name}"),
        base=Code("AsyncResource" if asynchronous else "SyncResource"),
        doc=docstring(f"The operations of {'.'.join(resource)}.", 4),
        methods=tuple(methods),
        children=children,
        bare=not methods and not children,
    )


def children_of(
    resource: Resource, names: Names, asynchronous: bool = False
) -> tuple[ChildView, ...]:
    """The resources directly inside a resource; () is the client itself."""
    twin = "Async" if asynchronous else ""
    depth = len(resource)
    return tuple(
        ChildView(
            attribute=name.attribute,
            class_name=Code(f"{twin}{name.class_name}"),
            raw_class=Code(f"{twin}Raw{name.class_name}"),
            module=name.module,
            doc=docstring(f"The operations of {'.'.join(one)}.", 8),
        )
        for one, name in sorted(names.resources.items())
        if len(one) == depth + 1 and one[:depth] == resource
    )


def module_imports(
    constants: tuple[Code, ...],
    classes: tuple[ClassView, ...],
    hidden: bool,
    children: tuple[ChildView, ...],
) -> Imports:
    """The imports of a module, told from what its lines name."""
    at_run_time = words_of(line.split(" = ", 1)[1] for line in constants)
    annotated = words_of(line.split(" = ", 1)[0] for line in constants)
    annotated |= {"RequestOptions"}
    for view in classes:
        at_run_time.add(str(view.base))
        for one in view.methods:
            annotated |= words_of((one.signature, one.returns))
            at_run_time |= {"omit"} & words_of((one.signature,))
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
    if any(view.children for view in classes):
        lines.setdefault("functools", set()).add("cached_property")
    for child in children:
        lazily.setdefault(f".{child.module}", set()).update(
            {str(child.class_name), f"Async{child.class_name}"}
        )
    if lazily:
        lines.setdefault("typing", set()).add("TYPE_CHECKING")
    return as_imports(lines, lazily)


def with_builtins(view: ModuleView) -> ModuleView:
    """The same module where `list` in an annotation means Python's own though a method is called so."""
    return ModuleView(
        header=view.header,
        doc=view.doc,
        imports=view.imports,
        checking=view.checking,
        constants=view.constants,
        classes=tuple(
            ClassView(
                name=one.name,
                base=one.base,
                doc=one.doc,
                methods=tuple(
                    MethodView(
                        intro=m.intro,
                        name=m.name,
                        signature=spelled_out(m.signature),
                        returns=spelled_out(m.returns),
                        doc=m.doc,
                        statement=m.statement,
                    )
                    for m in one.methods
                ),
                children=one.children,
                bare=one.bare,
            )
            for one in view.classes
        ),
    )


def spelled_out(code: Code) -> Code:
    """`list[…]` as `builtins.list[…]`."""

    def longer(match: re.Match[str]) -> str:
        following = code[match.end() : match.end() + 1]
        return "builtins.list" if match[0] == "list" and following == "[" else match[0]

    return Code(WORD.sub(longer, code))


# ------------------------------------------------------------------------------------------------------ raw twins


def raw_view(
    resource: Resource, found: list[Described], names: Names, project: Project
) -> RawModuleView:
    """The raw twin of a module."""
    name = names.resources[resource]
    children = children_of(resource, names)
    classes = tuple(
        RawClassView(
            name=Code(f"{twin}Raw{name.class_name}"),
            base=Code(f"{twin or 'Sync'}Raw"),
            wrapper=Code(f"{twin}RawMethod"),
            of=Code(f"{twin}{name.class_name}"),
            methods=tuple(one.name for one in found),
            children=children_of(resource, names, bool(twin)),
            doc=docstring(
                f"The operations of {'.'.join(resource)}, with status and headers.", 4
            ),
        )
        for twin in ("", "Async")
    )
    wrappers = ["AsyncRaw", "SyncRaw"]
    if found:
        wrappers += ["AsyncRawMethod", "RawMethod"]
    return RawModuleView(
        header=comments(project, RAW),
        module=name.module,
        imported=(
            Code(f"Async{name.class_name}, {name.class_name}") if found else Code("")
        ),
        wrappers=Code(", ".join(sorted(wrappers))),
        checking=tuple(
            Code(
                f"from .{child.module} import Async{child.raw_class}, {child.raw_class}"
            )
            for child in children
        ),
        nested=bool(children),
        classes=classes,
    )
