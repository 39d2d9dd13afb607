"""The operations of a document go in; resources, and the method of a resource that each operation is, come out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import dropwhile

from generator.diagnostics import Misused
from generator.ir.model import Api, Operation, Pointer
from generator.languages.code import Code
from generator.languages.rules import LanguageRules, cut
from generator.letters import letters
from generator.names.model import OperationName, Rename, Resource, ResourceName
from generator.names.places import every_operation
from generator.names.scope import Scope, Want, settle
from generator.records import dataclass

DEEPEST = 6
"""Resources inside each other; what an operationId has beyond is joined."""
VERSION = re.compile(r"api|v[0-9]+(?:[._-]?[a-z0-9]+)*", re.IGNORECASE)
"""First segments of a path that say nothing about what it is for."""
BEYOND = re.compile(r"[?#]")
"""What goes on behind it tells operations of one path apart; what they are about, the path itself says."""
PARAMETER = re.compile(r"\{[^{}]+\}")
SEPARATORS = re.compile(r"[./]")
CONTROLLER = "controller"
"""What NestJS puts behind the name of a resource."""
UNSPOKEN = re.compile(r"\W")
"""What of a path cannot stand in an operationId that is to be a name."""
TWIN = "Async"
"""Goes before the class of a resource whose methods are awaited."""
CLIENT = "Client"
INSIDE = "a resource inside this one, or a method for its tasks, is called so"


@dataclass(frozen=True, slots=True)
class Grouping:
    """Where an operation wants to stand: words of its resources, outermost first, and what its method is made from."""

    resource: tuple[str, ...]
    method: str


def grouping(operation: Operation) -> Grouping:
    """Return the resource and the method that an operation asks for.

    Dots and slashes of the operationId separate resources; without them the first tag is the resource, else the
    first fixed segment of the path that is no version; what a key of `paths` has behind "?" or "#" is no part of it.
    Without an operationId the method is what the path says within the resource.
    """
    spoken = spoken_id(operation)
    parts = [part for part in SEPARATORS.split(spoken) if _speaks(part)]
    if len(parts) > 1:
        return Grouping(tuple(parts[:-1]), parts[-1])
    path = BEYOND.split(operation.path)[0]
    fixed = [part for part in _segments(path) if "{" not in part]
    resource, *_ = *operation.tags, *fixed, "default"
    method = parts[0] if parts else spoken or _within(resource, operation)
    return Grouping((resource,), method)


def _speaks(part: str) -> bool:
    return any(map(str.isalnum, part))


def last_word(operation: Operation) -> str:
    """Return the last part of an operationId that says something, empty without one."""
    spoken = spoken_id(operation)
    parts = [part for part in SEPARATORS.split(spoken) if _speaks(part)]
    return parts[-1] if parts else ""


def spoken_id(operation: Operation) -> str:
    """Return an operationId without what a framework adds to the name of a function to make it unique.

    FastAPI puts path and method behind it: `list_users_users__get` of GET /users/ is `list_users`. Others put before it
    the resource that the first tag names: `users_list` of Django REST framework, `Users_GetAll` of NSwag,
    `UsersController_findAll` of NestJS.
    """
    id = operation.operation_id
    place = f"{UNSPOKEN.sub('_', operation.path)}_{operation.method.lower()}"
    if _speaks(name := id.removesuffix(place)):
        id = name
    for tag in operation.tags[:1]:
        id = _behind(UNSPOKEN.sub("_", tag), id)
    return id


def _behind(resource: str, id: str) -> str:
    """Return what stands in an operationId behind a resource and an underscore, else the whole."""
    begin, rest = id[: len(resource)], id[len(resource) :]
    if rest[: len(CONTROLLER)].lower() == CONTROLLER:
        rest = rest[len(CONTROLLER) :]
    name = rest.lstrip("_")
    apart = begin.lower() == resource.lower() and name != rest
    return name if apart and name[:1].isalpha() and not SEPARATORS.search(id) else id


def by_path(operation: Operation) -> str:
    """Return words for an operation from its method and path: "get users by id"."""
    path = " ".join(_segments(operation.path)).replace("{", " by ").replace("}", " ")
    return f"{operation.method} {path}"


def _within(resource: str, operation: Operation) -> str:
    """Return words for an operation from its method and path as seen from its resource.

    In `shows`, GET /shows is "get", and GET /shows/{id}/episodes is "get episodes by id".
    """
    segments = _segments(operation.path)
    if segments and letters(segments[0]) == letters(resource):
        del segments[0]
    keys = [part[1:-1] for part in segments if PARAMETER.fullmatch(part)]
    fixed = [part for part in segments if not PARAMETER.fullmatch(part)]
    words = " ".join(fixed).replace("{", " by ").replace("}", " ")
    by = f" by {' and '.join(keys)}" if keys else ""
    return f"{operation.method} {words}{by}"


def _segments(path: str) -> list[str]:
    """Return the segments of a path that say something: all but a version at its beginning."""
    segments = [part for part in path.split("/") if part]
    telling = list(dropwhile(VERSION.fullmatch, segments))
    return telling or segments


@dataclass(slots=True)
class _Tree:
    """What each resource holds."""

    operations: dict[Resource, list[tuple[Operation, str, str]]]
    words: dict[Resource, str]

    def add(self, resource: Resource, words: Iterable[str]) -> None:
        for length, word in enumerate(words, 1):
            part = resource[:length]
            self.operations.setdefault(part, [])
            self.words[part] = min(word, self.words.get(part, word))


def _tree(
    api: Api, rules: LanguageRules, overrides: Mapping[Pointer, str]
) -> tuple[_Tree, dict[Pointer, Resource]]:
    tree = _Tree({}, {})
    places: dict[Pointer, Resource] = {}
    for operation in api.operations:
        wish = grouping(operation)
        *chosen, override = overrides.get(operation.id, "").split(".")
        words = tuple(chosen) or wish.resource
        if len(words) > DEEPEST:
            words = (*words[: DEEPEST - 1], " ".join(words[DEEPEST - 1 :]))
        spell = rules.positions["resource"].spell
        resource = tuple(cut(spell(word), rules.max_length) for word in words)
        if chosen and resource != words:
            raise Misused(
                f"the settings give {operation.id} a resource that is no identifier: {'.'.join(words)!r}",
                f"write {'.'.join((*resource, override))!r}",
            )
        tree.add(resource, words)
        tree.operations[resource].append((operation, wish.method, override))
        places[operation.id] = resource
    return tree, places


def operation_names(
    api: Api,
    rules: LanguageRules,
    files: LanguageRules,
    overrides: Mapping[Pointer, str],
    renames: list[Rename],
) -> tuple[
    dict[Pointer, OperationName],
    dict[Pointer, Code],
    dict[Pointer, Code],
    dict[Resource, ResourceName],
]:
    """Name operations, the methods that start a task and wait for it, those that turn pages, and resources.

    An override of an operation is a method, or a resource and a method with dots between. A tag's override is the
    attribute of its resource. `files` are the rules for names that files have.
    """
    tree, places = _tree(api, rules, overrides)
    resources = _resources(api, tree, rules, files, overrides, renames)
    children: dict[Resource, set[str]] = {}
    for resource, name in resources.items():
        children.setdefault(resource[:-1], set()).add(name.attribute)
    methods: dict[Pointer, Code] = {}
    waits: dict[Pointer, Code] = {}
    paged: dict[Pointer, Code] = {}
    for resource in tree.operations:
        used = frozenset(children.get(resource, ()))
        named = _methods(resource, tree, used, rules, renames)
        for found, what in ((methods, ""), (waits, "waits"), (paged, "pages")):
            found |= {id: name for (id, kind), name in named.items() if kind == what}
    operations = {
        id: OperationName(resource, methods[id]) for id, resource in places.items()
    }
    return operations, waits, paged, resources


def _methods(
    resource: Resource,
    tree: _Tree,
    used: frozenset[str],
    rules: LanguageRules,
    renames: list[Rename],
) -> dict[tuple[Pointer, str], Code]:
    """Name the methods of one resource: key is an operation's id and "", or "waits" or "pages" for what it does beside."""
    wants: list[Want[tuple[Pointer, str]]] = []
    shared = Counter(method for _, method, _ in tree.operations[resource])
    for operation, method, override in tree.operations[resource]:
        id = operation.id
        if shared[method] > 1 and method == spoken_id(operation):
            # Names of functions are unique only with the place that the whole id adds.
            method = operation.operation_id or method
        texts = (method, by_path(operation))
        wants.append(Want((id, ""), id, method, texts, override=override))
        if operation.task is not None:
            text = f"{override or method} and wait"
            wants.append(Want((id, "waits"), id, text, (text,), rank=1))
            used |= {"wait"}
        if operation.pagination is not None:
            text = f"{override or method} all"
            wants.append(Want((id, "pages"), id, text, (text,), rank=1))
    scope = Scope(f"resource {'.'.join(resource)}", "method", used=used, why=INSIDE)
    return settle(scope, rules, wants, renames)


def _resources(
    api: Api,
    tree: _Tree,
    rules: LanguageRules,
    files: LanguageRules,
    overrides: Mapping[Pointer, str],
    renames: list[Rename],
) -> dict[Resource, ResourceName]:
    tags = {tag.name: overrides[tag.id] for tag in api.tags if tag.id in overrides}
    siblings: dict[Resource, list[Want[Resource]]] = {}
    for resource, word in tree.words.items():
        override = tags.get(word, "") if len(resource) == 1 else ""
        id = "/".join(resource)
        want = Want(resource, id, word, (resource[-1],), override=override)
        siblings.setdefault(resource[:-1], []).append(want)
    attributes: dict[Resource, Code] = {}
    for parent, wants in siblings.items():
        title = f"resources of {'.'.join(parent)}" if parent else "resources"
        attributes |= settle(
            Scope(title, "resource", escape=True), rules, wants, renames
        )
    named: list[Want[Resource]] = []
    for resource in tree.words:
        id, text = "/".join(resource), " ".join(resource)
        named.append(Want(resource, id, text, (text, f"{text} resource")))
    reserved = frozenset({CLIENT, TWIN + CLIENT}) | rules.beside_classes
    title = "classes of resources"
    scope = Scope(title, "type", caseless=True, used=reserved, twin=TWIN)
    classes = settle(scope, rules, named, renames)
    modules = settle(Scope("modules of resources", "module"), files, named, renames)
    return {
        resource: ResourceName(
            attributes[resource], classes[resource], modules[resource]
        )
        for resource in tree.words
    }


def webhook_names(
    api: Api,
    rules: LanguageRules,
    overrides: Mapping[Pointer, str],
    renames: list[Rename],
) -> dict[Pointer, Code]:
    """Name the operations of webhooks and callbacks: by operationId, else by the name of the webhook or callback."""
    wants: list[Want[Pointer]] = []
    callers = _callers(api)
    for operation in every_operation(api)[len(api.operations) :]:
        id = operation.id
        text, *others = _incoming(operation, callers.get(id, ()))
        texts = (text, *others, f"{text} {operation.method}", by_path(operation))
        wants.append(Want(id, id, text, texts, override=overrides.get(id, "")))
    return settle(Scope("webhooks", "method"), rules, wants, renames)


def _callers(api: Api) -> dict[Pointer, tuple[str, str]]:
    """Return words for each of the callbacks' operations: its callback's name, then with the operation that asks.

    Of several callbacks that are one and the same, the first by its name gives the words.
    """
    found: dict[Pointer, tuple[str, str]] = {}
    for caller in every_operation(api):
        asking = caller.operation_id or by_path(caller)
        for callback in caller.callbacks:
            words = callback.name, f"{asking} {callback.name}"
            for operation in callback.operations:
                found[operation.id] = min(words, found.get(operation.id, words))
    return found


def _incoming(operation: Operation, callback: tuple[str, ...]) -> tuple[str, ...]:
    """Return words for an operation that the server calls: the last part of its operationId, then the whole."""
    parts = [part for part in SEPARATORS.split(operation.operation_id) if _speaks(part)]
    if len(parts) > 1:
        return parts[-1], operation.operation_id
    if parts:
        return (operation.operation_id,)
    if callback and _speaks(callback[0]):
        return callback
    return (operation.path if _speaks(operation.path) else "incoming",)
