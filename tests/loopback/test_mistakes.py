"""What people get wrong with a client is said in their words, at once, and never costs anything."""

from __future__ import annotations

import asyncio
import copy
import logging
import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from burncloud_video import (
    APIError,
    AsyncClient,
    AuthenticationError,
    BadRequestError,
    Client,
    ConnectionFailed,
    NotFoundError,
    OutcomeUnknown,
    StatusError,
    TaskTimeout,
    Timeout,
    errors,
)
from burncloud_video.testing import FakeTransport, Prepared, body_of
from burncloud_video.transports import TransportError
from mock.playing import playing

GENERATED = Path(__file__).resolve().parents[2] / "generated" / "python"
URL = "https://gateway.example"
STARTED = Prepared(200, {"task_id": "t1", "status": "queued"})


def client(*answers: Prepared | TransportError, **options: Any) -> Client:
    """A client whose answers are prepared."""
    transport = FakeTransport(*answers).sync()
    given = {"base_url": URL, "token": "sk-secret-1", **options}
    return Client(transport=transport, **given)


def create(client: Client, **more: Any) -> Any:
    return client.videos.create(model="kling-v1", prompt="A moon", **more)


# ------------------------------------------------------------------------------------------------------- wrong calls


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda one: create(one, sed=1),
            "Videos.create() got an unexpected keyword argument 'sed'. Did you mean 'seed'?",
        ),
        (
            lambda one: one.videos.create_and_wait(model="k", prompt="p", dedline=1),
            "Videos.create_and_wait() got an unexpected keyword argument 'dedline'",
        ),
        (
            lambda one: one.raw.videos.create(model="k", prompt="p", zzzzzz=1),
            "Videos.create() got an unexpected keyword argument 'zzzzzz'",
        ),
        (
            lambda one: one.videos.retrieve(task_id="t", request_option={}),
            "Videos.retrieve() got an unexpected keyword argument 'request_option'."
            " Did you mean 'request_options'?",
        ),
        (
            lambda one: create(one, request_options={"timeot": 1}),
            "request_options has no key 'timeot': did you mean 'timeout'?",
        ),
        (
            lambda one: create(one, request_options={"zzz": 1}),
            "request_options has no key 'zzz': there are ['body', 'headers',",
        ),
        (
            lambda one: create(one, metadata={"a": [{"b": object()}]}),
            "metadata.a.0.b: object cannot be written as JSON",
        ),
    ],
)
def test_a_wrong_keyword_is_a_type_error(
    call: Callable[[Client], Any], message: str
) -> None:
    with pytest.raises(TypeError) as caught:
        call(client())
    assert str(caught.value).startswith(message)


def test_an_asynchronous_method_says_the_same() -> None:
    async def call() -> None:
        async with AsyncClient(base_url=URL, token="sk") as one:
            given: Any = {"sed": 1}
            await one.videos.create(model="k", prompt="p", **given)

    with pytest.raises(TypeError) as caught:
        asyncio.run(call())
    assert "Videos.create() got" in str(caught.value)
    assert str(caught.value).endswith("Did you mean 'seed'?")


def test_a_number_that_json_lacks_is_named() -> None:
    with pytest.raises(ValueError, match=r"^duration: "):
        create(client(), duration=float("nan"))


def test_a_closed_client_sends_nothing_and_says_so() -> None:
    one = client()
    one.close()
    with pytest.raises(RuntimeError, match=r"^the client is closed$"):
        create(one)

    async def call() -> None:
        other = AsyncClient(base_url=URL, token="sk")
        await other.close()
        await other.videos.create(model="k", prompt="p")

    with pytest.raises(RuntimeError, match=r"^the client is closed$"):
        asyncio.run(call())


def test_a_missing_credential_is_told() -> None:
    with playing() as mock, Client(base_url=mock.url) as one:
        with pytest.raises(AuthenticationError) as caught:
            create(one)
        assert mock.billed == 0
    assert caught.value.__notes__ == [
        "no credential was given: token=, or set BURNCLOUD_VIDEO_TOKEN"
    ]
    locked = Prepared(401, {"message": "The key is locked"})
    own = Client(
        base_url=URL,
        headers={"authorization": "Bearer sk"},
        transport=FakeTransport(locked).sync(),
    )
    for one in (client(locked), own):
        with pytest.raises(AuthenticationError) as known:
            create(one)
        assert not hasattr(known.value, "__notes__")


def test_who_gave_no_address_is_told_how() -> None:
    unreachable = TransportError("no such host", sent="no")
    transport = FakeTransport(unreachable).sync()
    with pytest.raises(ConnectionFailed) as caught:
        create(Client(token="sk", transport=transport, retries=0))
    assert (
        "give base_url=, or set BURNCLOUD_VIDEO_BASE_URL" in caught.value.__notes__[0]
    )
    with pytest.raises(ConnectionFailed) as own:
        create(client(unreachable, retries=0))
    assert not hasattr(own.value, "__notes__")


# ------------------------------------------------------------------------------------------------ what errors look like

REFUSED = Prepared(
    400,
    {"message": "prompt is blank", "code": "invalid_request"},
    headers={"X-Oneapi-Request-Id": "req-7"},
)


def test_an_error_says_status_message_and_request_id() -> None:
    with pytest.raises(BadRequestError) as caught:
        create(client(REFUSED))
    error = caught.value
    assert str(error) == (
        "400 from POST https://gateway.example/v1/video/generations:"
        " prompt is blank (request id req-7)"
    )
    assert (error.body.message, error.body.code) == (
        "prompt is blank",
        "invalid_request",
    )
    assert (error.status, error.request_id) == (400, "req-7")
    last = traceback.format_exception_only(error)[0]
    assert last.startswith("burncloud_video.errors.BadRequestError: 400 from POST")


def test_an_unknown_outcome_says_what_to_do() -> None:
    broken = Prepared(502, {"message": "bad"}, headers={"X-Request-Id": "req-8"})
    with pytest.raises(OutcomeUnknown) as caught:
        create(client(broken))
    shown = traceback.format_exception_only(caught.value)[0]
    assert shown.startswith("burncloud_video.errors.OutcomeUnknown: 502 from POST ")
    assert "may have been carried out and billed, so it was not repeated" in shown
    assert shown.count("request id req-8") == 1


def test_a_credential_is_no_request_id() -> None:
    echoed = Prepared(400, {"message": "no"}, headers={"X-Request-Id": "sk-secret-1"})
    with pytest.raises(BadRequestError) as caught:
        create(client(echoed))
    assert caught.value.request_id == "***"
    assert "sk-secret-1" not in str(caught.value)


def test_a_task_that_nobody_knows_is_not_said_to_run() -> None:
    with pytest.raises(NotFoundError) as caught:
        client(Prepared(404, {"message": "no such task"})).videos.wait("t9")
    assert caught.value.__notes__ == ["while waiting for task t9"]
    assert vars(caught.value)["task_id"] == "t9"


def every(kind: type[APIError]) -> set[type[APIError]]:
    """A class and all below it."""
    return {kind}.union(*(every(one) for one in kind.__subclasses__()))


@pytest.mark.parametrize("name", sorted(set(errors.__all__) - {"BY_STATUS"}))
def test_every_error_travels_between_processes(name: str) -> None:
    kind = getattr(errors, name)
    cause = ConnectionFailed("cut", sent="maybe")
    error = kind("it failed", status=500, request_id="r1", raw={"a": [1]})
    error.__cause__ = cause
    error.add_note("a note")
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is kind
    assert kind.__module__ == "burncloud_video.errors"
    assert (str(back), back.status, back.raw) == (str(error), 500, {"a": [1]})
    assert (str(back.__cause__), back.__notes__) == ("cut", ["a note"])
    assert copy.copy(back).request_id == "r1"


def test_an_error_that_was_raised_travels() -> None:
    for answer in (REFUSED, Prepared(500), Prepared(200, content=b"{")):
        with pytest.raises(APIError) as caught:
            create(client(answer))
        back = pickle.loads(pickle.dumps(caught.value))
        assert (type(back), str(back)) == (type(caught.value), str(caught.value))
        assert back.body == caught.value.body
    queued = Prepared(200, {"task_id": "t1", "status": "queued"})
    with pytest.raises(TaskTimeout) as late:
        client(queued).videos.wait("t1", deadline=0)
    back = pickle.loads(pickle.dumps(late.value))
    assert (back.id, back.task.status) == ("t1", "queued")
    assert "may still be running, and may be billed" in str(back)


# -------------------------------------------------------------------------------------------------- what objects look like


def test_objects_are_shown_without_secrets() -> None:
    one = client(STARTED)
    shown = f"(base_url='{URL}')"
    assert repr(one) == f"Client{shown}"
    assert repr(one.videos) == f"Videos{shown}"
    assert repr(one.raw) == f"Resources{shown}"
    assert repr(one.raw.videos) == f"Videos{shown}"
    assert repr(AsyncClient(base_url=URL, token="sk").videos) == f"Videos{shown}"
    assert repr(Timeout(total=3)).startswith("Timeout(connect=10.0")
    assert repr(create(one)).startswith("VideoTask(")


def test_a_client_is_copied_over_the_same_connections_and_not_pickled() -> None:
    fake = FakeTransport(STARTED, STARTED)
    one = Client(base_url=URL, token="sk", transport=fake.sync())
    create(copy.copy(one))
    other = one.with_options(timeout=5, retries=0, headers={"X-Team": "films"})
    create(other)
    assert [dict(sent.headers).get("X-Team") for sent in fake.requests] == [
        None,
        "films",
    ]
    assert fake.requests[1].timeout.total is not None
    with pytest.raises(TypeError, match="make one in each process"):
        pickle.dumps(one)
    with pytest.raises(TypeError, match="make one in each process"):
        pickle.dumps(AsyncClient(base_url=URL, token="sk"))


def test_the_transport_for_tests_shows_what_was_sent() -> None:
    fake = FakeTransport(
        handler=lambda request: Prepared(201, {"task_id": request.method})
    )
    with Client(base_url=URL, token="sk", transport=fake.sync()) as one:
        assert (
            create(one, seed=None, request_options={"body": {"new": 1}}).task_id
            == "POST"
        )
    assert body_of(fake.requests[0]) == (
        b'{"model":"kling-v1","prompt":"A moon","seed":null,"new":1}'
    )


def test_calls_are_logged_without_secrets(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "burncloud_video"):
        create(client(STARTED))
    text = caplog.text
    assert "POST https://gateway.example/v1/video/generations" in text
    assert "sk-secret-1" not in text
    assert "A moon" not in text


# --------------------------------------------------------------------------------------------- processes, threads, loops


def run(code: str, url: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a program that uses the generated package, warnings being errors."""
    return subprocess.run(
        [sys.executable, "-W", "error", *options, "-c", code, url],
        env={**os.environ, "PYTHONPATH": str(GENERATED)},
        capture_output=True,
        text=True,
        timeout=60,
    )


FORKED = """
import os, sys
from burncloud_video import Client
client = Client(base_url=sys.argv[1], token="sk")
def ask():
    return client.videos.create(model="kling-v1", prompt="A moon").task_id
first = ask()
child = os.fork()
if not child:
    os._exit(0 if ask() != first else 1)
own = [ask() for _ in range(3)]
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert len({first, *own}) == 4
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_fork_opens_connections_of_its_own() -> None:
    with playing() as mock:
        told = run(FORKED, mock.url)
        assert (told.returncode, told.stderr) == (0, "")
        assert mock.billed == 5


def test_a_client_that_is_forgotten_leaves_no_connection_open() -> None:
    code = (
        "import sys; from burncloud_video import Client\n"
        "Client(base_url=sys.argv[1], token='sk').videos.create(model='k', prompt='p')\n"
        "import gc; gc.collect()"
    )
    with playing() as mock:
        told = run(code, mock.url)
    assert (told.returncode, told.stderr) == (0, "")


LOOPS = """
import asyncio, sys
from burncloud_video import AsyncClient
client = AsyncClient(base_url=sys.argv[1], token="sk", max_concurrent=2)
async def ask():
    calls = (client.videos.create(model="k", prompt="p") for _ in range(4))
    return [task.task_id for task in await asyncio.gather(*calls)]
found = [asyncio.run(ask()) for _ in range(3)]
assert len({id for ids in found for id in ids}) == 12, found
asyncio.run(client.close())
"""


def test_an_asynchronous_client_may_be_used_in_one_loop_after_another() -> None:
    with playing() as mock:
        # What a loop leaves open when it ends cannot be closed any more: Python warns of that.
        told = run(LOOPS, mock.url, "-W", "ignore::ResourceWarning")
        assert (told.returncode, told.stderr) == (0, "")
        assert mock.billed == 12


def test_every_class_is_below_one() -> None:
    known = {getattr(errors, name) for name in errors.__all__ if name != "BY_STATUS"}
    assert known <= every(APIError)
    assert {one.__name__ for one in every(StatusError)} >= {"BadRequestError"}
