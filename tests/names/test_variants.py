"""Members of a union that have no names of their own are called by what tells them from the others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.ir.build import build
from generator.languages.python import RULES
from generator.load import load
from generator.names import resolve


def record(*required: str, **properties: Any) -> dict[str, Any]:
    found = {"type": "object", "required": list(required), "properties": properties}
    return found if required else {**found, "minProperties": 1}


TEXT = {"type": "string"}
KINDS = {"type": "string", "enum": ["a", "b"]}
BASE = {"$ref": "#/components/schemas/Base"}


@pytest.mark.parametrize(
    ("members", "names"),
    [
        ([record("id", id=TEXT), TEXT], ["PetObject"]),
        ([record("id", id=TEXT), record("tag", id=TEXT)], ["PetWithId", "PetWithTag"]),
        ([record(id=TEXT, x=TEXT), record(id=TEXT, y=TEXT)], ["PetWithX", "PetWithY"]),
        (
            [record("a", "b", a=KINDS, b=TEXT), record("a", a=KINDS)],
            ["PetWithB", "PetOption2"],
        ),
        ([record(id=TEXT), record(id=KINDS)], ["PetOption1", "PetOption2"]),
        (
            [{"title": "Cat", **record(id=TEXT)}, record(id=TEXT, x=TEXT)],
            ["Cat", "PetWithX"],
        ),
        (
            [record(a={"const": "cat"}), record(a={"enum": ["dog"]})],
            ["PetCat", "PetDog"],
        ),
        (
            [record(a={"const": f"https://a.b/errors{end}"}) for end in ("/c", "#d")],
            ["PetC", "PetD"],
        ),
        (
            [
                {"allOf": [BASE, record(kind={"const": word})]}
                for word in ("cat", "dog")
            ],
            ["PetCat", "PetDog"],
        ),
        ([{"allOf": [BASE, record("x", x=TEXT)]}, BASE], ["PetWithX"]),
    ],
)
def test_members(tmp_path: Path, members: list[Any], names: list[str]) -> None:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {},
        "components": {
            "schemas": {"Pet": {"anyOf": members}, "Base": record("id", id=TEXT)}
        },
    }
    path = tmp_path / "openapi.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    api, _ = build(load(path))
    found = resolve(api, RULES).types
    own = [id for id in found if id.startswith("#/components/schemas/Pet/anyOf/")]
    assert [found[id] for id in own] == names


def test_a_field_is_not_named_twice(tmp_path: Path) -> None:
    """The members of `Payment.extra` that are called `ExtraCard` and `Other`."""
    parts = {"ExtraCard": record("a", a=TEXT), "Other": record("b", b=TEXT)}
    refs = [{"$ref": f"#/components/schemas/{name}"} for name in parts]
    extra = {"type": "object", "anyOf": refs, "additionalProperties": TEXT}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {},
        "components": {"schemas": {"Payment": record(extra=extra), **parts}},
    }
    path = tmp_path / "openapi.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    api, _ = build(load(path))
    names = set(resolve(api, RULES).types.values())
    assert names == {
        "Payment",
        "PaymentExtraCard",
        "PaymentExtraOther",
        "ExtraCard",
        "Other",
    }


def test_media_types_of_one_suffix_are_told_apart(tmp_path: Path) -> None:
    kinds = ("application/json", "application/ld+json", "application/hal+json")
    content = {kind: {"schema": record(kind, **{kind: TEXT})} for kind in kinds}
    responses = {"200": {"description": "Pets", "content": content}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/pets": {"get": {"operationId": "list", "responses": responses}}},
    }
    path = tmp_path / "openapi.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    api, _ = build(load(path))
    assert set(resolve(api, RULES).types.values()) == {
        "ListResponse",
        "ListResponseLdJson",
        "ListResponseHalJson",
    }
