"""The gateway of this project's own document, played: profiles, tasks, money, wrong requests."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.mock import Options, serving
from mock.asking import ask

SPEC = Path(__file__).resolve().parents[2] / "spec" / "openapi.yaml"
PATH = "/v1/video/generations"
ASK = {"model": "kling-v1", "prompt": "a moon"}


@pytest.mark.parametrize(
    ("profile", "status", "words", "unknown"),
    [
        ("documented", 201, ["queued", "processing", "succeeded"], 404),
        ("observed", 200, ["SUBMITTED", "IN_PROGRESS", "SUCCESS"], 400),
    ],
)
def test_profiles(profile: str, status: int, words: list[str], unknown: int) -> None:
    with serving(SPEC, Options(profile=profile)) as mock:
        started = ask(mock.url, "POST", PATH, ASK)
        assert (started.status, started.json["task_id"]) == (status, "task_1")
        looks = [ask(mock.url, "GET", f"{PATH}/task_1").json for _ in range(4)]
        states = [look.get("data", look) for look in looks]
        assert [state["status"] for state in states] == [*words, words[-1]]
        assert {state["task_id"] for state in states} == {"task_1"}
        lost = ask(mock.url, "GET", f"{PATH}/task_77")
        assert lost.status == unknown
        assert "task_77" in lost.json["message"]
        assert mock.billed == 1
        result = states[-1].get("url") or states[-1]["result_url"]
        assert result.startswith(f"{mock.url}/__mock__/results/task_1/moon.mp4")
        file = ask(mock.url, "GET", result.removeprefix(mock.url), token="")
        assert (file.status, file.headers["content-type"]) == (200, "video/mp4")


def test_wrong_requests_say_what_is_wrong_and_are_not_billed() -> None:
    with serving(SPEC) as mock:
        blank = ask(mock.url, "POST", PATH, {"model": "kling-v1", "prompt": " "})
        assert blank.status == 400
        assert blank.json["message"].startswith("body at /prompt: ")
        assert ask(mock.url, "POST", PATH, ASK, token="").status == 401
        assert ask(mock.url, "POST", PATH, b"{").status == 400
        assert (
            ask(mock.url, "POST", PATH, b"a", content_type="text/plain").status == 400
        )
        assert ask(mock.url, "DELETE", PATH).status == 405
        assert ask(mock.url, "GET", "/nowhere").status == 404
        assert mock.billed == 0
        assert len(mock.requests) == 6


def test_the_admin_address_tells_and_forgets() -> None:
    with serving(SPEC) as mock:
        ask(mock.url, "POST", PATH, ASK)
        told = ask(mock.url, "GET", "/__mock__").json
        assert (told["billed"], told["billed_by_operation"]) == (
            1,
            {"videos.create": 1},
        )
        assert ask(mock.url, "POST", "/__mock__/reset").json["billed"] == 0
        assert mock.billed == 0
