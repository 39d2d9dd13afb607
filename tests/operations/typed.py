"""A method and JSON values for its arguments go in; the values that its annotations ask for come out."""

from __future__ import annotations

import builtins
import collections.abc
import datetime
import decimal
import json
import sys
import typing
import uuid
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from .package import Package

LOOSE = (" | Mapping[str, Any]", " | Omit")
"""What an argument takes beside its type."""


class Refused(Exception):
    """A value does not fit its argument's annotation."""


def typed(
    package: Package, method: Any, arguments: Mapping[str, Any]
) -> dict[str, Any]:
    """The arguments as instances of their annotations; files and options as they are.

    Raises:
        Refused: one does not fit.
    """
    space = namespace(package, method)
    annotations = annotated(space, method)
    made: dict[str, Any] = {}
    for name, value in arguments.items():
        annotation = annotations[name]
        for loose in LOOSE:
            annotation = annotation.replace(loose, "")
        if annotation.startswith("Iterable[") and isinstance(value, list):
            annotation = "list" + annotation.removeprefix("Iterable")
            annotation = annotation.removesuffix(" | FileInput")
        if name == "request_options" or "FileInput" in annotation or holds_bytes(value):
            made[name] = value
            continue
        adapter: TypeAdapter[Any] = TypeAdapter(eval(annotation, space))
        try:
            made[name] = adapter.validate_json(json.dumps(value))
        except ValueError as why:
            raise Refused(f"{name}: {annotation}: {why}".replace("\n", " ")) from why
    return made


def annotated(space: Mapping[str, Any], method: Any) -> dict[str, str]:
    """The annotations of a method's arguments, options among them."""
    found: dict[str, str] = dict(method.__annotations__)
    unpacked = next(one for one in found.values() if one.startswith("Unpack["))
    options: Any = space[unpacked.removeprefix("Unpack[").removesuffix("]")]
    for one in reversed(options.__mro__):
        found |= vars(one).get("__annotations__", {})
    return {**found, "request_options": ""}


def holds_bytes(value: Any) -> bool:
    """Whether a value is, or has in it, what JSON cannot hold."""
    return isinstance(value, bytes) or (
        isinstance(value, list) and any(map(holds_bytes, value))
    )


def namespace(package: Package, method: Any) -> dict[str, Any]:
    """The names that annotations of a method may use."""
    module = sys.modules[method.__module__]
    return {
        **vars(typing),
        **vars(collections.abc),
        "dt": datetime,
        "Decimal": decimal.Decimal,
        "UUID": uuid.UUID,
        "builtins": builtins,
        "Options": package.part("_runtime.options").Options,
        "models": package.part("models"),
        **vars(module),
    }
