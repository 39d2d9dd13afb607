"""The fault table: what the generated clients make of everything that can go wrong, and what it costs.

Every row runs against both profiles and with both clients. However a call ends, the gateway has counted what the row
expects, and never more than one.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from burncloud_video import (
    APIError,
    AsyncClient,
    AuthenticationError,
    Client,
    InternalServerError,
    LinkExpired,
    OutcomeUnknown,
    RateLimitError,
    TaskFailed,
    Timeout,
)
from burncloud_video._runtime import task_state
from mock.playing import playing

from generator.mock import Mock, Options

TOKEN = "sk-test"
PATIENT = Timeout(connect=60, read=60, total=120)


@dataclass(frozen=True)
class Row:
    """One fault.

    Attributes:
        words: the fault, as docs/mock.md spells it.
        billed: submissions that the gateway counts.
        posts: submissions that arrive at the gateway.
        raises: what the caller gets; None for the video.
        cause: what an OutcomeUnknown was caused by.
        timeout: how long the client waits.
    """

    words: str
    billed: int
    posts: int = 1
    raises: type[APIError] | None = None
    cause: type[APIError] | None = None
    timeout: Timeout = PATIENT


ROWS = [
    Row("", 1),
    Row("401-nested", 0, raises=AuthenticationError),
    Row("429; times=1", 1, posts=2),
    Row("429; times=9", 0, posts=2, raises=RateLimitError),
    Row("429-retry-after; seconds=0; times=1", 1, posts=2),
    Row("429-retry-after; seconds=1; times=1", 1, posts=2),
    Row("429-retry-after; seconds=0", 0, posts=2, raises=RateLimitError),
    Row("500", 0, raises=OutcomeUnknown, cause=InternalServerError),
    Row("503", 0, raises=OutcomeUnknown, cause=InternalServerError),
    Row("500-accepted", 1, raises=OutcomeUnknown, cause=InternalServerError),
    Row("slow; seconds=9", 1, raises=OutcomeUnknown, timeout=Timeout(read=1)),
    Row("slow; seconds=0.1", 1),
    Row("drip; seconds=0.05", 1),
    Row("drip; seconds=3", 1, raises=OutcomeUnknown, timeout=Timeout(total=1.5)),
    Row("cut", 1, raises=OutcomeUnknown),
    Row("truncated", 1, raises=OutcomeUnknown),
    Row("extra-keys", 1),
    Row("unknown-status", 1),
    Row("task-failed", 1, raises=TaskFailed),
    Row("redirect", 1),
    Row("expired", 1, raises=LinkExpired),
]


def synchronously(url: str, file: Path, timeout: Timeout = PATIENT) -> None:
    """Start a task, wait for it, and save its video."""
    with Client(base_url=url, token=TOKEN, timeout=timeout, retries=1) as client:
        started = client.videos.create(model="kling-v1", prompt="A moon")
        task = client.videos.wait(str(started.task_id), deadline=60)
        task.download(file)


def asynchronously(url: str, file: Path, timeout: Timeout = PATIENT) -> None:
    """The same with the other client."""

    async def run() -> None:
        async with AsyncClient(
            base_url=url, token=TOKEN, timeout=timeout, retries=1
        ) as client:
            started = await client.videos.create(model="kling-v1", prompt="A moon")
            task = await client.videos.wait(str(started.task_id), deadline=60)
            await task.download(file)

    asyncio.run(run())


class Send(Protocol):
    """One of the two."""

    def __call__(self, url: str, file: Path, timeout: Timeout) -> None: ...


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mock asks for no pause between looks; here it gets none."""
    monkeypatch.setattr(task_state, "_SOONEST", 0.01)


@pytest.mark.parametrize("profile", ["documented", "observed"])
@pytest.mark.parametrize("send", [synchronously, asynchronously])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.words or "well")
def test_fault(row: Row, send: Send, profile: str, tmp_path: Path) -> None:
    file = tmp_path / "moon.mp4"
    with playing(options=Options(profile=profile, token=TOKEN)) as mock:
        if row.words:
            mock.set(f"{row.words}; operation=videos.create")
        if row.raises is None:
            send(mock.url, file, row.timeout)
            assert file.stat().st_size == 100_000
        else:
            with pytest.raises(row.raises) as raised:
                send(mock.url, file, row.timeout)
            if row.cause is not None:
                assert isinstance(raised.value.__cause__, row.cause)
            assert not file.exists()
        assert mock.billed == row.billed <= 1
        assert len(mock.sent("POST")) == row.posts
        credentials_stay(mock)


def credentials_stay(mock: Mock) -> None:
    """No credential and no cookie has followed to the other origin."""
    for seen in mock.requests:
        if seen.incoming.origin == mock.elsewhere:
            assert not {"authorization", "cookie"} & dict(seen.incoming.headers).keys()


def test_a_download_is_followed_to_another_origin(tmp_path: Path) -> None:
    with playing() as mock:
        mock.set("redirect; operation=videos.create")
        synchronously(mock.url, tmp_path / "moon.mp4")
        away = [
            one.incoming
            for one in mock.requests
            if one.incoming.origin == mock.elsewhere
        ]
        assert [one.method for one in away] == ["GET"]


LOOKS = (
    "cut; times=1",
    "truncated; times=1",
    "502; times=1",
    "500-accepted; times=1",
    "429; times=1",
    "429-retry-after; seconds=0; times=1",
    "extra-keys",
)


@pytest.mark.parametrize("profile", ["documented", "observed"])
@pytest.mark.parametrize("send", [synchronously, asynchronously])
def test_a_look_that_fails_is_repeated_and_costs_nothing(
    profile: str, send: Send, tmp_path: Path
) -> None:
    with playing(options=Options(profile=profile)) as mock:
        for words in LOOKS:
            mock.reset()
            mock.set(f"{words}; operation=videos.retrieve")
            send(mock.url, tmp_path / "moon.mp4", PATIENT)
            assert (mock.billed, len(mock.sent("POST"))) == (1, 1), words


@pytest.mark.parametrize("profile", ["documented", "observed"])
@pytest.mark.parametrize("send", [synchronously, asynchronously])
def test_a_look_that_is_refused_ends_the_waiting(
    profile: str, send: Send, tmp_path: Path
) -> None:
    with playing(options=Options(profile=profile)) as mock:
        mock.set("401-nested; operation=videos.retrieve")
        with pytest.raises(AuthenticationError):
            send(mock.url, tmp_path / "moon.mp4", PATIENT)
        assert (mock.billed, len(mock.sent("POST"))) == (1, 1)
