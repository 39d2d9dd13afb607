"""Shipped templates are compiled once, and kept as Python keeps modules; whatever is wrong with what is kept is no matter."""

from __future__ import annotations

import sys
from pathlib import Path
from types import CodeType

import jinja2
import pytest

from generator.compiled import Compiled
from generator.languages.code import Code
from generator.render import CodeEnvironment, template_environment

TEXT = "{{ view }} and more\n"


class Counting(CodeEnvironment):
    """Says how many templates it compiled."""

    compiled = 0

    def _compile(self, source: str, filename: str) -> CodeType:
        self.compiled += 1
        return super()._compile(source, filename)


@pytest.fixture(autouse=True)
def writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.j2").write_text(TEXT)
    return tmp_path


def laid_out(folder: Path) -> tuple[str, int]:
    environment = Counting(jinja2.FileSystemLoader(folder), Compiled())
    shown = environment.get_template("page.j2").render(view=Code("x"))
    return shown, environment.compiled


def kept(folder: Path) -> list[Path]:
    return [
        path for path in folder.rglob("*") if path.is_file() and path.suffix != ".j2"
    ]


def test_it_is_compiled_once(folder: Path) -> None:
    assert laid_out(folder) == ("x and more\n", 1)
    assert laid_out(folder) == ("x and more\n", 0)
    (only,) = kept(folder)
    assert only.parent.name == "__pycache__"


def test_another_source_is_compiled(folder: Path) -> None:
    laid_out(folder)
    (folder / "page.j2").write_text("{{ view }}!\n")
    assert laid_out(folder) == ("x!\n", 1)
    assert laid_out(folder) == ("x!\n", 0)


def test_what_another_version_made_is_not_taken(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out(folder)
    monkeypatch.setattr(jinja2, "__version__", "0")
    assert laid_out(folder) == ("x and more\n", 1)


@pytest.mark.parametrize("left", [0, 10, 64, 65, 80, -1])
def test_half_a_file_is_made_anew(folder: Path, left: int) -> None:
    laid_out(folder)
    (only,) = kept(folder)
    only.write_bytes(only.read_bytes()[:left])
    assert laid_out(folder) == ("x and more\n", 1)
    assert laid_out(folder) == ("x and more\n", 0)


def test_a_folder_that_takes_nothing_is_no_matter(folder: Path) -> None:
    (folder / "__pycache__").write_text("in the way")
    assert laid_out(folder) == ("x and more\n", 1)
    assert laid_out(folder) == ("x and more\n", 1)


def test_who_wants_no_bytecode_gets_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert laid_out(folder) == ("x and more\n", 1)
    assert kept(folder) == []


def test_it_lies_where_python_keeps_its_own(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefix = tmp_path / "elsewhere"
    prefix.mkdir()
    monkeypatch.setattr(sys, "pycache_prefix", str(prefix))
    laid_out(folder)
    assert all(path.is_relative_to(prefix) for path in kept(tmp_path))


def test_nothing_beside_an_overlay_is_run(tmp_path: Path) -> None:
    assert template_environment().bytecode_cache is not None
    assert template_environment(tmp_path).bytecode_cache is None
