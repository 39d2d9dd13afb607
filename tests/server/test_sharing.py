"""Requests for operations that share a method and a path go in; the operation that each is for comes out."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from operations.package import imported
from starlette.testclient import TestClient

from generator.ir.build import build
from generator.load import load
from generator.targets.server.notes import notes

SPEC = Path(__file__).parents[1] / "cases/operations/told-apart/openapi.yaml"


class Notes:
    """Refuses every call with the name of the method."""

    def __init__(self, error: type[Exception]) -> None:
        self.error = error

    def __getattr__(self, name: str) -> Any:
        def method(_: object, /, **arguments: Any) -> Any:
            raise self.error(" ".join([name, *map(str, arguments.values())]))

        return method


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the server of the case."""
    folder = tmp_path_factory.mktemp("sharing")
    with imported(SPEC, folder, server=True) as package:
        server = importlib.import_module(f"{package.module.__name__}_server")
        error = package.part("errors").ConflictError
        yield TestClient(server.create_app(notes=Notes(error)))


@pytest.mark.parametrize(
    ("method", "target", "header", "said"),
    [
        ("POST", "/?id=7", "Notes.Remove", "remove Notes.Remove 7"),
        ("GET", "/?Action=List", None, "list List"),
        ("GET", "/notes/a", None, "get a"),
        ("GET", "/notes/a:undelete", None, "deleted a"),
        ("POST", "/notes/a:undelete", None, "undelete a"),
    ],
)
def test_it_has_the_parameters_that_tell_it(
    client: TestClient, method: str, target: str, header: str | None, said: str
) -> None:
    headers = {"X-Target": header} if header else {}
    answer = client.request(method, target, headers=headers)
    assert (answer.status_code, answer.json()["detail"]) == (409, said)


def test_without_them_it_is_told_what_is_missing(client: TestClient) -> None:
    assert client.get("/?Action=Other").status_code == 422
    answer = client.post("/", json={"text": "a"})
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["header", "X-Target"]
    assert client.put("/").status_code == 405


def test_operations_that_nothing_tells_apart_are_told_of(tmp_path: Path) -> None:
    document = yaml.safe_load(SPEC.read_text("utf-8"))
    assert not notes(build(load(SPEC))[0])
    for item in document["paths"].values():
        for operation in item.values():
            for one in operation["parameters"]:
                one["required"] = one["in"] == "path"
    spec = tmp_path / "openapi.yaml"
    spec.write_text(yaml.safe_dump(document), "utf-8")
    found = [one.code for one in notes(build(load(spec))[0])]
    assert found == ["unreachable-operation"] * 2


def test_a_field_in_the_stead_of_a_name_is_no_failure(tmp_path: Path) -> None:
    """Nothing tells which name is meant."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Names", "version": "1"},
        "paths": {
            "/a?{name}=1": {
                "get": {
                    "operationId": "notes.get",
                    "parameters": [
                        {
                            "name": "name",
                            "in": "path",
                            "required": True,
                            "schema": {"type": "string"},
                        }
                    ],
                    "responses": {"204": {"description": "done"}},
                }
            }
        },
    }
    spec = tmp_path / "openapi.yaml"
    spec.write_text(yaml.safe_dump(document), "utf-8")
    with imported(spec, tmp_path / "out", "named", server=True) as package:
        server = importlib.import_module("named_server")
        error = package.part("errors").ConflictError
        client = TestClient(server.create_app(notes=Notes(error)))
        assert client.get("/a?b=1").status_code == 400
