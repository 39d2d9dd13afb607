"""The last stage gives exactly black's own output, asks black once a text, and says where a file is no Python."""

from __future__ import annotations

import pytest
from black.mode import Mode, TargetVersion

from generator import format as formatting
from generator.format import NotPython, black_exact, digest
from generator.render import File

UGLY = "x = { 'a':1 }\n"
NEAT = 'x = {"a": 1}\n'


def test_python_is_formatted_and_nothing_else() -> None:
    files = [File("a.py", UGLY), File("a.md", UGLY), File("b.py", b"x  =  1")]
    assert black_exact(files) == (File("a.py", NEAT), *files[1:])


def test_proven_files_are_taken_at_their_word() -> None:
    file = File("a.py", UGLY)
    assert black_exact([file], proven={"a.py"}) == (file,)


def test_memory_answers_in_blacks_place(monkeypatch: pytest.MonkeyPatch) -> None:
    memory: dict[str, str] = {}
    assert black_exact([File("a.py", UGLY)], memory=memory)[0].content == NEAT
    assert memory == {digest(UGLY): NEAT}
    monkeypatch.delattr(formatting, "blackened")
    assert black_exact([File("b.py", UGLY)], memory=memory) == (File("b.py", NEAT),)


def test_same_in_one_process_and_in_two(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [File(f"{n}.py", f"x = {{ 'a':{n} }}\n" * (n + 1)) for n in range(9)]
    alone = black_exact(files, processes=1)
    monkeypatch.setattr(formatting, "PARALLEL_FROM", 0)
    assert black_exact(files, processes=2) == alone
    assert [file.path for file in alone] == [file.path for file in files]


def test_black_agrees_with_its_command_line_defaults() -> None:
    mode = Mode(target_versions={TargetVersion.PY311})
    assert mode.line_length == 88
    assert not mode.preview


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = 1\ny = (\n", "a/b.py:"),
        ("x = 1\nif if:\n", "a/b.py:2: not Python: if if:"),
    ],
)
def test_no_python(text: str, message: str) -> None:
    with pytest.raises(NotPython, match=message):
        black_exact([File("a/b.py", text)])
