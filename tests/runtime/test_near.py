"""Models that reach more others than are built at once go in; values, errors and JSON Schema are as if all had been built."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import GenericAlias, ModuleType
from typing import Any

import pytest
from _runtime import near
from _runtime.near import MOST
from pydantic import TypeAdapter, ValidationError

LENGTH = 2 * MOST + 5
HEAD = """
from __future__ import annotations
from typing import Annotated, Any
from pydantic import Field
from _runtime.model import Maybe, Model
"""
LINK = """
class Link{here}(Model):
    class_: int = Field(alias="class")
    below: Maybe[Link{there}] = None
    either: str | Link{there} | None = None
    many: Maybe[list[Link{there}]] = None
"""


@pytest.fixture
def links() -> Iterator[list[Any]]:
    """A ring of models, each of which mentions the next one, not built yet."""
    module = ModuleType("links")
    sys.modules["links"] = module
    for here in range(LENGTH):
        code = LINK.format(here=here, there=(here + 1) % LENGTH)
        exec(compile(HEAD + code, "links", "exec"), vars(module))
    yield [getattr(module, f"Link{here}") for here in range(LENGTH)]
    del sys.modules["links"]


def nested(depth: int, under: str, key: str = "class") -> dict[str, Any]:
    """An object, `depth` others below each other, each with one of this number."""
    value: dict[str, Any] = {key: depth}
    for number in range(depth - 1, -1, -1):
        value = {key: number, under: [value] if under == "many" else value}
    return value


def test_what_is_far_is_built_when_a_value_arrives(links: list[Any]) -> None:
    assert links[0].model_validate_json('{"class": 1}').class_ == 1
    assert not any(link.__pydantic_complete__ for link in links[1:])
    far = nested(MOST, "below")
    links[0].model_validate_json(json.dumps(far))
    assert [link.__pydantic_complete__ for link in links].count(True) == 2
    assert links[MOST].__pydantic_complete__


@pytest.mark.parametrize("under", ["below", "either", "many"])
def test_values_come_back_equal(links: list[Any], under: str) -> None:
    value = nested(LENGTH + 3, under)
    value["more"] = {"kept": 1.0}
    if under != "either":
        value["either"] = "text"
    text = json.dumps(value)
    several: Any = GenericAlias(list, (links[0],))
    read = TypeAdapter(several).validate_json(f"[{text}]")[0]
    assert json.loads(read.model_dump_json(exclude_unset=True)) == value
    assert links[0].model_validate(json.loads(text)) == read
    inner = read
    for link in (*links, *links[:3]):
        assert type(inner) is link
        inner = getattr(inner, under)
        inner = inner[0] if under == "many" else inner


def test_errors_name_the_place(links: list[Any]) -> None:
    for depth in (1, MOST - 1, MOST, LENGTH - 1):
        broken = json.dumps(nested(depth, "below")).replace(
            f'"class": {depth}', '"class": "x"'
        )
        with pytest.raises(ValidationError) as caught:
            links[0].model_validate_json(broken)
        error = caught.value.errors()[0]
        assert error["loc"] == ("below",) * depth + ("class",)
        assert error["input"] == "x"


def test_errors_of_unions_name_the_member(links: list[Any]) -> None:
    places = set()
    for depth in (1, MOST + 1):
        broken = nested(depth, "either") | {}
        inner = broken
        for _ in range(depth):
            inner = inner["either"]
        inner["class"] = None
        with pytest.raises(ValidationError) as caught:
            links[0].model_validate_json(json.dumps(broken))
        places |= {
            error["loc"][-2:]
            for error in caught.value.errors()
            if error["loc"][-1] == "class"
        }
    assert places == {("Link1", "class"), (f"Link{MOST + 1}", "class")}


def test_fields_go_by_their_python_name_in_constructors_alone(links: list[Any]) -> None:
    named = nested(LENGTH - 1, "below", "class_")
    assert links[0](**named).model_dump(exclude_unset=True) == nested(
        LENGTH - 1, "below"
    )
    mixed = nested(MOST - 1, "below") | {}
    inner = mixed
    while "below" in inner:
        inner = inner["below"]
    inner["below"] = {"class_": 1}
    for reading in (
        links[0].model_validate,
        lambda value: links[0].model_validate_json(json.dumps(value)),
    ):
        with pytest.raises(ValidationError, match="Field required"):
            reading(mixed)


@pytest.mark.parametrize("most", [MOST, 1])
def test_json_schema_tells_all(
    links: list[Any], most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near, "MOST", most)
    told = links[0].model_json_schema()
    assert told["$defs"].keys() == {link.__name__ for link in links}
    for here, link in enumerate(links):
        there: dict[str, Any] = {"$ref": f"#/$defs/Link{(here + 1) % LENGTH}"}
        if here % most == most - 1:
            there = {"allOf": [there]}
        own = told["$defs"][link.__name__]["properties"]
        assert own["below"].items() >= there.items()
        assert there in own["either"]["anyOf"]
        assert own["many"]["items"] == there


NAMESAKE = """
from burncloud_video import models

def read():
    class KlingCameraControl:
        pass

    KlingWatermark = 3
    return models.KlingMetadata.model_validate({"camera_control": {"type": "simple"}})

print(type(read().camera_control).__module__)
"""


def test_what_a_caller_calls_like_a_model_is_another_thing() -> None:
    generated = Path(__file__).resolve().parents[2] / "generated" / "python"
    told = subprocess.run(
        [sys.executable, "-c", NAMESAKE],
        cwd=generated,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "burncloud_video.models.kling\n"
