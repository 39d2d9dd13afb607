"""Real processes that are killed, that meet, and that find no room: old or new stands whole, the user's files with it."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diagnostics import Misused
from generator.render import File
from generator.write import journal
from generator.write.lock import locked
from generator.write.output import write
from write.outputs import contents
from write.writer import edition

Start = Callable[..., "subprocess.Popen[str]"]
KILLS = 20


@pytest.fixture
def editions(tmp_path: Path) -> tuple[dict[str, bytes | str], ...]:
    """What the output holds after edition 1 and after edition 2, with the user's files."""
    found = []
    for number in (1, 2):
        output = tmp_path / f"edition{number}" / "out"
        prepare(output, number)
        found.append(contents(output))
    return tuple(found)


def finished(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit code of a process that has ended, and what it said on stderr."""
    said = process.communicate()[1]
    return process.returncode, said


def prepare(output: Path, number: int = 1) -> None:
    write(edition(number), output)
    (output / "mine.txt").write_text("mine")
    (output / "acme/mine.py").write_text("mine = 1\n")


def test_killed_at_any_moment(
    tmp_path: Path, start: Start, editions: tuple[dict[str, bytes | str], ...]
) -> None:
    output = tmp_path / "runs" / "out"
    prepare(output)
    rng = random.Random("kills")
    begin = time.monotonic()
    assert finished(start(output, 2)) == (0, "")
    took = time.monotonic() - begin
    seen = set()
    for number in range(KILLS):
        assert finished(start(output, 1)) == (0, "")
        process = start(output, 2)
        time.sleep(took * (rng.random() if number % 2 else 0.6 + 0.4 * rng.random()))
        process.kill()
        process.communicate()
        now = contents(output)
        assert now in editions
        seen.add(editions.index(now))
    assert finished(start(output, 2)) == (0, "")
    assert contents(output) == editions[1]
    assert [path.name for path in output.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("step", ["_build", "_swap", "sync_folder", "clear"])
def test_killed_at_each_step(
    tmp_path: Path,
    editions: tuple[dict[str, bytes | str], ...],
    step: str,
) -> None:
    output = tmp_path / "runs" / "out"
    prepare(output)
    for when in ("before", "after"):
        assert die(output, "exchange", step, when) == -9
        assert contents(output) in editions
        write(edition(2), output)
        assert contents(output) == editions[1]
        assert [path.name for path in output.parent.iterdir()] == ["out"]
        write(edition(1), output)


@pytest.mark.parametrize("step", ["_swap", "_rescue"])
def test_an_output_that_was_emptied_after_a_kill_stays_empty(
    tmp_path: Path, step: str
) -> None:
    output = tmp_path / "runs" / "out"
    for when in ("before", "after"):
        prepare(output)
        assert die(output, "exchange", step, when) == -9
        shutil.rmtree(output)
        output.mkdir()
        write(edition(2), output)
        assert not (output / "mine.txt").exists()
        assert [path.name for path in output.parent.iterdir()] == ["out"]
        shutil.rmtree(output)


@pytest.mark.parametrize("step", ["_begin", "_run", "_end", "_undo"])
def test_a_run_in_place_is_taken_back_by_the_next(
    roomy: Path, editions: tuple[dict[str, bytes | str], ...], step: str
) -> None:
    prepare(roomy)
    for when in ("before", "after"):
        assert die(roomy, "journal", step, when) in (-9, 0)
        assert (roomy / "mine.txt").read_text() == "mine"
        journal.take_back(roomy)
        assert contents(roomy) in editions
        write(edition(2), roomy)
        assert contents(roomy) == editions[1]
        write(edition(1), roomy)
        assert contents(roomy) == editions[0]


def die(output: Path, module: str, step: str, when: str) -> int:
    """Write edition 2 in a process that kills itself before or after a step, half of the runs of that step on."""
    program = f"""
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent)!r})
from writer import edition
from generator.write import {module}
from generator.write.output import write
step, calls = {module}.{step}, []
def dying(*words, **more):
    calls.append(words)
    last = len(calls) == (60 if {step!r} in ("_run", "_undo") else 1)
    if last and {when!r} == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = step(*words, **more)
    if last:
        os.kill(os.getpid(), signal.SIGKILL)
    return result
{module}.{step} = dying
write(edition(2), Path({str(output)!r}))
"""
    return subprocess.run([sys.executable, "-c", program]).returncode


def test_two_at_once(
    tmp_path: Path, start: Start, editions: tuple[dict[str, bytes | str], ...]
) -> None:
    output = tmp_path / "runs" / "out"
    prepare(output)
    for _ in range(5):
        both = [start(output, 1), start(output, 2)]
        said = [process.communicate()[1] for process in both]
        assert [process.returncode for process in both] == [0, 0], said
        assert contents(output) in editions


def test_two_at_once_into_nothing(tmp_path: Path, start: Start) -> None:
    for number in range(3):
        output = tmp_path / f"new{number}" / "out"
        both = [start(output, 1), start(output, 1)]
        assert [process.communicate()[1] for process in both] == ["", ""]
        assert len(list(output.rglob("*.py"))) == 122


def test_a_run_that_waits_too_long_says_so(tmp_path: Path) -> None:
    with (
        locked(tmp_path / "out"),
        pytest.raises(Misused, match="another run"),
        locked(tmp_path / "out", patience=0.1),
    ):
        pytest.fail("two runs hold the lock")


def test_no_room_or_no_permission(mounted: Path, start: Start) -> None:
    process = start(mounted, 2, 2000)
    said = process.communicate()[1]
    assert process.returncode == 1
    assert "cannot write" in said
    assert "Traceback" not in said
    assert contents(mounted) == {}


def test_no_room_for_a_new_output(mounted: Path, start: Start) -> None:
    output = mounted / "x" / "out"
    process = start(output, 2, 2000)
    said = process.communicate()[1]
    assert process.returncode == 1
    assert "cannot write" in said
    assert contents(mounted) == {}


def test_no_room_for_the_next_edition(roomy: Path) -> None:
    for output in (roomy, roomy / "below"):
        write(edition(1), output, force=True)
        before = contents(output)
        filler = roomy / "filler"
        with suppress_full(), filler.open("wb", buffering=0) as file:
            while True:
                file.write(b"x" * 65_536)
        with pytest.raises(Misused, match="No space"):
            write(edition(2), output)
        filler.unlink()
        assert contents(output) == before
        write([File("a.txt", "a")], output)


def suppress_full() -> pytest.RaisesExc[OSError]:
    return pytest.raises(OSError, match="No space")


def test_a_failure_in_the_middle_is_taken_back(
    roomy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(roomy)
    before = contents(roomy)
    run, calls = journal._run, []

    def failing(number: int, step: journal.Step, root: Path) -> None:
        calls.append(step)
        if len(calls) == 50:
            raise OSError(5, "Input/output error")
        run(number, step, root)

    monkeypatch.setattr(journal, "_run", failing)
    with pytest.raises(Misused, match="Input/output error"):
        write(edition(2), roomy)
    assert contents(roomy) == before


def test_an_edit_after_a_cut_off_run_is_kept(roomy: Path) -> None:
    prepare(roomy)
    assert die(roomy, "journal", "_run", "after") == -9
    placed = next(
        path
        for path in sorted(roomy.rglob("m*.py"))
        if b"edition = 2" in path.read_bytes()
    )
    placed.write_text("mine")
    journal.take_back(roomy)
    assert placed.read_text() == "mine"


def test_a_link_that_gave_way_returns(
    roomy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write([File("a.py", "a")], roomy)
    (roomy / "sub").symlink_to("elsewhere")
    before = contents(roomy)

    end = journal._end

    def failing_once(_staging: Path) -> None:
        monkeypatch.setattr(journal, "_end", end)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(journal, "_end", failing_once)
    with pytest.raises(Misused):
        write([File("a.py", "b"), File("sub/deep/c.py", "c")], roomy, force=True)
    assert contents(roomy) == before
    write([File("a.py", "b"), File("sub/deep/c.py", "c")], roomy, force=True)
    assert (roomy / "sub/deep/c.py").read_text() == "c"
