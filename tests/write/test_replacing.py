"""One run after another: what is written, what is kept, what is refused."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from generator.diagnostics import Misused
from generator.render import File
from generator.write.difference import check
from generator.write.manifest import MANIFEST, digest, read_manifest
from generator.write.output import write
from write.outputs import contents
from write.writer import edition

A, B = File("acme/a.py", "a = 1\n"), File("acme/sub/b.py", "b = 1\n")
A2 = File("acme/a.py", "a = 2\n")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write([A, B], tmp_path / "out")
    return tmp_path / "out"


def alone(folder: Path) -> bool:
    """Nothing was left beside the output."""
    return [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_files_and_manifest_are_written(out: Path) -> None:
    assert contents(out).keys() == {
        "acme",
        "acme/a.py",
        "acme/sub",
        "acme/sub/b.py",
        MANIFEST,
    }
    assert json.loads((out / MANIFEST).read_text()) == {
        "generator": "specloom",
        "format": 1,
        "files": {file.path: digest(file.encoded()) for file in (A, B)},
    }
    assert alone(out)


def test_folders_above_are_made(tmp_path: Path) -> None:
    write([A], tmp_path / "x/y/out")
    assert (tmp_path / "x/y/out/acme/a.py").read_text() == "a = 1\n"


def test_an_unchanged_run_touches_nothing(out: Path) -> None:
    before = states(out)
    done = write([B, A], out)
    assert (done.written, done.removed) == (0, 0)
    assert states(out) == before


def states(out: Path) -> dict[Path, tuple[int, ...]]:
    """What tells of each file and folder whether it was written; to be read is no change."""
    return {
        path: (status.st_ino, status.st_mtime_ns, status.st_ctime_ns, status.st_mode)
        for path in (out, *out.rglob("*"))
        for status in [path.lstat()]
    }


def test_a_file_that_did_not_change_stays_the_same_file(out: Path) -> None:
    before = (out / "acme/sub/b.py").stat()
    assert write([A2, B], out).written == 2
    after = (out / "acme/sub/b.py").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_stale_files_and_their_folders_go(out: Path) -> None:
    (out / "acme/sub/__pycache__").mkdir()
    (out / "acme/sub/__pycache__/b.cpython-311.pyc").write_bytes(b"x")
    assert write([A], out).removed == 1
    assert contents(out).keys() == {"acme", "acme/a.py", MANIFEST}


def test_the_users_files_stay(out: Path) -> None:
    (out / "mine.txt").write_text("mine")
    (out / "acme/sub/mine.py").write_text("mine")
    (out / "empty").mkdir()
    (out / "link").symlink_to("nowhere")
    os.mkfifo(out / "pipe")
    (out / "mine.txt").chmod(0o640)
    before = (out / "mine.txt").stat()
    write([A2], out)
    assert (out / "acme/sub/mine.py").read_text() == "mine"
    assert (out / "empty").is_dir()
    assert os.readlink(out / "link") == "nowhere"
    assert (out / "pipe").is_fifo()
    after = (out / "mine.txt").stat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)
    assert not (out / "acme/sub/b.py").exists()


def test_the_folders_mode_stays(out: Path) -> None:
    (out / "acme").chmod(0o750)
    out.chmod(0o710)
    write([A2], out)
    assert (out / "acme").stat().st_mode & 0o777 == 0o750
    assert out.stat().st_mode & 0o777 == 0o710


@pytest.mark.parametrize("files", [[A2, B], [B]], ids=["changed", "stale"])
def test_an_edited_file_stops_the_run(out: Path, files: list[File]) -> None:
    (out / "acme/a.py").write_text("a = 1  # mine\n")
    before = contents(out)
    with pytest.raises(Misused, match=r"acme/a\.py") as caught:
        write(files, out)
    assert "--force" in caught.value.hint
    assert "sub/b.py" not in caught.value.message
    assert contents(out) == before
    write(files, out, force=True)
    assert not any(b"mine" in path.read_bytes() for path in out.rglob("*.py"))


def test_an_edit_that_equals_the_new_edition_is_none(out: Path) -> None:
    (out / "acme/a.py").write_text("a = 2\n")
    write([A2, B], out)


def test_a_deleted_file_comes_back(out: Path) -> None:
    (out / "acme/a.py").unlink()
    assert write([A, B], out).written == 1
    assert (out / "acme/a.py").exists()


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(Misused, match="specloom did not make it"):
        write([A], tmp_path)
    assert contents(tmp_path) == {"mine.txt": b"mine"}
    write([A], tmp_path, force=True)
    assert contents(tmp_path).keys() == {"mine.txt", "acme", "acme/a.py", MANIFEST}


def test_an_empty_folder_may_be_written(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write([A], tmp_path / "out")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": {}}', "[" * 100_000])
def test_a_broken_manifest_is_not_believed(out: Path, text: str) -> None:
    (out / MANIFEST).write_text(text)
    with pytest.raises(Misused, match=MANIFEST):
        write([A2], out)
    write([A2], out, force=True)
    assert (out / "acme/a.py").read_text() == "a = 2\n"


@pytest.mark.parametrize("path", ["../../victim", "/etc/victim", "acme/../../victim"])
def test_a_manifest_reaches_nothing_outside(out: Path, path: str) -> None:
    victim = out.parent / "victim"
    victim.write_text("v")
    value = json.loads((out / MANIFEST).read_text())
    value["files"][path] = digest(b"v")
    (out / MANIFEST).write_text(json.dumps(value))
    with pytest.raises(Misused):
        write([A2], out)
    write([A2], out, force=True)
    assert victim.exists()


@pytest.mark.parametrize("path", ["..\\..\\victim", "C:\\victim", "C:victim", "a/D:x"])
def test_a_manifest_with_paths_of_windows_is_not_believed(out: Path, path: str) -> None:
    value = json.loads((out / MANIFEST).read_text())
    value["files"][path] = digest(b"v")
    (out / MANIFEST).write_text(json.dumps(value))
    assert read_manifest(out) is None
    with pytest.raises(Misused, match=MANIFEST):
        write([A2], out)


def test_a_users_file_in_the_place_of_a_new_one_stops_the_run(out: Path) -> None:
    (out / "acme/c.py").write_text("mine")
    c = File("acme/c.py", "c = 1\n")
    with pytest.raises(Misused, match="did not write"):
        write([A, B, c], out)
    assert (out / "acme/c.py").read_text() == "mine"
    write([A, B, c], out, force=True)
    assert (out / "acme/c.py").read_text() == "c = 1\n"


def test_a_link_is_not_followed(out: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (out / "acme/new").symlink_to(elsewhere)
    new = File("acme/new/c.py", "c = 1\n")
    with pytest.raises(Misused, match="acme/new"):
        write([A, B, new], out)
    write([A, B, new], out, force=True)
    assert list(elsewhere.iterdir()) == []
    assert (out / "acme/new/c.py").is_file()


def test_a_folder_in_the_place_of_a_file_stays(out: Path) -> None:
    (out / "acme/c.py").mkdir()
    (out / "acme/c.py/mine").write_text("mine")
    with pytest.raises(Misused, match="is a folder"):
        write([A, B, File("acme/c.py", "")], out, force=True)
    assert (out / "acme/c.py/mine").exists()


def test_a_file_gives_way_to_a_folder_of_ours(out: Path) -> None:
    write([File("acme/a.py/x.py", "x = 1\n")], out)
    assert contents(out).keys() == {"acme", "acme/a.py", "acme/a.py/x.py", MANIFEST}


def test_other_targets_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write([File("python/a.py", "1"), File("docs/a.md", "1")], out)
    write([File("python/b.py", "2")], out, scope=("python/",))
    assert contents(out).keys() == {
        "python",
        "python/b.py",
        "docs",
        "docs/a.md",
        MANIFEST,
    }
    assert "docs/a.md" in json.loads((out / MANIFEST).read_text())["files"]
    write([File("python/b.py", "2")], out)
    assert contents(out).keys() == {"python", "python/b.py", MANIFEST}


def test_a_linked_output_is_written_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    write([A], tmp_path / "out")
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "real/acme/a.py").exists()


def test_an_output_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for output in ("file", "dangling", "file/below"):
        with pytest.raises(Misused):
            write([A], tmp_path / output)
    assert contents(tmp_path) == {
        "file": b"mine",
        "dangling": f"-> {tmp_path / 'nowhere'}",
    }


def test_what_stands_in_the_way_of_building_is_not_removed(out: Path) -> None:
    hidden = out.parent / ".out.specloom"
    hidden.mkdir()
    (hidden / "mine").write_text("mine")
    with pytest.raises(Misused, match="did not make"):
        write([A2], out)
    assert (hidden / "mine").exists()


def test_the_current_folder_stays_the_same_folder(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(out / "acme")
    before = (out / "acme").stat().st_ino
    write([A2], out)
    assert (Path.cwd().stat().st_ino, Path("a.py").read_text()) == (before, "a = 2\n")
    assert contents(out).keys() == {"acme", "acme/a.py", MANIFEST}


def test_what_was_written_into_the_old_tree_meanwhile_is_saved(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.write import exchange

    swap = exchange._swap

    def late(tree: Path, root: Path) -> None:
        (root / "late.txt").write_text("mine")
        swap(tree, root)

    monkeypatch.setattr(exchange, "_swap", late)
    write([A2], out)
    assert (out / "late.txt").read_text() == "mine"
    assert alone(out)


def test_check_says_what_differs_and_writes_nothing(out: Path) -> None:
    assert check([A, B], out) == []
    (out / "acme/a.py").write_text("a = 1\nmine\n")
    (out / "mine.txt").write_text("mine")
    before = contents(out)
    new = File("acme/c.py", "c = 1\n")
    found = {difference.path: difference.text for difference in check([A, new], out)}
    assert found == {
        "acme/a.py": "--- a/acme/a.py\n+++ b/acme/a.py\n@@ -1,2 +1 @@\n a = 1\n-mine\n",
        "acme/c.py": "--- /dev/null\n+++ b/acme/c.py\n@@ -0,0 +1 @@\n+c = 1\n",
        "acme/sub/b.py": "--- a/acme/sub/b.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-b = 1\n",
    }
    assert contents(out) == before


def test_check_sees_what_a_diff_cannot_show(out: Path) -> None:
    (out / "acme/a.py").write_bytes(b"a = 1\r\n")
    (out / "acme/sub/b.py").write_bytes(b"\xff")
    assert len(check([A, B], out)) == 2
    write([A, B], out, force=True)
    (out / MANIFEST).unlink()
    assert [difference.path for difference in check([A, B], out)] == [MANIFEST]


def test_check_of_nothing(tmp_path: Path) -> None:
    assert len(check(edition(2, 5), tmp_path / "none")) == 6
    assert not (tmp_path / "none").exists()
