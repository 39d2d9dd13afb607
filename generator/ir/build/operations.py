"""Builds the operations under `paths`, `webhooks` and `callbacks`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from generator.ir.build import bounds, extensions
from generator.ir.build.docs import doc_of, text
from generator.ir.build.media import body, responses
from generator.ir.build.parameters import parameters
from generator.ir.build.profiles import profiles
from generator.ir.build.security import requirements
from generator.ir.build.servers import servers
from generator.ir.build.spots import Spot, Workshop
from generator.ir.model import (
    Callback,
    Operation,
    Parameter,
    Pointer,
    Requirement,
    Scalar,
)
from generator.jsonvalues import is_object, mapping, sequence
from generator.load import refs
from generator.load.pointer import join, parse
from generator.records import dataclass
from generator.validate.paths import as_declared, names_in, undeclared_in

METHODS = (
    "get",
    "put",
    "post",
    "delete",
    "options",
    "head",
    "patch",
    "trace",
    "query",
)


@dataclass(frozen=True, slots=True)
class Around:
    """What every operation needs to know of the document.

    Attributes:
        security: the document's own requirements.
        find: pointer of the operation with an operationId, or that an operationRef names.
        called: how many callbacks it is inside of.
    """

    security: tuple[Requirement, ...]
    find: Callable[[object], Pointer | None]
    called: int = 0


def operations(shop: Workshop, key: str, around: Around) -> tuple[Operation, ...]:
    """All operations under `paths` or `webhooks`, in the author's order."""
    found: list[Operation] = []
    for path in mapping(shop.document.data.get(key)):
        if key == "paths" and path.startswith("x-"):
            continue
        item = Spot(shop.document.data[key][path], join("#", key, path))
        if key != "paths":
            found += item_operations(shop, item, path, around)
            continue
        # Behind the address of a server without a slash, other letters would be another host.
        place = path if path.startswith("/") else f"/{path}"
        found += map(within_template, item_operations(shop, item, place, around))
    return tuple(found)


def within_template(operation: Operation) -> Operation:
    """An operation whose path has the names of its parameters alone in braces, and whose path parameters are those of its path.

    What the path has no place for could never be sent, and neither is what stands behind a "#" (RFC 9110, section 7.1). A name
    that is not declared is a text, as no server takes braces for what should stand in their place.
    """
    declared = {one.wire for one in operation.parameters if one.location == "path"}
    path = as_declared(operation.path, declared)
    missing = undeclared_in(path, declared)
    path = as_declared(path, missing)
    sent = path.partition("#")[0]
    kept = tuple(
        one
        for one in operation.parameters
        if one.location != "path" or f"{{{one.wire}}}" in sent
    )
    if not missing:
        return replace(operation, path=path, parameters=kept)
    order = {name: at for at, name in enumerate(names_in(path))}
    texts = [undeclared(operation, name) for name in missing]
    inside = [one for one in kept if one.location == "path"]
    inside = sorted((*inside, *texts), key=lambda one: order.get(one.wire, 0))
    rest = [one for one in kept if one.location != "path"]
    return replace(operation, path=path, parameters=(*inside, *rest))


def undeclared(operation: Operation, name: str) -> Parameter:
    """A parameter of which only the path says that it is there; the braces tell its id from those that are counted."""
    return Parameter(
        id=join(operation.id, "parameters", f"{{{name}}}"),
        wire=name,
        location="path",
        type=Scalar("string"),
        required=True,
        style="simple",
        explode=False,
    )


def item_operations(
    shop: Workshop, item: Spot, path: str, around: Around
) -> list[Operation]:
    """The operations of one path item."""
    followed = shop.follow(item)
    if followed is None or not is_object(followed.schema):
        return []
    found: list[Operation] = []
    if followed.pointer != item.pointer and is_object(item.schema):
        # Siblings of a referenced path item may add operations (OpenAPI 3.2, section 4.9).
        beside = Spot(refs.siblings(item.schema), item.pointer)
        found += own_operations(shop, beside, path, around)
    have = {o.method for o in found}
    more = own_operations(shop, followed, path, around)
    return found + [o for o in more if o.method not in have]


def own_operations(
    shop: Workshop, item: Spot, path: str, around: Around
) -> list[Operation]:
    """The operations that stand in a path item itself."""
    return [
        operation(shop, item, spot, method, path, around)
        for method, spot in methods(item)
        if is_object(spot.schema)
    ]


def methods(item: Spot) -> Iterator[tuple[str, Spot]]:
    """(method, operation) of a path item, `additionalOperations` of 3.2 among them."""
    for key in item.schema:
        if key in METHODS:
            yield key.upper(), item.sub(key)
    for name in mapping(item.schema.get("additionalOperations")):
        yield name, item.sub("additionalOperations", name)


def operation(
    shop: Workshop, item: Spot, spot: Spot, method: str, path: str, around: Around
) -> Operation:
    """One operation (OpenAPI 3.2, section 4.10)."""
    bounds.count(shop, bounds.OPERATION, spot.pointer)
    data = spot.schema
    operation_id = text(data.get("operationId"))
    hint = words(operation_id, method, path)
    task, task_findings = extensions.task(
        shop.document, data, spot.pointer, around.find
    )
    retry, retry_findings = extensions.retry(data, spot.pointer)
    answers = responses(shop, spot, hint, around.find)
    played, profile_findings = profiles(shop.document, data, spot.pointer, answers)
    shop.found += profile_findings
    paged, paged_findings = extensions.pagination(shop.document, data, spot.pointer)
    signature, signature_findings = extensions.signature(data, spot.pointer)
    shop.found += (*task_findings, *retry_findings, *paged_findings)
    shop.found += signature_findings
    own = sequence(data.get("servers")) or sequence(item.schema.get("servers"))
    doc = doc_of(data)
    if not (doc.summary or doc.description):
        shared = doc_of(mapping(item.schema))
        doc = replace(
            doc,
            summary=shared.summary,
            description=shared.description,
            translations=doc.translations or shared.translations,
        )
    return Operation(
        id=spot.pointer,
        method=method,
        path=path,
        operation_id=operation_id,
        tags=tuple(filter(None, map(text, sequence(data.get("tags"))))),
        doc=doc,
        deprecated=data.get("deprecated") is True,
        parameters=parameters(shop, item, spot, hint),
        body=body(shop, spot, hint),
        responses=answers,
        security=(
            requirements(data["security"]) if "security" in data else around.security
        ),
        servers=servers(
            own, join(spot.pointer if data.get("servers") else item.pointer, "servers")
        ),
        callbacks=callbacks(shop, spot, around),
        task=task,
        retry=retry,
        profiles=played,
        pagination=paged,
        signature=signature,
        extensions={k: v for k, v in data.items() if k.startswith("x-")},
    )


def words(operation_id: str, method: str, path: str) -> tuple[str, ...]:
    """Words that the names of an operation's inline types are made from."""
    if operation_id:
        return (operation_id,)
    # That an address gives JSON says nothing of what it gives.
    parts = path.removesuffix(".json").split("/")
    return (method.lower(), *[part.strip("{}") for part in parts if part])


def callbacks(shop: Workshop, spot: Spot, around: Around) -> tuple[Callback, ...]:
    """The callbacks of an operation (OpenAPI 3.2, section 4.18).

    An operation of a callback has its own where it is first come by: callbacks may lead back to each other.
    """
    if around.called:
        if spot.pointer in shop.called:
            return ()
        shop.called.add(spot.pointer)
    bounds.check_callbacks(around.called, spot.pointer)
    inner = replace(around, called=around.called + 1)
    found: list[Callback] = []
    for name in mapping(spot.schema.get("callbacks")):
        callback = shop.follow(spot.sub("callbacks", name))
        if callback is None or not is_object(callback.schema):
            continue
        for expression in callback.schema:
            if expression.startswith("x-"):
                continue
            item = callback.sub(expression)
            found.append(
                Callback(
                    id=item.pointer,
                    name=name,
                    expression=expression,
                    operations=tuple(item_operations(shop, item, expression, inner)),
                )
            )
    return tuple(found)


def finder(shop: Workshop) -> Callable[[object], Pointer | None]:
    """A function from an operationId, or an operationRef within the document, to the operation's pointer."""
    by_id: dict[str, Pointer] = {}
    for path, item in mapping(shop.document.data.get("paths")).items():
        for method, spot in methods(Spot(mapping(item), join("#", "paths", path))):
            name = text(mapping(spot.schema).get("operationId"))
            if method and name:
                by_id.setdefault(name, spot.pointer)

    def find(word: object) -> Pointer | None:
        word = text(word)
        if word in by_id:
            return by_id[word]
        if not word.startswith("#"):
            return None
        try:
            pointer = refs.canonical(shop.document.data, word)
        except refs.Unresolved:
            return None
        return pointer if len(parse(pointer)) == 3 else None

    return find
