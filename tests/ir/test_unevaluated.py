"""Schemas with more branches than are followed: what is not enforced is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.ir.build import build
from generator.ir.build.evaluated import MOST
from generator.load import load


def codes(tmp_path: Path, schema: dict[str, Any]) -> list[tuple[str, str]]:
    """(code, pointer) of what is found in a document with one schema."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {},
        "components": {"schemas": {"S": schema}},
    }
    path = tmp_path / "openapi.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    _, found = build(load(path))
    return [(one.code, one.pointer) for one in found]


@pytest.mark.parametrize("key", ["unevaluatedProperties", "unevaluatedItems"])
def test_too_many_branches_are_reported(tmp_path: Path, key: str) -> None:
    word = "properties" if key.endswith("Properties") else "prefixItems"
    value: Any = {"p": True} if word == "properties" else [True]
    branch = {word: value, "minProperties": 1}
    few = {"anyOf": [branch] * (MOST - 1), key: False}
    many = {"anyOf": [branch] * MOST, key: False}
    pointer = f"#/components/schemas/S/{key}"
    assert codes(tmp_path, few) == []
    assert codes(tmp_path, many) == [("unevaluated-not-enforced", pointer)]
