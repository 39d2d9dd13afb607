"""Words of a discriminator that are names of schemas alone: what servers send in their place finds its class where that is clear."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from _runtime.model import Maybe, Model
from _runtime.unions import Tagged
from pydantic import TypeAdapter, ValidationError


class Pet(Model):
    kind: str
    name: Maybe[str] = None


class HouseCat(Pet):
    lives: Maybe[int] = None


class DogDto(Pet):
    pack: Maybe[str] = None


WORDS = {"HouseCat": HouseCat, "DogDto": DogDto}
HEIRS: TypeAdapter[Any] = TypeAdapter(
    Annotated[
        HouseCat | DogDto | Pet, Tagged("kind", WORDS, Pet, base=True, implied=True)
    ]
)
ALONE: TypeAdapter[Any] = TypeAdapter(
    Annotated[HouseCat | DogDto, Tagged("kind", WORDS, implied=True)]
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param({"kind": "HouseCat"}, HouseCat, id="as the document has it"),
        pytest.param({"kind": "HOUSE_CAT"}, HouseCat, id="in another case"),
        pytest.param({"kind": "house-cat", "pack": "a"}, HouseCat, id="not by keys"),
        pytest.param({"kind": "house-cat", "lives": "x"}, Pet, id="does not fit"),
        pytest.param({"kind": "dog", "pack": "a"}, DogDto, id="by its keys"),
        pytest.param({"kind": "dog", "name": "Rex"}, Pet, id="no key of its own"),
        pytest.param({"kind": "bird", "pack": "a", "lives": 1}, Pet, id="of several"),
    ],
)
def test_an_heir_is_found(value: dict[str, Any], expected: type[Pet]) -> None:
    assert type(HEIRS.validate_python(value)) is expected


def test_a_member_is_found_without_a_schema_of_all() -> None:
    assert type(ALONE.validate_python({"kind": "dog", "pack": "a"})) is DogDto
    assert type(ALONE.validate_python({"kind": "housecat"})) is HouseCat
    found = ALONE.validate_python({"kind": "tabby", "pack": 1, "wings": 2})
    assert type(found) is HouseCat


@pytest.mark.parametrize(
    "value", [{"kind": "dog"}, {"kind": "dog", "wings": 2}, {"kind": 1}]
)
def test_what_is_no_member_for_sure_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="should be one of 'HouseCat', 'DogDto'"):
        ALONE.validate_python(value)
