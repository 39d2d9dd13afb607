"""Results of tasks: whole or not there, gone on with where they broke off, and no credential to another host."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from _runtime import errors

from .conftest import Play, Seen, Server, reply
from .saving import FILM, Saver, Shop, ranges

Serve = Callable[[Play], Server]


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def saver(request: pytest.FixtureRequest) -> Saver:
    return Saver(request.param)


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


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("/a film.mp4", "/a%20film.mp4"),
        ("/фильм?name=ü&b=%2F", "/%D1%84%D0%B8%D0%BB%D1%8C%D0%BC?name=%C3%BC&b=%2F"),
    ],
)
def test_an_address_that_is_not_encoded(
    saver: Saver, serve: Serve, tmp_path: Path, written: str, sent: str
) -> None:
    """In the task, and where a redirect leads to."""
    other = serve(Shop())
    server = serve(lambda h, _: leads(h, f"{other.url}{written}"))
    for place in (f"{other.url}{written}", server.url):
        saver.save(place, tmp_path / "v")
    assert [seen.target for seen in other.seen] == [sent, sent]


def leads(handler: BaseHTTPRequestHandler, target: str) -> None:
    """Lead elsewhere, in UTF-8 as some servers do."""
    handler.wfile.write(
        f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()
    )


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
