"""A client goes in; all that it would build when it is first used has been built when this is done."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cached_property
from typing import Any, cast

from pydantic import BaseModel
from typing_extensions import TypeIs

from .calls import Method, Resource
from .decoding import adapter
from .operation import Api, LazyType, Reply


def warm(client: Resource[Any], api: Api) -> None:
    """Import all modules of a client's package, and build its models and what reads its answers."""
    package = __name__.rpartition("._runtime.")[0]
    models = importlib.import_module(f"{package}.models")
    for name in models.__all__:
        found = getattr(models, name)
        if isinstance(found, type) and issubclass(found, BaseModel):
            found.model_rebuild()
    errors = [lazy for _, lazy in api.errors().values() if lazy is not None]
    for lazy in (*_answers(client), *errors):
        adapter(lazy)


def _answers(resource: Resource[Any]) -> Iterator[LazyType]:
    """The types of all answers to the methods of a resource, and of the resources in it."""
    for base in type(resource).__mro__:
        for name, value in vars(base).items():
            if isinstance(value, Method):
                yield from _types(cast("Method[..., Any, Any, Any]", value))
            elif isinstance(value, cached_property):
                inner = getattr(resource, name)
                if _is_resource(inner):
                    yield from _answers(inner)


def _is_resource(value: object) -> TypeIs[Resource[Any]]:
    return isinstance(value, Resource)


def _types(method: Method[..., Any, Any, Any]) -> Iterator[LazyType]:
    for told in method.operation.replies.values():
        for reply in (told,) if isinstance(told, Reply) else told:
            yield from (lazy for lazy in (reply.type, reply.item) if lazy is not None)
