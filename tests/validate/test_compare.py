"""Our form of openapi-spec-validator's checks says what the library says, of sound documents and of damaged ones."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import (
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
)

from generator.load import Document, load
from generator.validate.defaults import without_patterns

from .compare import Judgement, compare, documents, ours, theirs
from .mutants import KINDS, mutant

CASES = Path(__file__).parents[1] / "cases"
SPEC = Path(__file__).parents[2] / "spec" / "openapi.yaml"
MUTANTS = int(os.environ.get("SPECLOOM_MUTANTS", "4")) * len(KINDS)
LIBRARY = (OpenAPIV30SpecValidator, OpenAPIV31SpecValidator, OpenAPIV32SpecValidator)


def test_a_fault_that_fits_no_document_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    path.write_text(
        '{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}}'
    )
    tally = compare([path], len(KINDS), "few", 1 << 20, lambda _: None)
    assert tally.all.total() == 1 + len(KINDS)
    assert {"key left out"} < set(tally.all) - {"documents"} < set(KINDS)


@pytest.mark.parametrize("wrong", [[], [1], [{}], 1, None, {}])
@pytest.mark.parametrize(
    "path",
    [
        "paths",
        "paths /a",
        "paths /a get",
        "paths /a additionalOperations",
        "paths /a get responses",
        "paths /a get responses 200",
        "paths /a get responses 200 content",
    ],
)
def test_both_say_the_same_of_what_is_no_object(
    tmp_path: Path, path: str, wrong: object
) -> None:
    answers: dict[str, Any] = {"200": {"description": "", "content": {"a/b": {}}}}
    data: dict[str, Any] = {
        "openapi": "3.2.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"get": {"responses": answers}}},
    }
    *around, last = path.split()
    inner = data
    for key in around:
        inner = inner[key]
    inner[last] = wrong
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(data))
    tally = compare([file], 0, "none", 1 << 20, lambda _: None)
    assert tally.differences == []


def some(every: int) -> list[Path]:
    found = documents([CASES])
    return [path for path in found if path.name == "openapi.yaml"][::every]


def test_both_say_the_same() -> None:
    """Every kind of fault occurs, and the library finds faults of most kinds, else nothing would be compared."""
    tally = compare([SPEC, *some(6)], MUTANTS, "committed", 1 << 20, lambda _: None)
    assert tally.differences == []
    assert set(tally.all) == {"documents", *KINDS}
    assert sum(1 for kind in KINDS if tally.invalid[kind]) > len(KINDS) * 3 / 4


def test_both_say_the_same_below_a_reference_with_siblings() -> None:
    """The way to a default leads through a schema whose reference leads elsewhere."""
    case = CASES / "references" / "into-merged" / "openapi.yaml"
    tally = compare([case], 40 * len(KINDS), "siblings", 1 << 20, lambda _: None)
    assert tally.differences == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_library_is_asked_as_it_is(kind: str, tmp_path: Path) -> None:
    """Noting where it looks changes nothing of what the library says."""
    path = tmp_path / "openapi.json"
    for number, case in enumerate(some(40)):
        damaged = mutant(load(case).data, kind, str(number))
        if damaged is None or damaged.get("openapi") is None:
            continue
        minor = int(damaged["openapi"].split(".")[1])
        document = Document(path, damaged, damaged["openapi"], ())
        with_places = theirs(document, minor)
        found, gave_up = _bare(document, minor)
        assert found == _unplaced(with_places) or gave_up
        assert bool(gave_up) == bool(with_places.gave_up)


def _bare(document: Document, minor: int) -> tuple[int, str]:
    """How much the library finds when nobody stands beside it; a pattern that only Python does not know is no fault.

    Defaults are not held against patterns here either: a pattern may take forever.
    """
    base = LIBRARY[minor]
    checks = dict(base.keyword_validators)
    checks["default"] = without_patterns(checks["default"])
    bare = type("Bare", (base,), {"keyword_validators": checks})
    count = 0
    try:
        for error in bare(document.data).iter_errors():
            count += (error.validator, error.validator_value) != ("format", "regex")
    except Exception as fault:
        return count, type(fault).__name__
    return count, ""


def _unplaced(judgement: Judgement) -> int:
    return sum(judgement.found.values())


def test_a_difference_is_noticed(tmp_path: Path) -> None:
    one = load(some(40)[0])
    damaged = mutant(one.data, "tags", "seed")
    assert damaged is not None
    minor = int(one.version.split(".")[1])
    other = Document(one.path, damaged, one.version, ())
    assert not ours(one, minor).same(theirs(other, minor))
