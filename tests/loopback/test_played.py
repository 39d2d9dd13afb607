"""Every example of every test document goes from both clients to the mock and back, and comes back equal."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from mock.playing import SPEC

from loopback.played import played

TESTS = Path(__file__).resolve().parents[1]
CASES = [
    *sorted(TESTS.glob("operations/cases/*.yaml")),
    *sorted(TESTS.glob("mock/documents/*.yaml")),
    *(
        path
        for path in sorted(TESTS.glob("cases/*/*/openapi.yaml"))
        if yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).get("paths")
    ),
    SPEC,
]


def named(path: Path) -> str:
    return "/".join(path.relative_to(TESTS.parent).with_suffix("").parts[-3:])


@pytest.mark.parametrize("document", CASES, ids=named)
def test_everything_comes_back_equal(
    document: Path, request: pytest.FixtureRequest
) -> None:
    if document.is_relative_to(TESTS / "cases"):
        request.getfixturevalue("judged_elsewhere")
    tally = played(document)
    assert not tally.failures
    assert tally.operations
    assert tally.all["called"] >= tally.operations
