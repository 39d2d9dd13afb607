"""Long chains and many resources: the time is linear in the document, counted in looks at it, never in seconds."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from generator.ir.build import build
from generator.ir.model import Named
from generator.languages.python import RULES
from generator.load import Document, load
from generator.names import resolve
from generator.pipeline import apply_passes
from generator.targets.python.errors import MANY, error_types

SCHEMAS = "#/components/schemas/"


def loaded(tmp_path: Path, paths: Any, schemas: Any) -> Document:
    """A document with these paths and schemas."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    }
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return load(path)


def test_a_chain_of_references_is_walked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 300
    chain: dict[str, Any] = {
        f"C{i}": {"$ref": f"{SCHEMAS}C{i + 1}"} for i in range(count)
    }
    chain[f"C{count}"] = {"type": "object", "properties": {"a": {}}}
    document = loaded(tmp_path, {}, chain)
    looks: Counter[str] = Counter()
    plain = Document.at

    def counted(self: Document, pointer: str) -> Any:
        looks[pointer] += 1
        return plain(self, pointer)

    monkeypatch.setattr(Document, "at", counted)
    api, _ = build(document)
    assert api.types[f"{SCHEMAS}C0"].type == Named(f"{SCHEMAS}C1")
    assert sum(looks.values()) < 20 * count


def test_a_ring_of_bare_references_ends(tmp_path: Path) -> None:
    ring: dict[str, Any] = {
        "In": {"$ref": f"{SCHEMAS}A"},
        "A": {"$ref": f"{SCHEMAS}B"},
        "B": {"$ref": f"{SCHEMAS}C"},
        "C": {"$ref": f"{SCHEMAS}B"},
        "Holder": {"type": "object", "properties": {"a": {"$ref": f"{SCHEMAS}In"}}},
    }
    _, found = build(loaded(tmp_path, {}, ring))
    assert any(one.severity == "error" for one in found)


def test_too_many_kinds_of_errors_are_said_to_be_anything(tmp_path: Path) -> None:
    count = MANY + 1
    paths = {
        f"/x{i}": {
            "get": {
                "operationId": f"x.get{i}",
                "responses": {
                    "400": {
                        "description": "",
                        "content": {
                            "application/json": {"schema": {"$ref": f"{SCHEMAS}E{i}"}}
                        },
                    },
                    "default": {"description": ""},
                },
            }
        }
        for i in range(count)
    }
    schemas = {
        f"E{i}": {"type": "object", "properties": {f"a{i}": {"type": "string"}}}
        for i in range(count)
    }
    api = apply_passes(build(loaded(tmp_path, paths, schemas))[0])
    assert error_types(api, resolve(api, RULES))["400"] == "models.E0"


def test_resources_know_what_is_directly_inside(tmp_path: Path) -> None:
    paths = {
        f"/{i}": {"get": {"operationId": name, "responses": {}}}
        for i, name in enumerate(("a.b.get", "a.c.get", "d.get"))
    }
    api = apply_passes(build(loaded(tmp_path, paths, {}))[0])
    children = resolve(api, RULES).children
    assert children == {(): (("a",), ("d",)), ("a",): (("a", "b"), ("a", "c"))}
