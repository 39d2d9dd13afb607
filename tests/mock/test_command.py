"""`specloom mock` as users call it: what it prints, how it ends, and what it says when it cannot begin."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mock.asking import ask

DOCUMENT = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      responses:
        "200":
          description: All pets.
          content:
            application/json:
              example: [WORD]
"""
WEBHOOKS = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
webhooks:
  born:
    post:
      responses: {"200": {description: Thanks.}}
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A small document in a folder of its own."""
    path = tmp_path / "pets.yaml"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def command(*words: str) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "generator", "mock", *words]


@contextmanager
def running(*words: str, cwd: Path) -> Generator[tuple[subprocess.Popen[str], str]]:
    """A mock in a process of its own, and its address; it is interrupted at the end, and ends in peace."""
    process = subprocess.Popen(
        command(*words, "--port", "0"),
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    try:
        first = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", first)
        assert found, first
        yield process, found[0]
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, ""), out + err
    finally:
        process.kill()
        process.wait()


def refused(*words: str, cwd: Path) -> tuple[int, str]:
    """The exit code of a mock that does not begin, and what it says."""
    told = subprocess.run(
        command(*words), cwd=cwd, capture_output=True, text=True, timeout=60
    )
    assert told.stdout == ""
    return told.returncode, told.stderr


def test_it_answers_and_ends_in_peace(document: Path) -> None:
    with running(document.name, cwd=document.parent) as (_, url):
        assert ask(url, "GET", "/pets").json == ["WORD"]


def test_faults_by_flag(document: Path) -> None:
    words = [document.name, "--fault", "503; times=1; operation=GET /pets"]
    with running(*words, cwd=document.parent) as (_, url):
        assert [ask(url, "GET", "/pets").status for _ in range(2)] == [503, 200]


def test_a_document_that_changes_is_read_anew(document: Path) -> None:
    with running(document.name, "--watch", cwd=document.parent) as (_, url):
        assert ask(url, "GET", "/pets").json == ["WORD"]
        document.write_text(DOCUMENT.replace("WORD", "ANOTHER"), encoding="utf-8")
        ends = time.monotonic() + 60
        while ask(url, "GET", "/pets").json != ["ANOTHER"]:
            assert time.monotonic() < ends
            time.sleep(0.2)


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (WEBHOOKS, 1, "Webhooks are called by a server"),
        ("openapi: 3.1.0\npaths: [", 1, "pets.yaml:2"),
        ("", 1, "pets.yaml"),
    ],
)
def test_a_document_without_anything_to_play(
    text: str, code: int, said: str, document: Path
) -> None:
    document.write_text(text, encoding="utf-8")
    found, told = refused(document.name, cwd=document.parent)
    assert (found, said in told) == (code, True), told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--fault", "cutt"], "did you mean 'cut'?"),
        (["--fault", "cut; tims=1"], "no parameter 'tims'"),
        (["--profile", "observed"], "x-specloom-profiles"),
        (["--port", "70000"], "70000"),
        (["--host", "256.1.1.1", "--port", "0"], "cannot listen"),
    ],
)
def test_misuse_is_2(words: list[str], said: str, document: Path) -> None:
    code, told = refused(document.name, *words, cwd=document.parent)
    assert (code, said in told) == (2, True), told


def test_a_port_that_is_taken(document: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, told = refused(document.name, "--port", port, cwd=document.parent)
    assert code == 2
    assert "Choose another --port" in told


def test_a_missing_library_is_said_with_how_to_install_it(document: Path) -> None:
    hidden = document.parent / "hidden"
    hidden.mkdir()
    (hidden / "h11.py").write_text("raise ModuleNotFoundError('no', name='h11')\n")
    told = subprocess.run(
        command(document.name),
        cwd=document.parent,
        env={**os.environ, "PYTHONPATH": str(hidden)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert told.returncode == 2
    assert "not installed: h11" in told.stderr
    assert "pip install 'specloom[mock]'" in told.stderr
