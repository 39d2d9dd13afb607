"""A model that says once how its properties are spelled; pydantic's plugin for mypy holds constructors to the fields' names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "generated" / "python"
SETTINGS = """
[mypy]
strict = true
plugins = pydantic.mypy
[pydantic-mypy]
init_typed = true
init_forbid_extra = true
warn_required_dynamic_aliases = true
"""
PROBE = """
from burncloud_video._runtime.model import CamelModel, Maybe

class Person(CamelModel):
    first_name: str
    last_name: Maybe[str] = None

Person(first_name="a")
Person(firstName="a")
Person(first_name=1)
Person()
"""
WRONG = [
    (9, "call-arg"),
    (10, "arg-type"),
    (11, "call-arg"),
]


def test_the_plugin_knows_the_fields(tmp_path: Path) -> None:
    (tmp_path / "mypy.ini").write_text(SETTINGS)
    (tmp_path / "probe.py").write_text(PROBE)
    said = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-pretty", "probe.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"MYPYPATH": str(PACKAGE), "PATH": ""},
    ).stdout
    lines = [line for line in said.splitlines() if ": error: " in line]
    found = {(int(line.split(":")[1]), line.rpartition("[")[2][:-1]) for line in lines}
    assert sorted(found) == WRONG, said
