"""A task's result in; its download by one kind of engine, from a host of one file that breaks off, out."""

from __future__ import annotations

import asyncio
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from _runtime.async_engine import AsyncEngine
from _runtime.engine import SyncEngine
from _runtime.httpx_transport import AsyncHttpTransport, HttpTransport
from _runtime.settings import Settings
from _runtime.tasks import AsyncTask, Task

from .conftest import Seen, Server, reply
from .engines import Time, api
from .test_tasks import SPEC

FILM = bytes(range(256)) * 1000
ELSEWHERE = "https://acme.example"


class Saver:
    """Downloads the result of a task with one kind of engine."""

    def __init__(self, asynchronous: bool) -> None:
        self.asynchronous = asynchronous
        self.time = Time()

    def save(
        self,
        url: str,
        place: Path,
        base: str = ELSEWHERE,
        retries: int = 0,
        headers: tuple[tuple[str, str], ...] = (),
        **options: Any,
    ) -> Any:
        """Save what stands at an address; the task is given."""
        settings = Settings(
            base,
            True,
            {"token": "sk-1"},
            headers,
            clock=self.time.clock(),
            retries=retries,
        )
        if not self.asynchronous:
            engine = SyncEngine(api(), settings, HttpTransport, self.time.sleep)
            task = Task(engine, SPEC, "t")
            task.result_url = url
            try:
                task.download(place, **options)
            finally:
                engine.close()
            return task

        async def run() -> Any:
            other = AsyncEngine(
                api(), settings, AsyncHttpTransport, self.time.sleep_async
            )
            task = AsyncTask(other, SPEC, "t")
            task.result_url = url
            try:
                await task.download(place, **options)
            finally:
                await other.close()
            return task

        return asyncio.run(run())


class Shop:
    """A host of one file, which cuts its first answers off.

    Attributes:
        cuts: after how many bytes each of the first answers breaks off.
        etag, ranges: what the host knows of.
    """

    def __init__(
        self, *cuts: int, etag: str = '"v1"', ranges: bool = True, film: bytes = FILM
    ) -> None:
        self.cuts = list(cuts)
        self.etag, self.ranges, self.film = etag, ranges, film

    def __call__(self, handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        asked, known = seen.headers.get("range", ""), seen.headers.get("if-range")
        start = 0
        if asked and self.ranges and known == self.etag:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
        whole = len(self.film)
        if start >= whole:
            reply(handler, 416, Content_Range=f"bytes */{whole}")
            return
        handler.send_response(206 if start else 200)
        if self.etag:
            handler.send_header("ETag", self.etag)
        if start:
            handler.send_header("Content-Range", f"bytes {start}-{whole - 1}/{whole}")
        handler.send_header("Content-Type", "video/mp4")
        handler.send_header("Content-Length", str(whole - start))
        handler.end_headers()
        body = self.film[start:]
        if self.cuts:
            body = body[: self.cuts.pop(0)]
            handler.close_connection = True
        handler.wfile.write(body)


def ranges(server: Server) -> list[str | None]:
    """What was asked for, request by request."""
    return [seen.headers.get("range") for seen in server.seen]
