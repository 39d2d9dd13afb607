"""Documents for the tests of validate, written as Python values."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.load import Document, load

Make = Callable[..., Document]


@pytest.fixture
def made(tmp_path: Path) -> Make:
    """Give a function that loads a document with these parts."""

    def make(version: str = "3.1.0", **parts: Any) -> Document:
        path = tmp_path / "openapi.json"
        whole = {"openapi": version, "info": {"title": "t", "version": "1"}, **parts}
        path.write_text(json.dumps(whole), "utf-8")
        return load(path)

    return make
