"""Text of a document reaches a terminal without anything that moves its cursor, sets its title or turns text around."""

from __future__ import annotations

import gc
import json
import re
from pathlib import Path

import pytest
from hostile.rich import document

from generator import cli

ESCAPES = "x\x1b]0;title\x07\x1b[2J\x9b1m\u202e\x7fy"
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
COMMANDS = (
    ["validate"],
    ["lint"],
    ["lint", "--format", "json"],
    ["ir"],
    ["explain", "--names"],
    ["explain", "#/components/schemas/Error-1"],
    ["diff"],
    ["diff", "--names"],
    ["diff", "--format", "json"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_moves_the_cursor(
    command: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    own, usual = tmp_path / "own.json", tmp_path / "usual.json"
    spared = ("segment", "path parameter", "pattern")
    own.write_text(
        json.dumps(document(lambda at, text: text if at in spared else text + ESCAPES))
    )
    usual.write_text(json.dumps(document(lambda _, text: text)))
    name, *options = command
    specs = [str(usual), str(own)] if name == "diff" else [str(own)]
    pointers = [one for one in options if one.startswith("#")]
    flags = [one for one in options if one not in pointers]
    with pytest.raises(SystemExit) as ended:
        cli.main([name, *flags, *specs, *pointers])
    gc.enable()  # A command leaves it switched off, as it ends its process.
    said = capfd.readouterr()
    assert ended.value.code in (0, 1)
    assert len(said.out + said.err) > 10
    found = RAW.search(said.out + said.err)
    assert found is None, (said.out + said.err)[max(0, found.start() - 80) :][:120]


@pytest.mark.parametrize("command", ["validate", "generate"])
def test_nor_does_the_name_of_a_file(
    command: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    spec = tmp_path / f"{ESCAPES}.json"
    spec.write_text(json.dumps(document(lambda _, text: text)))
    words = ["--output", str(tmp_path / ESCAPES)] if command == "generate" else []
    with pytest.raises(SystemExit) as ended:
        cli.main([command, str(spec), *words])
    gc.enable()
    said = capfd.readouterr()
    assert ended.value.code == 0
    assert "title" in said.out
    assert not RAW.search(said.out + said.err)
