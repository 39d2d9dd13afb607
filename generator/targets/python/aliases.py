"""Which types are names for themselves, and in which order names can stand: what aliases need beside their annotation."""

from __future__ import annotations

from generator.ir.graphs import components
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
