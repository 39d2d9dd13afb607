"""What tests of several folders share: the generated packages on the path, and gateways that stop with the test."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from gateway import Gateway, Script, gateway

GENERATED = Path(__file__).resolve().parent.parent / "generated"
sys.path[:0] = [str(GENERATED / target) for target in ("python", "server")]


@pytest.fixture
def play() -> Iterator[Callable[[Script], Gateway]]:
    """Start gateways, each with its script; all of them stop when the test ends."""
    with ExitStack() as stack:
        yield lambda script: stack.enter_context(gateway(script))
