"""The snippets of docs/server.md are right to a strict type checker, and do what the page says."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from burncloud_video import AuthenticationError, Client, NotFoundError, models
from project_files.snippets import snippets

from server.running import served

ROOT = Path(__file__).resolve().parents[2]
FIRST, SECOND = (
    one.text
    for one in snippets(ROOT / "docs" / "server.md")
    if one.language == "python"
)
GENERATED = (ROOT / "generated" / "python", ROOT / "generated" / "server")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the modules of the page."""
    root = tmp_path_factory.mktemp("page")
    (root / "my_server.py").write_text(FIRST, "utf-8")
    (root / "my_application.py").write_text(SECOND, "utf-8")
    return root


@pytest.fixture
def module(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Import a module of the page, and forget it."""
    monkeypatch.syspath_prepend(str(folder))
    yield importlib.import_module
    for name in ("my_server", "my_application"):
        sys.modules.pop(name, None)


def test_the_page_is_strictly_typed(folder: Path) -> None:
    path = os.pathsep.join(map(str, (*GENERATED, folder)))
    words = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        "--python-version=3.11",
    ]
    told = subprocess.run(
        [*words, "my_server.py", "my_application.py"],
        cwd=folder,
        env={**os.environ, "MYPYPATH": path},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_first_server_of_the_page(module: Any) -> None:
    with served(module("my_server").app) as url:
        with Client(base_url=url, token="sk-secret", retries=0) as client:
            answer = client.raw.videos.create(model="kling-v1", prompt="a")
            assert (answer.status, answer.headers["x-owner"]) == (201, "me")
            state = client.videos.retrieve(task_id=answer.data.task_id)
            assert isinstance(state, models.VideoTaskStatus)
            with pytest.raises(NotFoundError) as error:
                client.videos.retrieve(task_id="none")
            assert error.value.body.message == "There is no such task"
        with (
            Client(base_url=url, token="sk-other", retries=0) as client,
            pytest.raises(AuthenticationError),
        ):
            client.videos.retrieve(task_id="none")


def test_an_application_of_ones_own(module: Any) -> None:
    with (
        served(module("my_application").app) as url,
        Client(base_url=f"{url}/gateway", token="sk-secret") as client,
    ):
        assert client.videos.create(model="kling-v1", prompt="a").task_id == "task_1"
        with pytest.raises(NotFoundError):
            client.videos.retrieve(task_id="a/b")
