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
