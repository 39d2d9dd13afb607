"""Settings and the command line: what is found where, what wins, and what is refused with a suggestion."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import generator.settings_files
from generator.beyond import seen_from
from generator.diagnostics import Misused
from generator.heading import command, header
from generator.project import (
    Overrides,
    Project,
    TargetSettings,
    load_project,
)
from generator.taken import is_taken

TARGETS = ("python", "server", "docs")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "root"
    (folder / "spec").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def settings(root: Path, text: str, name: str = "specloom.toml") -> None:
    (root / name).write_text(text)


FULL = """\
spec = "spec/openapi.yaml"
output = "generated"
targets = ["python", "docs"]
[python]
package = "acme_client"
[names]
"#/components/schemas/Pet" = "Animal"
"""


def test_settings_are_found_from_below(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(root, FULL)
    monkeypatch.chdir(root / "spec")
    project = load_project(TARGETS)
    assert project.spec.resolve() == root / "spec/openapi.yaml"
    assert project.output.resolve() == root / "generated"
    assert project.targets == ("python", "docs")
    assert project.settings == {"python": TargetSettings("acme_client")}
    assert project.names == {"#/components/schemas/Pet": "Animal"}
    assert project.scope() == ("",)
    assert project.folder("docs") == "docs/"
    assert project.spec_name == "spec/openapi.yaml"


def test_settings_in_pyproject(root: Path) -> None:
    table = FULL.replace("[", "[tool.specloom.").replace('= [tool.specloom."', '= ["')
    settings(root, "[tool.other]\nx = 1\n[tool.specloom]\n" + table, "pyproject.toml")
    assert load_project(TARGETS).settings == {"python": TargetSettings("acme_client")}


def test_a_pyproject_without_our_table_is_passed_by(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(root, FULL)
    settings(root / "spec", "[tool.other]\n", "pyproject.toml")
    monkeypatch.chdir(root / "spec")
    assert load_project(TARGETS).root == root


def test_settings_of_others_count_in_the_current_folder_alone(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever may write into a folder above could have templates of theirs run."""
    (root / "specloom.toml").write_text('spec = "openapi.yaml"')
    stranger = os.getuid() + 12_345
    monkeypatch.setattr(generator.settings_files, "owner", lambda _: stranger)
    assert load_project(TARGETS).root == root
    below = root / "below"
    below.mkdir()
    monkeypatch.chdir(below)
    with pytest.raises(Misused, match="belongs to another user"):
        load_project(TARGETS)
    monkeypatch.setattr(generator.settings_files, "owner", lambda _: 0)
    assert load_project(TARGETS).root == root


def test_settings_beside_the_document_are_not_ours(root: Path) -> None:
    settings(root / "spec", 'spec = "evil.yaml"\ntemplates = "."\n')
    project = load_project(TARGETS, Overrides(Path("spec/openapi.yaml")))
    assert project.settings_file is None
    assert project.templates is None


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('spce = "x"', "unknown setting 'spce'", "Did you mean 'spec'?"),
        ("pyhton = {}", "unknown setting 'pyhton'", "Did you mean 'python'?"),
        ("zzz = 1", "unknown setting 'zzz'", "Known: spec,"),
        ('package = "a"', "unknown setting 'package'", "belongs in [python]"),
        ('[python]\noutput = "a"', "'output'", "belongs at the top"),
        ('[docs]\npackage = "a"', "'package'", "belongs in [python]"),
        ('[server]\naccent = "a"', "'accent'", "belongs in [docs]"),
        ('[tool.specloom]\nspec = "x"', "is for pyproject.toml", "without: [python]"),
        ('targets = ["pyton"]', "unknown target 'pyton'", "Did you mean 'python'?"),
        (
            '[python]\npakage = "x"',
            "unknown setting of target python 'pakage'",
            "Did you mean 'package'?",
        ),
        ("targets = []", "list of names", ""),
        ("spec = 1", "has to be a string", ""),
        ("[names]\nx = 1", "table of strings", ""),
        ("python = 1", "has to be a table", ""),
        ('templates = "none"', "which is no folder", ""),
        ('allow_folder = "."', "has to be a list of folders", ""),
        ('allow_folder = ["none"]', "which is no folder", ""),
        ("allow_swagger = 1", "has to be true or false", ""),
        ('[python]\npackage = "a-b"', "no name of a Python package", "ASCII"),
        ('[python]\npackage = "class"', "no name of a Python package", ""),
        ('[python]\npackage = "pydantic"', "the client itself needs", ""),
        ('[python]\ndistribution = "-x"', "no name of a distribution", ""),
        (
            '[python.environment]\ntoken = "A-B"',
            "'A-B' is no environment variable",
            "no digit first",
        ),
        ("[python.environment]\ntoken = 1", "table of strings", ""),
        (
            "[server.environment]",
            "unknown setting of target server 'environment'",
            "It belongs in [python].",
        ),
        ("spec = ", "cannot be read as TOML", ""),
    ],
)
def test_wrong_settings(root: Path, text: str, message: str, hint: str) -> None:
    settings(root, text)
    with pytest.raises(Misused) as caught:
        load_project(TARGETS, Overrides(Path("x.yaml")))
    assert message in caught.value.message
    assert "specloom.toml" in caught.value.message
    assert hint in caught.value.hint


def test_no_document_is_named(root: Path) -> None:
    with pytest.raises(Misused, match="no document"):
        load_project(TARGETS)
    settings(root, 'output = "x"')
    with pytest.raises(Misused, match="no document"):
        load_project(TARGETS)


def test_the_command_line_wins(root: Path) -> None:
    settings(root, FULL)
    words = Overrides(None, Path("out"), ("python",), "other", True)
    project = load_project(TARGETS, words)
    assert (project.output, project.flat, project.targets) == (
        Path("out"),
        True,
        ("python",),
    )
    assert project.settings["python"].package == "other"
    assert project.strict
    assert project.folder("python") == ""


def test_a_package_from_the_command_line_leaves_other_settings(root: Path) -> None:
    settings(root, FULL + '[python.environment]\ntoken = "KEY"\n')
    project = load_project(TARGETS, Overrides(package="other"))
    assert project.settings["python"] == TargetSettings(
        "other", environment={"token": "KEY"}
    )


def test_some_targets_of_several(root: Path) -> None:
    settings(root, FULL)
    project = load_project(TARGETS, Overrides(targets=("docs", "docs")))
    assert (project.flat, project.scope()) == (False, ("docs/",))
    assert load_project(TARGETS, Overrides(output=Path("o"))).flat is False
    everything = load_project(TARGETS, Overrides(targets=("docs", "python")))
    assert everything.scope() == ("",)


def test_another_document_takes_little_from_the_settings(root: Path) -> None:
    (root / "look").mkdir()
    settings(root, f'templates = "look"\n{FULL}')
    project = load_project(TARGETS, Overrides(Path("other.yaml")))
    assert (project.names, project.settings, project.targets) == ({}, {}, ("python",))
    assert project.templates == root / "look"
    same = load_project(TARGETS, Overrides(Path("spec/../spec/openapi.yaml")))
    assert same.settings == {"python": TargetSettings("acme_client")}


def test_swagger_is_read_where_it_is_allowed(root: Path) -> None:
    settings(root, FULL)
    assert not load_project(TARGETS).swagger
    assert load_project(TARGETS, Overrides(swagger=True)).swagger
    settings(root, f"allow_swagger = true\n{FULL}")
    assert load_project(TARGETS).swagger
    other = load_project(TARGETS, Overrides(Path("spec/other.yaml")))
    assert command(other).endswith("other.yaml --target python --allow-swagger")


def test_other_folders(root: Path) -> None:
    for name in ("spec", "shared", "more"):
        (root / name).mkdir(exist_ok=True)
    settings(root, f'allow_folder = ["shared"]\n{FULL}')
    more = (Path("more"), Path("more"))
    project = load_project(TARGETS, Overrides(folders=more))
    assert project.folders == (Path("shared"), Path("more"))
    other = load_project(TARGETS, Overrides(Path("spec/other.yaml")))
    assert other.folders == (Path("shared"),)
    assert command(other).endswith(
        "other.yaml --target python --allow-folder ../shared"
    )
    with pytest.raises(Misused, match="--allow-folder names none"):
        load_project(TARGETS, Overrides(folders=(Path("none"),)))


def test_settings_allow_no_folder_but_their_own(root: Path) -> None:
    outside = root.parent / "private"
    outside.mkdir()
    (root / "link").symlink_to(outside)
    for name in ("../private", str(outside), "link", "link/..", "a\\u0000b"):
        settings(root, f'allow_folder = ["{name}"]\n{FULL}')
        with pytest.raises(Misused, match="not below the settings' folder") as caught:
            load_project(TARGETS)
        assert "--allow-folder" in caught.value.hint
    settings(root, FULL)
    allowed = load_project(TARGETS, Overrides(folders=(outside,)))
    assert allowed.folders == (outside,)


def test_links_among_templates_lead_nowhere_else(root: Path) -> None:
    (root / "own/python/static").mkdir(parents=True)
    (root / "text").write_text("text")
    (root.parent / "secret").write_text("secret")
    link = root / "own/python/static/text"
    settings(root, f'templates = "own"\n{FULL}')
    link.symlink_to(root / "text")
    assert load_project(TARGETS).templates == root / "own"
    link.unlink()
    for target in (root.parent / "secret", root.parent):
        link.symlink_to(target)
        with pytest.raises(Misused, match="link that leads out"):
            load_project(TARGETS)
        link.unlink()


def test_no_path_of_the_machine_in_the_command(root: Path) -> None:
    here = root / "spec"
    for folder, name in {
        root / "shared": "../shared",
        root: "..",
        Path("/srv/shared"): "shared",
        Path(here.anchor): "/".join([".."] * (len(here.parts) - 1)),
    }.items():
        assert seen_from(here, [folder]) == [name]


@pytest.mark.parametrize(
    "package", ["", "a b", "1a", "a.b", "ä", "x" * 101, "import", "calendar"]
)
def test_a_package_that_cannot_be(root: Path, package: str) -> None:
    assert root
    words = Overrides(Path("x.yaml"), package=package)
    if package:
        with pytest.raises(Misused, match="--package"):
            load_project(TARGETS, words)
    else:
        assert load_project(TARGETS, words).settings == {"python": TargetSettings()}


def test_names_of_package_and_distribution(root: Path) -> None:
    project = Project(root, Path("x.yaml"), Path("out"))
    made = project.for_target("python", "video_api", "video-api")
    assert (made.package, made.distribution) == ("video_api", "video-api")
    for name in ("pydantic", "email", "sitecustomize", "pip"):
        taken = project.for_target("python", name, name)
        assert (taken.package, taken.distribution) == (
            f"{name}_client",
            f"{name}-client",
        )
    own = Project(
        root, Path("x"), Path("o"), settings={"python": TargetSettings("acme_x")}
    )
    chosen = own.for_target("python", "video_api", "video-api")
    assert (chosen.package, chosen.distribution) == ("acme_x", "acme-x")


def test_every_module_of_this_python_is_taken() -> None:
    known = {name for name in sys.stdlib_module_names if not name.startswith("_")}
    assert [name for name in sorted(known) if not is_taken(name)] == []


def test_the_header_says_nothing_of_the_machine(root: Path) -> None:
    settings(root, FULL)
    assert header(load_project(TARGETS), "python/client.py.j2") == (
        "Generated by specloom from spec/openapi.yaml with python/client.py.j2: do not edit.",
        "Change the document and run: specloom generate",
    )
    words = Overrides(root / "deep/../x.yaml", Path("/somewhere"), ("python",), "acme")
    lines = header(load_project(TARGETS, words), "t")
    assert lines[1].endswith("specloom generate x.yaml --target python --package acme")
    assert str(root) not in "".join(lines)
