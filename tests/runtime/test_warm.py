"""A client that was warmed goes in; its calls build and import no model any more, which those of others do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

GENERATED = Path(__file__).resolve().parents[2] / "generated" / "python"
PROGRAM = """
import asyncio, sys
from burncloud_video import AsyncClient, Client, models
from burncloud_video.testing import FakeTransport, Prepared
from burncloud_video._runtime.decoding import adapter

def built():
    return adapter.cache_info().misses

fake = FakeTransport(Prepared(200, {"task_id": "t", "status": "processing"}))
given = {"token": "x", "base_url": "http://127.0.0.1"}

def sync(warm):
    with Client(transport=fake.sync(), **given) as client:
        if warm:
            client.warm()
        client.videos  # imports the resource
        before = built()
        client.videos.retrieve(task_id="t")
    return before

async def asynchronous(warm):
    async with AsyncClient(transport=fake.asynchronous(), **given) as client:
        if warm:
            client.warm()
        client.videos
        before = built()
        await client.videos.retrieve(task_id="t")
    return before

warm = sys.argv[2] == "warm"
before = sync(warm) if sys.argv[1] == "sync" else asyncio.run(asynchronous(warm))
after = built()
print(before == after)
print(all(getattr(kind, "__pydantic_complete__", True) for kind in models.SCHEMAS.values()))
"""


@pytest.mark.parametrize("how", ["sync", "asynchronous"])
@pytest.mark.parametrize("start", ["warm", "cold"])
def test_calls_of_a_warm_client_build_nothing(how: str, start: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, how, start],
        cwd=GENERATED,
        capture_output=True,
        text=True,
    )
    assert told.stderr == ""
    warm = start == "warm"
    assert told.stdout.split() == [str(warm)] * 2
