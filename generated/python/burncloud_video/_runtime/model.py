"""The base of every model: open to unknown keys, exact about JSON's kinds, built when it is first used."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, ClassVar, Literal, TypeVar, cast, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic_core import CoreSchema, core_schema

from .checks import Check
from .common import spelled_out
from .exact import exact
from .maybe import Maybe as Maybe
from .maybe import NotNull as NotNull
from .near import BY_NAME, bind, building, is_far, is_own, later
from .spelling import camel, pascal
from .words import AnyText as AnyText

_READ = "specloom: read as JSON has it"
"""Marks the schema of a model to which all has been added: one that is mentioned again is given once more."""

_ABSENT = partial(operator.is_, None)
"""Whether a value says that a property is absent, where null is forbidden."""


class _Waiting:
    """Builds a model when an object of it is to be written: pydantic before 2.14 cannot write one in a place for anything else."""

    def __init__(self, stand_in: object) -> None:
        """Take what the class itself shows until then."""
        self._stand_in = stand_in

    def __get__(self, instance: object, owner: type[BaseModel]) -> object:
        """Give what writes an object; on the class, the stand-in, by which pydantic knows that it is not built."""
        if instance is not None:
            owner.model_rebuild()
        found = vars(owner).get("__pydantic_serializer__", self)
        return self._stand_in if found is self else found


_F = TypeVar("_F", bound=Callable[..., None])


def _plain(constructor: _F) -> _F:
    """Mark a constructor that does nothing of its own; any other is called for every object that is read."""
    vars(constructor)["__pydantic_base_init__"] = True
    return constructor


class Model(BaseModel):
    """A JSON object.

    Unknown keys are kept in `model_extra` and sent back. `model_fields_set` tells which properties are there; one that
    is absent reads as None, or as its only value, and `del` makes one absent. Fields may be given by their Python name or by their name in JSON.
    """

    model_config = ConfigDict(
        extra="allow",
        defer_build=True,
        protected_namespaces=(),
        validate_by_alias=True,
        serialize_by_alias=True,
    )

    __texts__: ClassVar[Mapping[str, str]] = {}
    """Annotations as they stand in the class, while it is made of the types that they mean."""

    __made__: ClassVar[tuple[Check, ...]] = ()
    """The checks, once they are made."""

    __tags__: ClassVar[tuple[str, ...] | None] = None
    """The fields that `_tags` finds, once an object was made."""

    @_plain
    def __init__(self, /, **data: Any) -> None:
        """Take fields by their Python name, or by their name in JSON.

        A constant by which unions tell the model is there without being given.

        Raises:
            ValidationError: they do not fit.
        """
        token = BY_NAME.set(True)
        try:
            self.__pydantic_validator__.validate_python(
                data, self_instance=self, by_alias=True, by_name=True
            )
        finally:
            BY_NAME.reset(token)
        self.__pydantic_fields_set__.update(_tags(type(self)))

    def __delattr__(self, name: str) -> None:
        """Make a property absent: a declared one then reads as None."""
        super().__delattr__(name)
        self.__pydantic_fields_set__.discard(name)
        field = type(self).model_fields.get(name)
        if field is not None and not field.is_required():
            object.__setattr__(self, name, field.default)

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Show the properties that are there."""
        there = self.__pydantic_fields_set__
        for name, value in super().__repr_args__():
            if value is not None or name in there:
                yield name, value

    def model_dump(
        self, *, exclude_unset: bool = True, **options: Any
    ) -> dict[str, Any]:
        """Give the properties that are there, by their names in JSON; the arguments are pydantic's."""
        return super().model_dump(exclude_unset=exclude_unset, **options)

    def model_dump_json(self, *, exclude_unset: bool = True, **options: Any) -> str:
        """Give the properties that are there, as JSON; the arguments are pydantic's."""
        return super().model_dump_json(exclude_unset=exclude_unset, **options)

    @classmethod
    def __checks__(cls) -> tuple[Check, ...]:
        """Give the checks that concern the object as a whole."""
        return ()

    @classmethod
    def __extra__(cls) -> Any:
        """Give the type of the properties that are not declared."""
        return Any

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Bind the names of other models, then build; a model that is far from the one being built is built later."""
        if is_far(cls):
            return later(cls)
        bind(cls)
        with building(cls):
            schema = handler(source)
            inner = cast(dict[str, Any], handler.resolve_ref_schema(schema))
            known: dict[str, Any] = inner.get("metadata") or {}
            if inner["type"] == "model" and _READ not in known:
                inner["metadata"] = {**known, _READ: True}
                fields = exact(_with_extra(cls, inner["schema"], handler))
                _leave_out(cls, fields)
                inner["schema"] = _checked(_checks(cls), fields)
        return schema

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Tell the model in JSON Schema: what may be absent is not null when it is."""
        told = handler(schema)
        for one in handler.resolve_ref_schema(told).get("properties", {}).values():
            if one.get("default", ...) is None:
                del one["default"]
        return told

    @classmethod
    def model_rebuild(cls, **options: Any) -> bool | None:
        """Bind the names of other models, then build as pydantic does.

        What a caller happens to have by the name of a model is not that model.
        """
        bind(cls)
        if is_own(cls):
            options.setdefault("_types_namespace", {})
        options["_parent_namespace_depth"] = (
            options.get("_parent_namespace_depth", 2) + 1
        )
        with building(cls, anew=True):
            return super().model_rebuild(**options)

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:
        """Put off building for the class alone: what others make of it is built where they make it, as they expect."""
        super().__pydantic_init_subclass__(**options)
        if cls.__module__ == __name__:
            return
        vars(cls).get("__annotations__", {}).update(cls.__texts__)
        cls.model_config = {**cls.model_config, "defer_build": False}
        if not cls.__pydantic_complete__:
            waiting = _Waiting(vars(cls)["__pydantic_serializer__"])
            type.__setattr__(cls, "__pydantic_serializer__", waiting)

    def __init_subclass__(cls, **options: Any) -> None:
        """Make the annotations that a subclass inherits readable where the subclass stands, and its own quick to read."""
        super().__init_subclass__(**options)
        cls.__texts__ = spelled_out(cls)
        for base in cls.__mro__[1:]:
            if issubclass(base, Model) and base.__module__ != __name__:
                base.model_rebuild()


def _spelled(rule: Callable[[str], str]) -> ConfigDict:
    """A configuration that pydantic's plugin for mypy does not see: it would let constructors take any keyword."""
    return ConfigDict(alias_generator=rule)


class CamelModel(Model):
    """A JSON object whose properties are spelled in camelCase, unless a field says otherwise."""

    model_config = _spelled(camel)


class PascalModel(Model):
    """A JSON object whose properties are spelled in PascalCase, unless a field says otherwise."""

    model_config = _spelled(pascal)


def _with_extra(
    cls: type[Model], fields: Any, handler: GetCoreSchemaHandler
) -> CoreSchema:
    extra = cls.__extra__()
    if extra is Any or fields["type"] != "model-fields":
        return cast(CoreSchema, fields)
    made = {**fields, "extras_schema": handler.generate_schema(extra)}
    return cast(CoreSchema, made)


def _leave_out(cls: type[Model], fields: Any) -> None:
    """Let fields that are absent be left out by whatever writes the model, where null would be no value of theirs."""
    declared = cls.model_fields
    for name, field in fields.get("fields", {}).items():
        marks = declared[name].metadata if name in declared else ()
        absent = any(isinstance(mark, NotNull) for mark in marks)
        if absent and _refuses_null(field["schema"]):
            field["serialization_exclude_if"] = _ABSENT


def _refuses_null(schema: Any) -> bool:
    """Whether null is surely no value, as far as the schema's kind tells: what a function of ours reads may be anything."""
    match schema:
        case {"type": "any" | "none" | "nullable" | "function-plain"}:
            return False
        case {"type": "union", "choices": choices}:
            return all(
                _refuses_null(one[0] if isinstance(one, tuple) else one)
                for one in choices
            )
        case {"type": kind, "schema": inner} if kind != "model":
            return _refuses_null(inner)
        case _:
            return True


def _tags(cls: type[Model]) -> tuple[str, ...]:
    """A model's own fields that are nothing but their default: whoever makes an object means it to have them."""
    if "__tags__" not in vars(cls):
        cls.__tags__ = tuple(
            name
            for name, field in cls.model_fields.items()
            if get_origin(field.annotation) is Literal
            and get_args(field.annotation) == (field.default,)
        )
    return cls.__tags__ or ()


def _checks(cls: type[Model]) -> tuple[Check, ...]:
    """A model's own checks: the same ones wherever it is built, so that each is built once."""
    if "__made__" not in vars(cls):
        cls.__made__ = cls.__checks__()
    return cls.__made__


def _checked(checks: tuple[Check, ...], fields: CoreSchema) -> CoreSchema:
    """Hold an object against checks before its fields are read: within the model, as a ring of models leads there."""
    for check in checks:
        fields = core_schema.no_info_before_validator_function(check.judge, fields)
    return fields
