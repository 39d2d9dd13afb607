"""What looks like a run that was cut off may have come with a checkout: nothing outside of the output is touched for it."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Misused
from generator.write.difference import check
from generator.write.manifest import MANIFEST
from generator.write.output import write
from generator.write.tree import STAGING, hidden_folder
from write.outputs import contents
from write.writer import edition

EMPTY = '{"generator": "specloom", "format": 1, "files": {}}'
KNOWN = sha256(b"theirs").hexdigest()


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    folder = tmp_path / "victim"
    folder.mkdir()
    (folder / "file").write_text("theirs")
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout" / "generated"
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text(EMPTY)
    return folder


def staged(output: Path, journal: object) -> None:
    staging = output / STAGING
    staging.mkdir()
    (staging / "old-0").write_text("forged")
    text = journal if isinstance(journal, str) else json.dumps(journal)
    (staging / "journal.json").write_text(text)


@pytest.mark.parametrize("path", ["../../victim/file", "../../victim/new", "absolute"])
@pytest.mark.parametrize("digest", ["", KNOWN])
def test_a_journal_leads_nowhere_else(
    victim: Path, output: Path, path: str, digest: str
) -> None:
    named = str(victim / "file") if path == "absolute" else path
    staged(output, {"steps": [[named, digest]], "folders": []})
    before = contents(victim)
    with pytest.raises(Misused, match="nothing that specloom wrote"):
        write(edition(1), output)
    assert contents(victim) == before


@pytest.mark.parametrize("digest", ["", KNOWN])
def test_a_journal_follows_no_link(victim: Path, output: Path, digest: str) -> None:
    (output / "link").symlink_to(victim, target_is_directory=True)
    steps = [["link/file", digest], ["link/new", digest]]
    staged(output, {"steps": steps, "folders": ["link/empty"]})
    (victim / "empty").mkdir()
    before = contents(victim)
    write(edition(1), output)
    assert contents(victim) == before


@pytest.mark.parametrize(
    "journal",
    [
        "[",
        "[" * 100_000,
        "[]",
        {"steps": [["a"]], "folders": []},
        {"steps": [[1, ""]], "folders": []},
        {"steps": [["a", "zz"]], "folders": []},
        {"steps": [["a", None]], "folders": []},
        {"steps": [], "folders": ["../.."]},
        {"steps": [["..\\victim", ""]], "folders": []},
        {"steps": [["a/C:\\victim", KNOWN]], "folders": []},
        {"steps": [], "folders": ["C:victim"]},
        {"steps": [], "folders": [1]},
        {"steps": []},
    ],
)
def test_a_journal_that_no_run_wrote_is_told(output: Path, journal: Any) -> None:
    staged(output, journal)
    with pytest.raises(Misused, match="nothing that specloom wrote"):
        write(edition(1), output)


def test_a_journal_that_is_no_file_is_not_opened(output: Path) -> None:
    (output / STAGING).mkdir()
    os.mkfifo(output / STAGING / "journal.json")
    with pytest.raises(Misused, match="nothing that specloom wrote"):
        write(edition(1), output)


def left(output: Path) -> Path:
    """What a run that was cut off leaves beside an output."""
    tree = hidden_folder(output) / "tree"
    (tree / "link").mkdir(parents=True)
    (tree / "link" / "file").write_text("forged")
    (tree / "link" / "new").write_text("forged")
    (hidden_folder(output) / "ready").write_text("{}")
    return tree


def test_what_a_run_left_is_not_put_behind_a_link(victim: Path, output: Path) -> None:
    left(output)
    (output / "link").symlink_to(victim, target_is_directory=True)
    before = contents(victim)
    with pytest.raises(Misused, match="behind a link"):
        write(edition(1), output)
    assert contents(victim) == before


@pytest.mark.parametrize("name", ["tree", "ready"])
def test_what_a_run_left_is_no_link(victim: Path, output: Path, name: str) -> None:
    hidden = hidden_folder(output)
    hidden.mkdir()
    (hidden / "ready").write_text("{}")
    (hidden / name).unlink(missing_ok=True)
    (hidden / name).symlink_to(victim if name == "tree" else victim / "file")
    victim.chmod(0o755)
    before = contents(victim)
    with pytest.raises(Misused, match="links"):
        write(edition(1), output)
    assert contents(victim) == before
    assert victim.stat().st_mode & 0o777 == 0o755


def test_a_comparison_reads_nothing_behind_a_link(victim: Path, output: Path) -> None:
    (victim / "secret.py").write_text("theirs")
    (output / "link").symlink_to(victim, target_is_directory=True)
    listed = {"generator": "specloom", "format": 1, "files": {"link/secret.py": KNOWN}}
    (output / MANIFEST).write_text(json.dumps(listed))
    told = "".join(one.text for one in check(edition(1), output))
    assert "theirs" not in told
