"""What aliases need beside their annotation: whether they are exact about JSON's kinds, and the order in which they can stand."""

from __future__ import annotations

from generator.ir.model import (
    Anything,
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
