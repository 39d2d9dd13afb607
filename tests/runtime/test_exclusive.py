"""Values that fit several members of a `oneOf` go in; the one member that is meant comes out, or a complaint."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from _runtime.model import Maybe, Model
from _runtime.unions import OneOf
from pydantic import TypeAdapter, ValidationError
from pydantic_core import SchemaSerializer


class Card(Model):
    number: Maybe[str] = None
    expires: Maybe[str] = None


class Bank(Model):
    number: Maybe[str] = None
    iban: Maybe[str] = None


Nothing = Literal["a"] | None
READ: TypeAdapter[Any] = TypeAdapter(Annotated[Card | Bank, OneOf(Card, Bank)])
NULL: TypeAdapter[Any] = TypeAdapter(
    Annotated[Nothing | Card | None, OneOf(Nothing, Card, None)]
)


@pytest.mark.parametrize(
    ("value", "member"),
    [
        ({"number": "1", "expires": "2"}, Card),
        ({"iban": "2"}, Bank),
        ({"iban": "2", "expires": 3}, Bank),
    ],
)
def test_the_member_that_declares_all_keys_is_meant(
    value: dict[str, Any], member: type[Model]
) -> None:
    made = READ.validate_python(value)
    assert type(made) is member
    assert made.model_dump() == value


@pytest.mark.parametrize(
    "value", [{}, {"number": "1"}, {"iban": "2", "expires": "3"}, {"other": 1}]
)
def test_what_no_member_or_several_declare_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="fits 2 of the members"):
        READ.validate_python(value)


def test_null_is_null_however_many_members_take_it() -> None:
    assert NULL.validate_python(None) is None
    assert NULL.validate_python("a") == "a"


def test_a_member_is_written_before_anybody_asked_it_for_anything() -> None:
    class Cash(Model):
        coins: int

    class Note(Model):
        words: str

    either: TypeAdapter[Any] = TypeAdapter(Annotated[Cash | Note, OneOf(Cash, Note)])
    made = either.validate_python({"coins": 1})
    # pydantic before 2.14 takes what stands here as it is, and cannot write with a stand-in.
    assert isinstance(made.__pydantic_serializer__, SchemaSerializer)
    assert either.dump_json(made) == b'{"coins":1}'
