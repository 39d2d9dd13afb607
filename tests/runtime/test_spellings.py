"""Names of fields go in; the generator and the generated package spell them alike in JSON, and the base says it once."""

from __future__ import annotations

from functools import partial
from typing import Any

from _runtime import model, spelling
from _runtime.operation import JSON, Operation
from _runtime.options import told
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ConfigDict
from typing_extensions import TypedDict

from generator.targets.python import spellings

NAMES = st.from_regex(r"[a-z][a-z0-9]*(_[a-z0-9]*)*", fullmatch=True)


@given(NAMES)
def test_both_spell_alike(name: str) -> None:
    assert spellings.RULES.keys() == spelling.RULES.keys()
    for rule, spelled in spellings.RULES.items():
        assert spelled(name) == spelling.RULES[rule](name)


def test_every_base_is_in_the_runtime() -> None:
    for rule, base in spellings.BASES.items():
        found = getattr(model, base).model_config.get("alias_generator")
        assert (found or str)("first_name") == spellings.RULES[rule]("first_name")


def test_fewest_names_are_given() -> None:
    rule = partial(spellings.spelling, pascal=True)
    assert rule({}) == ""
    assert rule({"first_name": "first_name", "from": "from_"}) == ""
    assert rule({"from": "from_"}) == "", "no capital shows the rule"
    assert rule({"id": "id", "firstName": "first_name"}) == "camelCase"
    assert rule({"Id": "id", "FirstName": "first_name"}) == "PascalCase"
    assert rule({"Id": "id", "first_name": "first_name"}) == "", "a tie"
    words = {"Id": "id", "Optional": "optional"}
    assert rule(words) == "PascalCase"
    assert spellings.spelling(words, pascal=False) == "", "words may be proper names"


class Person(model.CamelModel):
    first_name: str
    url: model.Maybe[str] = None


class Worker(Person):
    """A model of a user's own, on top of a generated one."""

    pay_roll: int


def test_names_are_known_before_anything_is_built() -> None:
    fields = Person.model_fields
    assert [one.alias for one in fields.values()] == ["firstName", "url"]
    assert Person.model_construct(firstName="a").first_name == "a"


def test_subclasses_follow_their_model() -> None:
    either: Any = {"first_name": "a", "payRoll": 1}
    made = Worker(**either)
    assert made.model_dump() == {"firstName": "a", "payRoll": 1}
    assert Worker.model_validate({"firstName": "a", "payRoll": 1}) == made.model_copy(
        update={"url": None}
    )


def test_a_subclass_may_spell_otherwise() -> None:
    class Own(model.CamelModel):
        model_config = ConfigDict(alias_generator=None)

        first_name: str

    assert Own(first_name="a").model_dump() == {"first_name": "a"}


class Wanted(TypedDict, total=False):
    page_size: int
    cluster_ips: str


def test_options_become_queries() -> None:
    listed: Operation[None] = Operation(
        "GET", "/pods/{podName}", takes=Wanted, spelling="camelCase"
    )
    wires = [(one.location, one.wire) for one in listed.parameters]
    assert wires == [
        ("path", "podName"),
        ("query", "pageSize"),
        ("query", "clusterIps"),
    ]


def test_arguments_become_fields_of_the_body() -> None:
    put: Operation[None] = Operation(
        "PUT",
        "/pods",
        bodies=JSON,
        takes=Wanted,
        spelling="camelCase",
        wires={"cluster_ips": "clusterIPs", "empty": ""},
    )
    options: Any = {"page_size": 1, "cluster_ips": "a"}
    given = told(put, options, (), {"empty": 2})
    assert given.body == {"": 2, "pageSize": 1, "clusterIPs": "a"}
