"""Documents of a few seeds go in; they are valid, the same each time, and nothing is wrong with what is made of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from made_up.ground import Fault, Ground
from made_up.parts import Json
from made_up.schemas import document
from made_up.smaller import is_sound, is_valid, smallest
from made_up.trying import has, tried

SEEDS = (3, 9001)


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    """Where packages are planted."""
    made = Ground(tmp_path)
    yield made
    sys.path.remove(str(tmp_path))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_document_is_valid_and_the_same_each_time(seed: int) -> None:
    made = document(seed)
    assert made == document(seed)
    assert is_sound(made)
    assert is_valid(made)


def test_nothing_is_wrong_with_what_is_made_of_them(ground: Ground) -> None:
    found = [
        fault
        for seed in SEEDS
        for fault in tried(ground, document(seed), str(seed), whole=True)
    ]
    assert found == []


def test_a_fault_is_found_and_made_smaller(ground: Ground) -> None:
    """No fault of ours: a document in which something is said to be wrong that is not."""
    whole = document(SEEDS[0])
    whole["components"]["schemas"]["Wrong"] = {
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {"type": "integer"}},
    }
    value = {"a": 1, "b": 1}
    fault = Fault("invalid accepted", "type", "Wrong")
    assert not has(ground, whole, fault, value)

    def fails(one: Json, part: Json) -> bool:
        own = one["components"]["schemas"].get("Wrong", {}).get("properties", {})
        return "a" in own and "a" in part

    small, part = smallest(whole, value, fails, 60)
    wrong: Json = {"Wrong": {"properties": {"a": {}}}}
    assert (small["components"]["schemas"], part) == (wrong, {"a": 1})
