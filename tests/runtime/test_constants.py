"""Models that a constant tells from others go in; one that is made has it, one that is read has what was read."""

from __future__ import annotations

from typing import Literal

import pytest
from _runtime.model import Model
from pydantic import Field, ValidationError


class Cat(Model):
    kind: Literal["cat"] = "cat"
    name: str


class Kitten(Cat):
    """A model of a user's own."""

    colour: str = "red"
    tags: list[str] = Field(default=[])
    age: Literal[1] = 1


class Toy(Model):
    name: Literal["mouse", "ball"] | str


def test_what_is_made_says_what_it_is() -> None:
    assert Cat(name="Tom").model_dump() == {"kind": "cat", "name": "Tom"}
    made = {"kind": "cat", "name": "Tom", "age": 1}
    assert Kitten(name="Tom").model_dump() == made


def test_what_is_read_is_sent_back_as_it_came() -> None:
    read = Cat.model_validate({"name": "Tom"})
    assert read.kind == "cat"
    assert read.model_dump() == {"name": "Tom"}


def test_an_error_calls_the_text_beside_listed_words_a_text() -> None:
    with pytest.raises(ValidationError) as caught:
        Toy.model_validate({"name": 1})
    assert caught.value.errors()[1]["loc"] == ("name", "str")


def test_another_word_is_refused() -> None:
    with pytest.raises(ValidationError):
        Cat.model_validate({"kind": "dog", "name": "Tom"})


def test_a_constant_can_be_left_out() -> None:
    cat = Cat(name="Tom")
    del cat.kind
    assert cat.model_dump() == {"name": "Tom"}
