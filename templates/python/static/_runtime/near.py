"""Which models are built together with one: those that are nearest to it. What is farther is built when a value of it arrives.

A model of a large API may reach hundreds of others, of which an answer holds a handful; building all would take a second.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from itertools import chain, takewhile
from typing import Any, get_args

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema
from typing_extensions import TypeIs

MOST = 12
"""Models that are built at once. Each takes a millisecond or two; what is built later costs a call for each value."""

_WORD = re.compile(r"[^\W\d]\w*")
_ASKED = ("AnyOf(", "OneOf(", "Tagged(")
"""Unions whose members are built when a value arrives in any case."""
_NEAR: ContextVar[frozenset[type[BaseModel]] | None] = ContextVar("near", default=None)
_WAITING: ContextVar[list[type[BaseModel]] | None] = ContextVar("waiting", default=None)
BY_NAME: ContextVar[bool] = ContextVar("by_name", default=False)
"""Fields are taken by their Python name too."""


@contextmanager
def building(model: type[BaseModel], anew: bool = False) -> Generator[None, None, None]:
    """Build, while the block runs, a model with those that are near to it, unless another one is being built with its own.

    Args:
        anew: it is built for its own sake, whatever else is being built.
    """
    if _NEAR.get() is not None and not anew:
        yield
        return
    token = _NEAR.set(frozenset(_nearest(model)))
    try:
        yield
    finally:
        _NEAR.reset(token)


def is_far(model: type[BaseModel]) -> bool:
    """Whether a model is not built together with the one that is being built."""
    near = _NEAR.get()
    return near is not None and model not in near


def later(model: type[BaseModel]) -> CoreSchema:
    """Give the schema of a model that is built when a first value of it arrives."""

    def read(value: Any) -> Any:
        return model.__pydantic_validator__.validate_python(
            value, by_alias=True, by_name=BY_NAME.get()
        )

    def told(_: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return _told(model, handler)

    return core_schema.no_info_plain_validator_function(
        read, metadata={"called": model.__name__, "pydantic_js_functions": [told]}
    )


def _told(model: type[BaseModel], handler: GetJsonSchemaHandler) -> dict[str, Any]:
    """The JSON Schema of a model that is built later: a reference; what it refers to is told among the definitions."""
    model.model_rebuild()
    waiting = _WAITING.get()
    if waiting is not None:
        waiting.append(model)
        name = _reference(model.__pydantic_core_schema__)
        return {"allOf": [handler(core_schema.definition_reference_schema(name))]}
    # One after the other: a chain of models may be longer than calls can be deep.
    found = [model]
    token = _WAITING.set(found)
    try:
        # pydantic names only the parts of what it is told, and puts what a bare reference refers to in its place.
        told = [
            handler(core_schema.union_schema([one.__pydantic_core_schema__]))
            for one in found
        ]
        return {"allOf": told[:1]}
    finally:
        _WAITING.reset(token)


def _reference(schema: Any) -> str:
    """The name that a built schema has among definitions."""
    inner = schema["schema"] if schema["type"] == "definitions" else schema
    while "ref" not in inner and "schema_ref" not in inner:
        inner = inner["schema"]
    return str(inner.get("ref") or inner["schema_ref"])


def _nearest(model: type[BaseModel]) -> list[type[BaseModel]]:
    """A model and those that it mentions, those that these mention, and so on, in this order."""
    found = [model]
    for one in found:
        for other in _mentioned(one):
            if len(found) == MOST:
                return found
            if other not in found:
                found.append(other)
    return found


def _mentioned(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models that are built for a model's own fields, in their order."""
    bind(model)
    for base in _bases(model):
        module = sys.modules[base.__module__]
        texts = [
            text
            for text in _annotations(base)
            if not any(one in text for one in _ASKED)
        ]
        for name in _words(texts, _named_by(base, "__extra__")):
            yield from _models(getattr(module, name, None), 4)


def _models(value: object, depth: int) -> Iterator[type[BaseModel]]:
    """The models of a type that has a name, or is a part of one."""
    if _is_model(value):
        yield value
    elif depth:
        for part in get_args(getattr(value, "__value__", value)):
            yield from _models(part, depth - 1)


def _is_model(value: object) -> TypeIs[type[BaseModel]]:
    return isinstance(value, type) and issubclass(value, BaseModel)


def bind(model: type[BaseModel]) -> None:
    """Import the models that the annotations of a model name, and put them where these are read."""
    for base in _bases(model):
        module = sys.modules[base.__module__]
        package, exports = _exports(base)
        if exports:
            named = (_named_by(base, one) for one in ("__checks__", "__extra__"))
            for name in _words(_annotations(base), *named):
                if name in exports and not hasattr(module, name):
                    setattr(module, name, getattr(package, name))


def is_own(model: type[BaseModel]) -> bool:
    """Whether a model is one of the package's, and none that somebody derived from it."""
    return bool(_exports(model)[1])


def _exports(model: type[Any]) -> tuple[object, dict[str, str]]:
    """The package in which a class stands, and the modules of the models that it gives out; none elsewhere."""
    package = sys.modules.get(model.__module__.rpartition(".")[0])
    return package, getattr(package, "_MODULES", {})


def _bases(model: type[BaseModel]) -> Iterator[type[Any]]:
    """A model and its bases, but for those that declare no field."""
    return takewhile(lambda base: base is not BaseModel, model.__mro__)


def _annotations(model: type[Any]) -> dict[str, None]:
    """A class's own annotations, as text; each once, in their order."""
    return dict.fromkeys(map(str, vars(model).get("__annotations__", {}).values()))


def _words(texts: Iterable[str], *more: tuple[str, ...]) -> dict[str, None]:
    """The words of texts, and others; each once, in their order."""
    return dict.fromkeys(chain(*map(_words_of, texts), *more))


@cache
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def _named_by(model: type[Any], method: str) -> tuple[str, ...]:
    """The words in a class's own method."""
    own = vars(model).get(method)
    return own.__func__.__code__.co_names if own is not None else ()
