"""An answer that does not fit says which settings of the generator would let it be read."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from _runtime.model import Maybe, Model
from _runtime.remedies import remedies
from pydantic import ConfigDict, ValidationError


class Pet(Model):
    model_config = ConfigDict(extra="forbid")

    name: str
    age: Maybe[int] = None
    size: Maybe[Literal["small"]] = None


@pytest.mark.parametrize(
    ("value", "settings"),
    [
        ({"name": "Tom", "age": None}, ["null"]),
        ({"name": None, "age": None}, ["null"]),
        ({"age": 3}, ["absent"]),
        ({"name": "Tom", "size": "big"}, ["open"]),
        ({"age": None, "wings": 2}, ["null", "absent", "open"]),
        ({"name": 1}, []),
    ],
)
def test_settings_are_named(value: dict[str, Any], settings: list[str]) -> None:
    with pytest.raises(ValidationError) as caught:
        Pet.model_validate(value)
    notes = [*remedies(caught.value)]
    assert len(notes) == len(settings)
    assert all(
        f"setting '{name}'" in n for name, n in zip(settings, notes, strict=True)
    )


def test_of_other_faults_nothing_is_said() -> None:
    assert not [*remedies(ValueError("no JSON"))]
