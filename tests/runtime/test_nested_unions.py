"""Unions that hold each other ask each member once about each part of a value, however deep it lies."""

from __future__ import annotations

import json
from collections import Counter
from typing import Annotated, Any, Literal

import pytest
from _runtime import checks
from _runtime.alike import Alike
from _runtime.exact import Exact
from _runtime.model import Maybe, Model
from _runtime.unions import AnyOf, OneOf, Tagged
from pydantic import Field, TypeAdapter, ValidationError
from typing_extensions import TypeAliasType

DEPTH = 30
"""So deep, a reading that asks twice at every level does not come to its end."""


class Counted(checks.Check):
    """Counts how often an object is read."""

    def __init__(self, met: Counter[int]) -> None:
        self.met = met

    def judge(self, value: Any) -> Any:
        self.met[len(json.dumps(value))] += 1
        return value


MET: Counter[int] = Counter()


class Plain(Model):
    x: Maybe[One] = None

    @classmethod
    def __checks__(cls) -> tuple[checks.Check, ...]:
        return (Counted(MET),)


class Named(Model):
    x: Maybe[One] = None
    y: str

    @classmethod
    def __checks__(cls) -> tuple[checks.Check, ...]:
        return (Counted(MET),)


One = Annotated[Plain | Named, OneOf(lambda: Plain, lambda: Named)]


class Left(Model):
    x: Maybe[Any_] = None

    @classmethod
    def __checks__(cls) -> tuple[checks.Check, ...]:
        return (Counted(MET),)


class Right(Model):
    x: Maybe[Any_] = None
    y: Maybe[str] = None

    @classmethod
    def __checks__(cls) -> tuple[checks.Check, ...]:
        return (Counted(MET),)


Any_ = Annotated[Left | Right, AnyOf(lambda: Left, lambda: Right)]


class Oak(Model):
    kind: Maybe[Literal["oak"]] = None
    x: Maybe[Tree] = None

    @classmethod
    def __checks__(cls) -> tuple[checks.Check, ...]:
        return (Counted(MET),)


class Elm(Model):
    kind: Maybe[Literal["elm", "wych"]] = None
    x: Maybe[Tree] = None
    y: Maybe[str] = None

    @classmethod
    def __checks__(cls) -> tuple[checks.Check, ...]:
        return (Counted(MET),)


Tree = Annotated[
    Oak | Elm,
    Tagged("kind", {"oak": lambda: Oak, "elm": lambda: Elm, "wych": lambda: Elm}),
]


@pytest.fixture(autouse=True)
def _nothing_met() -> None:
    MET.clear()


def nested(depth: int, **beside: Any) -> Any:
    value: Any = dict(beside)
    for _ in range(depth):
        value = {"x": value, **beside}
    return value


@pytest.mark.parametrize(
    ("kind", "value", "made"),
    [
        (One, nested(DEPTH), Plain),
        (Any_, nested(DEPTH), dict),
        (Any_, nested(DEPTH, y="a"), Right),
        (Tree, nested(DEPTH, y="a"), Elm),
    ],
)
def test_each_member_reads_each_part_once(kind: Any, value: Any, made: type) -> None:
    assert isinstance(TypeAdapter(kind).validate_python(value), made)
    assert len(MET) == DEPTH + 1
    assert set(MET.values()) == {2}


def test_models_may_lack_a_tag_that_their_class_does_not_require() -> None:
    tree = Elm(y="a")
    assert TypeAdapter[Any](Tree).validate_python(tree) is tree
    with pytest.raises(ValidationError, match="kind"):
        TypeAdapter[Any](Tree).validate_python({})


Rows = TypeAliasType(
    "Rows",
    "Annotated[list[Rows] | Annotated[list[Rows], Field(max_length=1)] | int,"
    " AnyOf(list[Rows], Annotated[list[Rows], Field(max_length=1)], int),"
    " checks.Not(Annotated[list[Rows], checks.Items(str, rest=dict[str, Rows])])]",
)


def test_what_stands_in_quotes_is_built_once() -> None:
    adapter = TypeAdapter[Any](Rows)
    value: Any = [2, 3]
    for _ in range(DEPTH):
        value = [value]
    assert adapter.validate_python(value) == value
    assert adapter.validate_python([value, value]) == [value, value]
    with pytest.raises(ValidationError):
        adapter.validate_json("[" * DEPTH + '"a"' + "]" * DEPTH)


def test_types_are_alike_that_are_written_alike() -> None:
    def made(least: int, word: str) -> Alike:
        listed: Any = Annotated[list[Rows], Field(min_length=least)]
        items = checks.Items(Literal[word], rest=dict[str, Plain | None])
        return Alike(Annotated[listed, AnyOf(listed, lambda: Plain), items, Exact()])

    assert made(1, "a") == made(1, "a")
    assert hash(made(1, "a")) == hash(made(1, "a"))
    assert made(1, "a") != made(2, "a")
    assert made(1, "a") != made(1, "b")
    assert Alike(Literal[1]) != Alike(Literal[True])
    one, two = (Alike([lambda n=n: n]) for n in (1, 2))
    assert one != two, "a function is also what it is given where it is made"
    assert Alike(checks.Equals({"a": [1]})) == Alike(checks.Equals({"a": [1]}))
    assert Alike(Plain) != Alike(Named)


def test_what_fits_several_is_asked_once_more_for_its_words() -> None:
    made = TypeAdapter(One).validate_python(nested(DEPTH, y="a"))
    assert isinstance(made, Named)
    assert max(MET.values()) <= 8
    MET.clear()
    with pytest.raises(ValidationError, match="Input fits 2 of the members"):
        TypeAdapter(One).validate_python(nested(DEPTH, y="a", z=1))
    assert max(MET.values()) <= 8


def test_what_is_nested_as_deeply_as_json_may_be_is_read() -> None:
    text = '{"x":' * 150 + "{}" + "}" * 150
    found = TypeAdapter(One).validate_json(text)
    assert found.model_dump(exclude_unset=True) == json.loads(text)


def test_what_is_nested_too_deeply_is_an_error_and_no_crash() -> None:
    with pytest.raises(ValidationError, match="nested less deeply"):
        TypeAdapter(Any_).validate_python(nested(2000))


def test_equal_parts_are_read_each_for_itself() -> None:
    part: Any = {"x": {}}
    found: Any = TypeAdapter(One).validate_python({"x": {"x": part}})
    assert found.x is not found.x.x


class Branching(Model):
    x: Maybe[Branching] = None

    @classmethod
    def __checks__(cls) -> tuple[checks.Check, ...]:
        return (Counted(MET), checks.If(lambda: Condition, lambda: Condition))


class Condition(Model):
    x: Maybe[Branching] = None


def test_conditions_that_lead_to_themselves_are_built_and_asked_a_few_times() -> None:
    TypeAdapter(Branching).validate_python(nested(8))
    assert sum(MET.values()) < 8**3
