"""Every case is generated once a session, into one tree of packages."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from cases.building import Made, make, plant
from cases.case import Case, cases


@pytest.fixture(scope="session")
def made() -> Mapping[Case, Made]:
    """What the generator makes of each case."""
    return {case: make(case.spec) for case in cases()}


@pytest.fixture(scope="session")
def tree(
    made: Mapping[Case, Made], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder on the path with the package of each case."""
    root = tmp_path_factory.mktemp("packages")
    plant(root, made.items())
    sys.path.insert(0, str(root))
    return root
