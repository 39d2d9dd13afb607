"""Schemas that stand in several places: what is made of them does not tell whether they were built once or each."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from generator.ir.build import build
from generator.ir.model import Api, Enum, Record
from generator.load import load
from generator.pipeline import apply_passes

LEAF: dict[str, Any] = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "integer"},
        "by": {"type": "object", "properties": {"login": {"type": "string"}}},
    },
}
WORDS = {"type": "string", "enum": ["text", "number"]}


def built(tmp_path: Path, **schemas: Any) -> Api:
    """The API of these schemas as it is built, before any pass."""
    path = tmp_path / "openapi.json"
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "components": {"schemas": schemas},
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    return build(load(path))[0]


def holder(**properties: Any) -> dict[str, Any]:
    """An object with these properties."""
    return {"type": "object", "properties": properties}


def inline(api: Api) -> set[str]:
    """The ids of the types that have no name in the document, without what all of them begin with."""
    begin = "#/components/schemas/"
    return {id.removeprefix(begin) for id, d in api.types.items() if not d.schema_name}


def test_the_outermost_place_and_of_these_the_first_stands_for_all(
    tmp_path: Path,
) -> None:
    deep = {"type": "array", "items": LEAF}
    api = built(tmp_path, B=holder(z=deep, y=LEAF), A=holder(x=LEAF), C=LEAF)
    assert inline(api) == {"A/properties/x", "C/properties/by"}
    a = "#/components/schemas/A/properties/x"
    assert api.types[a].hint == ("A", "x")
    begin = "#/components/schemas/B/properties"
    assert api.alike[f"{begin}/y"] == api.alike[f"{begin}/z/items"] == a
    assert api.alike[f"{begin}/z/items/properties/by"] == f"{a}/properties/by"
    assert api.alike[f"{begin}/y/properties/id"] == f"{a}/properties/id"


def test_the_order_of_keys_has_no_say(tmp_path: Path) -> None:
    chance = random.Random(7)
    schemas = {
        f"S{n}": holder(
            **{f"p{m}": LEAF if (n + m) % 3 else holder(q=LEAF) for m in range(4)}
        )
        for n in range(6)
    }
    first = built(tmp_path, **schemas)
    for _ in range(5):
        names = list(schemas)
        chance.shuffle(names)
        again = built(tmp_path, **{name: schemas[name] for name in names})
        assert dict(again.types) == dict(first.types)
        assert dict(again.alike) == dict(first.alike)


def test_what_is_referred_to_keeps_its_place(tmp_path: Path) -> None:
    inside = {"$ref": "#/components/schemas/B/properties/y"}
    api = built(tmp_path, A=holder(x=LEAF), B=holder(y=LEAF), C=holder(z=inside))
    assert "B/properties/y" in inline(api)


def test_a_union_closes_the_words_of_its_own_variants_alone(tmp_path: Path) -> None:
    told = {**LEAF, "required": ["kind"], "properties": {"kind": WORDS}}
    other = {**told, "properties": {"kind": {"const": "other"}}}
    api = apply_passes(
        built(
            tmp_path,
            Told=holder(one={"oneOf": [told, other]}),
            Open=holder(one={"oneOf": [told, {"type": "string"}]}),
        )
    )
    place = "#/components/schemas/{}/properties/one/oneOf/0"
    opens: dict[str, bool] = {}
    for name in ("Told", "Open"):
        record = api.types[place.format(name)].type
        assert isinstance(record, Record)
        kind = record.fields[0].type
        assert isinstance(kind, Enum)
        opens[name] = kind.open
    assert opens == {"Told": False, "Open": True}


def test_variants_that_say_the_same_stay_apart(tmp_path: Path) -> None:
    api = built(tmp_path, U=holder(one={"oneOf": [LEAF, LEAF]}, two=LEAF))
    assert {"U/properties/one/oneOf/0", "U/properties/one/oneOf/1"} <= inline(api)
