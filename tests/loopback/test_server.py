"""Every document of the tests: what a client is given reaches the server's handler, and what that gives comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from loopback.documents import looped

TESTS = Path(__file__).resolve().parents[1]
SPECS = sorted(
    [
        *(TESTS / "operations" / "cases").glob("*.yaml"),
        *(
            path
            for path in (TESTS / "cases").glob("*/*/openapi.yaml")
            if "operationId" in path.read_text("utf-8")
        ),
        TESTS.parent / "spec" / "openapi.yaml",
    ]
)

# What the judge of calls cannot judge, as it makes bodies for the objects of a document.
BEYOND = {
    "tests/cases/bodies/parts-in-order/openapi": "parts without names are given as bytes",
    "tests/cases/bodies/streams/openapi": "a body of many members is given as text or bytes",
}


def name(spec: Path) -> str:
    """A document by its folders."""
    return spec.relative_to(TESTS.parent).with_suffix("").as_posix()


def judged(spec: Path) -> ParameterSet:
    """A document, expected to fail where the judge cannot judge it."""
    why = BEYOND.get(name(spec))
    marks = () if why is None else pytest.mark.xfail(reason=why, strict=True)
    return pytest.param(spec, id=name(spec), marks=marks)


@pytest.mark.parametrize("spec", [judged(spec) for spec in SPECS])
def test_client_to_handler_and_back(spec: Path) -> None:
    tally = looped(spec)
    assert not tally.failures
