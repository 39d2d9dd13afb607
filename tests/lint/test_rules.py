"""Each rule finds what it is for, and nothing in an API of good taste."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from generator.ir.model import (
    Anything,
    Api,
    Body,
    Content,
    Doc,
    Field,
    Info,
    Named,
    Operation,
    Record,
    Response,
    Scalar,
    Tag,
    Task,
    TypeDef,
)
from generator.lint import RULES, lint

PET = TypeDef(
    id="#/components/schemas/Pet",
    schema_name="Pet",
    doc=Doc(description="A pet."),
    type=Record(
        (Field("#/f", "name", Scalar("string"), doc=Doc(description="Its name.")),),
        Anything(),
    ),
)
GOOD = Operation(
    id="#/paths/~1pets/get",
    method="get",
    path="/pets",
    operation_id="pets.list",
    tags=("pets",),
    doc=Doc(summary="All pets"),
    responses=(
        Response("#/r", "200", (Content("#/c", "application/json", Named(PET.id)),)),
        Response("#/e", "4XX"),
    ),
)
TASK = Task("#/t", "#/p", "id", ("/id",), ("/s",), ("done",), ("failed",))


def api(*operations: Operation, types: tuple[TypeDef, ...] = (PET,)) -> Api:
    return Api(
        "3.1.0",
        Info("t", "1"),
        operations=operations,
        types={one.id: one for one in types},
        tags=(Tag("#/tags/0", "pets"),),
    )


def codes(given: Api) -> list[str]:
    return [found.code for found in lint(given)]


def test_good_taste_is_silent() -> None:
    assert lint(api(GOOD)) == ()


CHANGES: Mapping[str, dict[str, Any]] = {
    "no-operation-id": {"operation_id": ""},
    "no-summary": {"doc": Doc()},
    "no-tag": {"tags": (), "operation_id": "listPets"},
    "undeclared-tag": {"tags": ("animals",)},
    "no-success": {"responses": (*GOOD.responses[1:], Response("#/x", "404"))},
    "no-error": {"responses": GOOD.responses[:1]},
    "get-with-body": {"body": Body("#/b", ())},
    "task-words": {"task": replace(TASK, failed=("DONE",))},
    "task-without-retry": {"task": TASK, "method": "post"},
    "unreachable-deadline": {"task": replace(TASK, deadline=1.0)},
}


@pytest.mark.parametrize("code", CHANGES)
def test_operation_rule(code: str) -> None:
    changed = replace(GOOD, **CHANGES[code])
    assert code in codes(api(changed))


def test_same_summary() -> None:
    second = replace(GOOD, id="#/2", doc=Doc(summary="all  Pets"))
    assert codes(api(GOOD, second)) == ["same-summary"]


def test_schemas_without_words() -> None:
    assert isinstance(PET.type, Record)
    field = replace(PET.type.fields[0], doc=Doc())
    silent = replace(PET, doc=Doc(), type=replace(PET.type, fields=(field,)))
    assert codes(api(GOOD, types=(silent,))) == ["no-description", "undescribed-field"]


def test_unused_schema_and_rings_of_unused_schemas() -> None:
    lonely = replace(PET, id="#/lonely", schema_name="Lonely")
    field = Field("#/g", "self", Named("#/ring"), doc=Doc(title="itself"))
    ring = replace(
        PET, id="#/ring", schema_name="Ring", type=Record((field,), Anything())
    )
    found = lint(api(GOOD, types=(PET, lonely, ring)))
    assert [one.pointer for one in found] == ["#/lonely", "#/ring"]


def test_numbered_names() -> None:
    def renamed(got: str) -> Any:
        one = SimpleNamespace(
            id="#/x", scope="the models", wanted="Pet", got=got, reason="taken"
        )
        return cast(Any, SimpleNamespace(renames=(one,)))

    assert [one.code for one in lint(api(GOOD), renamed("Pet_2"))] == ["numbered-name"]
    assert lint(api(GOOD), renamed("PetList")) == ()


def test_codes_are_distinct_and_explained() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(
        rule.description.endswith(".") and rule.hint.endswith(".") for rule in RULES
    )


def test_a_property_that_several_types_have_is_found_once() -> None:
    plain = Field("#/f", "name", Scalar("string"))
    base = replace(PET, type=Record((plain,), Anything()))
    heir = replace(base, id="#/components/schemas/Cat", schema_name="Cat")
    said = lint(api(GOOD, types=(base, heir)))
    found = [one.pointer for one in said if one.code == "undescribed-field"]
    assert found == ["#/f"]
