"""Nothing but descriptions is new: the files that tell them are made, and come out as if all had been made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from generator.cache.store import Store
from generator.diagnostics import Diagnostic
from generator.load import load
from generator.pipeline import Built, build, read
from generator.project import Project
from generator.retelling import MOST, keep, retold
from generator.timings import Stopwatch
from generator.validate import process

CASES = Path(__file__).resolve().parents[1] / "cases"
DOCUMENTS = sorted(path.parent for path in CASES.glob("*/*/openapi.yaml"))
OWN = Path(__file__).resolve().parents[2] / "spec" / "openapi.yaml"
TEXTS = ("Something new.", "- a list\n- of two", "Says it twice. Default: 5.")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every document is large, and nobody asks for more than our own checks."""
    monkeypatch.setattr(process, "LARGE", 0)
    monkeypatch.delenv("CI", raising=False)


class Runs:
    """Runs of one project after each other."""

    def __init__(self, folder: Path, data: Any) -> None:
        spec, output = folder / "api.json", folder / "out"
        self.project = Project(root=folder, spec=spec, output=output)
        self.store = Store(folder / "cache", b"k" * 32)
        self.write(data)
        built = build(self.project)
        for file in built.files:
            path = output / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.encoded())
        keep(self.project, self.store, "name", built)

    def write(self, data: Any) -> None:
        """Put a document in place of the one that is there."""
        self.project.spec.write_text(json.dumps(data))

    def again(self, data: Any, project: Project | None = None) -> Built | None:
        """What is made of another document, if it is no more than told anew."""
        self.write(data)
        project = project or self.project
        document = read(project, Stopwatch())
        return retold(project, self.store, "name", document, Stopwatch())


def same(told: Built, project: Project) -> None:
    """Hold what was told anew against what is made from the beginning."""
    made = build(project)
    assert [one.path for one in told.files] == [one.path for one in made.files]
    for one, other in zip(told.files, made.files, strict=True):
        assert one.encoded() == other.encoded(), one.path
    assert told.diagnostics == made.diagnostics


def described(value: Any) -> Iterator[dict[str, Any]]:
    """Every object with a description in it, wherever that stands."""
    if isinstance(value, dict):
        if isinstance(value.get("description"), str):
            yield value
        for one in value.values():
            yield from described(one)
    elif isinstance(value, list):
        for one in value:
            yield from described(one)


@pytest.mark.usefixtures("judged_elsewhere")
@pytest.mark.parametrize(
    "folder", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_every_description(folder: Path, tmp_path: Path) -> None:
    document = load(folder / "openapi.yaml")
    if len(document.sources) > 1:
        return
    data = deepcopy(document.data)
    places = list(described(data))
    if not places:
        return
    runs = Runs(tmp_path, data)
    others = [one["description"] for one in places]
    for index, place in enumerate(places[:3]):
        before = place["description"]
        for text in (TEXTS[index % len(TEXTS)], others[index - 1]):
            place["description"] = text
            told = runs.again(data)
            if told is not None:
                same(told, runs.project)
        place["description"] = before


# ------------------------------------------------------------------------------------------------------- what counts


def own() -> Any:
    """A document with texts in all kinds of places."""
    schema = {"type": "object", "description": "A pet.", "properties": {}}
    schema["properties"] = {
        "name": {"type": "string", "description": "What it is called."},
        "age": {"type": "integer", "default": 1, "example": 1},
        "kind": {"enum": ["cat", "dog"], "description": "What it is."},
        "home": {
            "type": "object",
            "properties": {"street": {"type": "string", "description": "Its street."}},
        },
        "work": {
            "type": "object",
            "properties": {"street": {"type": "string", "description": "Its street."}},
        },
        "size": {
            "oneOf": [
                {"const": "s", "description": "Small it is."},
                {"const": "l", "description": "Large it is."},
            ]
        },
    }
    get = {
        "operationId": "list_pets",
        "tags": ["pets"],
        "summary": "All pets",
        "description": "Lists pets.",
        "parameters": [
            {
                "name": "limit",
                "in": "query",
                "description": "How many.",
                "schema": {"type": "integer"},
                "example": 3,
            }
        ],
        "responses": {
            "200": {
                "description": "All of them.",
                "content": {
                    "application/json": {
                        "schema": {"$ref": "#/components/schemas/Pet"},
                        "example": {"description": "No description."},
                    }
                },
            },
            "404": {"description": "There are none."},
        },
        "x-more": {"description": "Ours."},
    }
    owner = {
        "type": "object",
        "properties": {"name": {"type": "string", "description": "What it is called."}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1", "description": "All about pets."},
        "paths": {"/pets": {"get": get}},
        "components": {"schemas": {"Pet": schema, "Owner": owner}},
    }


def at(data: Any, *tokens: str | int) -> Any:
    """A value in a document."""
    for token in tokens:
        data = data[token]
    return data


GET = ("paths", "/pets", "get")
PET = ("components", "schemas", "Pet")
PROPERTIES = (*PET, "properties")


@pytest.mark.parametrize(
    ("way", "page"),
    [
        (("info",), "README.md"),
        (GET, "resources/pets.py"),
        ((*GET, "parameters", 0), "resources/pets.py"),
        ((*GET, "responses", "404"), "resources/pets.py"),
        (PET, "models/pet.py"),
        ((*PROPERTIES, "name"), "models/pet.py"),
        ((*PROPERTIES, "kind"), "models/pet.py"),
    ],
)
def test_what_is_told_anew(
    way: tuple[str | int, ...], page: str, tmp_path: Path
) -> None:
    data = own()
    runs = Runs(tmp_path, data)
    at(data, *way)["description"] = "Is told anew."
    told = runs.again(data)
    assert told is not None
    same(told, runs.project)
    changed = [
        file.path
        for file in told.files
        if (runs.project.output / file.path).read_bytes() != file.encoded()
    ]
    assert len(changed) == 1
    assert changed[0].endswith(page)


@pytest.mark.parametrize(
    ("way", "value"),
    [
        ((*PROPERTIES, "age", "default"), True),
        ((*PROPERTIES, "age", "default"), 1.0),
        ((*PROPERTIES, "age", "description"), "Is there now."),
        ((*GET, "summary"), "Is another one."),
        ((*PROPERTIES, "size", "oneOf", 0, "description"), "Is told of the union."),
        ((*PROPERTIES, "home", "properties", "street", "description"), "Is no work."),
        (("x-more",), {"description": "Anyone's."}),
        ((*GET, "x-more", "description"), "Anyone's."),
        (
            (*GET, "responses", "200", "content", "application/json", "example"),
            {"description": "Another one."},
        ),
        ((*PET, "description"), ""),
    ],
)
def test_what_is_more_than_told_anew(
    way: tuple[str | int, ...], value: Any, tmp_path: Path
) -> None:
    data = own()
    runs = Runs(tmp_path, data)
    at(data, *GET)["description"] = "Is told anew."
    at(data, *way[:-1])[way[-1]] = value
    assert runs.again(data) is None


def test_keys_in_another_order_are_more(tmp_path: Path) -> None:
    data = own()
    runs = Runs(tmp_path, data)
    found = at(data, *PROPERTIES)
    found["name"] = {**found.pop("name"), "description": "Is told anew."}
    assert runs.again(data) is None


def test_many_at_one_time_are_more(tmp_path: Path) -> None:
    data = own()
    found = at(data, *PROPERTIES)
    for number in range(MOST + 1):
        found[f"n{number}"] = {"type": "string", "description": f"Number {number}."}
    runs = Runs(tmp_path, data)
    for number in range(MOST + 1):
        found[f"n{number}"]["description"] = f"Is now number {number}."
    assert runs.again(data) is None


def test_an_output_that_is_not_what_was_made_is_made_again(tmp_path: Path) -> None:
    data = own()
    runs = Runs(tmp_path, data)
    at(data, *PET)["description"] = "Is told anew."
    page = runs.project.output / "python/pets/resources/pets.py"
    content = page.read_bytes()
    page.write_bytes(content + b"# mine\n")
    assert runs.again(data) is None
    page.unlink()
    assert runs.again(data) is None
    page.write_bytes(content)
    assert runs.again(data) is not None


@pytest.mark.parametrize("value", ["1", "true"])
def test_who_asks_for_all_checks_gets_them(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = own()
    runs = Runs(tmp_path, data)
    at(data, *PET)["description"] = "Is told anew."
    monkeypatch.setenv("CI", value)
    assert runs.again(data) is None


def test_small_documents_are_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = own()
    runs = Runs(tmp_path, data)
    at(data, *PET)["description"] = "Is told anew."
    monkeypatch.setattr(process, "LARGE", 1_000_000)
    assert runs.again(data) is None


def test_a_check_without_an_end_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = own()
    runs = Runs(tmp_path, data)
    built = build(runs.project)
    cut = Diagnostic("not-checked", "warning", "It took too long.")
    other = Store(tmp_path / "other", b"k" * 32)
    keep(
        runs.project,
        other,
        "name",
        Built(built.document, built.files, (cut,), (), built.model),
    )
    assert not (tmp_path / "other").exists()


def test_the_command_tells_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.regenerate import regenerate

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    data, spec = own(), tmp_path / "api.json"
    project = Project(root=tmp_path, spec=spec, output=tmp_path / "out")
    for text, first in (("One.", True), ("Two.", False), ("Three.", False)):
        at(data, *PET)["description"] = f"{text} Is told anew."
        spec.write_text(json.dumps(data))
        watch = Stopwatch()
        regenerate(project, watch)
        assert ("build" in watch.stages) is first
        assert text in (tmp_path / "out/python/pets/models/pet.py").read_text()
    watch = Stopwatch()
    regenerate(project, watch)
    assert "load" not in watch.stages
