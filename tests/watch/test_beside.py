"""A process makes the files of the docs; they are those that this one would make, or there are none."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import beside
from generator.beside import Beside, pays
from generator.load import Document
from generator.pipeline import build, read
from generator.project import Project
from generator.render import File
from generator.timings import Stopwatch

TARGETS = ("python", "docs")


def project(folder: Path, title: str = "Pets", **more: Any) -> Project:
    """A project with a small document."""
    spec = folder / "api.json"
    info = {"title": title, "version": "1"}
    spec.write_text(json.dumps({"openapi": "3.1.0", "info": info, "paths": {}} | more))
    return Project(root=folder, spec=spec, output=folder / "out", targets=TARGETS)


def document(own: Project) -> Document:
    """What is read of its document."""
    return read(own, Stopwatch())


@pytest.fixture(scope="module")
def helper() -> Iterator[Beside]:
    """The process."""
    with closing(Beside()) as made:
        yield made


def docs(files: list[File] | tuple[File, ...]) -> dict[str, bytes]:
    """The files of the docs among others."""
    return {f.path: f.encoded() for f in files if f.path.startswith("docs/")}


def test_the_files_are_the_same(helper: Beside, tmp_path: Path) -> None:
    for title in ("Pets", "Zoo"):
        own = project(tmp_path, title)
        helper.ask(own)
        made = helper.files(document(own))
        assert made
        assert docs(made) == docs(build(own).files)


def test_another_document_has_none(helper: Beside, tmp_path: Path) -> None:
    helper.ask(project(tmp_path, "Pets"))
    time.sleep(0.5)
    assert helper.files(document(project(tmp_path, "Zoo"))) is None


def test_what_cannot_be_made_has_none(helper: Beside, tmp_path: Path) -> None:
    own = project(tmp_path)
    found = document(own)
    own.spec.write_text("{")
    helper.ask(own)
    assert helper.files(found) is None
    own = project(tmp_path)
    helper.ask(replace(own, targets=("nothing",)))
    assert helper.files(document(own))


def test_what_nobody_took_is_thrown_away(helper: Beside, tmp_path: Path) -> None:
    helper.ask(project(tmp_path, "Pets"))
    own = project(tmp_path, "Zoo")
    helper.ask(own)
    assert b"Zoo" in docs(helper.files(document(own)) or [])["docs/en/index.md"]
    assert helper.files(document(own)) is None


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_process_that_ended_is_started_anew(
    helper: Beside, tmp_path: Path, when: str
) -> None:
    own = project(tmp_path)
    helper.ask(own)
    assert helper.files(document(own))
    if when == "before":
        killed(helper)
        helper.ask(own)
    else:
        os.kill(number(helper), signal.SIGSTOP)
        helper.ask(own)
        killed(helper)
        assert helper.files(document(own)) is None
        helper.ask(own)
    assert helper.files(document(own))


def number(helper: Beside) -> int:
    """The number of its process."""
    process = helper._process
    assert process is not None
    return process.pid


def killed(helper: Beside) -> None:
    """End the process from outside."""
    os.kill(number(helper), signal.SIGKILL)
    process = helper._process
    assert process is not None
    process.wait()


def test_it_pays_where_there_is_something_to_do_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = project(tmp_path)
    monkeypatch.setattr(beside, "_processors", lambda: 2)
    assert pays(own)
    assert not pays(replace(own, targets=("docs",)))
    assert not pays(replace(own, targets=("python", "server")))
    assert not pays(replace(own, hosts=frozenset({"a.example"})))
    monkeypatch.setattr(beside, "_processors", lambda: 1)
    assert not pays(own)
