"""Operations by resource go in; one page for each resource comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from generator.ir.model import Api, Operation, Requirement
from generator.languages.code import Code
from generator.languages.python import RULES, docstring
from generator.languages.python.imports import Imports, grouped
from generator.languages.python.lines import STANDARD, as_imports, words_of
from generator.languages.python.modules import class_head, comments
from generator.languages.python.signing import SignaturePrinter
from generator.languages.python.types import Printer, Uses
from generator.languages.statements import laid_out
from generator.names import Names, Resource, ResourceName
from generator.project import Project
from generator.records import dataclass
from generator.render import Page
from generator.targets.python import options
from generator.targets.python.methods import (
    MethodView,
    method,
    resuming,
    turning,
    waiting,
)
from generator.targets.python.needs import place_of
from generator.targets.python.operations import Described, Shared, described
from generator.targets.python.options import Given, OptionsView, Taken
from generator.targets.python.replies import Printers
from generator.targets.python.signatures import arguments

RESOURCE = "python/resources/resource.py.j2"

WAITING = frozenset(
    ("Any", "Async", "AsyncTask", "Callable", "Coroutine", "Sync", "Task")
)
"""What the methods that wait are annotated with."""


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
    """A resource, as a class."""

    name: Code
    head: Code
    doc: Code
    methods: tuple[MethodView, ...]
    children: tuple[ChildView, ...]


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module with the class of a resource."""

    header: tuple[Code, ...]
    doc: Code
    imports: tuple[tuple[Code, ...], ...]
    checking: tuple[Code, ...]
    options: tuple[OptionsView, ...]
    constants: tuple[Code, ...]
    resource: ClassView


@dataclass(frozen=True, slots=True)
class Some:
    """Resources whose pages are wanted, and all operations with their arguments."""

    wanted: Collection[Resource]
    given: Mapping[Resource, Given]


def pages(
    api: Api,
    names: Names,
    project: Project,
    errors: Mapping[str, Code],
    some: Some | None = None,
) -> list[Page]:
    """A page a resource.

    Args:
        errors: status -> type of the bodies of the package's error classes.
        some: the resources whose pages are wanted; None for all.
    """
    common = usual_security(api)
    printers = printers_of(api, names)
    given = some.given if some else given_of(api, names, printers)
    taken = options.chosen(given, names, RULES)
    made = options.pages(taken, project)
    for resource, found in given.items():
        if some and resource not in some.wanted:
            continue
        shared = Shared(api, names, printers, common, errors, set())
        view = module_view(resource, found, taken, shared, project)
        path = f"{project.package}/resources/{names.resources[resource].module}.py"
        made.append(Page(path, RESOURCE, view, proven=True))
    return made


def printers_of(api: Api, names: Names) -> Printers:
    """What prints types in signatures, and where they are read."""
    return Printers(
        SignaturePrinter(api, names.types, Uses(), prefix="models."),
        Printer(api, names.types, Uses(), prefix="models."),
    )


def given_of(
    api: Api, names: Names, printers: Printers | None = None
) -> dict[Resource, Given]:
    """The operations of each resource, with their arguments."""
    printer = (printers or printers_of(api, names)).signature
    grouped: dict[Resource, list[Operation]] = {one: [] for one in names.resources}
    for operation in api.operations:
        grouped[names.operations[operation.id].resource].append(operation)
    return {
        resource: {
            one.id: (one, arguments(api, one, names, printer)) for one in operations
        }
        for resource, operations in sorted(grouped.items())
    }


def usual_security(api: Api) -> tuple[Requirement, ...]:
    """What most operations demand, so that it needs to be said once only."""
    counted = Counter(operation.security for operation in api.operations)
    return max(counted, key=lambda one: counted[one], default=())


def module_view(
    resource: Resource,
    given: Given,
    taken: Taken,
    shared: Shared,
    project: Project,
) -> ModuleView:
    """The module of a resource."""
    names = shared.names
    found = [
        described(
            one, taken.ordered(all_of_it), taken.classes.get(one.id, Code("")), shared
        )
        for one, all_of_it in given.values()
    ]
    children = [name for _, name in below(resource, names)]
    hidden = "list" in {*(one.name for one in found), *(c.attribute for c in children)}
    view = class_view(resource, found, names, hidden)
    spelled = hidden and any(
        "builtins." in part
        for one in view.methods
        for part in (one.head, one.decorator)
    )
    lines = module_imports(found, taken, resource, spelled, children)
    return ModuleView(
        header=comments(project, RESOURCE),
        doc=docstring(said_of(resource)),
        imports=grouped(lines),
        checking=lines.checking,
        options=taken.own[resource],
        constants=tuple(laid_out(line) for one in found for line in one.constants),
        resource=view,
    )


def class_view(
    resource: Resource, found: list[Described], names: Names, hidden: bool
) -> ClassView:
    """The class of a resource."""
    name = names.resources[resource].class_name
    methods: list[MethodView] = []
    resumed = False
    for one in found:
        methods.append(method(one, hidden))
        if one.pages is not None:
            methods.append(turning(one, one.pages, hidden))
        if one.task is not None:
            methods.append(waiting(one, one.task, name, hidden))
            if not resumed:
                methods.append(resuming(one.task, name, hidden))
            resumed = True
    return ClassView(
        name=name,
        head=class_head(name, Code("Resource[Way]")),
        doc=docstring(said_of(resource), 4),
        methods=tuple(methods),
        children=children_of(below(resource, names), "."),
    )


def said_of(resource: Resource) -> str:
    """What is said of a resource; () holds what the client itself does."""
    if not resource:
        return "The operations that belong to no resource."
    return f"The operations of {'.'.join(resource)}."


def inside(resource: Resource, names: Names) -> list[tuple[Resource, ResourceName]]:
    """The resources directly inside a resource; () is the client itself."""
    found = names.children.get(resource, ())
    return [(one, names.resources[one]) for one in found]


def below(resource: Resource, names: Names) -> list[tuple[Resource, ResourceName]]:
    """The resources that the class of a resource gives: the client's own are given by the client."""
    return inside(resource, names) if resource else []


def children_of(
    found: list[tuple[Resource, ResourceName]], folder: str
) -> tuple[ChildView, ...]:
    """The properties that give resources.

    Args:
        folder: the modules' package, with dots at both ends.
    """
    return tuple(
        child_view(
            name.attribute,
            name.class_name,
            Code(f"{folder}{name.module}"),
            said_of(one),
        )
        for one, name in found
    )


def child_view(attribute: Code, class_name: Code, module: Code, said: str) -> ChildView:
    """The property that gives one resource."""
    return ChildView(
        attribute=attribute,
        head=laid_out(Code(f"def {attribute}(self) -> {class_name}[Way]:"), 4),
        doc=docstring(said, 8),
        import_line=laid_out(Code(f"from {module} import {class_name}"), 8),
        statement=laid_out(Code(f"return {class_name}(self._way)"), 8),
    )


def option_classes(
    found: list[Described], taken: Taken, resource: Resource
) -> set[str]:
    """The classes of options that a module names and does not declare."""
    named = words_of(one.head for one in taken.own[resource])
    named |= {str(one.options) for one in found}
    return named & {"Options", *map(str, taken.common_names)}


def module_imports(
    found: list[Described],
    taken: Taken,
    resource: Resource,
    spelled: bool,
    children: list[ResourceName],
) -> Imports:
    """The imports of a module, told from what its lines name.

    Args:
        resource: which one the module is of.
        spelled: some say `builtins.list`.
    """
    classes = option_classes(found, taken, resource)
    common = classes - {"Options"}
    at_run_time = {"Resource", "Way"} | classes - common
    annotated: set[str] = set()
    for one in found:
        at_run_time |= {"Call", "http"} | words_of((one.decorator,))
        annotated |= {"Unpack"}
        here = one.named if one.options in common else one.arguments
        annotated |= words_of(argument.annotation for argument in here)
        results = words_of((one.result.sync, one.result.asynchronous))
        # What an answer is read as is said by the annotation, but for streams.
        if one.headers or one.result.sync == one.result.asynchronous:
            at_run_time |= results
        annotated |= results
        if one.result.sync != one.result.asynchronous:
            at_run_time.add("Headers")
        for line in one.constants:
            annotation, _, value = line.partition(" = ")
            annotated |= words_of((annotation,))
            at_run_time |= words_of((value,))
        if not all(argument.required for argument in one.named):
            annotated.add("Omit")
            at_run_time.add("omit")
        if one.pages:
            at_run_time.add("Paged")
            annotated |= words_of((one.pages.item,))
        if one.task:
            at_run_time.add("overload")
            annotated |= WAITING
            annotated |= words_of((one.task.result.sync, one.task.result.asynchronous))
    declared = {one.headers for one in found if one.headers}
    lines: dict[str, set[str]] = {"..headers": set(declared)} if declared else {}
    lazily: dict[str, set[str]] = {}
    for word in sorted((at_run_time | annotated) - declared):
        place = place_of(word)
        if place:
            early = word in at_run_time or place in STANDARD
            target = lines if early else lazily
            target.setdefault(place, set()).add(word)
    if "dt" in at_run_time | annotated:
        lines["dt"] = set()
    if "checks" in at_run_time:
        lines.setdefault(".._runtime", set()).add("checks")
    if spelled:
        lines["builtins"] = set()
    if children:
        lines.setdefault("functools", set()).add("cached_property")
    for child in children:
        lazily.setdefault(f".{child.module}", set()).add(child.class_name)
    lines |= {"..options": common} if common else {}
    if lazily:
        lines.setdefault("typing", set()).add("TYPE_CHECKING")
    return as_imports(lines, lazily)
