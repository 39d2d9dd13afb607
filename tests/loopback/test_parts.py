"""Files with header fields of their parts go out of a client; the same fields reach the handler."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from fastapi import FastAPI, UploadFile
from operations.package import imported
from server.running import served

SPEC = Path(__file__).parents[1] / "cases" / "bodies" / "parts" / "openapi.yaml"
TAKEN = {"X-Taken": "2026-11-30"}


class Uploads:
    """Keeps the header fields of files."""

    def __init__(self) -> None:
        self.kept: list[tuple[str | None, str | None]] = []

    async def upload(self, _: Any, /, *, files: list[UploadFile], **rest: Any) -> None:
        for one in files:
            self.kept.append((one.filename, one.headers.get("x-taken")))


def test_header_fields_of_files_reach_the_handler(tmp_path: Path) -> None:
    uploads, app = Uploads(), FastAPI()
    with imported(SPEC, tmp_path / "made", server=True) as package:
        server = importlib.import_module(f"{package.module.__name__}_server")
        app.include_router(server.create_router(upload=uploads))
        with served(app) as url, package.module.Client(base_url=url) as client:
            files = [("a.png", b"1", "image/png", TAKEN), ("b.png", b"2")]
            client.upload.upload(files=files)
    assert uploads.kept == [("a.png", "2026-11-30"), ("b.png", None)]
