"""Snippets of the pages in docs/ run, their settings are known, and links between pages lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mock.playing import playing

from generator.mock import Mock
from generator.project import Overrides, load_project
from project_files.installing import run
from project_files.snippets import Snippet, snippets

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
PYTHON = [
    one
    for one in snippets(ROOT / "docs" / "python-client.md")
    if one.language == "python"
]
CLIENT = [
    one for one in PYTHON if "Client(" in one.text and "transport=" not in one.text
]
OTHERS = [one for one in PYTHON if one not in CLIENT]


def test_there_are_pages() -> None:
    assert {"README.md", "ARCHITECTURE.md", "settings.md"} <= {p.name for p in PAGES}
    assert CLIENT


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("snippet", CLIENT, ids=lambda one: f"line {one.line}")
def test_snippets_of_the_client_run(
    snippet: Snippet,
    with_client: Path,
    tmp_path: Path,
) -> None:
    text = snippet.text
    with playing() as mock:
        snippet_runs(text, mock, with_client, tmp_path)


def snippet_runs(text: str, mock: Mock, with_client: Path, tmp_path: Path) -> None:
    """Run a snippet against a mock."""
    script = text.replace("https://gateway.example", mock.url)
    script = script.replace("sk-…", "sk-test")
    assert script != text
    told = run(with_client / "python", "-W", "error", "-c", script, cwd=tmp_path)
    assert "task_1" in told.stdout
    assert mock.billed == 1


@pytest.mark.parametrize("snippet", OTHERS, ids=lambda one: f"line {one.line}")
def test_snippets_without_a_client_run(
    snippet: Snippet, with_client: Path, tmp_path: Path
) -> None:
    python = with_client / "python"
    told = run(python, "-W", "error", "-c", snippet.text, cwd=tmp_path)
    assert {"success", "t1"} & set(told.stdout.split())


def test_settings_of_the_page_are_known(tmp_path: Path) -> None:
    (shown,) = (
        one for one in snippets(ROOT / "docs" / "settings.md") if one.language == "toml"
    )
    (tmp_path / "pyproject.toml").write_text(shown.text, encoding="utf-8")
    project = load_project(("python", "server"), Overrides(), start=tmp_path)
    assert project.names == {"#/components/schemas/PetDTO": "Pet"}


def test_every_command_is_on_the_page(installed: Path, tmp_path: Path) -> None:
    told = run(installed / "specloom", "--help", cwd=tmp_path).stdout
    commands = re.findall(r"^  ([a-z]+)  ", told.split("Commands:")[1], re.MULTILINE)
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `([a-z]+) ", page, re.MULTILINE)) == sorted(commands)
