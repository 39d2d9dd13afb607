"""Checks of whole objects hold for objects of the same kind within them, once each."""

from __future__ import annotations

import math
import sys
from typing import Annotated, Any, ClassVar

import pytest
from _runtime import checks
from _runtime.assertions import UniqueItems
from _runtime.judging import key_of
from _runtime.model import Maybe, Model
from pydantic import TypeAdapter, ValidationError


class Judged(checks.MinProperties):
    """Counts what it is asked about."""

    met: ClassVar[list[Any]] = []

    def judge(self, value: Any) -> Any:
        self.met.append(value)
        return super().judge(value)


class Sense(Model):
    text: Maybe[str] = None
    subsenses: Maybe[list[Sense]] = None

    @classmethod
    def __checks__(cls) -> tuple[checks.Check, ...]:
        return (Judged(1),)


class Entry(Model):
    first: Maybe[Sense] = None
    second: Maybe[Sense] = None
    third: Maybe[Sense] = None


@pytest.fixture(autouse=True)
def _nothing_met() -> None:
    Judged.met.clear()


def test_what_is_nested_is_checked() -> None:
    with pytest.raises(ValidationError, match=r"subsenses\.0\.subsenses\.1"):
        Sense.model_validate({"subsenses": [{"subsenses": [{"text": "a"}, {}]}]})


@pytest.mark.parametrize("name", ["first", "second", "third"])
def test_an_object_is_checked_once_however_often_its_model_is_mentioned(
    name: str,
) -> None:
    inner = {"subsenses": [{"text": "a"}]}
    Entry.model_validate({name: inner})
    assert Judged.met == [inner, {"text": "a"}]


@pytest.mark.parametrize("model", [Sense, Entry])
def test_its_json_schema_comes_to_an_end(model: type[Model]) -> None:
    told = model.model_json_schema()
    assert told["$defs"]["Sense"]["properties"]["subsenses"]["items"] == {
        "$ref": "#/$defs/Sense"
    }


def test_where_no_value_is_valid_the_document_is_named() -> None:
    with pytest.raises(ValidationError, match="No value is valid here, says the doc"):
        TypeAdapter(Annotated[str, checks.Not(Any)]).validate_python("a")


def test_equal_numbers_have_one_key_and_others_few_hashes() -> None:
    """Multiples of one number have one hash in Python, by which an array of them would keep a server busy for hours."""
    many = [number * sys.hash_info.modulus for number in range(-500, 500)]
    assert len({hash(key_of(one)) for one in many}) > 900
    assert key_of([2**70]) == key_of([2.0**70])
    assert key_of(-(2**70)) != key_of(2**70)
    assert key_of(math.inf) == math.inf
    check = UniqueItems()
    assert check.holds(many)
    assert not check.holds([*many, many[-1]])
