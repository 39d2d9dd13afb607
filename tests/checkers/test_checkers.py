"""What users write against the generated client, seen by the type checkers that they have."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PACKAGE = ROOT / "generated" / "python"

STATE = "VideoTaskStatus | VideoTaskEnvelope | dict[str, Any]"
METADATA = "KlingMetadata | JimengMetadata | ViduMetadata | dict[str, Any] | None"
REVEALED = [
    "VideoTask",
    "str",
    STATE,
    "str",
    f"Task[{STATE}]",
    "Literal['pending', 'succeeded', 'failed']",
    STATE,
    "str | None",
    "int",
    "VideoTask",
    "str",
    "Stream[bytes]",
    "VideoTask",
    f"AsyncTask[{STATE}]",
    "AsyncStream[bytes]",
    "ErrorBody",
    "str | None",
    "str | None",
    "int | None",
    "str | None",
    "OutcomeUnknown",
    "str",
    "ViduNotice",
    "Literal['created', 'queueing', 'processing', 'success', 'failed'] | str | None",
    "str",
    METADATA,
    "int | None",
    "str | None",
    "int | float | None",
    "KlingCameraControl | None",
    "list[KlingDynamicMask] | None",
]


@dataclass(frozen=True)
class Seen:
    """What a checker says: lines with an error, and the revealed types in order."""

    errors: frozenset[int]
    revealed: tuple[str, ...]


def normal(spelled: str) -> str:
    """A type without modules, its literals joined as one checker joins them."""
    plain = re.sub(r"(?:\w+\.)+(?=[A-Z])", "", spelled)
    words = re.findall(r"Literal\[('[^']*')\](?: \| )?", plain)
    if len(words) > 1:
        rest = re.sub(r"Literal\['[^']*'\](?: \| )?", "", plain)
        plain = f"Literal[{', '.join(words)}]{rest}"
    return plain


def members(spelled: str) -> frozenset[str]:
    """The members of a union; mypy shows no words beside the `str` that takes them in, pyright does."""
    found = frozenset(spelled.split(" | "))
    words = {one for one in found if one.startswith("Literal[")}
    return found - words if "str" in found else found


def mypy(probe: Path) -> Seen:
    """Ask mypy, strict."""
    command = [sys.executable, "-m", "mypy", "--strict", "--no-pretty", str(probe)]
    said = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=probe.parent,
        env={"MYPYPATH": str(PACKAGE), "PATH": ""},
    ).stdout
    lines = re.findall(r"^\S+?:(\d+): (error|note): (.*)$", said, re.MULTILINE)
    assert lines, said
    return Seen(
        frozenset(int(number) for number, kind, _ in lines if kind == "error"),
        tuple(
            normal(found[1])
            for _, _, text in lines
            if (found := re.match(r'Revealed type is "(.*)"', text))
        ),
    )


def pyright(probe: Path) -> Seen:
    """Ask pyright, strict."""
    settings = {
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
        "include": [str(probe)],
        "extraPaths": [str(PACKAGE)],
        "reportUnusedExpression": "none",
        "reportUnusedCoroutine": "none",
    }
    config = probe.with_suffix(".json")
    config.write_text(json.dumps(settings))
    command = [
        sys.executable,
        "-m",
        "basedpyright",
        "--outputjson",
        "--pythonpath",
        sys.executable,
        "-p",
        str(config),
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(said.stdout)["generalDiagnostics"]
    revealed = sorted(
        (one["range"]["start"]["line"], one["message"])
        for one in found
        if one["severity"] == "information"
    )
    return Seen(
        frozenset(
            one["range"]["start"]["line"] + 1
            for one in found
            if one["severity"] == "error"
        ),
        tuple(
            normal(match[1])
            for _, text in revealed
            if (match := re.match(r'Type of ".*" is "(.*)"', text, re.DOTALL))
        ),
    )


Checker = Callable[[Path], Seen]
CHECKERS = pytest.mark.parametrize("checker", [mypy, pyright])


@CHECKERS
def test_types_are_what_the_document_says(checker: Checker, tmp_path: Path) -> None:
    probe = Path(shutil.copy(HERE / "accepted.py.txt", tmp_path / "accepted.py"))
    seen = checker(probe)
    assert seen.errors == frozenset()
    assert list(map(members, seen.revealed)) == list(map(members, REVEALED))


@CHECKERS
def test_mistakes_are_found(checker: Checker, tmp_path: Path) -> None:
    probe = Path(shutil.copy(HERE / "refused.py.txt", tmp_path / "refused.py"))
    lines = probe.read_text(encoding="utf-8").splitlines()
    wrong = {n for n, line in enumerate(lines, 1) if line.endswith("# wrong")}
    assert checker(probe).errors == wrong
