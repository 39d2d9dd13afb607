"""Web pages of this machine may call the mock and read its answers; those of other hosts may not."""

from __future__ import annotations

import pytest

from mock.asking import ask
from mock.playing import playing

TARGET = "/v1/video/generations"


@pytest.mark.parametrize(
    "origin", ["http://localhost:8000", "http://127.0.0.1", "http://[::1]:5173"]
)
def test_a_page_of_this_machine_may_call(origin: str) -> None:
    with playing() as mock:
        first = ask(
            mock.url,
            "OPTIONS",
            TARGET,
            token="",
            Origin=origin,
            Access_Control_Request_Method="POST",
            Access_Control_Request_Headers="authorization,content-type",
        )
        assert first.status == 204
        assert first.headers["access-control-allow-origin"] == origin
        assert first.headers["access-control-allow-methods"] == "POST"
        named = first.headers["access-control-allow-headers"]
        assert named == "authorization,content-type"
        assert not mock.requests
        made = ask(mock.url, "POST", TARGET, {"prompt": 5}, Origin=origin)
        assert made.status == 400
        assert made.headers["access-control-allow-origin"] == origin


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://localhost.evil.example",
        "http://localhost@evil.example",
        "http://[",
        "null",
    ],
)
def test_a_page_of_another_host_may_not(origin: str) -> None:
    with playing() as mock:
        first = ask(
            mock.url,
            "OPTIONS",
            TARGET,
            Origin=origin,
            Access_Control_Request_Method="POST",
        )
        made = ask(mock.url, "POST", TARGET, {"prompt": 5}, Origin=origin)
    assert first.status == 405
    for one in (first, made):
        assert "access-control-allow-origin" not in one.headers


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:4010", "127.0.0.1.evil.example", "a.b]", "["]
)
def test_a_name_that_leads_here_is_nobody_for_the_admin_address(host: str) -> None:
    """A page may have a name of its own lead to this machine, and is of the same origin then."""
    with playing() as mock:
        assert ask(mock.url, "GET", "/__mock__", Host=host).status == 403
        ask(mock.url, "POST", TARGET, {"model": "kling-v1", "prompt": "a"}, Host=host)
        assert ask(mock.url, "POST", "/__mock__/reset", Host=host).status == 403
        assert mock.billed == 1


@pytest.mark.parametrize("host", ["localhost", "mock:4010", "[::1]:80", "a.localhost"])
def test_a_name_that_is_nobody_elses_may_ask(host: str) -> None:
    with playing() as mock:
        assert ask(mock.url, "GET", "/__mock__", Host=host).status == 200


def test_a_page_of_another_host_counts_nothing_away() -> None:
    """A browser sends such a request without asking, though the page cannot read the answer."""
    with playing() as mock:
        ask(mock.url, "POST", TARGET, {"model": "kling-v1", "prompt": "a"})
        evil = "https://evil.example"
        reset = ask(mock.url, "POST", "/__mock__/reset", Origin=evil)
        assert (reset.status, mock.billed) == (403, 1)
        own = "http://localhost:8000"
        assert ask(mock.url, "POST", "/__mock__/reset", Origin=own).status == 200
