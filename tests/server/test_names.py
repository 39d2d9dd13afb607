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
