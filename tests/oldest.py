"""The oldest versions that specloom and what it generates say they work with, one a line, as pip takes them.

    python tests/oldest.py

`make oldest` installs them and runs the tests that stand on them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PROJECTS = (
    "pyproject.toml",
    "generated/python/pyproject.toml",
    "generated/server/pyproject.toml",
)


def asked(project: Path) -> Iterator[Requirement]:
    """What a project and its extras need."""
    table = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    extras = table.get("optional-dependencies", {})
    for line in [
        *table["dependencies"],
        *(one for many in extras.values() for one in many),
    ]:
        yield Requirement(line)


def oldest() -> dict[str, Version]:
    """Name -> the oldest version with which all of our projects are content."""
    found: dict[str, Version] = {}
    for project in PROJECTS:
        for requirement in asked(ROOT / project):
            for one in requirement.specifier:
                if one.operator == ">=":
                    version = Version(one.version)
                    known = found.get(requirement.name, version)
                    found[requirement.name] = max(version, known)
    return found


if __name__ == "__main__":
    for name, version in sorted(oldest().items()):
        print(f"{name}=={version}")
