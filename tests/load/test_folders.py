"""References to files outside of the document's folder: below folders that the user named, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, Refused
from generator.load import Document, dangling, load, refs

from .conftest import HEAD

FILES = "#/x-specloom-files"
ERROR = "properties: {pet: {$ref: ../../spec/parts/pet.yaml}, kind: {$ref: kind.yaml}, all: {$ref: ../../spec/api.yaml#/components/schemas/B}}\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A document in a folder of its own, with a part beside it and others in a folder beside that of the document."""
    files = {
        "spec/api.yaml": HEAD
        + "components: {schemas: {A: {$ref: ../common/schemas/error.yaml}, B: {type: integer}}}\n",
        "spec/parts/pet.yaml": "properties: {error: {$ref: ../../common/schemas/error.yaml}}\n",
        "common/schemas/error.yaml": ERROR,
        "common/schemas/kind.yaml": "type: string\n",
        "other/secret.yaml": "type: string\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def refused(tree: Path, *folders: Path) -> tuple[Diagnostic, ...]:
    with pytest.raises(Refused) as caught:
        load(tree / "spec/api.yaml", folders=folders)
    return caught.value.diagnostics


def named(document: Document) -> list[str]:
    return [source.name for source in document.sources]


def test_files_below_a_named_folder(tree: Path) -> None:
    document = load(tree / "spec/api.yaml", folders=[tree / "common"])
    error = f"{FILES}/..~1common~1schemas~1error.yaml"
    assert named(document) == [
        "api.yaml",
        "../common/schemas/error.yaml",
        "../common/schemas/kind.yaml",
        "parts/pet.yaml",
    ]
    assert refs.target(document, document.at("#/components/schemas/A")) == error
    for at, target in {
        f"{error}/properties/pet": f"{FILES}/parts~1pet.yaml",
        f"{error}/properties/kind": f"{FILES}/..~1common~1schemas~1kind.yaml",
        f"{error}/properties/all": "#/components/schemas/B",
        f"{FILES}/parts~1pet.yaml/properties/error": error,
    }.items():
        assert refs.target(document, document.at(at)) == target
    assert not dangling(document)
    paths = {str(source.path) for source in document.sources}
    assert str(tree / "common/schemas/error.yaml") in paths


def test_nothing_is_allowed_by_itself(tree: Path) -> None:
    (found,) = refused(tree)
    assert found.code == "forbidden-reference"
    assert "--allow-folder FOLDER" in found.hint
    (found,) = refused(tree, tree / "other")
    assert found.message == (
        "'../common/schemas/error.yaml' leads out of the document's folder"
    )


def test_names_do_not_depend_on_the_spelling(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = named(load(tree / "spec/api.yaml", folders=[tree / "common"]))
    monkeypatch.chdir(tree / "spec")
    for folders in (["../common"], [".."], ["../common/schemas", "../common"]):
        made = load(Path("api.yaml"), folders=map(Path, folders))
        assert named(made) == whole
        assert str(made.sources[1].path) == "../common/schemas/error.yaml"


def test_links_out_of_all_folders_are_refused(tree: Path) -> None:
    (tree / "common/schemas/kind.yaml").unlink()
    (tree / "common/schemas/kind.yaml").symlink_to(tree / "other/secret.yaml")
    (found,) = refused(tree, tree / "common")
    assert found.code == "forbidden-reference"
    assert found.pointer == f"{FILES}/..~1common~1schemas~1error.yaml/properties/kind"
    # A link of the document's own folder may lead into a named one.
    (tree / "spec/linked").symlink_to(tree / "other")
    (tree / "spec/api.yaml").write_text(
        HEAD + "components: {schemas: {A: {$ref: linked/secret.yaml}}}\n"
    )
    refused(tree)
    made = load(tree / "spec/api.yaml", folders=[tree / "other"])
    assert named(made) == ["api.yaml", "../other/secret.yaml"]


def test_a_named_folder_that_is_a_link(tree: Path, tmp_path: Path) -> None:
    far = tmp_path / "elsewhere/deep/down"
    far.parent.mkdir(parents=True)
    (tree / "common").rename(far)
    (tree / "common").symlink_to(far)
    (far / "schemas/error.yaml").write_text(
        "{properties: {kind: {$ref: kind.yaml}, up: {$ref: ../../../other/a.yaml}}}"
    )
    (found,) = refused(tree, tree / "common")
    assert "'../../../other/a.yaml' leads out" in found.message
    (far / "schemas/error.yaml").write_text("{properties: {kind: {$ref: kind.yaml}}}")
    made = load(tree / "spec/api.yaml", folders=[tree / "common"])
    assert named(made)[1:] == [
        "../common/schemas/error.yaml",
        "../common/schemas/kind.yaml",
    ]


@pytest.mark.parametrize(
    "address", ["/etc/passwd", "file:../common/schemas/kind.yaml", "..%5Ccommon"]
)
def test_what_is_no_relative_path_stays_refused(tree: Path, address: str) -> None:
    (tree / "spec/api.yaml").write_text(
        HEAD + f"components: {{schemas: {{A: {{$ref: '{address}'}}}}}}\n"
    )
    assert refused(tree, Path(os.sep))


def test_files_of_one_name_have_addresses_of_their_own(tree: Path) -> None:
    (tree / "spec/common").mkdir()
    (tree / "spec/common/a.yaml").write_text("$id: kind.yaml\ntype: integer\n")
    (tree / "spec/api.yaml").write_text(
        HEAD
        + "components: {schemas: {A: {$ref: common/a.yaml}, B: {$ref: ../common/b.yaml}}}\n"
    )
    (tree / "common/b.yaml").write_text("items: {$ref: kind.yaml}\n")
    (tree / "common/kind.yaml").write_text("type: string\n")
    made = load(tree / "spec/api.yaml", folders=[tree / "common"])
    at = f"{FILES}/..~1common~1b.yaml/items"
    assert refs.resolve(made, made.at(at), at)[0] == {"type": "string"}
