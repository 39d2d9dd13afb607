"""Entries go in and come out whole, or not at all, whatever happens to the folder meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cache import Store, identity, opened
from generator.cache.identity import folder_digest

KEY = bytes(range(32))


def store(folder: Path, most: int = 1 << 20, entries: int = 100) -> Store:
    return Store(folder / "cache", KEY, most, entries)


def test_what_went_in_comes_out(tmp_path: Path) -> None:
    kept = store(tmp_path)
    assert kept.get("a") is None
    kept.put("a", b"one")
    kept.put("b", b"")
    assert (kept.get("a"), kept.get("b")) == (b"one", b"")
    kept.put("a", b"two")
    assert store(tmp_path).get("a") == b"two"
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700


def flipped(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def moved(path: Path) -> None:
    path.rename(path.with_name("b"))
    path.with_name("b").replace(path.with_name("c"))
    path.write_bytes(path.with_name("c").read_bytes()[:40])


DAMAGE: dict[str, Callable[[Path], object]] = {
    "code": lambda path: flipped(path, 3),
    "content": lambda path: flipped(path, 40),
    "end": lambda path: flipped(path, -1),
    "cut": lambda path: os.truncate(path, 50),
    "short": lambda path: os.truncate(path, 5),
    "empty": lambda path: os.truncate(path, 0),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"x"),
    "mixed": moved,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_entry_is_none(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    kept = store(tmp_path)
    kept.put("a", b"content" * 10)
    damage(tmp_path / "cache" / "a")
    assert kept.get("a") is None
    assert not (tmp_path / "cache" / "a").exists()
    kept.put("a", b"new")
    assert kept.get("a") == b"new"


def test_entries_of_others_are_none(tmp_path: Path) -> None:
    Store(tmp_path / "cache", bytes(32)).put("a", b"not mine")
    assert store(tmp_path).get("a") is None
    store(tmp_path).put("a", b"mine")
    # The entry of one name is none of another.
    os.replace(tmp_path / "cache/a", tmp_path / "cache/b")
    assert store(tmp_path).get("b") is None


def test_nothing_but_files_is_opened(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.put("a", b"there")
    (tmp_path / "cache/link").symlink_to("a")
    (tmp_path / "cache/folder").mkdir()
    os.mkfifo(tmp_path / "cache/pipe")
    assert [kept.get(name) for name in ("link", "folder", "pipe")] == [None] * 3


def test_it_is_bounded(tmp_path: Path) -> None:
    kept = store(tmp_path, most=10_000, entries=5)
    for number in range(20):
        kept.put(f"n{number}", b"x")
        os.utime(tmp_path / f"cache/n{number}", (number, number))
    assert sorted(os.listdir(tmp_path / "cache")) == [f"n{n}" for n in range(15, 20)]
    kept.put("large", bytes(2_600))
    assert kept.get("large") is None
    for number in range(8):
        kept.put(f"m{number}", bytes(2_400))
    sizes = [path.stat().st_size for path in (tmp_path / "cache").iterdir()]
    assert 7_000 < sum(sizes) <= 10_000


def test_what_is_used_stays(tmp_path: Path) -> None:
    kept = store(tmp_path, entries=3)
    for name in "abc":
        kept.put(name, b"x")
        os.utime(tmp_path / "cache" / name, (ord(name), ord(name)))
    assert kept.get("a") == b"x"
    kept.put("d", b"x")
    assert sorted(os.listdir(tmp_path / "cache")) == ["a", "c", "d"]


def test_without_room_or_right_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"a file")
    kept = store(tmp_path)
    kept.put("a", b"x")
    assert kept.get("a") is None


WRITER = """
import sys
from pathlib import Path
from generator.cache import Store
kept = Store(Path(sys.argv[1]) / "cache", bytes(range(32)), 1 << 20, 3)
letter = sys.argv[2].encode()
for number in range(150):
    kept.put(f"n{number % 5}", letter * 5_000)
    found = kept.get(f"n{number % 5}")
    assert found is None or (len(set(found)) == 1 and len(found) == 5_000), found[:20]
"""


def test_two_runs_at_once(tmp_path: Path) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), letter],
            stderr=subprocess.PIPE,
            text=True,
        )
        for letter in "ab"
    ]
    assert [run.communicate(timeout=60)[1] for run in runs] == ["", ""]
    assert not list((tmp_path / "cache").glob("*.draft"))


def test_the_key_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))
    first = opened()
    assert first is not None
    assert first == opened()
    key = tmp_path / "s/specloom/cache.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert not key.is_relative_to(first.folder)
    key.chmod(0o644)
    assert opened() is None
    key.unlink()
    second = opened()
    assert second is not None
    assert second.key != first.key
    key.write_bytes(b"short")
    assert opened() is None
    assert opened(wanted=False) is None


def test_a_folder_s_digest_sees_everything(tmp_path: Path) -> None:
    folder = tmp_path / "overlay"
    (folder / "a").mkdir(parents=True)
    seen = {folder_digest(folder)}
    changes: list[Callable[[], object]] = [
        lambda: (folder / "a/x").write_bytes(b"1"),
        lambda: (folder / "a/x").write_bytes(b"2"),
        lambda: (folder / "a/x").rename(folder / "a/y"),
        lambda: (folder / "b").symlink_to(tmp_path / "other", True),
        lambda: (folder / "b").unlink(),
        lambda: (folder / ".hidden").write_bytes(b""),
    ]
    (tmp_path / "other").mkdir()
    (tmp_path / "other/z").write_bytes(b"z")
    for number, change in enumerate(changes):
        change()
        seen.add(folder_digest(folder))
        # Taking the link away brings back what was there before it.
        assert len(seen) == min(number + 2, 5) + (number > 4)
    (folder / "ring").symlink_to(folder, True)
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__/x.pyc").write_bytes(b"")
    assert folder_digest(folder) == folder_digest(folder)


def test_the_identity_of_parts() -> None:
    assert identity() == identity()
    assert len({identity(), identity(["load"]), identity(["validate"])}) == 3
