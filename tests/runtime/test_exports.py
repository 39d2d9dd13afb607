"""What every package exports is said in three places, which say the same."""

from __future__ import annotations

import ast
from pathlib import Path

from _runtime import exports

from generator.targets.python.package import PUBLIC


def test_the_generator_knows_what_packages_export() -> None:
    assert set(exports.PUBLIC) == PUBLIC


def test_type_checkers_see_what_packages_export() -> None:
    module = Path(exports.__file__).with_name("public.py")
    found = {
        (name.asname, one.module)
        for one in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(one, ast.ImportFrom) and one.level == 1
        for name in one.names
    }
    own = {"_client", "errors", "models"}
    assert found == {
        (name, module.removeprefix("_runtime."))
        for name, module in exports.PUBLIC.items()
        if module not in own
    }
