"""Files change while the command watches them; the output follows, and what cannot be used changes nothing."""

from __future__ import annotations

import json
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

PATIENCE = 60.0
PET = {"type": "object", "properties": {"name": {"type": "string"}}}


def document(**properties: str) -> dict[str, Any]:
    fields = {name: {"type": kind} for name, kind in properties.items()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "paths": {},
        "components": {
            "schemas": {
                "Owner": {"type": "object", "properties": fields},
                "Pet": {"$ref": "parts/pet.json"},
            }
        },
    }


def interruptible() -> None:
    """Undo what shells do to commands in the background, which are deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Watching:
    """A running command, and the lines that it says."""

    def __init__(self, root: Path, settings: str) -> None:
        self.root, self.settings = root, settings
        self.said: queue.Queue[str] = queue.Queue()
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "generator", "watch"],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=interruptible,
        )
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        streams = (self.process.stdout, self.process.stderr)
        self.readers = [
            threading.Thread(target=self._read, args=(stream,)) for stream in streams
        ]
        for reader in self.readers:
            reader.start()

    def _read(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self.said.put(line)

    def stop(self) -> None:
        """End the command, however it is."""
        self.process.kill()
        self.process.wait()
        for reader in self.readers:
            reader.join()

    def until(self, *words: str) -> str:
        """Wait for lines with these words, in any order, as they come from two streams; gives the last."""
        end = time.monotonic() + PATIENCE
        missing = set(words)
        while True:
            line = self.said.get(timeout=max(0.1, end - time.monotonic()))
            self.lines.append(line)
            missing -= {word for word in missing if word in line}
            if not missing:
                return line

    def module(self, name: str) -> str:
        """A generated module's text, "" where there is none."""
        path = self.root / f"generated/python/pets/models/{name}.py"
        return path.read_text() if path.exists() else ""


@pytest.fixture(params=["python", "all"])
def watching(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watching]:
    """The command at work in a folder, its first run done; with all targets a process beside it makes those of the docs."""
    targets = '"docs", "python", "server"' if request.param == "all" else '"python"'
    settings = f'spec = "api.json"\ntargets = [{targets}]\n'
    (tmp_path / "parts").mkdir()
    (tmp_path / "overlay").mkdir()
    (tmp_path / "parts/pet.json").write_text(json.dumps(PET))
    (tmp_path / "api.json").write_text(json.dumps(document(age="integer")))
    (tmp_path / "specloom.toml").write_text(settings)
    running = Watching(tmp_path, settings)
    try:
        running.until("own checks")
        running.until("openapi-spec-validator adds nothing")
        yield running
    finally:
        running.stop()


def test_changes_are_followed(watching: Watching) -> None:
    root = watching.root
    (root / "api.json").write_text(json.dumps(document(weight="number")))
    watching.until("written")
    assert "weight" in watching.module("owner")
    # An editor writes another file and puts it in place.
    (root / "api.tmp").write_text(json.dumps(document(height="number")))
    (root / "api.tmp").replace(root / "api.json")
    watching.until("written")
    assert "height" in watching.module("owner")
    pet = {**PET, "properties": {"colour": {"type": "string"}}}
    (root / "parts/pet.json").write_text(json.dumps(pet))
    watching.until("written")
    assert any("colour" in p.read_text() for p in (root / "generated").rglob("*.py"))
    (root / "specloom.toml").write_text(
        f'{watching.settings}[python]\npackage = "zoo"\n'
    )
    watching.until("written")
    assert (root / "generated/python/zoo/__init__.py").exists()


def test_templates_are_followed(watching: Watching) -> None:
    root = watching.root
    name = "docs/llms.txt" if "docs" in watching.settings else "python/README.md"
    shipped = Path(__file__).parents[2] / f"templates/{name}.j2"
    (root / "specloom.toml").write_text(f'{watching.settings}templates = "overlay"\n')
    watching.until("own checks")
    for words in ("first words", "other words"):
        own = root / f"overlay/{name}.j2"
        own.parent.mkdir(exist_ok=True)
        shutil.copy(shipped, own.with_suffix(".tmp"))
        with own.with_suffix(".tmp").open("a") as file:
            file.write(f"\n{words}\n")
        own.with_suffix(".tmp").replace(own)
        end = time.monotonic() + PATIENCE
        while words not in (root / "generated" / name).read_text():
            assert time.monotonic() < end, watching.lines
            time.sleep(0.05)


def test_a_broken_document_leaves_the_last_output(watching: Watching) -> None:
    root = watching.root
    before = watching.module("owner")
    (root / "api.json").write_text('{"openapi": "3.1.0",')
    watching.until("json-syntax", "The output is as it was")
    assert watching.module("owner") == before
    missing = document(age="integer")
    missing["components"]["schemas"]["Pet"] = {"$ref": "parts/later.json"}
    (root / "api.json").write_text(json.dumps(missing))
    watching.until("later.json", "The output is as it was")
    (root / "parts/later.json").write_text(json.dumps(PET))
    watching.until("own checks")
    (root / "specloom.toml").write_text("spce = 1\n")
    watching.until("unknown setting 'spce'")
    (root / "specloom.toml").write_text(watching.settings)
    watching.until("own checks")


def test_files_of_other_folders_are_followed(watching: Watching) -> None:
    root = watching.root
    shared = root / "shared"
    for folder in (shared, root / "spec"):
        folder.mkdir()
    other = document(age="integer")
    other["components"]["schemas"]["Pet"] = {"$ref": f"../{shared.name}/pet.json"}
    (root / "spec/api.json").write_text(json.dumps(other))
    settings = watching.settings.replace("api.json", "spec/api.json")
    (root / "specloom.toml").write_text(settings)
    watching.until("--allow-folder", "The output is as it was")
    (root / "specloom.toml").write_text(f'{settings}allow_folder = ["shared"]\n')
    watching.until("there is no such file", "The output is as it was")
    (shared / "pet.json").write_text(json.dumps(PET))
    watching.until("own checks")
    pet = {**PET, "properties": {"colour": {"type": "string"}}}
    (shared / "pet.json").write_text(json.dumps(pet))
    watching.until("written")
    assert any("colour" in p.read_text() for p in (root / "generated").rglob("*.py"))


def test_ctrl_c_is_quiet(watching: Watching) -> None:
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(PATIENCE) == 0
    time.sleep(0.2)
    assert watching.said.empty()
