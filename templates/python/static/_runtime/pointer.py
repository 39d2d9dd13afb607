"""A JSON value and JSON pointers (RFC 6901) in; what the first pointer that resolves points at out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from .jsons import is_array, is_object


def first(value: Any, pointers: Sequence[str]) -> Any:
    """What the first of the pointers finds that is not null; None if none does."""
    for pointer in pointers:
        found = at(value, pointer)
        if found is not None:
            return found
    return None


def reach(value: Any, pointers: Sequence[str]) -> Any:
    """The same as `first`, in what an answer was read as: models, and what is in them."""
    for pointer in pointers:
        found = value
        for token in pointer.split("/")[1:]:
            key = token.replace("~1", "/").replace("~0", "~")
            if isinstance(found, BaseModel):
                found = member(found, key)
            else:
                found = at(found, f"/{token}")
        if found is not None:
            return found
    return None


def member(model: BaseModel, wire: str) -> Any:
    """What a model has under a name on the wire; None where there is nothing."""
    for name, info in type(model).model_fields.items():
        if (info.validation_alias or name) == wire:
            return getattr(model, name)
    return (model.model_extra or {}).get(wire)


def at(value: Any, pointer: str) -> Any:
    """What stands at a pointer, None where nothing does."""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if is_object(value):
            value = value.get(key)
        elif is_array(value) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value
