"""The operations of a document go in; resources, and the method of a resource that each operation is, come out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import takewhile

from generator.diagnostics import Misused
from generator.ir.model import Api, Operation, Pointer
from generator.languages.code import Code
from generator.languages.rules import LanguageRules, cut
from generator.letters import letters
from generator.names.addresses import plain_steps
from generator.names.model import OperationName, Rename, Resource, ResourceName
from generator.names.places import every_operation
from generator.names.scope import Scope, Want, settle
from generator.names.wishes import (
    SEPARATORS,
    by_path,
    by_whole_path,
    groupings,
    is_end,
    speaks,
    spoken_id,
)
from generator.records import dataclass

DEEPEST = 6
"""Resources inside each other; what an operationId has beyond is joined."""
VERSIONED = re.compile(
    r"(?:api)?v[0-9]+(?:[a-z]+[0-9]+)*|(?:api)?[0-9]{4,}|(?:alpha|beta)[0-9]+"
)
"""A version among the words of a resource."""
FIRST = ("GET", "POST", "PUT", "PATCH")
"""Methods in the order in which operations of one operationId are called by it."""
TWIN = "Async"
"""Goes before the class of a resource whose methods are awaited."""
CLIENT = "Client"
DIRECT = "default"
"""What the class is made from whose methods are the client's own."""
CLIENTS_OWN = "the client itself has an attribute of this name"
INSIDE = "a resource inside this one, or a method for its tasks, is called so"


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
    wishes = groupings(api)
    spell = rules.positions["resource"].spell
    version = _versioned(
        {spell(wish.resource[0]) if wish.resource else "" for wish in wishes.values()}
    )
    for operation in api.operations:
        wish = wishes[operation.id]
        *chosen, override = overrides.get(operation.id, "").split(".")
        words = tuple(chosen) or wish.resource
        if len(words) > DEEPEST:
            words = (*words[: DEEPEST - 1], " ".join(words[DEEPEST - 1 :]))
        resource = _spelled(words, rules, "" if chosen else version)
        if chosen and resource != words:
            raise Misused(
                f"the settings give {operation.id} a resource that is no identifier: {'.'.join(words)!r}",
                f"write {'.'.join((*resource, override))!r}",
            )
        tree.add(resource, words)
        tree.operations.setdefault(resource, []).append(
            (operation, wish.method, override)
        )
        places[operation.id] = resource
    return tree, places


def _spelled(words: tuple[str, ...], rules: LanguageRules, version: str) -> Resource:
    """Return words as a resource, without the version that all of them begin with."""
    spell = rules.positions["resource"].spell
    spelled = [spell(word) for word in words]
    if spelled and version:
        spelled[0] = spell(spelled[0].removeprefix(version))
    return tuple(cut(word, rules.max_length) for word in spelled)


def _versioned(resources: set[str]) -> str:
    """Return what all resources begin with up to a version, where they go on behind it: `api20100401_`, `voice_v1_`."""
    words = [resource.split("_") for resource in resources]
    alike = [column[0] for column in takewhile(_all_one, zip(*words, strict=False))]
    while alike and not VERSIONED.fullmatch(alike[-1]):
        alike.pop()
    begin = "_".join((*alike, ""))
    longer = all(resource.startswith(begin) for resource in resources)
    return begin if alike and longer else ""


def _all_one(column: tuple[str, ...]) -> bool:
    return len(set(column)) == 1


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
        if resource:
            children.setdefault(resource[:-1], set()).add(name.attribute)
    methods: dict[Pointer, Code] = {}
    waits: dict[Pointer, Code] = {}
    paged: dict[Pointer, Code] = {}
    for resource in tree.operations:
        used = frozenset(children.get(resource, ()))
        if not resource:
            used |= rules.beside_methods
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
    shared = Counter(letters(method) for _, method, _ in tree.operations[resource])
    ids = Counter(one.operation_id for one, _, _ in tree.operations[resource])
    told = {
        one.operation_id for one, _, _ in tree.operations[resource] if _says_end(one)
    }
    for operation, method, override in tree.operations[resource]:
        id = operation.id
        if shared[letters(method)] > 1 and is_end(method, spoken_id(operation)):
            # Names of functions are unique only with the place that the whole id adds.
            again = ids[operation.operation_id] > 1 and operation.operation_id != method
            method = by_path(operation) if again else operation.operation_id or method
        texts = (method, by_path(operation), by_whole_path(operation))
        copied = operation.operation_id in told and not _says_end(operation)
        rank = _later(operation) if ids[operation.operation_id] > 1 else 0
        rank += int(copied) * (len(FIRST) + 1)
        wants.append(Want((id, ""), id, method, texts, rank, override))
        if operation.task is not None:
            text = f"{override or method} and wait"
            wants.append(Want((id, "waits"), id, text, (text,), rank=1))
            used |= {"wait"}
        if operation.pagination is not None:
            text = f"{override or method} all"
            wants.append(Want((id, "pages"), id, text, (text,), rank=1))
    scope = (
        Scope(f"resource {'.'.join(resource)}", "method", used=used, why=INSIDE)
        if resource
        else Scope("the client", "method", escape=True, used=used, why=CLIENTS_OWN)
    )
    return settle(scope, rules, wants, renames)


def _later(operation: Operation) -> int:
    """How much later than others of its operationId an operation comes: who calls a name of theirs does not mean to delete."""
    method = operation.method.upper()
    return FIRST.index(method) if method in FIRST else len(FIRST)


def _says_end(operation: Operation) -> bool:
    """Whether an operationId has the last step of the path; one that has not, and is that of another operation too, is its copy."""
    fixed = [step for step in plain_steps(operation.path) if "{" not in step]
    return bool(fixed) and letters(fixed[-1]) in letters(operation.operation_id)


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
    attributes: dict[Resource, Code] = {(): Code("")}
    for parent, wants in siblings.items():
        title = f"resources of {'.'.join(parent)}" if parent else "resources"
        used = rules.inside_resources if parent else frozenset[str]()
        scope = Scope(title, "resource", escape=True, used=used)
        attributes |= settle(scope, rules, wants, renames)
    named: list[Want[Resource]] = []
    with_direct = [*tree.words, *([()] if () in tree.operations else [])]
    for resource in with_direct:
        id, text = "/".join(resource), " ".join(resource) or DIRECT
        texts = (text, f"{text} resource", f"{text} operations")
        named.append(Want(resource, id, text, texts))
    reserved = frozenset({CLIENT, TWIN + CLIENT}) | rules.beside_classes
    title = "classes of resources"
    scope = Scope(title, "type", caseless=True, used=reserved, twin=TWIN)
    classes = settle(scope, rules, named, renames)
    modules = settle(Scope("modules of resources", "module"), files, named, renames)
    return {
        resource: ResourceName(
            attributes[resource], classes[resource], modules[resource]
        )
        for resource in with_direct
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
    parts = [part for part in SEPARATORS.split(operation.operation_id) if speaks(part)]
    if len(parts) > 1:
        return parts[-1], operation.operation_id
    if parts:
        return (operation.operation_id,)
    if callback and speaks(callback[0]):
        return callback
    return (operation.path if speaks(operation.path) else "incoming",)
