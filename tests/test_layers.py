"""The source of the program goes in; it is held against the directions and borders that ARCHITECTURE.md promises."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))

# A module may import from its own layer and from those with a smaller number.
LAYERS = {
    "__main__": 9,
    "cli": 8,
    "commands": 8,
    "watch": 7,
    "mock": 7,
    "inspect": 7,
    "preview": 7,
    "regenerate": 7,
    "options": 7,
    "ci": 2,
    "terminal": 2,
    "beside": 6,
    "receipts": 6,
    "pipeline": 6,
    "making": 6,
    "retelling": 6,
    "targets": 5,
    "write": 5,
    "lint": 5,
    "diff": 4,
    "languages": 4,
    "names": 4,
    "render": 4,
    "compiled": 4,
    "compiling": 4,
    "format": 4,
    "ir": 3,
    "validate": 2,
    "load": 2,
    "project": 1,
    "shell": 1,
    "heading": 1,
    "beyond": 1,
    "settings_files": 1,
    "site_settings": 1,
    "type_settings": 1,
    "tables": 1,
    "taken": 1,
    "diagnostics": 1,
    "jsonvalues": 1,
    "markup": 1,
    "letters": 1,
    "timings": 1,
    "shipped": 1,
    "records": 1,
    "cache": 1,
}
TARGET_WORDS = (
    "python",
    "pydantic",
    "typescript",
    "javascript",
    "fastapi",
    "html",
    "markdown",
)
SCHEMA_WORDS = frozenset({"allOf", "nullable"})


def part(module: str) -> str:
    """The layer's name of `generator.<part>....`, "" for the package itself."""
    return [*module.split("."), ""][1]


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def type_only(tree: ast.Module) -> set[ast.AST]:
    """Nodes that run for a type checker alone."""
    return {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }


def imports(path: Path, *, run_time_only: bool = False) -> Iterator[str]:
    """Names of the modules that a file imports, wherever in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out = type_only(tree) if run_time_only else set()
    for node in ast.walk(tree):
        if node in left_out:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides its direction"
            assert node.module
            if node.module == "generator":
                yield from (f"generator.{alias.name}" for alias in node.names)
            else:
                yield node.module


def constants(path: Path) -> Iterator[ast.Constant]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_imports_go_down(path: Path) -> None:
    own = part(module_of(path))
    if not own:
        return
    assert own in LAYERS, f"{own} has no layer yet"
    for imported in imports(path, run_time_only=own == "targets"):
        other = part(imported)
        if (
            imported.split(".")[0] == "generator"
            and other
            and not other.startswith("__")
        ):
            assert LAYERS[other] <= LAYERS[own], f"{own} imports {imported}"


def test_the_model_needs_records_and_the_standard_library_only() -> None:
    parts = {f"generator.{name}" for name in ("ir.types", "ir.policies", "records")}
    for module in ("model.py", "types.py", "policies.py"):
        found = set(imports(PACKAGE / "ir" / module)) - parts
        outside = {name.split(".")[0] for name in found}
        assert outside <= set(sys.stdlib_module_names) | {"__future__"}


def test_targets_do_not_know_each_other() -> None:
    for path in sorted((PACKAGE / "targets").rglob("*.py")):
        own = [*module_of(path).split("."), "", ""][2]
        for imported in imports(path):
            if own and imported.startswith("generator.targets."):
                assert imported.split(".")[2] == own, f"{path} imports {imported}"


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_references_are_known_to_load_alone(path: Path) -> None:
    if part(module_of(path)) != "load":
        lines = [node.lineno for node in constants(path) if node.value == "$ref"]
        assert lines == [], f'{path}: "$ref" in lines {lines}'


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_schema_keywords_stay_where_schemas_are_read(path: Path) -> None:
    module = module_of(path)
    # A check is called by its keyword in the model, so printers of checks say "allOf" too.
    words = {"nullable"} if part(module) in ("targets", "languages") else SCHEMA_WORDS
    if module.startswith(("generator.validate", "generator.ir.", "generator.load")):
        return
    found = [
        (node.value, node.lineno) for node in constants(path) if node.value in words
    ]
    assert found == [], f"{path}: {found}"


@pytest.mark.parametrize(
    "path", [path for path in MODULES if part(module_of(path)) == "ir"], ids=module_of
)
def test_the_model_speaks_of_no_target_language(path: Path) -> None:
    text = path.read_text(encoding="utf-8").lower()
    assert [word for word in TARGET_WORDS if word in text] == []
