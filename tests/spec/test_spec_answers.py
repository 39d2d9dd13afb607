"""Answers of the gateway read as the document's task and error extensions say, in every shape."""

from __future__ import annotations

from typing import Any

import pytest

from generator.ir.build.extensions import error_shape, retry, task
from generator.ir.model import PollStep, RetryPolicy, Task
from generator.load import Document
from generator.load.document import value_at
from spec.judging import Judge

CREATE = "#/paths/~1v1~1video~1generations/post"
RETRIEVE = "#/paths/~1v1~1video~1generations~1{task_id}/get"
SCHEMAS = "#/components/schemas"
ENDS = {
    "FlatQueued": None,
    "FlatProcessing": None,
    "FlatSucceeded": "succeeded",
    "FlatCompleted": "succeeded",
    "FlatFailed": "failed",
    "EnvelopeSubmitted": None,
    "EnvelopeInProgress": None,
    "EnvelopeSuccess": "succeeded",
    "EnvelopeFailure": "failed",
}


@pytest.fixture(scope="session")
def extension(spec: Document) -> Task:
    operations = {"videos.retrieve": RETRIEVE}
    made, found = task(spec, spec.at(CREATE), CREATE, operations.get)
    assert found == ()
    assert made is not None
    return made


def read(answer: Any, pointers: tuple[str, ...]) -> Any:
    """What the first pointer that leads to something finds."""
    for pointer in pointers:
        try:
            value = value_at(answer, pointer)
        except LookupError:
            continue
        if value is not None:
            return value
    return None


def test_task_is_followed_as_documented(extension: Task) -> None:
    assert (extension.poll, extension.poll_parameter) == (RETRIEVE, "task_id")
    assert (extension.first, extension.deadline) == (3, 600)
    assert extension.steps == (PollStep(5, 30), PollStep(10, 120), PollStep(30))


@pytest.mark.parametrize("name", ENDS)
def test_state_of_every_example(spec: Document, extension: Task, name: str) -> None:
    answer = spec.data["components"]["examples"][name]["value"]
    word = read(answer, extension.status).casefold()
    assert (word in extension.succeeded) == (ENDS[name] == "succeeded")
    assert (word in extension.failed) == (ENDS[name] == "failed")
    if ENDS[name] == "succeeded":
        assert read(answer, extension.result) == "https://media.example/moon.mp4"
    if ENDS[name] == "failed":
        assert read(answer, extension.error)


@pytest.mark.parametrize("name", ENDS)
def test_no_answer_fits_both_shapes(spec: Document, judge: Judge, name: str) -> None:
    answer = spec.data["components"]["examples"][name]["value"]
    fits = {
        shape: judge(answer, f"{SCHEMAS}/{shape}") == []
        for shape in ("VideoTaskStatus", "VideoTaskEnvelope")
    }
    wrapped = name.startswith("Envelope")
    assert fits == {"VideoTaskStatus": not wrapped, "VideoTaskEnvelope": wrapped}


@pytest.mark.parametrize(
    "answer",
    [
        {"task_id": "t", "status": "pondering", "new": 1},
        {"code": "success", "data": {"task_id": "t", "status": "PONDERING"}},
    ],
)
def test_unheard_of_words_are_valid(judge: Judge, answer: Any) -> None:
    assert judge(answer, f"{SCHEMAS}/VideoTaskState") == []


@pytest.mark.parametrize("answer", [{}, {"data": None}, {"task_id": "t"}, [], "x"])
def test_answers_without_a_state_are_refused(judge: Judge, answer: Any) -> None:
    assert judge(answer, f"{SCHEMAS}/VideoTaskState") != []


def test_every_start_has_an_id(spec: Document, extension: Task) -> None:
    answer = spec.data["components"]["responses"]["VideoTaskStarted"]
    examples = answer["content"]["application/json"]["examples"]
    assert {read(e["value"], extension.task_id) for e in examples.values()} == {
        "task_9f2c1d7a"
    }


def test_only_429_is_repeated(spec: Document) -> None:
    policy = RetryPolicy(f"{CREATE}/x-specloom-retry", billed=True, refused=(429,))
    assert retry(spec.at(CREATE), CREATE) == (policy, ())


@pytest.mark.parametrize(
    "name",
    [
        "BadRequest",
        "Unauthorized",
        "Forbidden",
        "NotFound",
        "TooManyRequests",
        "ServerError",
    ],
)
def test_errors_read_as_one_object(spec: Document, judge: Judge, name: str) -> None:
    shape, found = error_shape(spec)
    assert found == ()
    assert shape.schema == f"{SCHEMAS}/ErrorBody"
    content = spec.data["components"]["responses"][name]["content"]["application/json"]
    assert content["schema"] == {"$ref": f"{SCHEMAS}/ErrorAnswer"}
    for example in content["examples"].values():
        error = read(example["value"], shape.at)
        assert judge(error, shape.schema) == []
        assert read(error, shape.message)


@pytest.mark.parametrize(
    "answer",
    [
        {"code": None, "message": "m", "param": "p", "type": "t"},
        {"error": {"message": "m", "type": "t", "param": None, "code": "c"}},
        {"code": 500, "message": "m", "data": None},
        {},
    ],
)
def test_every_error_met_in_the_field_is_valid(judge: Judge, answer: Any) -> None:
    assert judge(answer, f"{SCHEMAS}/ErrorAnswer") == []


def test_retry_after_is_optional(spec: Document) -> None:
    header = spec.data["components"]["responses"]["TooManyRequests"]["headers"]
    assert header["Retry-After"].get("required", False) is False
