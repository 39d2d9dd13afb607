"""What is installed from a wheel works by itself, outside the work tree."""

from __future__ import annotations

import json
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from project_files.installing import closure, run

ROOT = Path(__file__).resolve().parents[2]
CACHES = ("__pycache__", ".ruff_cache", ".mypy_cache")
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1"},
    "paths": {
        "/pets": {
            "post": {
                "operationId": "pets.create",
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/Pet"}
                        }
                    }
                },
                "responses": {"204": {"description": "done"}},
            }
        }
    },
    "components": {
        "schemas": {"Pet": {"type": "object", "properties": {"a": {"type": "string"}}}}
    },
}
WORDS = ("generate", "pets.json", "--target", "python", "--package", "acme")


def shipped(folder: str) -> Iterator[str]:
    """Every file of the work tree below a folder that is no cache."""
    for path in (ROOT / folder).rglob("*"):
        if path.is_file() and not set(CACHES) & set(path.parts):
            yield path.relative_to(ROOT).as_posix()


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_wheel_has_every_file_and_no_cache(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        found = {name for name in opened.namelist() if ".dist-info/" not in name}
    templates = {f"generator/{name}" for name in shipped("templates")}
    assert found == {*shipped("generator"), *templates}
    assert {"generator/ir/build/__init__.py", "generator/py.typed"} <= found


def test_the_sdist_has_every_file(wheel: Path) -> None:
    (sdist,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(sdist) as opened:
        found = {name.split("/", 1)[1] for name in opened.getnames()}
    beside = {"README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml"}
    assert found >= {*shipped("generator"), *shipped("templates"), *beside}


def test_installed_specloom_generates_what_the_work_tree_does(
    installed: Path, tmp_path: Path
) -> None:
    where = "import generator; print(generator.__file__)"
    told = run(installed / "python", "-c", where, cwd=tmp_path)
    assert Path(told.stdout).is_relative_to(installed.parent)

    (tmp_path / "pets.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    run(installed / "specloom", *WORDS, "--output", "there", cwd=tmp_path)
    here = [sys.executable, "-m", "generator", *WORDS, "--output", "here"]
    run(*here, cwd=tmp_path)
    found = files(tmp_path / "there")
    assert found == files(tmp_path / "here")
    assert {"acme/__init__.py", "acme/py.typed", "MANIFEST.json"} <= found.keys()


def test_installed_specloom_judges_extensions(installed: Path, tmp_path: Path) -> None:
    wrong = {**DOCUMENT, "x-specloom-error": {"att": []}}
    (tmp_path / "pets.json").write_text(json.dumps(wrong), encoding="utf-8")
    specloom = installed / "specloom"
    told = run(specloom, "validate", "pets.json", cwd=tmp_path, expected=1)
    assert "pets.json" in told.stderr
    assert "att" in told.stderr


def test_the_client_needs_three_distributions(client_wheel: Path) -> None:
    with zipfile.ZipFile(client_wheel) as opened:
        (name,) = (n for n in opened.namelist() if n.endswith(".dist-info/METADATA"))
        lines = opened.read(name).decode().splitlines()
    asked = [line.split(": ", 1)[1] for line in lines if line.startswith("Requires-D")]
    found = {one.name for one in closure(asked)}
    assert len(asked) == 3
    assert {"httpx2", "pydantic", "typing_extensions"} <= found


def test_the_client_wheel_has_every_file(client_wheel: Path) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    package = settings["tool"]["specloom"]["python"]["package"]
    folder = f"generated/python/{package}"
    with zipfile.ZipFile(client_wheel) as opened:
        found = {name for name in opened.namelist() if ".dist-info/" not in name}
    own = {name.removeprefix("generated/python/") for name in shipped(folder)}
    assert found == own
    assert f"{package}/py.typed" in found


def test_every_module_of_the_installed_client_imports(
    with_client: Path, tmp_path: Path
) -> None:
    code = """
import importlib, pkgutil, burncloud_video
for module in pkgutil.walk_packages(burncloud_video.__path__, "burncloud_video."):
    importlib.import_module(module.name)
for name in burncloud_video.__all__:
    getattr(burncloud_video, name)
print(burncloud_video.__file__)
"""
    told = run(with_client / "python", "-W", "error", "-c", code, cwd=tmp_path)
    assert Path(told.stdout).is_relative_to(with_client.parent)
