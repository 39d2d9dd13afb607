"""What tests of several folders share: the generated package on the path, and gateways that stop with the test."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from gateway import Gateway, Script, gateway

GENERATED = Path(__file__).resolve().parent.parent / "generated" / "python"
sys.path.insert(0, str(GENERATED))


@pytest.fixture
def play() -> Iterator[Callable[[Script], Gateway]]:
    """Start gateways, each with its script; all of them stop when the test ends."""
    with ExitStack() as stack:
        yield lambda script: stack.enter_context(gateway(script))
