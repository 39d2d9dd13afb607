"""What tests of several folders share: the generated packages on the path, and gateways that stop with the test."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from gateway import Gateway, Script, gateway
from hypothesis import settings

from generator.validate.process import Known

GENERATED = Path(__file__).resolve().parent.parent / "generated"
# How long one example takes says more about the machine than about the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
sys.path[:0] = [str(GENERATED / target) for target in ("python", "server")]


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors, as tests of servers, browsers and programs wait much of their time."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture
def play() -> Iterator[Callable[[Script], Gateway]]:
    """Start gateways, each with its script; all of them stop when the test ends."""
    with ExitStack() as stack:
        yield lambda script: stack.enter_context(gateway(script))


@pytest.fixture
def judged_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no foreign checks, each a process, where the tests of the cases make them of the same documents."""
    monkeypatch.setattr("generator.validate.start", lambda *_, **__: Known(()))


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what runs keep in a folder of the test session."""
    folder = tmp_path_factory.mktemp("user")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        yield


@pytest.fixture(autouse=True, scope="session")
def warnings_are_errors() -> Iterator[None]:
    """In every process that a test starts, as in the tests themselves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONWARNINGS", "error")
        yield
