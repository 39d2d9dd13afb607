"""Every document of the tests: what a client is given reaches the server's handler, and what that gives comes back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loopback.documents import looped

TESTS = Path(__file__).resolve().parents[1]
OPERATION = re.compile(
    r"\b(get|put|post|delete|patch|query|additionalOperations):|\bpaths:\s+(/\w+: )?\{\$ref"
)
SPECS = sorted(
    path
    for folder in ("cases", "mock", "operations", "server")
    for path in (TESTS / folder).rglob("*.yaml")
    if (folder != "cases" or path.name.endswith("openapi.yaml"))
    and OPERATION.search(path.read_text("utf-8"))
)
SPECS.append(TESTS.parent / "spec" / "openapi.yaml")
"""Every document of the tests that has an operation; those of pages and of errors are made to look or to be wrong."""


def name(spec: Path) -> str:
    """A document by its folders."""
    return spec.relative_to(TESTS.parent).with_suffix("").as_posix()


@pytest.mark.parametrize("spec", SPECS, ids=name)
def test_client_to_handler_and_back(spec: Path) -> None:
    tally = looped(spec)
    assert not tally.failures
