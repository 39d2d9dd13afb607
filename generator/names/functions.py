"""Operations go in; the names of the functions that frameworks made their operationIds from come out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from generator.ir.model import Api, Operation, Pointer
from generator.letters import letters
from generator.names.addresses import BEYOND, subject

BOUNDARY = re.compile(r"[_-]+|(?<=[a-z0-9])(?=[A-Z])")
"""Where one word of an operationId ends and the next one begins."""
UNSPOKEN = re.compile(r"\W")
"""What of a path cannot stand in an operationId that is to be a name."""
METHODS = "get|put|post|delete|options|head|patch|trace"
VERBS = frozenset(
    (*METHODS.split("|"), "list", "create", "add", "update", "remove", "find", "fetch")
)
"""What says of functions what they do, and is no module."""


def handlers(api: Api) -> Mapping[Pointer, str]:
    """Return what functions are called, where the operationIds of the document as a whole tell it."""
    named = [one for one in api.operations if one.operation_id]
    return _behind_paths(named) or _behind_modules(named)


def _behind_paths(named: list[Operation]) -> Mapping[Pointer, str]:
    """Return what stands in the operationIds behind the words of their paths, if all have these and more.

    Litestar makes `ItemsItemIdGetItem` of `get_item` for /items/{item_id}. Ids that mostly add no more than the method of
    HTTP to the path have no names of functions.
    """
    found = {one.id: _behind_path(one) for one in named}
    methods = sum(letters(found[one.id]) == one.method.lower() for one in named)
    told = len(found) > 1 and all(found.values()) and 2 * methods < len(found)
    return found if told else {}


def _behind_path(operation: Operation) -> str:
    id, path = operation.operation_id, BEYOND.split(operation.path)[0]
    said = {letters(path), _once(path)}
    if said == {""}:
        return id
    for place in BOUNDARY.finditer(id):
        rest = id[place.end() :]
        if letters(id[: place.start()]) in said and rest[:1].isalpha():
            return rest
    return ""


def _once(path: str) -> str:
    """Return the letters of a path without the parts that those before them hold already, which Litestar leaves out."""
    said = ""
    for part in path.split("/"):
        titled = part.strip("{}").title()
        said += "" if titled in said else titled
    return letters(said)


def _behind_modules(named: list[Operation]) -> Mapping[Pointer, str]:
    """Return what stands in operationIds behind the name of a module, if a summary says it once more.

    Django Ninja makes `shop_api_list_books` and the summary "List Books" of `list_books` in `shop.api`. What is about one
    thing stands in one module, and modules are few.
    """
    found = {one.id: name for one in named if (name := _summarized(one))}
    modules: defaultdict[str, set[str]] = defaultdict(set)
    for one in named:
        if one.id in found:
            thing = one.tags[0] if one.tags else subject(one.path, 0)
            modules[thing].add(one.operation_id.removesuffix(found[one.id]))
    known = set[str]().union(*modules.values())
    alone = all(len(some) == 1 for some in modules.values())
    few = 2 * len(known) <= len(found) and 2 * len(found) >= len(named)
    return found if len(found) > 1 and few and alone else {}


def _summarized(operation: Operation) -> str:
    """Return the name of a function that the summary repeats in words with capitals, and an operationId ends with."""
    said = operation.doc.summary
    name = said.lower().replace(" ", "_")
    before = operation.operation_id.removesuffix(f"_{name}")
    if (
        not name
        or before == operation.operation_id
        or said != name.replace("_", " ").title()
    ):
        return ""
    module = before.strip("_")
    return name if module and module.partition("_")[0] not in VERBS else ""


def without_address(operation: Operation) -> str:
    """Return an operationId without the path and the method that FastAPI puts behind the name of a function.

    flask-openapi3 does the same with the types of parameters, `_book__int_id__get`; a function of several methods has the
    first of them for each.
    """
    id, path = operation.operation_id, BEYOND.split(operation.path)[0]
    place = UNSPOKEN.sub("_", path)
    name = id.removesuffix(f"{place}_{operation.method.lower()}")
    if name == id and (found := re.search(f"_(?:{METHODS})$", id)):
        typed = "_(?:[a-z]+_)?".join(
            UNSPOKEN.sub("_", part) for part in path.split("{")
        )
        begin = re.search(f"{typed}$", id[: found.start()])
        name = id[: begin.start()] if begin else id
    return name if any(map(str.isalnum, name)) else id


def functions(api: Api) -> Mapping[str, str]:
    """Return what to call what stands in operations, by operationId: the function, where it says what no other does.

    One word says something where the path has it.
    """
    known = handlers(api)
    names = {
        one.operation_id: (known.get(one.id) or without_address(one), one.path)
        for one in api.operations
    }
    count = Counter(letters(name) for name, _ in names.values())
    return {
        id: name
        for id, (name, path) in names.items()
        if name != id
        and count[letters(name)] == 1
        and (BOUNDARY.search(name.strip("_-")) or letters(name) in letters(path))
    }
