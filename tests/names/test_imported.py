"""What modules of resources and of clients import goes to no class of a resource."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from generator.languages.python.naming import RULES
from generator.targets.python.client import IMPORTED, SOURCES

CASES = Path(__file__).resolve().parents[1] / "cases"
OWN = ("models", "headers", "options", "resources")


def imported() -> Iterator[str]:
    """The names that begin like classes, of all resources of the cases."""
    for file in CASES.glob("*/*/expected/python/resources/*.py"):
        for one in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(one, ast.ImportFrom):
                continue
            if one.level and not (one.module or "").startswith("_runtime"):
                continue
            yield from (name.asname or name.name for name in one.names)
    yield from (name for names in IMPORTED.values() for name in names)
    yield from SOURCES


def test_no_resource_is_called_like_what_modules_import() -> None:
    classes = {name for name in imported() if name[:1].isupper()}
    assert len(classes) > 40
    assert classes - {"TYPE_CHECKING"} <= RULES.beside_classes
