"""Names of fields go in; the generator and the generated package spell them alike in JSON, and the base says it once."""

from __future__ import annotations

from _runtime import model
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ConfigDict

from generator.targets.python.spellings import BASES, base_of, camel, pascal

NAMES = st.from_regex(r"[a-z][a-z0-9]*(_[a-z0-9]*)*", fullmatch=True)


@given(NAMES)
def test_both_spell_alike(name: str) -> None:
    assert (camel(name), pascal(name)) == (model.camel(name), model.pascal(name))


def test_every_base_is_in_the_runtime() -> None:
    for base, spelled in BASES.items():
        rule = getattr(model, base).model_config.get("alias_generator")
        assert (rule or str)("first_name") == spelled("first_name")


def test_fewest_names_are_given() -> None:
    assert base_of({}) == "Model"
    assert base_of({"first_name": "first_name", "from": "from_"}) == "Model"
    assert base_of({"from": "from_"}) == "Model", "no capital shows the rule"
    assert base_of({"id": "id", "firstName": "first_name"}) == "CamelModel"
    assert base_of({"Id": "id", "FirstName": "first_name"}) == "PascalModel"
    assert base_of({"Id": "id", "first_name": "first_name"}) == "Model", "a tie"


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
    made = Worker(first_name="a", payRoll=1)
    assert made.model_dump() == {"firstName": "a", "url": None, "payRoll": 1}
    assert Worker.model_validate({"firstName": "a", "payRoll": 1}) == made.model_copy(
        update={"url": None}
    )


def test_a_subclass_may_spell_otherwise() -> None:
    class Own(model.CamelModel):
        model_config = ConfigDict(alias_generator=None)

        first_name: str

    assert Own(first_name="a").model_dump() == {"first_name": "a"}
