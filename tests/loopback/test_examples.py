"""The page's three examples leave the generated clients as they stand on the page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from mock.playing import SPEC, playing
from pydantic import BaseModel

from generator.load import load
from generator.mock import Mock, Options

Send = Callable[[Mock, dict[str, Any]], str]

PATH = "/v1/video/generations"
TOKEN = "sk-test"
EXAMPLES = {
    name: example["value"]
    for name, example in load(SPEC).data["components"]["examples"].items()
    if name in ("Kling", "Jimeng", "Vidu")
}


def synchronously(mock: Mock, example: dict[str, Any]) -> str:
    from burncloud_video import Client

    with Client(base_url=mock.url, token=TOKEN) as client:
        return str(client.videos.create(**example).task_id)


def asynchronously(mock: Mock, example: dict[str, Any]) -> str:
    from burncloud_video import AsyncClient

    async def send() -> str:
        async with AsyncClient(base_url=mock.url, token=TOKEN) as client:
            return str((await client.videos.create(**example)).task_id)

    return asyncio.run(send())


def with_a_model(mock: Mock, example: dict[str, Any]) -> str:
    from burncloud_video import models

    types: dict[str, type[BaseModel]] = {
        "kling": models.KlingMetadata,
        "jimeng": models.JimengMetadata,
        "vidu": models.ViduMetadata,
    }
    (own,) = (one for name, one in types.items() if example["model"].startswith(name))
    metadata = own.model_validate(example["metadata"])
    return synchronously(mock, {**example, "metadata": metadata})


@pytest.mark.parametrize("profile", ["documented", "observed"])
@pytest.mark.parametrize("send", [synchronously, asynchronously, with_a_model])
@pytest.mark.parametrize("name", ["Kling", "Jimeng", "Vidu"])
def test_example_arrives_as_on_the_page(name: str, send: Send, profile: str) -> None:
    with playing(options=Options(profile=profile, token=TOKEN)) as mock:
        assert send(mock, EXAMPLES[name]) == "task_1"
        (seen,) = mock.requests
        assert seen.status == {"documented": 201, "observed": 200}[profile]
        request = seen.incoming
        assert (request.method, request.target) == ("POST", PATH)
        assert request.json == EXAMPLES[name]
        assert request.get("authorization") == f"Bearer {TOKEN}"
        assert request.get("content-type") == "application/json"
        assert mock.billed == 1
