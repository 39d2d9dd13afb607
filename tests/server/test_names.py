"""Resources that are called like what makes an application are served like any other."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import yaml
from operations.package import imported
from starlette.testclient import TestClient

NAMES = (
    "settings",
    "router",
    "create_router",
    "create_app",
    "made",
    "limits",
    "check_answers",
    "docs_url",
    "verify",
)


class Handler:
    """Answers with what it is called."""

    def __init__(self, name: str) -> None:
        self.name = name

    async def read(self, _: Any) -> str:
        return self.name


def operation(name: str) -> dict[str, Any]:
    """An operation that gives a text."""
    content = {"application/json": {"schema": {"type": "string"}}}
    success = {"description": "A name.", "content": content}
    return {"get": {"operationId": f"{name}.read", "responses": {"200": success}}}


def test_every_name_is_a_resource(tmp_path: Path) -> None:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "", "version": ""},
        "paths": {f"/{name}": operation(name) for name in NAMES},
    }
    spec = tmp_path / "openapi.yaml"
    spec.write_text(yaml.safe_dump(document), "utf-8")
    with imported(spec, tmp_path / "out", server=True) as package:
        made = importlib.import_module(f"{package.module.__name__}_server").create_app
        taken = ("router", "create_router", "limits", "check_answers", "docs_url")
        given = {
            f"{name}_" if name in (*taken, "verify") else name: Handler(name)
            for name in NAMES
        }
        application = made(**given)
        assert application.title, "FastAPI asks for one where the document has none"
        client = TestClient(application)
        assert [client.get(f"/{name}").json() for name in NAMES] == [*NAMES]


def test_an_operation_goes_before_what_fastapi_has_at_its_path(tmp_path: Path) -> None:
    paths = {
        "/openapi.json": operation("document"),
        "/docs": operation("docs"),
        "/{name}": {
            **operation("any"),
            "parameters": [
                {
                    "name": "name",
                    "in": "path",
                    "required": True,
                    "schema": {"enum": ["a"]},
                }
            ],
        },
    }
    document = {"openapi": "3.1.0", "info": {"title": "", "version": ""}}
    spec = tmp_path / "openapi.yaml"
    spec.write_text(yaml.safe_dump({**document, "paths": paths}), "utf-8")
    with imported(spec, tmp_path / "out", "own", server=True):
        made = importlib.import_module("own_server").create_app
        given = {name: Handler(name) for name in ("document", "docs", "any")}
        client = TestClient(made(**given))
        assert client.get("/openapi.json").json() == "document"
        assert client.get("/docs").json() == "docs"
        assert client.get("/redoc").status_code == 422
