"""A generated model goes in; the model that a person would have written for the same fields comes out."""

from __future__ import annotations

import types
import typing
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal, Union

from pydantic import BaseModel, ConfigDict, create_model


def twin(model: type[BaseModel]) -> type[BaseModel]:
    """A plain BaseModel with the same fields, their plain types, and ``extra="allow"``, and so for models below it."""
    return _Twins().of(model)


class _Twins:
    def __init__(self) -> None:
        self.made: dict[type[BaseModel], type[BaseModel]] = {}

    def of(self, model: type[BaseModel]) -> type[BaseModel]:
        if model not in self.made:
            model.model_rebuild()
            fields: dict[str, Any] = {}
            for name, field in model.model_fields.items():
                wire = field.validation_alias or name
                plain = self.plain(field.annotation)
                default = ... if field.is_required() else None
                fields[str(wire)] = (plain, default)
            self.made[model] = create_model(
                model.__name__, __config__=ConfigDict(extra="allow"), **fields
            )
        return self.made[model]

    def plain(self, annotation: Any) -> Any:
        """The annotation without what only generated code needs."""
        origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is Annotated:
            return self.plain(parts[0])
        if origin is Literal:
            return annotation
        if origin in (Union, types.UnionType):
            return reduce(or_, [self.plain(part) for part in parts])
        if origin in (list, dict):
            return origin[tuple(self.plain(part) for part in parts)]
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.of(annotation)
        return getattr(annotation, "__value__", annotation)
