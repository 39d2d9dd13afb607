"""A document's path goes in; a mock that plays it comes out, the document being understood once for all tests."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from generator.mock import Mock, Options, listening
from generator.mock.play import World
from generator.mock.running import known
from generator.mock.served import Served
from generator.mock.wire import Incoming, Reply
from generator.project import Project

SPEC = Path(__file__).resolve().parents[2] / "spec" / "openapi.yaml"


@cache
def understood(document: Path, profile: str, seed: int) -> Served:
    """What the mock has to know of a document."""
    project = Project(document.parent, document, document.parent / "generated")
    return known(project, Options(profile=profile, seed=seed))


@contextmanager
def playing(
    document: Path = SPEC,
    options: Options | None = None,
    told: Callable[[Incoming, Reply], None] | None = None,
) -> Generator[Mock]:
    """As `generator.mock.serving`."""
    options = options or Options()
    served = understood(document, options.profile, options.seed)
    with listening(World(served, options), told) as mock:
        yield mock
