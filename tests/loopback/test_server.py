"""Every document of the tests: what a client is given reaches the server's handler, and what that gives comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopback.documents import looped

TESTS = Path(__file__).resolve().parents[1]
SPECS = sorted(
    [
        *(TESTS / "operations" / "cases").glob("*.yaml"),
        *(TESTS / "mock" / "documents").glob("*.yaml"),
        *(
            path
            for path in (TESTS / "cases").glob("*/*/openapi.yaml")
            if "operationId" in path.read_text("utf-8")
        ),
        TESTS.parent / "spec" / "openapi.yaml",
    ]
)


def name(spec: Path) -> str:
    """A document by its folders."""
    return spec.relative_to(TESTS.parent).with_suffix("").as_posix()


@pytest.mark.parametrize("spec", SPECS, ids=name)
def test_client_to_handler_and_back(spec: Path) -> None:
    tally = looped(spec)
    assert not tally.failures
