"""Inline types that say the same: which become one, what it is called, and what is told of those that fell away."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Misused
from generator.ir.build import build
from generator.ir.model import Api, Named, Pointer, Record, Union
from generator.ir.passes import PASSES
from generator.languages.python import RULES
from generator.load import load
from generator.names import resolve
from generator.pipeline import apply_passes

SCHEMAS = "#/components/schemas/"
USER: dict[str, Any] = {
    "type": "object",
    "title": "User",
    "required": ["login"],
    "properties": {
        "login": {"type": "string", "description": "The handle."},
        "plan": {"type": "object", "properties": {"seats": {"type": "integer"}}},
    },
}
OPENED = {"type": "object", "properties": {"by": {**USER, "description": "Who."}}}
CLOSED = {"type": "object", "properties": {"user": {"type": "array", "items": USER}}}


def understood(tmp_path: Path, **schemas: Any) -> Api:
    """The API of these schemas after every pass."""
    answer = {"content": {"application/json": {"schema": USER}}, "description": ""}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {
            "/me": {"get": {"operationId": "me.get", "responses": {"200": answer}}}
        },
        "components": {"schemas": schemas},
    }
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return apply_passes(build(load(path))[0])


def test_what_a_call_gives_is_no_error(tmp_path: Path) -> None:
    said = {"type": "object", "properties": {"message": {"type": "string"}}}
    answer = {"description": "", "content": {"application/json": {"schema": said}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {
            path: {"put": {"operationId": name, "responses": {status: answer}}}
            for path, name, status in (
                ("/a", "a.put", "400"),
                ("/b", "b.put", "200"),
                ("/c", "c.put", "200"),
            )
        },
    }
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    found = named(apply_passes(build(load(path))[0]))
    assert sorted(found.values()) == ["APutError", "BPutResponse"]


def named(api: Api) -> dict[Pointer, str]:
    """The inline types by their pointers, with their names."""
    names = resolve(api, RULES)
    return {p: str(names.types[p]) for p, d in api.types.items() if not d.schema_name}


def test_what_says_the_same_is_one_under_the_common_title(tmp_path: Path) -> None:
    api = understood(tmp_path, Opened=OPENED, Closed=CLOSED)
    by = f"{SCHEMAS}Opened/properties/by"
    assert named(api) == {by: "User", f"{by}/properties/plan": "OpenedByPlan"}
    answer = api.operations[0].responses[0].contents[0]
    assert answer.type == Named(by)
    assert api.alike[answer.id + "/schema"] == by
    assert api.alike[answer.id + "/schema/properties/login"] == f"{by}/properties/login"


def test_definitions_are_one_where_they_have_one_name(tmp_path: Path) -> None:
    parts = {name: {"type": "string", "minLength": 1} for name in ("Key", "Word")}
    holder = {"type": "object", "$defs": parts}
    schemas = {
        name: {
            **holder,
            "properties": {
                part.lower(): {"$ref": f"{SCHEMAS}{name}/$defs/{part}"}
                for part in parts
            },
        }
        for name in ("A", "B")
    }
    found = named(understood(tmp_path, **schemas))
    found = {p: name for p, name in found.items() if p.startswith(SCHEMAS)}
    assert found == {f"{SCHEMAS}A/$defs/Key": "AKey", f"{SCHEMAS}A/$defs/Word": "AWord"}


def test_text_that_not_all_have_is_left_to_the_places(tmp_path: Path) -> None:
    api = understood(tmp_path, Opened=OPENED, Closed=CLOSED)
    by = f"{SCHEMAS}Opened/properties/by"
    assert api.types[by].doc.description == ""
    opened = api.types[f"{SCHEMAS}Opened"].type
    assert isinstance(opened, Record)
    assert opened.fields[0].doc.description == "Who."


@pytest.mark.parametrize(
    "change",
    [
        {"required": []},
        {"title": "U", "properties": {**USER["properties"], "login": {}}},
        {
            "properties": {
                **USER["properties"],
                "login": {"type": "string", "description": "Its handle."},
            }
        },
        {"additionalProperties": False},
        {"minProperties": 2},
        {"deprecated": True},
    ],
)
def test_what_differs_stays_apart(tmp_path: Path, change: dict[str, Any]) -> None:
    other = {"type": "object", "properties": {"by": {**USER, **change}}}
    api = understood(tmp_path, Opened=OPENED, Other=other)
    assert {f"{SCHEMAS}Opened/properties/by", f"{SCHEMAS}Other/properties/by"} <= set(
        api.types
    )


def test_variants_of_one_union_stay_apart(tmp_path: Path) -> None:
    api = understood(tmp_path, Either={"oneOf": [USER, {**USER, "title": "Bot"}]})
    either = api.types[f"{SCHEMAS}Either"].type
    assert isinstance(either, Union)
    assert len(set(map(str, either.variants))) == 2


def test_what_mentions_itself_is_read(tmp_path: Path) -> None:
    inside = f"{SCHEMAS}Tree/properties/left"
    tree = {
        "type": "object",
        "properties": {
            side: {"type": "object", "properties": {"next": {"$ref": inside}}}
            for side in ("left", "right")
        },
    }
    api = understood(tmp_path, Tree=tree)
    assert inside in api.types


def test_the_order_of_keys_changes_nothing(tmp_path: Path) -> None:
    def shuffled(value: Any, chance: random.Random) -> Any:
        if isinstance(value, dict):
            keys = [*value]
            chance.shuffle(keys)
            return {key: shuffled(value[key], chance) for key in keys}
        return value

    expected = named(understood(tmp_path, Opened=OPENED, Closed=CLOSED))
    for seed in range(5):
        chance = random.Random(seed)
        schemas = shuffled({"Opened": OPENED, "Closed": CLOSED}, chance)
        assert named(understood(tmp_path, **schemas)) == expected


def test_settings_name_any_of_the_places(tmp_path: Path) -> None:
    api = understood(tmp_path, Opened=OPENED, Closed=CLOSED)
    by, item = (
        f"{SCHEMAS}Opened/properties/by",
        f"{SCHEMAS}Closed/properties/user/items",
    )
    assert resolve(api, RULES, {item: "Account"}).types[by] == "Account"
    with pytest.raises(Misused, match="is one with it"):
        resolve(api, RULES, {item: "Account", by: "Person"})


def test_nothing_alike_changes_nothing(tmp_path: Path) -> None:
    api = understood(tmp_path, Opened={"type": "object", "properties": {"a": {}}})
    assert PASSES["alike"](api) is api
