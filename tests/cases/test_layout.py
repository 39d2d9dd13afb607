"""Every page of every document goes in as it was rendered; black finds nothing to change, and was not asked."""

from __future__ import annotations

import difflib
from functools import cache
from pathlib import Path

import black
import pytest
from black.mode import TargetVersion

from cases.building import make
from cases.case import cases
from generator.languages.statements import laid_out

ROOT = Path(__file__).resolve().parent.parent.parent
SPEC = ROOT / "spec" / "openapi.yaml"
MODE = black.Mode(target_versions={TargetVersion.PY311})


def documents() -> list[Path]:
    """The document of this project, those of all cases, and those whose operations are judged."""
    more = sorted((ROOT / "tests" / "operations" / "cases").glob("*.yaml"))
    return [SPEC, *(case.spec for case in cases()), *more]


def told(path: Path) -> str:
    """What a test is called after."""
    return path.relative_to(ROOT).with_suffix("").as_posix()


@cache
def blackened(text: str) -> str:
    """What black makes of a module."""
    return black.format_str(text, mode=MODE)


@pytest.mark.parametrize("spec", documents(), ids=told)
def test_pages_are_laid_out_by_construction(
    spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unasked(*_: object) -> str:
        raise AssertionError("black was asked while a document was generated")

    monkeypatch.setattr("generator.format.blackened", unasked)
    laid_out.cache_clear()
    monkeypatch.setattr("generator.languages.layout._by_black", unasked)
    for path, text in make(spec).python().items():
        wanted = blackened(text)
        assert text == wanted, "\n".join(
            difflib.unified_diff(text.splitlines(), wanted.splitlines(), path, "black")
        )
