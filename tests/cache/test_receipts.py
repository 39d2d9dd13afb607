"""Nothing changed: nothing is done. Anything changed: all is done; and whatever is done, the same is said."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator import receipts
from generator.cli import cli
from generator.diagnostics import Refused
from generator.options import Run

PET = {"type": "object", "properties": {"name": {"type": "string"}}}


def document() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "paths": {},
        "components": {
            "schemas": {
                "Pet": {"$ref": "pet.json"},
                "Odd": {"type": "string", "minLength": "3"},
            }
        },
    }


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a second file, an overlay, and a cache of its own."""
    root = tmp_path / "project"
    (root / "overlay/python").mkdir(parents=True)
    (root / "api.json").write_text(json.dumps(document()))
    (root / "pet.json").write_text(json.dumps(PET))
    (root / "specloom.toml").write_text('spec = "api.json"\ntemplates = "overlay"\n')
    monkeypatch.chdir(root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return root


def run(*words: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(cli, words, obj=Run())


def generate(*words: str) -> tuple[bool, str]:
    """Whether everything was done, and what was said."""
    told = run("generate", *words, "--timings", "../timings.json")
    assert told.exit_code == 0, told.exception
    stages = json.loads(Path("../timings.json").read_text())["stages"]
    return "load" in stages, told.output


def test_nothing_is_done_when_nothing_changed(project: Path) -> None:
    done, _ = generate()
    assert done
    done, said = generate()
    assert not done
    assert "all up to date" in said
    assert "warning[wrong-type]: 'minLength' is '3'" in said
    assert (True, said) == generate("--no-cache")
    checked = run("check")
    assert (checked.exit_code, checked.output) == (0, run("check", "--no-cache").output)


def test_a_file_of_the_user_is_no_change(project: Path) -> None:
    generate()
    (project / "generated/python/mine.txt").write_text("mine")
    assert not generate()[0]


def touched(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change a file and give it its old size and times."""
    before, content = path.stat(), path.read_bytes()
    path.write_bytes(change(content))
    assert path.read_bytes() != content
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def linked(path: Path) -> None:
    """Put a link to the same content in the place of a file or folder."""
    path.rename(path.parent.parent / "moved")
    path.symlink_to(path.parent.parent / "moved")


def other_reference(root: Path) -> None:
    (root / "pet.json").rename(root / "real.json")
    (root / "pet.json").symlink_to("real.json")


def output(root: Path) -> Path:
    return root / "generated/python/pets/models/pet.py"


INPUTS: dict[str, Callable[[Path], object]] = {
    "document": lambda root: touched(
        root / "api.json", lambda c: c.replace(b"Odd", b"Add")
    ),
    "referenced": lambda root: touched(
        root / "pet.json", lambda c: c.replace(b"name", b"mane")
    ),
    "link": other_reference,
    "template": lambda root: (root / "overlay/python/extra.j2").write_text("x"),
    "settings": lambda root: (root / "specloom.toml").write_text('spec = "api.json"\n'),
}
OUTPUTS: dict[str, Callable[[Path], object]] = {
    "edited": lambda root: touched(output(root), lambda c: c.replace(b"Pet", b"Pat")),
    "missing": lambda root: output(root).unlink(),
    "linked": lambda root: linked(output(root)),
    "folder": lambda root: linked(output(root).parent),
    "manifest": lambda root: (root / "generated/MANIFEST.json").write_text("{}"),
    "no manifest": lambda root: (root / "generated/MANIFEST.json").unlink(),
    "all": lambda root: shutil.rmtree(root / "generated"),
}


@pytest.mark.parametrize("change", INPUTS.values(), ids=INPUTS)
def test_a_changed_input_is_seen(project: Path, change: Callable[[Path], None]) -> None:
    generate()
    change(project)
    done, said = generate()
    assert done
    assert (False, run("generate", "--no-cache").output) == generate()
    assert said.splitlines()[:-1] == generate()[1].splitlines()[:-1]


@pytest.mark.parametrize("change", OUTPUTS.values(), ids=OUTPUTS)
def test_a_changed_output_is_seen(
    project: Path, change: Callable[[Path], None]
) -> None:
    generate()
    change(project)
    found = run("check")
    assert found.output == run("check", "--no-cache").output
    told = run("generate", "--force", "--timings", "../timings.json")
    assert "load" in json.loads(Path("../timings.json").read_text())["stages"]
    assert told.exit_code == 0
    assert run("check", "--no-cache").exit_code == 0


def test_what_a_killed_run_left_is_put_right(project: Path) -> None:
    generate()
    (project / ".generated.specloom/tree").mkdir(parents=True)
    assert generate()[0]
    assert not (project / ".generated.specloom").exists()


def test_another_program_does_everything(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate()
    monkeypatch.setattr(receipts, "identity", lambda: "another version of anything")
    assert generate()[0]


def test_other_words_are_another_run(project: Path) -> None:
    generate()
    assert generate("--package", "zoo")[0]
    assert isinstance(run("generate", "--strict").exception, Refused)
    assert not generate("--package", "zoo")[0]


def test_a_program_changed_during_a_run_is_not_noted(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = iter(("old", "new", "old"))
    monkeypatch.setattr(receipts, "identity", lambda: next(programs))
    generate()
    monkeypatch.setattr(receipts, "identity", lambda: "old")
    assert generate()[0]


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"sources": 1}', b"\xff"])
def test_a_note_that_makes_no_sense_is_none(project: Path, content: bytes) -> None:
    generate()
    from generator.cache import opened

    store = opened()
    assert store is not None
    (entry,) = (p.name for p in store.folder.iterdir() if p.name.startswith("receipt"))
    store.put(entry, content)
    assert generate()[0]


def test_a_lost_cache_is_no_matter(project: Path, tmp_path: Path) -> None:
    generate()
    shutil.rmtree(tmp_path / "cache")
    assert generate()[0]
    assert not generate()[0]
    shutil.rmtree(tmp_path / "state")
    assert generate()[0]
    assert not generate()[0]


def test_a_refused_document_is_refused_again(project: Path) -> None:
    generate()
    good = (project / "api.json").read_text()
    (project / "api.json").write_text("{")
    for _ in range(2):
        assert isinstance(run("generate").exception, Refused)
    (project / "api.json").write_text(good)
    assert not generate()[0]


@pytest.mark.parametrize(
    "words", ['allow_remote = ["a.example"]', '[docs]\nprevious = "api.json"']
)
def test_what_cannot_be_hashed_is_always_done(project: Path, words: str) -> None:
    (project / "specloom.toml").write_text(f'spec = "api.json"\n{words}\n')
    assert generate()[0]
    assert generate()[0]


def test_files_of_other_folders_count(project: Path) -> None:
    (project / "shared").mkdir()
    (project / "spec").mkdir()
    other = project / "shared/pet.json"
    (project / "pet.json").rename(other)
    made = document()
    made["components"]["schemas"]["Pet"] = {"$ref": "../shared/pet.json"}
    (project / "spec/api.json").write_text(json.dumps(made))
    (project / "specloom.toml").write_text(
        'spec = "spec/api.json"\nallow_folder = ["shared"]\n'
    )
    assert generate()[0]
    assert not generate()[0]
    other.write_text(json.dumps({"type": "integer"}))
    assert generate()[0]
    assert not generate()[0]
    (project / "specloom.toml").write_text('spec = "spec/api.json"\n')
    told = run("generate")
    assert isinstance(told.exception, Refused)
