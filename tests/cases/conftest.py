"""Every case is generated once a session, into one tree of packages."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from cases.building import Made, make, plant
from cases.case import Case, cases


@dataclass(frozen=True, slots=True)
class Results(Mapping[Case, Made]):
    """What the generator makes of each case; a case on which it fails, fails where it is asked for."""

    made: Mapping[Case, Made]
    faults: Mapping[Case, Exception]

    def __getitem__(self, case: Case) -> Made:
        if case in self.faults:
            raise self.faults[case]
        return self.made[case]

    def __iter__(self) -> Iterator[Case]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)


@pytest.fixture(scope="session")
def made() -> Mapping[Case, Made]:
    """What the generator makes of each case."""
    results: dict[Case, Made] = {}
    faults: dict[Case, Exception] = {}
    for case in cases():
        try:
            results[case] = make(case.spec)
        except Exception as fault:
            faults[case] = fault
    return Results(results, faults)


@pytest.fixture(scope="session")
def tree(
    made: Mapping[Case, Made], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A folder on the path with the package of each case."""
    root = tmp_path_factory.mktemp("packages")
    plant(root, made.items())
    sys.path.insert(0, str(root))
    yield root
    sys.path.remove(str(root))
