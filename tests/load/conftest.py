"""Documents written into a folder of the test's own, and read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from generator.diagnostics import Diagnostic, Refused
from generator.load import Document, load

Read: TypeAlias = Callable[..., Document]
Refuse: TypeAlias = Callable[..., tuple[Diagnostic, ...]]
HEAD = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes files and loads the first of them."""

    def run(
        text: str | bytes, name: str = "spec.yaml", **files: str | bytes
    ) -> Document:
        folder = tmp_path / "spec"
        for file, content in {name: text, **files}.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return load(folder / name)

    return run


@pytest.fixture
def refuse(read: Read) -> Refuse:
    """Writes files, loads the first of them, and returns why it is refused."""

    def run(*args: Any, **files: Any) -> tuple[Diagnostic, ...]:
        with pytest.raises(Refused) as refused:
            read(*args, **files)
        assert refused.value.diagnostics
        assert all(found.place for found in refused.value.diagnostics)
        return refused.value.diagnostics

    return run
