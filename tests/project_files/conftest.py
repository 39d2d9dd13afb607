"""The wheels of the program and of the generated package, built once, each in an environment of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from project_files.installing import built, environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of specloom."""
    return built(ROOT, tmp_path_factory.mktemp("wheel") / "dist")


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with specloom."""
    return environment(tmp_path_factory.mktemp("installed") / "venv", wheel)


@pytest.fixture(scope="session")
def client_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the generated package."""
    out = tmp_path_factory.mktemp("client-wheel") / "dist"
    return built(ROOT / "generated" / "python", out)


@pytest.fixture(scope="session")
def with_client(client_wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with the generated package."""
    return environment(tmp_path_factory.mktemp("client") / "venv", client_wheel)
