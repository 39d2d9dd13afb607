"""References to files outside of the document's folder: below folders that the user named, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, Refused
from generator.load import Document, dangling, load, refs
from generator.load.folder import Shared

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


def test_names_do_not_depend_on_which_folder_above_was_named(tree: Path) -> None:
    whole = named(load(tree / "spec/api.yaml", folders=[tree / "common"]))
    for folder in (tree, tree.parent, tree.parent.parent, Path(os.sep)):
        assert named(load(tree / "spec/api.yaml", folders=[folder])) == whole


def test_two_names_of_one_folder_are_one_in_any_order(tree: Path) -> None:
    (tree / "alias").symlink_to(tree / "common")
    both = [tree / "common", tree / "alias"]
    names = [named(load(tree / "spec/api.yaml", folders=x)) for x in (both, both[::-1])]
    assert names[0] == names[1]
    assert "../alias/schemas/error.yaml" in names[0]


def test_a_step_up_behind_a_link_leads_where_the_system_says(tree: Path) -> None:
    (tree / "far/away/common").mkdir(parents=True)
    (tree / "far/away/deep").mkdir()
    (tree / "far/away/common/a.yaml").write_text("type: integer\n")
    (tree / "spec/link").symlink_to(tree / "far/away/deep")
    (tree / "spec/common").mkdir()
    (tree / "spec/common/a.yaml").write_text("type: string\n")
    (tree / "spec/api.yaml").write_text(
        HEAD
        + "components: {schemas: {A: {$ref: common/a.yaml}, B: {$ref: ../far/away/common/a.yaml}}}\n"
    )
    made = load(tree / "spec/api.yaml", folders=[tree / "spec/link/../common"])
    assert named(made)[1:] == ["../far/away/common/a.yaml", "common/a.yaml"]
    at = "#/components/schemas/B"
    assert refs.resolve(made, made.at(at), at)[0] == {"type": "integer"}


def test_no_name_tells_where_a_link_leads_on_this_machine(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All files of a test have a folder in common, which is what is_far denies.
    spelled = str(tmp_path / "spec/linked")

    def is_far(one: Shared, real: Path) -> bool:
        return one.spelled != spelled and real.exists()

    monkeypatch.setattr(Shared, "is_far", is_far)
    (tree / "spec/linked").symlink_to(tree / "common")
    (tree / "spec/api.yaml").write_text(
        HEAD + "components: {schemas: {A: {$ref: linked/schemas/kind.yaml}}}\n"
    )
    (found,) = refused(tree, tree / "common")
    assert "'linked/schemas/kind.yaml' is a link" in found.message
    assert "Name the link itself" in found.hint
    made = load(tree / "spec/api.yaml", folders=[tree / "spec/linked"])
    assert named(made)[1:] == ["linked/schemas/kind.yaml"]
    # What the document spells is no secret, and neither is what stands beside such a file.
    (tree / "spec/api.yaml").write_text(
        HEAD + "components: {schemas: {A: {$ref: ../common/schemas/error.yaml}}}\n"
    )
    assert named(load(tree / "spec/api.yaml", folders=[tree / "common"]))[1:3] == [
        "../common/schemas/error.yaml",
        "../common/schemas/kind.yaml",
    ]


def test_a_folder_is_far_where_only_the_root_is_above_both() -> None:
    far = Shared("/srv/shared", "/srv/shared", "/home/me/orders")
    assert far.is_far(Path("/srv/shared/a.yaml"))
    near = Shared("/", "/", "/home/me/orders")
    assert not near.is_far(Path("/home/me/common/a.yaml"))
    assert near.name(Path("/home/me/common/a.yaml")) == "../common/a.yaml"


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
