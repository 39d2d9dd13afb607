"""The gateway's server stub, with the example implementation, talks to the gateway's clients."""

from __future__ import annotations

import asyncio
import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from burncloud_video import (
    AsyncClient,
    AuthenticationError,
    BadRequestError,
    Client,
    NotFoundError,
    PermissionDeniedError,
    models,
)

from generator.load import load
from server.gateway import LOCKED, TOKEN, Videos, app
from server.running import served

SPEC = Path(__file__).resolve().parents[2] / "spec" / "openapi.yaml"
PATH = "/v1/video/generations"


@pytest.fixture
def videos() -> Videos:
    """The handler behind `url`."""
    return Videos()


@pytest.fixture
def url(videos: Videos) -> Iterator[str]:
    """Where the example runs."""
    with served(app(videos)) as address:
        yield address


def sent(
    url: str, method: str, path: str, body: Any = None, **headers: str
) -> tuple[int, dict[str, str], Any]:
    """One request as it is written: status, header fields and JSON of the answer."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    own = {"Authorization": f"Bearer {TOKEN}"} | {
        name.replace("_", "-"): text for name, text in headers.items()
    }
    if body is not None:
        own.setdefault("Content-Type", "application/json")
    data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
    try:
        connection.request(method, path, data, own)
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    fields = {name.lower(): text for name, text in answer.getheaders()}
    return answer.status, fields, json.loads(content) if content else None


def test_a_task_is_started_and_waited_for(url: str, videos: Videos) -> None:
    with Client(base_url=url, token=TOKEN) as client:
        first = client.videos.create(model="kling-v1", prompt="a", seed=7)
        second = client.raw.videos.create(model="kling-v1", prompt="b")
        assert (first.task_id, second.status) == ("task_1", 201)
        state = client.videos.retrieve(task_id=first.task_id)
    assert isinstance(state, models.VideoTaskStatus)
    assert state.url == "https://cdn.example/task_1.mp4"
    assert videos.tasks["task_1"].seed == 7
    assert videos.tasks["task_1"].model_fields_set == {"model", "prompt", "seed"}


def test_errors_arrive_as_the_classes_that_were_raised(url: str) -> None:
    with Client(base_url=url, token=TOKEN, retries=0) as client:
        with pytest.raises(BadRequestError) as refused:
            client.videos.create(model="none", prompt="a")
        with pytest.raises(NotFoundError) as unknown:
            client.videos.retrieve(task_id="task_9")
    assert (refused.value.body.code, refused.value.body.message) == (
        "no_model",
        "No such model",
    )
    assert unknown.value.body.message == "There is no such task"


@pytest.mark.parametrize(
    ("token", "error"),
    [
        ("", AuthenticationError),
        ("x", AuthenticationError),
        (LOCKED, PermissionDeniedError),
    ],
)
def test_credentials_are_judged(url: str, token: str, error: type[Exception]) -> None:
    async def ask() -> None:
        async with AsyncClient(base_url=url, token=token or None) as client:
            await client.videos.retrieve(task_id="task_1")

    with pytest.raises(error):
        asyncio.run(ask())


def test_missing_credentials_are_asked_for(url: str) -> None:
    status, headers, body = sent(url, "GET", f"{PATH}/a", Authorization="Basic YTpi")
    assert (status, headers["www-authenticate"]) == (401, "Bearer")
    assert body == {"code": None, "message": "Not authenticated"}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "body: The body is no JSON"),
        (b"", "body: Field required"),
        ({"model": "a"}, "body.prompt: Field required"),
        ({"model": 1, "prompt": "a"}, "body.model: Input should be a valid string"),
        ({"model": "a", "prompt": "a", "seed": "1"}, "body.seed: "),
    ],
)
def test_what_does_not_fit_is_the_declared_error(
    url: str, body: Any, said: str
) -> None:
    status, _, answer = sent(url, "POST", PATH, body)
    assert status == 400
    assert answer["code"] is None
    assert answer["message"].startswith(said)


def test_another_media_type_is_refused(url: str) -> None:
    status, _, answer = sent(url, "POST", PATH, b"a=1", Content_Type="text/plain")
    assert status == 400
    assert answer["message"].endswith("has to be one of: application/json")


def test_a_method_that_a_path_has_not(url: str) -> None:
    assert sent(url, "DELETE", PATH)[:1] == (405,)
    assert sent(url, "DELETE", PATH)[1]["allow"] == "POST"
    assert sent(url, "GET", f"{PATH}/")[0] == 404


def test_an_escaped_slash_is_part_of_the_value(url: str, videos: Videos) -> None:
    videos.tasks["a/b c"] = models.VideoGenerationRequest(model="m", prompt="p")
    with Client(base_url=url, token=TOKEN) as client:
        found = client.videos.retrieve(task_id="a/b c")
    assert isinstance(found, models.VideoTaskStatus)
    assert found.task_id == "a/b c"


def test_the_document_is_the_one_that_was_written(url: str) -> None:
    status, _, body = sent(url, "GET", "/openapi.json")
    assert status == 200
    assert body == load(SPEC).data
    assert sent(url, "GET", "/docs")[0] == 404
