"""Results of tasks: whole or not there, gone on with where they broke off, and no credential to another host."""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from _runtime import errors
from _runtime.async_engine import AsyncEngine
from _runtime.engine import SyncEngine
from _runtime.httpx_transport import AsyncHttpTransport, HttpTransport
from _runtime.settings import Settings
from _runtime.tasks import AsyncTask, Task

from .conftest import Play, Seen, Server, reply
from .engines import Time, api
from .test_tasks import SPEC

Serve = Callable[[Play], Server]
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


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def saver(request: pytest.FixtureRequest) -> Saver:
    return Saver(request.param)


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


def test_elsewhere_no_credential_and_no_header_goes_along(
    saver: Saver, serve: Serve, tmp_path: Path
) -> None:
    server = serve(Shop())
    told: list[tuple[int, int | None]] = []
    place = tmp_path / "film.mp4"
    saver.save(
        f"{server.url}/v?sig=1",
        place,
        headers=(("X-Tenant", "mine"),),
        progress=lambda written, total: told.append((written, total)),
    )
    assert place.read_bytes() == FILM
    assert told[-1] == (len(FILM), len(FILM))
    assert list(tmp_path.iterdir()) == [place]
    (seen,) = server.seen
    assert set(seen.headers) == {"host", "accept", "accept-encoding", "user-agent"}
    assert seen.headers["accept-encoding"] == "identity"
    assert seen.target == "/v?sig=1"


def test_from_home_and_over_a_redirect_elsewhere(
    saver: Saver, serve: Serve, tmp_path: Path
) -> None:
    other = serve(Shop(1000))
    server = serve(lambda h, _: reply(h, 302, Location=f"{other.url}/v"))
    saver.save(
        "/v", tmp_path / "v", server.url, retries=1, headers=(("X-Tenant", "mine"),)
    )
    assert (tmp_path / "v").read_bytes() == FILM
    assert server.seen[0].headers["authorization"] == "Bearer sk-1"
    assert server.seen[0].headers["x-tenant"] == "mine"
    assert ranges(other) == [None, "bytes=1000-"]
    for seen in other.seen:
        assert not {"authorization", "x-tenant"} & set(seen.headers)


# --------------------------------------------------------------------------------------------------------- going on


def test_what_breaks_off_goes_on_where_it_stopped(
    saver: Saver, serve: Serve, tmp_path: Path
) -> None:
    server = serve(Shop(1000, 2000, 3000, 4000))
    told: list[int] = []
    place = tmp_path / "v"
    # One repetition is enough: what brings the download on is no failure.
    saver.save(
        server.url, place, retries=1, progress=lambda written, _: told.append(written)
    )
    assert place.read_bytes() == FILM
    assert ranges(server) == [
        None,
        "bytes=1000-",
        "bytes=3000-",
        "bytes=6000-",
        "bytes=10000-",
    ]
    assert told == sorted(told)
    assert list(tmp_path.iterdir()) == [place]


def test_another_process_goes_on(saver: Saver, serve: Serve, tmp_path: Path) -> None:
    server = serve(Shop(1000))
    place = tmp_path / "v"
    with pytest.raises(errors.ConnectionFailed):
        saver.save(f"{server.url}/v?sig=old", place)
    assert not place.exists()
    assert (tmp_path / "v.part").stat().st_size == 1000
    Saver(saver.asynchronous).save(f"{server.url}/v?sig=new", place)
    assert place.read_bytes() == FILM
    assert ranges(server) == [None, "bytes=1000-"]
    assert server.seen[1].headers["if-range"] == '"v1"'
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize("change", ["ranges", "etag"])
def test_a_server_that_ignores_the_range_sends_all(
    saver: Saver, serve: Serve, tmp_path: Path, change: str
) -> None:
    shop = Shop(1000)
    server = serve(shop)
    with pytest.raises(errors.ConnectionFailed):
        saver.save(server.url, tmp_path / "v")
    shop.film = FILM[::-1]
    setattr(shop, change, {"ranges": False, "etag": '"v2"'}[change])
    saver.save(server.url, tmp_path / "v")
    assert (tmp_path / "v").read_bytes() == FILM[::-1]
    assert ranges(server) == [None, "bytes=1000-"]


@pytest.mark.parametrize("etag", ["", 'W/"weak"'])
def test_without_a_word_of_the_servers_all_is_asked_for(
    saver: Saver, serve: Serve, tmp_path: Path, etag: str
) -> None:
    server = serve(Shop(1000, etag=etag))
    saver.save(server.url, tmp_path / "v", retries=1)
    assert (tmp_path / "v").read_bytes() == FILM
    assert ranges(server) == [None, None]


def test_a_part_of_another_address_is_not_built_on(
    saver: Saver, serve: Serve, tmp_path: Path
) -> None:
    server = serve(Shop(1000))
    with pytest.raises(errors.ConnectionFailed):
        saver.save(f"{server.url}/a", tmp_path / "v")
    saver.save(f"{server.url}/b", tmp_path / "v")
    assert ranges(server) == [None, None]


@pytest.mark.parametrize("extra", [0, 5])
def test_a_part_with_nothing_missing(
    saver: Saver, serve: Serve, tmp_path: Path, extra: int
) -> None:
    """416: the part is the whole file, or it is none of it and all is asked for anew."""
    server = serve(Shop(1000))
    with pytest.raises(errors.ConnectionFailed):
        saver.save(server.url, tmp_path / "v")
    (tmp_path / "v.part").write_bytes(FILM + b"x" * extra)
    saver.save(server.url, tmp_path / "v", retries=1)
    assert (tmp_path / "v").read_bytes() == FILM
    assert (
        ranges(server)[1:] == [f"bytes={len(FILM) + extra}-", None][: 1 + bool(extra)]
    )
    assert [one.name for one in tmp_path.iterdir()] == ["v"]


def test_another_part_than_the_one_asked_for(
    saver: Saver, serve: Serve, tmp_path: Path
) -> None:
    shop = Shop(1000)

    def play(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        if "range" in seen.headers:
            reply(handler, 206, b"odd", Content_Range="bytes 5-7/256000")
        else:
            shop(handler, seen)

    server = serve(play)
    saver.save(server.url, tmp_path / "v", retries=2)
    assert (tmp_path / "v").read_bytes() == FILM
    assert ranges(server) == [None, "bytes=1000-", None]


@pytest.mark.parametrize("note", ["{", "[]", '{"validator": 3}', "[" * 100_000])
def test_notes_that_are_none(
    saver: Saver, serve: Serve, tmp_path: Path, note: str
) -> None:
    (tmp_path / "v.part").write_bytes(b"odd")
    (tmp_path / "v.part.json").write_text(note)
    saver.save(serve(Shop()).url, tmp_path / "v")
    assert (tmp_path / "v").read_bytes() == FILM


def test_a_download_that_never_comes_to_its_end_ends(
    saver: Saver, serve: Serve, tmp_path: Path
) -> None:
    server = serve(Shop(*[0] * 10))
    with pytest.raises(errors.ConnectionFailed):
        saver.save(server.url, tmp_path / "v", retries=2)
    assert len(server.seen) == 3
    assert not (tmp_path / "v").exists()


# ----------------------------------------------------------------------------------------------------------- checks


@pytest.mark.parametrize(
    ("wanted", "kind", "fits"),
    [
        ("video/*", "video/mp4", True),
        ("video/mp4", "video/mp4; codecs=avc1", True),
        ("video/*", "application/octet-stream", True),
        ("", "text/html", True),
        ("video/*", "text/html", False),
        ("video/mp4", "video/webm", False),
    ],
)
def test_the_media_type(
    saver: Saver, serve: Serve, tmp_path: Path, wanted: str, kind: str, fits: bool
) -> None:
    server = serve(lambda h, _: reply(h, 200, b"x", Content_Type=kind))
    if fits:
        saver.save(server.url, tmp_path / "v", media_type=wanted)
        assert (tmp_path / "v").read_bytes() == b"x"
        return
    with pytest.raises(errors.UnexpectedResponse, match=f"not {wanted[:5]}"):
        saver.save(server.url, tmp_path / "v", media_type=wanted)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("announced", [True, False])
def test_the_size(saver: Saver, serve: Serve, tmp_path: Path, announced: bool) -> None:
    def play(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        if announced:
            reply(handler, 200, FILM)
            return
        handler.send_response(200)
        handler.end_headers()
        handler.close_connection = True
        handler.wfile.write(FILM)

    server = serve(play)
    with pytest.raises(errors.ResponseTooLarge):
        saver.save(server.url, tmp_path / "v", max_bytes=10_000, retries=2)
    assert len(server.seen) == 1
    assert not (tmp_path / "v").exists()
    saver.save(server.url, tmp_path / "v", max_bytes=len(FILM))
    assert (tmp_path / "v").read_bytes() == FILM


@pytest.mark.parametrize(
    ("status", "body"),
    [(403, b"<Error/>"), (404, b""), (410, b""), (400, b"ExpiredToken")],
)
def test_an_expired_address_is_called_one(
    saver: Saver, serve: Serve, tmp_path: Path, status: int, body: bytes
) -> None:
    server = serve(lambda h, _: reply(h, status, body))
    with pytest.raises(errors.LinkExpired, match="new one") as caught:
        saver.save(f"{server.url}/v?sig=secret", tmp_path / "v", "http://127.0.0.1:1")
    assert caught.value.status == status
    assert "secret" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_an_expired_address_is_asked_for_anew(
    saver: Saver, serve: Serve, tmp_path: Path
) -> None:
    shop = Shop()

    def play(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        if seen.target == "/old":
            reply(handler, 410)
        elif seen.target == "/tasks/t":
            state = json.dumps({"status": "succeeded", "url": f"{server.url}/new"})
            reply(handler, 200, state.encode(), Content_Type="application/json")
        else:
            shop(handler, seen)

    server = serve(play)
    task = saver.save(f"{server.url}/old", tmp_path / "v", server.url)
    assert (tmp_path / "v").read_bytes() == FILM
    assert task.result_url == f"{server.url}/new"


def test_a_folder_that_is_not_there(saver: Saver, serve: Serve, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        saver.save(serve(Shop()).url, tmp_path / "nowhere" / "v")


def test_a_time_of_its_own(saver: Saver, serve: Serve, tmp_path: Path) -> None:
    def slow(handler: BaseHTTPRequestHandler, _: Seen) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "5")
        handler.end_headers()
        handler.wfile.flush()

    server = serve(slow)
    from _runtime.transport import Timeout

    with pytest.raises(errors.RequestTimeout):
        saver.save(server.url, tmp_path / "v", timeout=Timeout(read=0.2))


# ---------------------------------------------------------------------------------------------------------- progress


def test_a_line_is_drawn_where_no_bar_is_installed(
    saver: Saver,
    serve: Serve,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for package in ("tqdm", "rich", "rich.progress"):
        monkeypatch.setitem(sys.modules, package, None)
    saver.save(serve(Shop(100)).url, tmp_path / "film", progress=True, retries=1)
    drawn = capsys.readouterr().err
    assert drawn.splitlines()[-1].endswith("100 %")
    assert drawn.endswith("\n")


@pytest.mark.parametrize("package", ["tqdm", "rich"])
def test_a_bar_is_drawn_by_what_is_installed(
    saver: Saver,
    serve: Serve,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    package: str,
) -> None:
    importlib.import_module(package)
    if package == "rich":
        monkeypatch.setitem(sys.modules, "tqdm", None)
    saver.save(serve(Shop()).url, tmp_path / "film", progress=True)
    drawn = capsys.readouterr().err
    assert "film" in drawn
    assert "100%" in drawn if package == "tqdm" else "256" in drawn
