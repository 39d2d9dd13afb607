"""Small documents in; their packages, imported, out."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

CASES = Path(__file__).resolve().parents[1] / "cases"


def package(
    spec: Path, name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> ModuleType:
    """Generate the package of a document as a user does, and import it."""
    command = [sys.executable, "-m", "generator", "generate", str(spec)]
    command += ["--target", "python", "--package", name, "--output", str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=spec.parent)
    place = next(one.parent.parent for one in folder.rglob("_client.py"))
    monkeypatch.syspath_prepend(str(place))
    return importlib.import_module(name)
