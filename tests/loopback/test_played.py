"""Every example of every test document goes from both clients to the mock and back, and comes back equal."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from _pytest.mark.structures import ParameterSet
from mock.playing import SPEC

from loopback.played import played

TESTS = Path(__file__).resolve().parents[1]
CASES = [
    *sorted(TESTS.glob("operations/cases/*.yaml")),
    *sorted(TESTS.glob("mock/documents/*.yaml")),
    *(
        path
        for path in sorted(TESTS.glob("cases/*/*/openapi.yaml"))
        if yaml.safe_load(path.read_text("utf-8")).get("paths")
    ),
    SPEC,
]

# What the judge of calls cannot judge: it tells bodies and answers by the first of their media types, as objects.
BEYOND = {
    "bodies/parts-in-order/openapi": "parts without names are given as bytes",
    "bodies/streams/openapi": "a body of many members is given as text or bytes",
    "responses/json-or-events/openapi": "the answer asked for is not the first one",
}


def named(path: Path) -> str:
    return "/".join(path.relative_to(TESTS.parent).with_suffix("").parts[-3:])


def judged(path: Path) -> ParameterSet:
    why = BEYOND.get(named(path))
    marks = () if why is None else pytest.mark.xfail(reason=why, strict=True)
    return pytest.param(path, id=named(path), marks=marks)


@pytest.mark.parametrize("document", [judged(path) for path in CASES])
def test_everything_comes_back_equal(document: Path) -> None:
    tally = played(document)
    assert not tally.failures
    assert tally.operations
    assert tally.all["called"] >= tally.operations
