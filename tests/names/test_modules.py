"""Types that go together share a module."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.ir.model import (
    Anything,
    Content,
    Field,
    ListOf,
    Named,
    Operation,
    Record,
    Response,
    Type,
    TypeDef,
)
from generator.languages.python import RULES
from generator.names import resolve
from generator.names.grouping import MOST
from names.apis import api, component, operation, schema


def named(name: str) -> Named:
    return Named(schema(name))


def holding(name: str, *held: str) -> TypeDef:
    """A component with a property for each component that it holds."""
    fields = tuple(Field(schema(one), one, named(one)) for one in held)
    return TypeDef(schema(name), Record(fields, Anything()), schema_name=name)


def alias(name: str, type: Type) -> TypeDef:
    """A component that is no object."""
    return TypeDef(schema(name), type, schema_name=name)


def answering(path: str, name: str) -> Operation:
    """An operation that answers with a component."""
    asked = operation(path=path)
    content = Content("", "application/json", named(name))
    return replace(asked, responses=(Response("", "200", (content,)),))


def modules(*parts: TypeDef | Operation) -> dict[str, str]:
    """The module of each component, by its name; the same whatever the order."""
    found, turned = (resolve(api(*some), RULES) for some in (parts, reversed(parts)))
    assert found.modules == turned.modules
    types = [one for one in parts if isinstance(one, TypeDef)]
    return {one.schema_name: found.modules[one.id] for one in types}


def test_what_one_answer_holds_stands_with_it() -> None:
    parts = (
        holding("Order", "Line", "Buyer"),
        component("Line"),
        component("Buyer"),
        answering("/orders", "Order"),
    )
    assert modules(*parts) == dict.fromkeys(["Order", "Line", "Buyer"], "order")
    assert modules(*parts, answering("/buyers", "Buyer")) == {
        "Order": "order",
        "Line": "order",
        "Buyer": "buyer",
    }


def test_what_is_read_together_without_a_tie_stands_apart() -> None:
    parts = (component("Order"), component("Fault"))
    both = answering("/orders", "Order")
    fault = Content("", "application/json", named("Fault"))
    asked = replace(both, responses=(*both.responses, Response("", "400", (fault,))))
    assert modules(*parts, asked) == {"Order": "order", "Fault": "fault"}


def test_what_is_only_sent_stands_with_names_like_it() -> None:
    names = ["KlingCameraMode", "KlingCameraPath", "KlingMask", "Vidu"]
    assert modules(*map(component, names)) == {
        "KlingCameraMode": "kling",
        "KlingCameraPath": "kling",
        "KlingMask": "kling",
        "Vidu": "vidu",
    }


def test_a_module_has_the_longest_name_that_its_types_share() -> None:
    assert modules(component("pet-food-dry"), component("pet-food-wet")) == {
        "pet-food-dry": "pet_food",
        "pet-food-wet": "pet_food",
    }


def test_many_are_parted_by_further_words() -> None:
    count = MOST * 2 // 3
    names = [f"pet-{word}-{n}" for word in ("food", "toy") for n in range(count)]
    found = modules(*map(component, names), component("pet-shop"))
    assert {name: found[name] for name in names} == {
        name: "_".join(name.split("-")[:2]) for name in names
    }
    assert found["pet-shop"] == "pet_shop"


@pytest.mark.parametrize("taken", ["kling", "Kling"])
def test_a_module_of_its_own_keeps_its_name(taken: str) -> None:
    found = modules(
        component("kling-mask"),
        component("kling-path"),
        component(taken),
        answering("/", taken),
    )
    assert found[taken] == "kling"
    assert found["kling-mask"] == found["kling-path"] == "kling_types"


def test_no_modules_need_each_other() -> None:
    """An alias is made when its module is imported, of classes that have to be there by then."""
    parts = (
        component("x-record"),
        component("y-record"),
        alias("x-list", ListOf(named("y-record"))),
    )
    assert modules(*parts) == {"x-record": "x", "x-list": "x", "y-record": "y_record"}
    ring = modules(*parts, alias("y-list", ListOf(named("x-record"))))
    assert ring == {name: name.replace("-", "_") for name in ring}


def test_what_leads_back_to_itself_stands_alone() -> None:
    """Its module imports what it needs last, which no other alias could stand."""
    loop = alias("x-loop", ListOf(named("x-loop")))
    assert modules(component("x-record"), component("x-other"), loop) == {
        "x-record": "x",
        "x-other": "x",
        "x-loop": "x_loop",
    }


def test_names_that_are_cut_alike_stay_apart() -> None:
    names = ["x" * 300, "x" * 300 + "a"]
    asked = [answering(f"/{place}", name) for place, name in enumerate(names)]
    found = modules(*map(component, names), *asked)
    assert len({*found.values()}) == 2
    assert max(map(len, found.values())) <= 60
