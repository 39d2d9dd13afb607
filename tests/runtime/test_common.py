"""Modules of models go in; their fields have the types that their annotations say, and the annotations stay text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from textwrap import indent
from types import ModuleType
from typing import Any

import pytest
from _runtime.common import spelled_out
from _runtime.model import Model

HEAD = f"""
from __future__ import annotations
import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID
from pydantic import Field
from {Model.__module__} import Maybe, Model
"""
DOG = """
class Dog(Model):
    name: Annotated[str, Field(max_length=3)]
    size: Maybe[int] = None
    kind: Literal["Poodle", 'Collie'] | str | None = None
    born: Maybe[dt.datetime] = None
    id: Maybe[UUID] = None
    tags: Maybe[dict[str, list[float]]] = None
    sire: Dog | None = None
    rest: Any = None
"""


@pytest.fixture
def module(request: pytest.FixtureRequest) -> Iterator[ModuleType]:
    """A module with a model; the parameter is a line above it."""
    made = ModuleType("dogs")
    sys.modules["dogs"] = made
    inner = f"def inner():\n{indent(DOG, '    ')}\n    return Dog"
    source = f"{HEAD}\n{getattr(request, 'param', '')}\n{DOG}\n{inner}"
    exec(compile(source, "dogs.py", "exec"), vars(made))
    yield made
    del sys.modules["dogs"]


def test_fields_have_their_types_and_annotations_stay_text(module: ModuleType) -> None:
    assert module.Dog.__annotations__["name"] == "Annotated[str, Field(max_length=3)]"
    assert {type(one) for one in module.Dog.__annotations__.values()} == {str}
    # pydantic itself evaluates what the annotations of a class within a function say.
    inner = module.inner()
    assert module.Dog.__annotations__ == inner.__annotations__
    assert module.Dog.model_json_schema() == inner.model_json_schema()
    shown = repr(inner.model_fields).replace("inner.<locals>.", "")
    assert repr(module.Dog.model_fields) == shown


def test_only_what_names_no_model_is_spelled_out(module: ModuleType) -> None:
    annotations = dict(module.Dog.__annotations__)
    texts = spelled_out(module.Dog)
    assert texts.keys() == annotations.keys() - {"sire"}
    assert not isinstance(module.Dog.__annotations__["name"], str)
    assert {**module.Dog.__annotations__, **texts} == annotations
    assert spelled_out(module.inner()) == {}


@pytest.mark.parametrize("module", ["from builtins import bytes as str"], indirect=True)
def test_words_mean_what_they_mean_where_they_stand(module: ModuleType) -> None:
    assert spelled_out(module.Dog).keys() == {"size", "born", "id", "rest"}
    assert module.Dog.model_fields["tags"].annotation == dict[bytes, list[float]] | None


@pytest.mark.parametrize("module", ["del Field, UUID"], indirect=True)
def test_what_a_module_lacks_may_be_a_model(module: ModuleType) -> None:
    held = {"owner": "list[Field] | None", "chip": "UUID | None", "size": "Maybe[int]"}
    cls: Any = type("Cat", (), {"__annotations__": held, "__module__": "dogs"})
    assert spelled_out(cls).keys() == {"size"}


def test_a_module_that_nobody_knows_has_its_own_words() -> None:
    metaclass: Any = type(Model)
    made = metaclass("Dog", (Model,), {"__module__": "nowhere"})
    assert spelled_out(made) == {}
