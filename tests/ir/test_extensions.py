"""The extensions of a document read into the model, and what is wrong with them, with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.ir.build.extensions import (
    Found,
    error_shape,
    retry,
    task,
    translations,
)
from generator.ir.model import Doc, ErrorShape, PollStep, RetryPolicy, Task
from generator.load import Document, load

START = "#/paths/~1reports/post"
STATE = "#/paths/~1reports~1{id}/get"
TASK: dict[str, Any] = {
    "poll": {"operationId": "reports.state", "parameter": "id"},
    "id": ["/id"],
    "status": ["/data/status", "/status"],
    "succeeded": ["done"],
    "failed": ["failed", "Cancelled"],
}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Reports", "version": "1"},
    "paths": {
        "/reports": {"post": {"operationId": "reports.start"}},
        "/reports/{id}": {
            "parameters": [{"$ref": "#/components/parameters/Id"}],
            "get": {
                "operationId": "reports.state",
                "parameters": [
                    {"name": "depth", "in": "query"},
                    {"name": "trace", "in": "header"},
                    {"$ref": "#/components/parameters/Missing"},
                    "nonsense",
                ],
            },
        },
    },
    "components": {
        "parameters": {"Id": {"name": "id", "in": "path"}},
        "schemas": {"Problem": {"$ref": "#/components/schemas/P"}, "P": {}},
    },
}

Make = Callable[[dict[str, Any]], Document]


@pytest.fixture
def document(tmp_path: Path) -> Make:
    """Loads the document of reports with further keys at its root."""

    def make(more: dict[str, Any]) -> Document:
        file = tmp_path / "openapi.json"
        known = json.loads(json.dumps(DOCUMENT | more))
        del known["paths"]["/reports/{id}"]["get"]["parameters"][2:]
        file.write_text(json.dumps(known), "utf-8")
        return load(file)

    return make


def parse(made: Document, value: Any) -> tuple[Task | None, Found]:
    operations = {"reports.state": STATE, "reports.start": START}
    return task(made, {"x-specloom-task": value}, START, operations.get)


def places(found: Found) -> list[str]:
    assert all(d.severity == "error" and d.code and d.message and d.hint for d in found)
    return [d.pointer.removeprefix(f"{START}/x-specloom-") for d in found]


def test_a_small_task(document: Make) -> None:
    made, found = parse(document({}), TASK)
    assert found == ()
    assert made == Task(
        id=f"{START}/x-specloom-task",
        poll=STATE,
        poll_parameter="id",
        task_id=("/id",),
        status=("/data/status", "/status"),
        succeeded=("done",),
        failed=("failed", "Cancelled"),
    )


def test_a_whole_task(document: Make) -> None:
    more = {
        "poll": {
            "operationRef": "#/paths/~1reports~1%7Bid%7D/get",
            "parameter": "depth",
        },
        "result": [""],
        "error": ["/error"],
        "progress": ["/a~1b~0c"],
        "first": 0,
        "schedule": [{"every": 0.5, "until": 10}, {"every": 60}],
        "deadline": 3600,
    }
    made, found = parse(document({}), TASK | more)
    assert found == ()
    assert made is not None
    assert (made.poll, made.poll_parameter) == (STATE, "depth")
    assert (made.result, made.error, made.progress) == (
        ("",),
        ("/error",),
        ("/a~1b~0c",),
    )
    assert (made.first, made.deadline) == (0, 3600)
    assert made.steps == (PollStep(0.5, 10), PollStep(60))


def test_absent_extensions_are_nothing(document: Make) -> None:
    made = document({})
    assert task(made, {}, START, lambda _: None) == (None, ())
    assert retry({}, START) == (None, ())
    assert error_shape(made) == (ErrorShape(), ())
    assert translations({"description": "x"}) == {}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"poll": None}, "task/poll"),
        ({"poll": {"parameter": "id"}}, "task/poll"),
        (
            {"poll": {"operationId": "a", "operationRef": "#/b", "parameter": "id"}},
            "task/poll",
        ),
        ({"poll": {"operationId": "reports.state"}}, "task/poll"),
        (
            {"poll": {"operationId": "reports.stat", "parameter": "id"}},
            "task/poll/operationId",
        ),
        ({"poll": {"operationId": 3, "parameter": "id"}}, "task/poll/operationId"),
        (
            {"poll": {"operationRef": "other.yaml#/x", "parameter": "id"}},
            "task/poll/operationRef",
        ),
        (
            {"poll": {"operationRef": "#/paths/~1no/get", "parameter": "id"}},
            "task/poll/operationRef",
        ),
        (
            {"poll": {"operationRef": "#/openapi", "parameter": "id"}},
            "task/poll/operationRef",
        ),
        (
            {"poll": {"operationId": "reports.state", "parameter": "trace"}},
            "task/poll/parameter",
        ),
        ({"id": "/id"}, "task/id"),
        ({"id": []}, "task/id"),
        ({"id": ["/id", "#/id"]}, "task/id/1"),
        ({"status": ["status"]}, "task/status/0"),
        ({"status": ["/a~2"]}, "task/status/0"),
        ({"status": [None]}, "task/status/0"),
        ({"succeeded": []}, "task/succeeded"),
        ({"succeeded": [1]}, "task/succeeded/0"),
        ({"failed": [" "]}, "task/failed/0"),
        ({"succeeded": ["done", "CANCELLED"]}, "task/succeeded/1"),
        ({"first": -1}, "task/first"),
        ({"first": True}, "task/first"),
        ({"deadline": 0}, "task/deadline"),
        ({"deadline": "600"}, "task/deadline"),
        ({"deadline": 10**400}, "task/deadline"),
        ({"deadline": float("nan")}, "task/deadline"),
        ({"schedule": {}}, "task/schedule"),
        ({"schedule": [5]}, "task/schedule/0"),
        ({"schedule": [{}]}, "task/schedule/0"),
        ({"schedule": [{"every": 0}]}, "task/schedule/0/every"),
        ({"schedule": [{"every": 1}, {"every": 2}]}, "task/schedule/0"),
        ({"schedule": [{"every": 1, "until": 9}]}, "task/schedule/0"),
        (
            {
                "schedule": [
                    {"every": 1, "until": 9},
                    {"every": 2, "until": 9},
                    {"every": 3},
                ]
            },
            "task/schedule/1/until",
        ),
    ],
)
def test_a_wrong_task_is_no_task(
    document: Make, change: dict[str, Any], place: str
) -> None:
    made, found = parse(document({}), TASK | change)
    assert made is None
    assert places(found) == [place]


@pytest.mark.parametrize("key", TASK)
def test_a_missing_key_is_named(document: Make, key: str) -> None:
    made, found = parse(document({}), {k: v for k, v in TASK.items() if k != key})
    assert made is None
    assert places(found) == ["task"]
    assert repr(key) in found[0].message


def test_a_near_miss_is_suggested(document: Make) -> None:
    poll = {"operationId": "reports.state", "parameter": "dept"}
    _, (found,) = parse(document({}), TASK | {"poll": poll})
    assert found.hint == "Did you mean 'depth'?"
    _, (found,) = parse(document({}), TASK | {"poll": poll | {"parameter": "zzz"}})
    assert found.hint == "It has: depth, id."


@pytest.mark.parametrize("value", [None, [], "x", 1, True])
def test_what_is_no_object_is_refused(document: Make, value: Any) -> None:
    made, found = parse(document({}), value)
    assert made is None
    assert places(found) == ["task"]
    policy, found = retry({"x-specloom-retry": value}, START)
    assert policy is None
    assert places(found) == ["retry"]
    shape, found = error_shape(document({"x-specloom-error": value}))
    assert (shape, len(found)) == (ErrorShape(), 1)


def test_a_retry_policy() -> None:
    value = {
        "billed": True,
        "refused": [429, 503],
        "idempotencyHeader": "Idempotency-Key",
        "maxRetries": 0,
    }
    assert retry({"x-specloom-retry": value}, START) == (
        RetryPolicy(
            f"{START}/x-specloom-retry", True, (429, 503), "Idempotency-Key", 0
        ),
        (),
    )


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"billed": "yes"}, "retry/billed"),
        ({"refused": 429}, "retry/refused"),
        ({"refused": [429, 200]}, "retry/refused/1"),
        ({"refused": [True]}, "retry/refused/0"),
        ({"refused": ["429"]}, "retry/refused/0"),
        ({"idempotencyHeader": "a: b\r\nc"}, "retry/idempotencyHeader"),
        ({"idempotencyHeader": 1}, "retry/idempotencyHeader"),
        ({"maxRetries": -1}, "retry/maxRetries"),
        ({"maxRetries": 1.5}, "retry/maxRetries"),
        ({"maxRetries": True}, "retry/maxRetries"),
    ],
)
def test_a_wrong_policy_is_no_policy(value: Any, place: str) -> None:
    policy, found = retry({"x-specloom-retry": value}, START)
    assert policy is None
    assert places(found) == [place]


def test_an_error_shape(document: Make) -> None:
    value = {
        "at": ["/error", ""],
        "schema": {"$ref": "#/components/schemas/Problem"},
        "message": ["/detail"],
        "code": ["/type"],
        "requestIdHeaders": ["x-trace"],
    }
    assert error_shape(document({"x-specloom-error": value})) == (
        ErrorShape(
            at=("/error", ""),
            schema="#/components/schemas/Problem",
            message=("/detail",),
            code=("/type",),
            request_id_headers=("x-trace",),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"at": ["error"]}, "at/0"),
        ({"at": []}, "at"),
        ({"schema": "#/components/schemas/Problem"}, "schema"),
        ({"message": "/message"}, "message"),
        ({"code": [1]}, "code/0"),
        ({"requestIdHeaders": ["x y"]}, "requestIdHeaders/0"),
    ],
)
def test_a_wrong_shape_is_the_usual_one(document: Make, value: Any, place: str) -> None:
    shape, found = error_shape(document({"x-specloom-error": value}))
    assert shape == ErrorShape()
    assert [d.pointer for d in found] == [f"#/x-specloom-error/{place}"]


def test_a_schema_that_is_not_there(document: Make) -> None:
    made = document({})
    made.data["x-specloom-error"] = {"schema": {"$ref": "#/components/schemas/No"}}
    shape, found = error_shape(made)
    assert shape == ErrorShape()
    assert [d.pointer for d in found] == ["#/x-specloom-error/schema"]


def test_parameters_that_are_no_parameters_are_passed_over(document: Make) -> None:
    made = document({})
    made.at(STATE)["parameters"] += DOCUMENT["paths"]["/reports/{id}"]["get"][
        "parameters"
    ][2:]
    assert parse(made, TASK)[1] == ()


def test_translations() -> None:
    data = {
        "title": "Length",
        "x-translations": {
            "zh": {"title": "时长", "description": "视频时长（秒）。", "other": "x"},
            "pt-BR": {"summary": "Duração", "title": 3},
            "de": "Länge",
        },
    }
    assert translations(data) == {
        "zh": Doc(title="时长", description="视频时长（秒）。"),
        "pt-BR": Doc(summary="Duração"),
    }
    assert list(translations(data)) == ["zh", "pt-BR"]
