"""Classes go in, made by the generator's own decorator and by the standard library's; they behave alike where the program relies on it."""

from __future__ import annotations

import dataclasses
import pickle
from dataclasses import field, replace

import pytest

from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    """A value."""

    name: str
    count: int = 0
    notes: tuple[str, ...] = field(default=(), compare=False)
    secret: str = field(default="", repr=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same value."""

    name: str
    count: int = 0
    notes: tuple[str, ...] = field(default=(), compare=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Nothing:
    """A value without fields."""


@dataclass(frozen=True, slots=True, eq=False)
class Itself:
    """An object that only equals itself."""

    name: str


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A value that sorts."""

    line: int


@dataclass(slots=True)
class Tally:
    """What changes."""

    seen: int = 0


def test_values_compare_hash_and_show_as_those_of_the_standard_library() -> None:
    one, same, other = Ours("a", 1, notes=("x",)), Ours("a", 1), Ours("a", 2)
    assert one == same
    assert one != other
    theirs: object = Theirs("a", 1)
    assert one != theirs
    assert len({one, same, other}) == 2
    assert (
        repr(one).rpartition(".")[2]
        == repr(Theirs("a", 1, notes=("x",)))
        .replace("Theirs", "Ours")
        .rpartition(".")[2]
    )
    assert "secret" not in repr(one)


def test_a_value_can_be_replaced_matched_taken_apart_and_pickled() -> None:
    value = Ours("a", 1)
    assert replace(value, count=3) == Ours("a", 3)
    assert [each.name for each in dataclasses.fields(value)] == [
        "name",
        "count",
        "notes",
        "secret",
    ]
    match value:
        case Ours(name, count):
            assert (name, count) == ("a", 1)
    assert pickle.loads(pickle.dumps(value)) == value


def test_a_value_has_no_further_attribute() -> None:
    with pytest.raises(AttributeError):
        setattr(Ours("a"), "nmae", "b")  # noqa: B010


def test_what_has_no_fields_is_one_value() -> None:
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1


def test_the_other_options_mean_what_they_mean_in_the_standard_library() -> None:
    assert Itself("a") != Itself("a")
    assert sorted([Place(2), Place(1)]) == [Place(1), Place(2)]
    tally = Tally()
    tally.seen += 1
    assert tally == Tally(1)
    assert Tally.__hash__ is None
