"""One document goes in under different hash seeds, folders and key orders; the same bytes come out."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.targets import SHIPPED

SPEC = Path(__file__).resolve().parent.parent / "spec" / "openapi.yaml"
# The author's order is kept in these: shuffling them is another document.
ORDERED = frozenset({"properties", "examples"})


def generate(
    folder: Path, spec: Path, target: str, seed: str = "0"
) -> dict[str, bytes]:
    """Path -> bytes of what a process of its own writes."""
    out = folder / "out"
    words = [
        "generate",
        str(spec),
        "--target",
        target,
        "--package",
        "acme",
        "--output",
        str(out),
    ]
    told = subprocess.run(
        [sys.executable, "-m", "generator", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    assert told.returncode == 0, told.stderr
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def shuffled(value: Any, rng: random.Random, under: str = "") -> Any:
    """The same document with the keys of its maps in another order, where order has no meaning."""
    if isinstance(value, list):
        return [shuffled(item, rng) for item in value]
    if not isinstance(value, Mapping):
        return value
    keys = list(value)
    if under not in ORDERED:
        rng.shuffle(keys)
    return {key: shuffled(value[key], rng, key) for key in keys}


@pytest.mark.parametrize("target", SHIPPED)
def test_hash_seed_and_folder_do_not_matter(target: str, tmp_path: Path) -> None:
    found = []
    for number, seed in enumerate(("0", "1", "4242")):
        folder = tmp_path / ("deeper/" * number) / f"run{number}"
        folder.mkdir(parents=True)
        found.append(generate(folder, SPEC, target, seed))
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("target", SHIPPED)
def test_nothing_of_the_machine_is_in_the_output(target: str, tmp_path: Path) -> None:
    for path, content in generate(tmp_path, SPEC, target).items():
        assert str(tmp_path).encode() not in content, path
        assert str(SPEC.parent).encode() not in content, path


@pytest.mark.parametrize("target", SHIPPED)
def test_order_of_keys_does_not_choose_names_or_files(
    target: str, tmp_path: Path
) -> None:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {
            f"/{name}/{{id}}": {
                "get": {
                    "operationId": f"get {name}",
                    "parameters": [
                        {
                            "name": "id",
                            "in": "path",
                            "required": True,
                            "schema": {"type": "string"},
                        }
                    ],
                    "responses": {
                        "200": {
                            "description": "ok",
                            "content": {
                                "application/json": {
                                    "schema": {"$ref": f"#/components/schemas/{name}"}
                                }
                            },
                        },
                        "404": {"description": "no"},
                    },
                }
            }
            for name in ("a-b", "a_b", "aB")
        },
        "components": {
            "schemas": {
                name: {
                    "type": "object",
                    "properties": {"x": {"type": "string"}, "X": {"type": "integer"}},
                }
                for name in ("a-b", "a_b", "aB")
            }
        },
    }
    found = []
    for number in range(3):
        folder = tmp_path / str(number)
        folder.mkdir()
        rng = random.Random(number)
        spec = folder / "openapi.json"
        spec.write_text(json.dumps(shuffled(document, rng) if number else document))
        found.append(generate(folder, spec, target))
    assert found[0].keys() == found[1].keys() == found[2].keys()
    models = [
        {path: text for path, text in one.items() if "/models/" in path}
        for one in found
    ]
    assert models[0] == models[1] == models[2]
