"""Slow tasks: every end that they can come to, and the file that they give."""

from __future__ import annotations

import asyncio
import pickle
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from _runtime import errors
from _runtime.async_engine import AsyncEngine
from _runtime.engine import SyncEngine
from _runtime.operation import Body, Operation, Reply, Retry, TaskSpec, path
from _runtime.settings import Settings
from _runtime.tasks import AsyncTask, Task, async_start, start
from _runtime.testing import FakeTransport, Prepared
from _runtime.transport import Request, TransportError
from pydantic import BaseModel

from .engines import Time, api

START: Operation[Any] = Operation(
    "POST",
    "/tasks",
    bodies=(Body(),),
    replies={"200": Reply(lambda: dict)},
    retry=Retry(billed=True),
    task_id=("/task_id",),
)
POLL: Operation[Any] = Operation(
    "GET", "/tasks/{id}", (path("id"),), replies={"200": Reply(lambda: dict)}
)
SPEC: TaskSpec[Any] = TaskSpec(
    POLL,
    0,
    status=("/data/status", "/status"),
    succeeded=("succeeded", "SUCCESS"),
    failed=("failed",),
    result=("/data/url", "/url"),
    error=("/error",),
    progress=("/progress",),
    first=3.0,
    steps=((5.0, 10.0), (20.0, None)),
    deadline=100.0,
)


def running(status: str | None = "processing", **more: Any) -> Prepared:
    return Prepared(json={"status": status, **more})


class Runner:
    """Starts tasks and waits for them with one kind of engine."""

    def __init__(self, asynchronous: bool) -> None:
        self.asynchronous = asynchronous
        self.time = Time()
        self.updates: list[str | None] = []
        self.token = "sk-1"

    def settings(self, url: str = "https://acme.example") -> Settings:
        return Settings(
            url, True, {"token": self.token}, clock=self.time.clock(), retries=0
        )

    def finish(self, fake: FakeTransport, deadline: float | None = None) -> Any:
        """Start a task and wait for its end."""

        def update(task: Any) -> None:
            self.updates.append(task.status)

        if not self.asynchronous:
            engine = SyncEngine(api(), self.settings(), fake.sync, self.time.sleep)
            task = start(engine, SPEC, START, None, (), {})
            return task.wait(deadline=deadline, on_update=update)

        async def run() -> Any:
            other = AsyncEngine(
                api(), self.settings(), fake.asynchronous, self.time.sleep_async
            )
            task = await async_start(other, SPEC, START, None, (), {})
            return await task.wait(deadline=deadline, on_update=update)

        return asyncio.run(run())


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def runner(request: pytest.FixtureRequest) -> Runner:
    return Runner(request.param)


STARTED = Prepared(json={"task_id": "t/1"})


@pytest.mark.parametrize("word", ["succeeded", "Success", "SUCCEEDED"])
def test_success_in_both_shapes_and_any_case(runner: Runner, word: str) -> None:
    last = Prepared(json={"data": {"status": word, "url": "https://r.example/v"}})
    fake = FakeTransport(
        STARTED, running("queued"), running("a word of tomorrow"), running(), last
    )
    task = runner.finish(fake)
    assert (task.id, task.state, task.status, task.result_url) == (
        "t/1",
        "succeeded",
        word,
        "https://r.example/v",
    )
    assert fake.requests[1].url == "https://acme.example/tasks/t%2F1"
    assert runner.updates == ["queued", "a word of tomorrow", "processing", word]
    assert runner.time.slept == pytest.approx([3.0, 5.5, 5.5, 22.0])
    assert task.data == task.raw


@pytest.mark.parametrize("error", ["no sk-task-1", {"message": "no sk-task-1"}])
def test_a_failure_holds_no_secret(runner: Runner, error: object) -> None:
    runner.token = "sk-task-1"
    started = Prepared(json={"task_id": "sk-task-1"})
    failed = running("failed", error=error)
    with pytest.raises(errors.TaskFailed, match=r"no \*\*\*") as caught:
        runner.finish(FakeTransport(started, failed))
    assert "sk-task-1" not in str(caught.value)
    assert (caught.value.id, caught.value.body) == ("sk-task-1", error)
    assert b"Bearer" not in pickle.dumps(caught.value.task)


def test_a_terminal_obeys_nothing_of_a_task(
    runner: Runner, caplog: pytest.LogCaptureFixture
) -> None:
    word = "\x1b[31m\n"
    started = Prepared(json={"task_id": word})
    failed = running("failed", error=word)
    with pytest.raises(errors.TaskFailed, match="failed: ") as caught:
        runner.finish(FakeTransport(started, running(word), failed))
    assert str(caught.value).isprintable()
    assert all(one.getMessage().isprintable() for one in caplog.records)
    assert (caught.value.id, caught.value.body) == (word, word)


def test_a_look_that_fails_notes_no_secret(runner: Runner) -> None:
    runner.token = "sk-task-1"
    started = Prepared(json={"task_id": "sk-task-1"})
    with pytest.raises(errors.NotFoundError) as caught:
        runner.finish(FakeTransport(started, Prepared(404)))
    assert "sk-task-1" not in "".join(traceback.format_exception(caught.value))


def test_failure(runner: Runner) -> None:
    with pytest.raises(errors.TaskFailed, match="out of luck") as caught:
        runner.finish(
            FakeTransport(STARTED, running("failed", error={"message": "out of luck"}))
        )
    assert caught.value.id == "t/1"
    assert caught.value.task is not None
    assert caught.value.task.data["status"] == "failed"
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.id, copy.task.status) == ("t/1", "failed")


def test_the_deadline(runner: Runner) -> None:
    fake = FakeTransport(STARTED, *[running(None)] * 50)
    with pytest.raises(errors.TaskTimeout, match="may still be running") as caught:
        runner.finish(fake, deadline=30)
    assert caught.value.id == "t/1"
    assert sum(runner.time.slept) == pytest.approx(30)


def test_the_servers_own_pace(runner: Runner) -> None:
    hint = Prepared(json={"status": "x"}, headers={"Retry-After": "1"})
    runner.finish(FakeTransport(STARTED, hint, running("succeeded")))
    assert runner.time.slept == pytest.approx([3.0, 1.1])


def test_a_look_that_fails_is_no_end(runner: Runner) -> None:
    fake = FakeTransport(
        STARTED,
        Prepared(502),
        TransportError("cut"),
        Prepared(429),
        running("succeeded"),
    )
    assert runner.finish(fake).state == "succeeded"


def test_a_task_that_nobody_knows_names_its_id(runner: Runner) -> None:
    with pytest.raises(errors.NotFoundError) as caught:
        runner.finish(FakeTransport(STARTED, Prepared(404)))
    assert "t/1" in "".join(caught.value.__notes__)


def test_an_answer_without_an_id_is_unknown(runner: Runner) -> None:
    with pytest.raises(errors.OutcomeUnknown):
        runner.finish(FakeTransport(Prepared(json={"a": 1})))


def test_an_answer_that_does_not_fit_but_has_the_id(runner: Runner) -> None:
    odd = Prepared(json={"task_id": 5})
    fake = FakeTransport(odd, running("succeeded"))
    assert runner.finish(fake).id == "5"


def test_a_task_travels(runner: Runner) -> None:
    task = runner.finish(FakeTransport(STARTED, running("succeeded")))
    copy = pickle.loads(pickle.dumps(task))
    assert (copy.id, copy.state, copy.data) == (task.id, task.state, task.data)

    def refresh() -> None:
        outcome = copy.refresh()
        asyncio.run(outcome)

    with pytest.raises(ValueError, match="no client"):
        refresh()


def test_a_task_without_a_result_has_nothing_to_download(tmp_path: Path) -> None:
    fake = FakeTransport(STARTED, running("succeeded"))
    with pytest.raises(ValueError, match="no address of a result"):
        Runner(False).finish(fake).download(tmp_path / "v")


# ---------------------------------------------------------------------------------------------- pace, words, ends


def finished(runner: Runner, spec: TaskSpec[Any], fake: FakeTransport) -> Any:
    """Wait for a task whose id is known, as another process does."""
    if not runner.asynchronous:
        engine = SyncEngine(api(), runner.settings(), fake.sync, runner.time.sleep)
        return Task(engine, spec, "t").wait()

    async def run() -> Any:
        other = AsyncEngine(
            api(), runner.settings(), fake.asynchronous, runner.time.sleep_async
        )
        return await AsyncTask(other, spec, "t").wait()

    return asyncio.run(run())


@pytest.mark.parametrize(
    "answer",
    [
        Prepared(json={"status": "x", "wait": 0}),
        Prepared(json={"status": "x"}, headers={"Retry-After": "0"}),
    ],
    ids=["body", "header"],
)
def test_a_server_that_asks_for_no_pause_is_asked_once_a_second(
    runner: Runner, answer: Prepared
) -> None:
    spec = replace(SPEC, interval=("/wait",))
    fake = FakeTransport(answer, running("succeeded"))
    assert finished(runner, spec, fake).state == "succeeded"
    assert runner.time.slept == pytest.approx([0.0, min(1.0, spec.steps[0][0]) * 1.1])


def test_the_servers_hint_comes_before_its_header(runner: Runner) -> None:
    spec = replace(SPEC, interval=("/wait",))
    hint = Prepared(json={"status": "x", "wait": 2}, headers={"Retry-After": "9"})
    fake = FakeTransport(hint, running("succeeded"))
    assert finished(runner, spec, fake).state == "succeeded"
    assert runner.time.slept == pytest.approx([0.0, 2.2])


def test_an_unknown_word_is_said_once(
    runner: Runner, caplog: pytest.LogCaptureFixture
) -> None:
    spec = replace(SPEC, pending=("Queued", "processing"))
    words = ["queued", "odd", "processing", "odd", "succeeded"]
    finished(runner, spec, FakeTransport(*map(running, words)))
    said = [one.getMessage() for one in caplog.records if one.levelname == "WARNING"]
    assert said == [
        "task t: the status 'odd' is unknown; the task is taken for pending"
    ]


def test_an_answer_that_does_not_fit_is_judged_all_the_same(runner: Runner) -> None:
    class Strict(BaseModel):
        status: str
        progress: str

    poll: Operation[Any] = replace(POLL, replies={"200": Reply(lambda: Strict)})
    page = Prepared(content=b"<html>", headers={"Content-Type": "text/html"})
    last = Prepared(json={"status": "succeeded", "progress": 100})
    task = finished(runner, replace(SPEC, poll=poll), FakeTransport(page, last))
    assert (task.state, task.raw["progress"]) == ("succeeded", 100)
    with pytest.raises(errors.UnexpectedResponse):
        _ = task.data


@pytest.mark.parametrize("stop", [KeyboardInterrupt, asyncio.CancelledError])
def test_whatever_interrupts_the_waiting_names_the_task(
    runner: Runner, stop: type[BaseException]
) -> None:
    def play(request: Request) -> Prepared:
        if request.method == "POST":
            return STARTED
        raise stop

    with pytest.raises(stop) as caught:
        runner.finish(FakeTransport(handler=play))
    assert vars(caught.value)["task_id"] == "t/1"
    assert any("t/1 may still be running" in note for note in caught.value.__notes__)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, asyncio.CancelledError])
def test_whatever_interrupts_the_start_says_that_it_may_be_billed(
    runner: Runner, stop: type[BaseException]
) -> None:
    def play(_: Request) -> Prepared:
        raise stop

    with pytest.raises(stop) as caught:
        runner.finish(FakeTransport(handler=play))
    assert any("billed" in note for note in caught.value.__notes__)
