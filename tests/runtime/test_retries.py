"""What is sent once more and what never is, with prepared answers and a clock that only sleeping moves."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import Any

import pytest
from _runtime import errors
from _runtime.operation import Body, Operation, Reply, Retry, query
from _runtime.testing import FakeTransport, Prepared, body_of
from _runtime.transport import Request, Timeout, TransportError

from .engines import Caller

GET: Operation[Any] = Operation("GET", "/x", replies={"200": Reply(lambda: dict)})
POST: Operation[Any] = Operation(
    "POST", "/x", bodies=(Body(),), replies={"200": Reply(lambda: dict)}
)
BILLED: Operation[Any] = Operation(
    "POST",
    "/x",
    bodies=(Body(),),
    replies={"200": Reply(lambda: dict[str, int])},
    retry=Retry(billed=True, refused=(429,)),
    task_id=("/data/id", "/id"),
)
GOOD = Prepared(json={"a": 1})


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def caller(request: pytest.FixtureRequest) -> Caller:
    return Caller(request.param)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_idempotent_calls_are_repeated(caller: Caller, status: int) -> None:
    fake = FakeTransport(Prepared(status), Prepared(status), GOOD)
    assert caller.call(GET, fake=fake) == {"a": 1}
    assert caller.time.slept == [0.5, 1.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 501])
def test_other_statuses_are_not(caller: Caller, status: int) -> None:
    fake = FakeTransport(Prepared(status, json={"message": "no"}))
    with pytest.raises(errors.StatusError, match="no") as caught:
        caller.call(GET, fake=fake)
    assert caught.value.status == status
    assert len(fake.requests) == 1


@pytest.mark.parametrize("asked", ["3", "Thu, 01 Jan 1970 00:16:43 GMT"])
def test_retry_after_in_both_forms(caller: Caller, asked: str) -> None:
    fake = FakeTransport(Prepared(503, headers={"Retry-After": asked}), GOOD)
    caller.call(GET, fake=fake)
    assert caller.time.slept == [3.0]


def test_who_asks_for_an_hour_is_not_waited_for(caller: Caller) -> None:
    fake = FakeTransport(Prepared(429, headers={"Retry-After": "3600"}))
    with pytest.raises(errors.RateLimitError) as caught:
        caller.call(GET, fake=fake)
    assert caught.value.retry_after == 3600.0
    assert caller.time.slept == []


def test_no_pause_goes_beyond_the_total(caller: Caller) -> None:
    fake = FakeTransport(Prepared(503, headers={"Retry-After": "30"}))
    with pytest.raises(errors.InternalServerError):
        caller.call(GET, fake=fake, timeout=Timeout(total=10))
    assert caller.time.slept == []


def test_a_redirect_that_is_not_followed_is_told(caller: Caller) -> None:
    for operation in (POST, BILLED):
        fake = FakeTransport(Prepared(307, headers={"Location": "//b.example/y?s=1"}))
        with pytest.raises(errors.StatusError, match=r"leads to https://b\.example/y$"):
            caller.call(operation, fake=fake, body={})
        assert len(fake.requests) == 1


def test_retries_of_one_call(caller: Caller) -> None:
    fake = FakeTransport(Prepared(500))
    with pytest.raises(errors.InternalServerError):
        caller.call(GET, fake=fake, options={"retries": 0})
    fake = FakeTransport(*[Prepared(500)] * 5, GOOD)
    assert caller.call(GET, fake=fake, options={"retries": 5}) == {"a": 1}
    fake = FakeTransport(Prepared(500), GOOD)
    assert caller.call(GET, fake=fake, options={"retries": None}) == {"a": 1}
    with pytest.raises(TypeError):
        caller.call(GET, fake=fake, options={"retries": "5"})


def test_pauses_grow_to_a_cap_with_chance_in_them(caller: Caller) -> None:
    fake = FakeTransport(*[Prepared(500)] * 7, GOOD)
    caller.call(GET, fake=fake, retries=7)
    assert caller.time.slept == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
    caller.time.slept.clear()
    caller.time.luck = 0.0
    fake = FakeTransport(*[Prepared(500)] * 3, GOOD)
    caller.call(GET, fake=fake, retries=3)
    assert caller.time.slept == [0.25, 0.5, 1.0]


@pytest.mark.parametrize("operation", [POST, BILLED])
def test_what_never_left_is_sent_again(
    caller: Caller, operation: Operation[Any]
) -> None:
    fake = FakeTransport(TransportError("refused", sent="no"), GOOD)
    assert caller.call(operation, fake=fake, body={}) == {"a": 1}


def test_a_post_that_may_have_left_is_not(caller: Caller) -> None:
    fake = FakeTransport(TransportError("cut"))
    with pytest.raises(errors.ConnectionFailed) as caught:
        caller.call(POST, fake=fake, body={})
    assert caught.value.sent == "maybe"
    for status in (429, 500, 503):
        fake = FakeTransport(Prepared(status))
        with pytest.raises(errors.StatusError):
            caller.call(POST, fake=fake, body={})
        assert len(fake.requests) == 1


def test_an_explicit_refusal_of_a_billed_call_is(caller: Caller) -> None:
    fake = FakeTransport(Prepared(429), GOOD)
    assert caller.call(BILLED, fake=fake, body={}) == {"a": 1}


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (Prepared(500, json={"message": "no"}), errors.InternalServerError),
        (Prepared(302, headers={"Location": "/done"}), errors.StatusError),
        (Prepared(303, headers={"Location": "/done"}), errors.StatusError),
        (TransportError("slow", timeout="read"), errors.RequestTimeout),
        (TransportError("cut"), errors.ConnectionFailed),
        (OSError("broken"), errors.ConnectionFailed),
        (Prepared(json={"a": "x", "id": "t1"}), errors.UnexpectedResponse),
        (Prepared(content=b'{"a": 1'), errors.UnexpectedResponse),
    ],
)
def test_a_billed_call_without_a_good_answer_is_unknown(
    caller: Caller, answer: Any, cause: type[Exception]
) -> None:
    def play(_: object) -> Any:
        if isinstance(answer, OSError):
            raise answer
        return answer

    fake = FakeTransport(handler=play)
    with pytest.raises(errors.OutcomeUnknown, match="billed") as caught:
        caller.call(BILLED, fake=fake, body={})
    assert type(caught.value.__cause__) is cause
    assert len(fake.requests) == 1
    copy = pickle.loads(pickle.dumps(caught.value))
    assert str(copy) == str(caught.value)
    assert type(copy.__cause__) is cause
    assert copy.status == caught.value.status


def test_the_id_of_a_task_survives_an_answer_that_does_not_fit(caller: Caller) -> None:
    fake = FakeTransport(Prepared(json={"a": "x", "data": {"id": 7}}))
    with pytest.raises(errors.OutcomeUnknown) as caught:
        caller.call(BILLED, fake=fake, body={})
    assert caught.value.task_id == "7"
    assert "task id 7" in str(caught.value)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ZeroDivisionError])
def test_whatever_ends_a_billed_call_from_outside_says_that_it_may_be_billed(
    caller: Caller, stop: type[BaseException]
) -> None:
    def play(_: object) -> Prepared:
        raise KeyboardInterrupt

    def hook(*_: object) -> None:
        raise stop

    fake = FakeTransport(GOOD)
    if stop is KeyboardInterrupt:
        fake = FakeTransport(handler=play)
    for operation, noted in ((BILLED, True), (POST, False)):
        with pytest.raises(stop) as caught:
            caller.call(operation, fake=fake, body={}, on_response=(hook,))
        notes = getattr(caught.value, "__notes__", [])
        assert any("billed" in note for note in notes) is noted
        fake = fake if stop is KeyboardInterrupt else FakeTransport(GOOD)


def test_who_is_interrupted_before_anything_is_sent_is_not_alarmed(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the pause after a refusal, and in a hook."""

    def stop(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(caller.time, "sleep", stop)
    fake = FakeTransport(Prepared(429))
    for hooks in ((), (stop,)):
        with pytest.raises(KeyboardInterrupt) as caught:
            caller.call(BILLED, fake=fake, body={}, on_request=hooks)
        assert not hasattr(caught.value, "__notes__")
    assert len(fake.requests) == 1


def test_an_idempotency_key_is_one_for_all_tries_and_only_where_it_is_declared(
    caller: Caller,
) -> None:
    keyed: Operation[Any] = Operation(
        "POST",
        "/x",
        bodies=(Body(),),
        replies={"200": Reply(lambda: dict)},
        retry=Retry(idempotency_header="Idempotency-Key"),
    )
    fake = FakeTransport(Prepared(500), TransportError("cut"), GOOD)
    caller.call(keyed, fake=fake, body={})
    keys = {dict(request.headers)["Idempotency-Key"] for request in fake.requests}
    assert len(fake.requests) == 3
    assert len(keys) == 1
    fake = FakeTransport(GOOD)
    caller.call(keyed, fake=fake, body={}, options={"idempotency_key": "mine"})
    assert dict(fake.requests[0].headers)["Idempotency-Key"] == "mine"
    fake = FakeTransport(GOOD)
    caller.call(POST, fake=fake, body={}, options={"idempotency_key": "mine"})
    assert "mine" not in str(fake.requests[0].headers)


def test_a_body_that_cannot_be_read_twice_is_sent_once(caller: Caller) -> None:
    put: Operation[Any] = Operation(
        "PUT", "/x", bodies=(Body("application/octet-stream"),), replies={"204": ()}
    )
    fake = FakeTransport(Prepared(500))
    with pytest.raises(errors.InternalServerError):
        caller.call(put, fake=fake, body=iter([b"a"]))
    assert len(fake.requests) == 1


def test_options_reach_the_wire(caller: Caller) -> None:
    listed: Operation[Any] = Operation(
        "GET", "/x", (query("a"),), replies={"200": Reply(lambda: dict)}
    )
    fake = FakeTransport(GOOD)
    caller.call(
        listed, 1, fake=fake, options={"headers": {"X-A": "b"}, "query": {"c": [1, 2]}}
    )
    assert fake.requests[0].url == "https://acme.example/x?a=1&c=1&c=2"
    sent = dict(fake.requests[0].headers)
    assert sent["X-A"] == "b"
    assert sent["Authorization"] == "Bearer sk-1"
    assert sent["Accept"] == "application/json"


def test_whoever_asks_for_a_multipart_body_has_its_boundary_said(
    caller: Caller,
) -> None:
    fake = FakeTransport(Prepared())
    upload: Operation[Any] = Operation(
        "POST", "/x", bodies=(Body("multipart/form-data"),)
    )
    asked = {"headers": {"content-type": "multipart/form-data"}}
    caller.call(upload, fake=fake, body={"a": b"1"}, options=asked)
    sent = fake.requests[0]
    told = [value for name, value in sent.headers if name.lower() == "content-type"]
    assert len(told) == 1
    begin, _, boundary = told[0].partition("; boundary=")
    assert begin == "multipart/form-data"
    assert body_of(sent).startswith(f"--{boundary}\r\n".encode())


@pytest.mark.parametrize(
    "field",
    [
        {"X Y": "a"},
        {"": "a"},
        {"Ü": "a"},
        {"X": " a"},
        {"X": "a\r\nY: b"},
        {"X": "\x01"},
    ],
)
def test_a_field_that_cannot_be_sent_is_the_callers_mistake(
    caller: Caller, field: dict[str, str]
) -> None:
    """However it was given: said at once, and never taken for a call that may be billed."""
    fake = FakeTransport(GOOD)

    def sign(request: Request) -> Request:
        return replace(request, headers=(*request.headers, *field.items()))

    with pytest.raises(ValueError, match="field"):
        caller.call(BILLED, fake=fake, body={}, options={"headers": field})
    with pytest.raises(ValueError, match="field"):
        caller.call(BILLED, fake=fake, body={}, on_request=(sign,))
    assert fake.requests == []
    assert caller.time.slept == []


def test_a_hook_that_has_to_be_awaited_is_told(caller: Caller) -> None:
    class Later:
        """What a coroutine function gives, as far as it matters here."""

    with pytest.raises(TypeError, match="no coroutine function"):
        caller.call(GET, fake=FakeTransport(GOOD), on_request=(lambda _: Later(),))


def test_no_secret_is_shown(caller: Caller) -> None:
    fake = FakeTransport(Prepared(401, headers={"Set-Cookie": "s=secret-1"}))
    with pytest.raises(errors.AuthenticationError) as caught:
        caller.call(GET, fake=fake, credentials={"token": "secret-2"})
    shown = repr(caught.value) + repr(fake.requests) + repr(caught.value.headers)
    assert "secret" not in shown
