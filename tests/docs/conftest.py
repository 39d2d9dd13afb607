"""The site of this project, generated once, in memory."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from docs.building import Site, build

ROOT = Path(__file__).resolve().parents[2]
# The runtime of generated clients, which the samples are held against.
sys.path.insert(0, str(ROOT / "templates" / "python" / "static"))


@pytest.fixture(scope="session")
def site() -> Site:
    """The site of spec/openapi.yaml."""
    return build(ROOT / "spec" / "openapi.yaml")
