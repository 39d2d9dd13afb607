"""What the result of a task has to be, what is said of one that is not there any more, and how its arrival is shown."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from _runtime import errors
from _runtime.transport import Timeout

from .conftest import Play, Seen, Server, reply
from .saving import FILM, Saver, Shop

Serve = Callable[[Play], Server]


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def saver(request: pytest.FixtureRequest) -> Saver:
    return Saver(request.param)


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
