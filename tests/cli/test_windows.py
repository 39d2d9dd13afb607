"""Windows, as far as another system can play it: no call that it lacks, no encoding of its that fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("as_on_windows.py")
ROOT = SCRIPT.parents[2]


def files(folder: Path) -> dict[str, bytes]:
    """What is in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def run(script: list[str], cwd: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *script],
        cwd=cwd,
        capture_output=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
    )


def test_the_same_is_written(tmp_path: Path) -> None:
    """At first, and in the place of what is there."""
    text = (ROOT / "spec/openapi.yaml").read_text(encoding="utf-8")
    (tmp_path / "specloom.toml").write_text('spec = "api.yaml"\n')
    for told in (text, text.replace("One endpoint", "An endpoint")):
        (tmp_path / "api.yaml").write_text(told, encoding="utf-8")
        for script, output in (([str(SCRIPT)], "there"), (["-m", "generator"], "here")):
            done = run([*script, "generate", "--output", output], tmp_path)
            assert done.returncode == 0, done.stderr
        assert files(tmp_path / "there") == files(tmp_path / "here")
        same = run([str(SCRIPT), "check", "--output", "there"], tmp_path)
        assert same.returncode == 0, same.stderr
    different = run([str(SCRIPT), "check", "--output", "elsewhere"], tmp_path)
    assert different.returncode == 1, different.stderr


DOCUMENT = """openapi: 3.1.0
info: {title: "视频 ü", version: "1"}
paths:
  /ü/视频:
    get: {operationId: 获取, responses: {"200": {description: "视频 😀"}}}
"""


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "utf-8"])
def test_letters_that_an_encoding_lacks(encoding: str, tmp_path: Path) -> None:
    """What goes into a file or to another program has the encoding of a region there."""
    (tmp_path / "api.yaml").write_text(DOCUMENT, encoding="utf-8")
    script = ["-m", "generator"]
    for words in (["ir"], ["validate", "--format", "json"]):
        told = run([*script, *words, "api.yaml"], tmp_path, PYTHONIOENCODING=encoding)
        assert told.returncode == 0, told.stderr
        found = json.loads(told.stdout.decode(encoding))
        if words == ["ir"]:
            assert found["info"]["title"] == "视频 ü"
    pointer = "#/paths/~1ü~1视频/get"
    told = run(
        [*script, "explain", "api.yaml", pointer], tmp_path, PYTHONIOENCODING=encoding
    )
    assert told.returncode == 0, told.stderr
    lines = told.stdout.decode(encoding)
    assert ("视" in lines) == (encoding == "utf-8")
    assert ("\\u89c6" in lines) == (encoding != "utf-8")
    words = ["check", "api.yaml", "--target", "docs", "--output", "o"]
    told = run([*script, *words], tmp_path, PYTHONIOENCODING=encoding)
    assert told.returncode == 1, told.stderr
