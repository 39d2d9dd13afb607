"""Numbers that may come as text are numbers for whoever reads them."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from _runtime import checks
from _runtime.model import Maybe, Model
from pydantic import Field, ValidationError


class Todo(Model):
    id: Maybe[Annotated[int, checks.Numeral()]] = None
    rank: Annotated[Maybe[Annotated[int, checks.Numeral()]], Field(ge=1)] = None
    price: Annotated[int | float, checks.Numeral()] | None = None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"id": "5"}, {"id": 5}),
        ({"id": "-12345678901234567890"}, {"id": -12345678901234567890}),
        ({"id": 5.0}, {"id": 5}),
        ({"price": "1.5"}, {"price": 1.5}),
        ({"price": "2"}, {"price": 2}),
        ({"price": "1e3"}, {"price": 1000.0}),
        ({"price": None}, {"price": None}),
        ({"rank": "2"}, {"rank": 2}),
    ],
)
def test_texts_are_read(value: dict[str, Any], expected: dict[str, Any]) -> None:
    made = Todo.model_validate(value)
    assert made.model_dump() == expected
    assert Todo.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize(
    "value",
    [
        *({"id": one} for one in ("x", "", "1.5", " 5", "٥", True, None, 1.5)),
        *({"price": one} for one in ("NaN", "1e999", "0x1", "1_0")),
        {"rank": "0"},
    ],
)
def test_other_texts_are_refused(value: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Todo.model_validate(value)
