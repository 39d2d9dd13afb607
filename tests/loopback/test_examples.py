"""The page's three examples leave the generated clients as they stand on the page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gateway import PATH, TOKEN, Gateway, Script, started
from pydantic import BaseModel

from generator.load import load

Play = Callable[[Script], Gateway]
Send = Callable[[Gateway, dict[str, Any]], str]

SPEC = Path(__file__).resolve().parents[2] / "spec" / "openapi.yaml"
EXAMPLES = {
    name: example["value"]
    for name, example in load(SPEC).data["components"]["examples"].items()
    if name in ("Kling", "Jimeng", "Vidu")
}


def synchronously(playing: Gateway, example: dict[str, Any]) -> str:
    from burncloud_video import Client

    with Client(base_url=playing.url, token=TOKEN) as client:
        return str(client.videos.create(**example).task_id)


def asynchronously(playing: Gateway, example: dict[str, Any]) -> str:
    from burncloud_video import AsyncClient

    async def send() -> str:
        async with AsyncClient(base_url=playing.url, token=TOKEN) as client:
            return str((await client.videos.create(**example)).task_id)

    return asyncio.run(send())


def with_a_model(playing: Gateway, example: dict[str, Any]) -> str:
    from burncloud_video import models

    types: dict[str, type[BaseModel]] = {
        "kling": models.KlingMetadata,
        "jimeng": models.JimengMetadata,
        "vidu": models.ViduMetadata,
    }
    (own,) = (one for name, one in types.items() if example["model"].startswith(name))
    metadata = own.model_validate(example["metadata"])
    return synchronously(playing, {**example, "metadata": metadata})


@pytest.mark.parametrize("status", [200, 201])
@pytest.mark.parametrize("send", [synchronously, asynchronously, with_a_model])
@pytest.mark.parametrize("name", ["Kling", "Jimeng", "Vidu"])
def test_example_arrives_as_on_the_page(
    name: str, send: Send, status: int, play: Play
) -> None:
    playing = play(Script(starts=(started(status),)))
    assert send(playing, EXAMPLES[name]) == "task_1"
    (request,) = playing.requests
    assert (request.method, request.path, request.query) == ("POST", PATH, "")
    assert request.json == EXAMPLES[name]
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert request.headers["content-type"] == "application/json"
    assert playing.billed == 1
