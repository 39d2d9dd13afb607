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
    made: dict[str, Any] = {}
    for name, value in arguments.items():
        annotation: str = method.__annotations__[name]
        for loose in LOOSE:
            annotation = annotation.replace(loose, "")
        if name == "request_options" or "FileInput" in annotation or holds_bytes(value):
            made[name] = value
            continue
        adapter: TypeAdapter[Any] = TypeAdapter(eval(annotation, space))
        try:
            made[name] = adapter.validate_json(json.dumps(value))
        except ValueError as why:
            raise Refused(f"{name}: {annotation}: {why}".replace("\n", " ")) from why
    return made


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
        "models": package.part("models"),
        **vars(module),
    }
