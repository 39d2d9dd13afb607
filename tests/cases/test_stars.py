"""What very many modules import is known to type checkers all the same."""

from __future__ import annotations

import ast
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cases.building import make

NAMED = {"type": "object", "properties": {"id": {"type": "string"}}}
KNOWN = 63
"""From the next declaration on, pyright takes a name of a module for Unknown."""


def document(words: list[str]) -> str:
    inside = {"shared": {"$ref": "#/components/schemas/Shared"}}
    holders = {
        word: {"type": "object", "properties": {**inside, word: {"type": "string"}}}
        for word in words
    }
    head = {"openapi": "3.1.0", "info": {"title": "Stars", "version": "1"}, "paths": {}}
    return json.dumps({**head, "components": {"schemas": {"Shared": NAMED, **holders}}})


def brought(package: dict[str, str]) -> Iterator[str]:
    """The names that the package of models declares for type checkers, each as often as it does."""
    for one in ast.walk(ast.parse(package["models/__init__.py"])):
        if not isinstance(one, ast.ImportFrom) or one.level != 1:
            continue
        inner = ast.parse(package[f"models/{one.module}.py"])
        for name in one.names:
            if name.name != "*":
                yield name.name
                continue
            for part in ast.walk(inner):
                if isinstance(part, ast.ClassDef):
                    yield part.name
                elif isinstance(part, ast.ImportFrom) and part.level == 1:
                    yield from (each.name for each in part.names)


def test_no_name_is_brought_by_too_many_stars(tmp_path: Path) -> None:
    words = [f"{a}{b}" for a in "ABCDEFGH" for b in "klmnopqrs"]
    spec = tmp_path / "openapi.json"
    spec.write_text(document(words), "utf-8")
    count = Counter(brought(make(spec).python()))
    assert set(count) == {"Shared", *words}
    assert count["Shared"] <= KNOWN
