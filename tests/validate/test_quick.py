"""Large documents are judged by our form of the library's checks, unless somebody asks for the library itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.cache.store import Store
from generator.ci import thorough
from generator.load import Document
from generator.pipeline import understand
from generator.project import Project
from generator.validate import Known, Verdict, start
from generator.validate.process import LARGE

Make = Callable[..., Document]
FAULTY: dict[str, Any] = {
    "tags": [{"name": "a"}, {"name": "a", "description": "again"}],
    "components": {"schemas": {"A": {"type": "integer", "default": "x"}}},
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache", bytes(range(32)))


def large(made: Make) -> Document:
    return made("3.0.3", paths={}, **FAULTY, **{"x-long": "x" * LARGE})


def codes(verdict: Verdict | Known) -> list[str]:
    return sorted(found.code for found in verdict.findings())


def test_a_large_document_is_told_to_be_judged_by_our_form(made: Make) -> None:
    assert codes(start(large(made), thorough=False)) == [
        "invalid-default",
        "openapi-spec-validator",
        "openapi-spec-validator",
        "quick-checks",
    ]


def test_the_library_judges_small_documents_and_all_where_it_is_asked_for(
    made: Make,
) -> None:
    both = ["invalid-default", "openapi-spec-validator", "openapi-spec-validator"]
    assert codes(start(large(made))) == both
    assert codes(start(made("3.0.3", paths={}, **FAULTY), thorough=False)) == both


def test_of_all_commands_validate_waits_for_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others would take seconds to begin, and say nothing of it; CI waits."""
    monkeypatch.delenv("CI", raising=False)
    spec = tmp_path / "api.json"
    info = {"title": "T", "version": "1", "description": "x" * LARGE}
    spec.write_text(json.dumps({"openapi": "3.1.0", "info": info, "paths": {}}))
    project = Project(tmp_path, spec, tmp_path)

    def said(*, judge: bool) -> bool:
        found = understand(project, judge=judge).diagnostics
        return "quick-checks" in {one.code for one in found}

    assert said(judge=False)
    assert not said(judge=True)
    monkeypatch.setenv("CI", "true")
    assert not said(judge=False)


def test_a_verdict_of_the_library_stands_in_for_ours_and_not_the_other_way_round(
    made: Make, store: Store
) -> None:
    document = large(made)
    assert "quick-checks" in codes(start(document, store, thorough=False))
    assert isinstance(start(document, store, thorough=False), Known)
    fresh = start(document, store)
    assert isinstance(fresh, Verdict)
    assert "quick-checks" not in codes(fresh)
    kept = start(document, store, thorough=False)
    assert isinstance(kept, Known)
    assert "quick-checks" not in codes(kept)


@pytest.mark.parametrize(
    ("ci", "strict", "asked"),
    [
        ("", False, False),
        ("false", False, False),
        ("true", False, True),
        ("1", False, True),
        ("", True, True),
    ],
)
def test_who_asks_for_the_library(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ci: str, strict: bool, asked: bool
) -> None:
    monkeypatch.setenv("CI", ci)
    project = Project(tmp_path, tmp_path / "openapi.yaml", tmp_path, strict=strict)
    assert thorough(project) is asked
