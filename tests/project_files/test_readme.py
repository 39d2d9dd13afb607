"""Every snippet of README.md does what the page says, with what is installed from the wheels."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from mock.playing import playing

from generator.mock import Mock
from generator.project import Overrides, load_project
from project_files.installing import built, environment, run
from project_files.snippets import Snippet, snippets

ROOT = Path(__file__).resolve().parents[2]
README = snippets(ROOT / "README.md")
PATH = "/v1/video/generations"
DOCUMENT = """\
openapi: 3.1.0
info:
  title: Acme
  version: "1"
paths:
  /pets/{id}:
    get:
      parameters:
        - name: id
          in: path
          required: true
          schema:
            $ref: '#/components/schemas/PetId'
      responses:
        "200":
          description: The pet.
components:
  schemas:
    PetId:
      type: string
"""


def only(language: str, containing: str) -> Snippet:
    (found,) = (
        one for one in README if one.language == language and containing in one.text
    )
    return found


def test_every_snippet_has_a_test() -> None:
    found = [one.language for one in README]
    assert found == ["sh", "python", "python", "sh", "toml", "text"]


def test_the_two_commands_are_targets() -> None:
    for line in only("sh", "make generate").text.splitlines():
        run(*line.split(), "--dry-run", cwd=ROOT)


def against(mock: Mock, snippet: Snippet) -> str:
    """The snippet with the address of a mock."""
    text = snippet.text
    for shown, real in {"https://gateway.example": mock.url, "sk-…": "sk-test"}.items():
        assert shown in text
        text = text.replace(shown, real)
    return text


def test_the_first_video(with_client: Path, tmp_path: Path) -> None:
    with playing() as mock:
        script = against(mock, only("python", "create_and_wait(\n"))
        told = run(with_client / "python", "-W", "error", "-c", script, cwd=tmp_path)
        assert told.stdout.splitlines() == ["queued", "processing", "succeeded"]
        (post,) = mock.sent("POST")
        assert post.path == PATH
        assert post.json["metadata"] == {"negative_prompt": "blurry"}
        assert mock.billed == 1
    assert (tmp_path / "moon.mp4").stat().st_size == 100_000


@pytest.mark.parametrize(
    ("prompt", "fault", "said", "billed"),
    [
        (" ", "", "prompt body at /prompt: ", 0),
        ("Moon", "500-accepted", "It may have been billed, and was not ", 1),
        ("Moon", "task-failed", "task_1 failed: ", 1),
    ],
    ids=["bad request", "outcome unknown", "task failed"],
)
def test_errors_are_caught_by_class(
    prompt: str, fault: str, said: str, billed: int, with_client: Path, tmp_path: Path
) -> None:
    with playing() as mock:
        mock.set(*([f"{fault}; operation=videos.create"] if fault else []))
        shown = against(mock, only("python", "except"))
        assert 'prompt=" "' in shown
        script = shown.replace('prompt=" "', f"prompt={prompt!r}")
        told = run(with_client / "python", "-W", "error", "-c", script, cwd=tmp_path)
        assert told.stdout.startswith(said)
        assert len(mock.sent("POST")) == 1
        assert mock.billed == billed


def test_snippets_are_right_under_a_strict_type_checker(tmp_path: Path) -> None:
    for number, one in enumerate(README):
        if one.language == "python":
            (tmp_path / f"snippet{number}.py").write_text(one.text, encoding="utf-8")
    words = [str(path) for path in tmp_path.glob("*.py")]
    cache = ["--cache-dir", str(tmp_path / "cache"), "--config-file", ""]
    code = "import sys; from mypy.__main__ import console_entry; console_entry()"
    told = subprocess.run(
        [sys.executable, "-c", code, "--strict", *cache, *words],
        cwd=ROOT / "generated" / "python",
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_your_own_document(installed: Path, tmp_path: Path) -> None:
    first, generate, last = only("sh", "specloom generate").text.splitlines()
    # What `pip install` does is in the fixtures: they build the wheel and install it.
    assert (first, last) == ("pip install .", "pip install ./client")
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, encoding="utf-8")
    run(installed / "specloom", *generate.split()[1:], cwd=tmp_path)
    wheel = built(tmp_path / "client", tmp_path / "dist")
    programs = environment(tmp_path / "venv", wheel)
    run(programs / "python", "-c", "import acme; acme.Client", cwd=tmp_path)


def test_settings_are_known(tmp_path: Path) -> None:
    text = only("toml", "[tool.specloom]").text
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    project = load_project(("python",), Overrides(), start=tmp_path)
    assert project.settings_file == tmp_path / "pyproject.toml"
    assert project.settings["python"].package == "acme"
    within = {"tool.specloom.": "", "[tool.specloom]\n": ""}
    for shown, bare in within.items():
        text = text.replace(shown, bare)
    (tmp_path / "specloom.toml").write_text(text, encoding="utf-8")
    assert tomllib.loads(text)["python"]["package"] == "acme"
    again = load_project(("python",), Overrides(), start=tmp_path)
    assert again.settings_file == tmp_path / "specloom.toml"
    assert again.settings == project.settings


def test_what_is_wrong_is_said_like_that(installed: Path, tmp_path: Path) -> None:
    wrong = re.sub(r"schemas/PetId'", "schemas/PetIdd'", DOCUMENT)
    (tmp_path / "openapi.yaml").write_text(wrong, encoding="utf-8")
    words = ["generate", "openapi.yaml", "--output", "client"]
    told = run(installed / "specloom", *words, cwd=tmp_path, expected=1)
    assert told.stderr == only("text", "error[").text
    assert [path.name for path in tmp_path.iterdir()] == ["openapi.yaml"]
