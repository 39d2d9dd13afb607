"""A router and a published document in; a FastAPI application out."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.routing import Route


@cache
def document(package: str) -> dict[str, Any]:
    """The document as it was published with a package; not to be changed."""
    text = files(package).joinpath("openapi.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


class Application(FastAPI):
    """A FastAPI application that publishes the document that its operations were made from."""

    def __init__(self, module: str, router: APIRouter, docs_url: str | None) -> None:
        """Serve a router.

        Args:
            module: name of a module beside which the document lies.
            docs_url: path of Swagger UI, None for none; it loads its scripts from elsewhere.
        """
        self._package = module.rpartition(".")[0]
        info: dict[str, Any] = document(self._package).get("info") or {}
        # FastAPI asks for words where a document may have none, and writes the title into the page of Swagger UI as it stands.
        super().__init__(
            title=escape(str(info.get("title") or self._package), quote=False),
            version=str(info.get("version") or 0),
            docs_url=docs_url,
            redoc_url=None,
            redirect_slashes=False,
        )
        taken = {
            one.path
            for one in router.routes
            if isinstance(one, Route) and "GET" in (one.methods or ())
        }
        # An operation of the document goes before what FastAPI has at the same path.
        self.router.routes[:] = [
            one
            for one in self.router.routes
            if not isinstance(one, Route) or one.path not in taken
        ]
        self.include_router(router)

    def openapi(self) -> dict[str, Any]:
        """Give the document."""
        return document(self._package)
