"""The played gateway does what its script says, over the wire."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from gateway import (
    PATH,
    TASK,
    TOKEN,
    Answer,
    Gateway,
    Script,
    busy,
    cut,
    documented,
    envelope,
    failed_after_acceptance,
    flat,
    gateway,
    nested,
    refused,
    started,
)

Play = Callable[[Script], Gateway]
ASK = {"model": "kling-v1", "prompt": "a moon"}


def ask(
    playing: Gateway,
    method: str = "POST",
    path: str = PATH,
    body: Any = ASK,
    token: str = TOKEN,
    timeout: float = 10,
) -> tuple[int, Any, dict[str, str]]:
    address = playing.url.removeprefix("http://")
    connection = http.client.HTTPConnection(address, timeout=timeout)
    try:
        data = json.dumps(body) if method == "POST" else None
        connection.request(method, path, data, {"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read()), dict(answer.headers)
    finally:
        connection.close()


@pytest.mark.parametrize("status", [200, 201])
def test_start(play: Play, status: int) -> None:
    playing = play(Script(starts=(started(status),)))
    got, body, _ = ask(playing)
    assert (got, body["task_id"], body["object"]) == (status, "task_1", "video")
    (request,) = playing.requests
    assert (request.method, request.path, request.json) == ("POST", PATH, ASK)
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert playing.billed == 1


def test_states_of_each_task_from_the_beginning(play: Play) -> None:
    states = (flat("queued"), envelope("IN_PROGRESS"), flat("succeeded", url="x"))
    playing = play(Script(states=states))
    ask(playing)
    for task in ("task_1", TASK):
        answers = [ask(playing, "GET", f"{PATH}/{task}")[1] for _ in range(4)]
        assert [answer.get("status") for answer in answers] == [
            "queued",
            None,
            "succeeded",
            "succeeded",
        ]
        assert answers[1]["data"]["status"] == "IN_PROGRESS"
        assert answers[1]["data"]["task_id"] == task
    assert len(playing.sent("GET")) == 8


@pytest.mark.parametrize(
    "unknown", [refused(400, "task_not_exist"), documented(404, "no such task")]
)
def test_unknown_task(play: Play, unknown: Answer) -> None:
    playing = play(Script(unknown=unknown))
    status, body, _ = ask(playing, "GET", f"{PATH}/task_77")
    assert (status, body) == (unknown.status, unknown.body)


def test_wrong_token(play: Play) -> None:
    playing = play(Script())
    status, body, headers = ask(playing, token="sk-wrong")
    assert (status, body["error"]["message"]) == (401, "Invalid token")
    assert headers["X-Oneapi-Request-Id"] == "req-1"
    assert playing.billed == 0


@pytest.mark.parametrize(
    "body", [{"model": "kling-v1", "prompt": " "}, {"prompt": "a"}, ["a"], "a"]
)
def test_bad_parameters(play: Play, body: Any) -> None:
    playing = play(Script())
    status, error, _ = ask(playing, body=body)
    assert (status, error["code"]) == (400, "invalid_request")
    assert playing.billed == 0


@pytest.mark.parametrize(
    ("answer", "billed"),
    [
        (documented(400), 0),
        (nested(403), 0),
        (refused(400, 1001), 0),
        (busy(), 0),
        (busy("2"), 0),
        (documented(500), 0),
        (failed_after_acceptance(), 1),
    ],
)
def test_errors(play: Play, answer: Answer, billed: int) -> None:
    playing = play(Script(starts=(answer, started())))
    status, body, headers = ask(playing)
    assert (status, body) == (answer.status, answer.body)
    assert headers.items() >= answer.headers.items()
    assert playing.billed == billed
    assert ask(playing)[0] == 200
    assert playing.billed == billed + 1


def test_cut_before_the_answer(play: Play) -> None:
    playing = play(Script(starts=(cut(accepts=True),)))
    with pytest.raises(ConnectionError):
        ask(playing)
    assert playing.billed == 1


def test_cut_within_the_answer(play: Play) -> None:
    playing = play(Script(starts=(cut(accepts=False, within=True),)))
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        ask(playing)
    assert playing.billed == 0


def test_slow_answer_is_billed_and_does_not_hold_up_the_end() -> None:
    began = time.monotonic()
    with gateway(Script(starts=(Answer(200, {}, delay=60),))) as playing:
        with pytest.raises(TimeoutError):
            ask(playing, timeout=0.2)
        assert playing.billed == 1
    assert time.monotonic() - began < 20


def test_slow_body(play: Play) -> None:
    playing = play(Script(starts=(Answer(200, {"a": 1}, pause=0.05),)))
    began = time.monotonic()
    assert ask(playing)[1] == {"a": 1}
    assert time.monotonic() - began >= 0.15


def test_files_need_no_token(play: Play) -> None:
    playing = play(Script(files={"/moon.mp4": Answer(200, b"[1]")}))
    assert ask(playing, "GET", "/moon.mp4", token="")[1] == [1]


def test_wrong_path(play: Play) -> None:
    assert ask(play(Script()), "GET", "/v1/video")[0] == 404


def test_chunked_body_and_kept_connection(play: Play) -> None:
    playing = play(Script())
    connection = http.client.HTTPConnection(playing.url.removeprefix("http://"))
    try:
        for _ in range(2):
            pieces = iter([json.dumps(ASK).encode()[:9], json.dumps(ASK).encode()[9:]])
            connection.request(
                "POST",
                PATH,
                pieces,
                {"Authorization": f"Bearer {TOKEN}"},
                encode_chunked=True,
            )
            connection.getresponse().read()
    finally:
        connection.close()
    assert [request.json for request in playing.requests] == [ASK, ASK]
