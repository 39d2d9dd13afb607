"""Which types are names for themselves, and in which order names can stand: what aliases need beside their annotation."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.model import (
    Anything,
    Api,
    Binary,
    Checked,
    Const,
    Enum,
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
from generator.ir.walk import mentioned
from generator.languages.python.types import CLASSES


def record_of(type: Type) -> Record | None:
    """The record that a definition is, below its checks."""
    while isinstance(type, Checked):
        type = type.type
    return type if isinstance(type, Record) else None


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
        case Tuple():
            return any(map(needs_exact, type.items)) or needs_exact(type.rest)
        case Anything() | Never() | Named() | Binary() | Record():
            return False


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
                    ring: list[Pointer] = []
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
