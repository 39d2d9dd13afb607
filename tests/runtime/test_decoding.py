"""What answers become: by status, by media type, whole and member by member."""

from __future__ import annotations

import asyncio
import pickle
import re
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

import pytest
from _runtime import errors
from _runtime.operation import ErrorShape, Operation, Reply
from _runtime.results import RawResponse
from _runtime.streams import AsyncStream, ServerSentEvent, Stream, members
from _runtime.testing import FakeTransport, Prepared
from pydantic import BaseModel, ConfigDict, Field

from .engines import Caller, api


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def caller(request: pytest.FixtureRequest) -> Caller:
    return Caller(request.param)


class Problem(BaseModel):
    model_config = ConfigDict(extra="allow")
    message: str
    code: str | None = None


def get(**replies: Any) -> Operation[Any]:
    """An operation with these replies; a status is written s200."""
    return Operation(
        "GET",
        "/x",
        replies={key.removeprefix("s"): value for key, value in replies.items()},
    )


def played(
    caller: Caller, operation: Operation[Any], prepared: Prepared, shared: Any = None
) -> Any:
    return caller.call(
        operation, fake=FakeTransport(prepared), shared=shared, retries=0
    )


def media(content: bytes, kind: str, status: int = 200) -> Prepared:
    return Prepared(status, content=content, headers={"Content-Type": kind})


@pytest.mark.parametrize(
    ("operation", "prepared", "expected"),
    [
        (get(s200=Reply(lambda: list[int])), Prepared(json=[1]), [1]),
        (get(s2XX=Reply(lambda: int)), Prepared(203, json=3), 3),
        (get(default=Reply(lambda: int)), Prepared(json=3), 3),
        (get(s201=Reply(lambda: int)), Prepared(200, json=3), 3),
        (get(s204=()), Prepared(204), None),
        (
            get(s200=Reply(lambda: int)),
            media(b"\xef\xbb\xbf5", "application/json"),
            5,
        ),
        (
            get(s200=Reply(lambda: str, "text/plain")),
            media("ü".encode("latin-1"), "text/plain; charset=latin-1"),
            "ü",
        ),
        (
            get(s200=Reply(lambda: bytes, "image/png")),
            media(b"\x89", "image/png"),
            b"\x89",
        ),
        (get(s200=Reply(lambda: bytes, "*/*")), media(b"\x89", "video/mp4"), b"\x89"),
        (get(s200=Reply(lambda: bytes, "*/*")), media(b"{", "text/json"), b"{"),
        (get(s200=Reply(lambda: int, "*/*")), media(b"5", "application/hal+json"), 5),
        (
            get(s200=(Reply(lambda: int), Reply(lambda: str, "text/csv"))),
            media(b"a,b", "text/csv"),
            "a,b",
        ),
        (
            get(s200=Reply(lambda: int, "application/vnd.x+json")),
            media(b"5", "application/json"),
            5,
        ),
        (get(s200=Reply(lambda: Any)), media(b"\x89", "image/png"), b"\x89"),
        (
            get(s200=Reply(lambda: Any)),
            media(b"data: 1\n\n", "text/event-stream"),
            "data: 1\n\n",
        ),
        (get(s200=Reply(lambda: Any)), media(b"[1]", "text/plain"), [1]),
        (
            get(s200=Reply(lambda: list[dict[str, dict[str, int]] | None])),
            Prepared(json=[[], {"a": []}, None, {"b": {"c": 1}}]),
            [{}, {"a": {}}, None, {"b": {"c": 1}}],
        ),
        (get(s200=Reply(lambda: dict[str, int])), Prepared(json=[]), {}),
        (get(s200=Reply(lambda: Any, "*/*")), media(b"\x89", "image/png"), b"\x89"),
        (get(s200=Reply(lambda: Any, "image/*")), media(b"\x89", "image/png"), b"\x89"),
        (get(s200=Reply(lambda: Any, "*/*")), media(b"a", "text/plain"), "a"),
        (get(s200=Reply(lambda: Any, "*/*")), Prepared(content=b"a"), "a"),
        (get(), Prepared(json={"free": 1}), {"free": 1}),
        (get(), media(b"x", "text/html"), "x"),
        (get(), Prepared(), None),
    ],
)
def test_successes(
    caller: Caller, operation: Operation[Any], prepared: Prepared, expected: Any
) -> None:
    assert played(caller, operation, prepared) == expected


@pytest.mark.parametrize("content", [b"", b"{", b'"x"', b"[" * 100_000, b"\xff"])
def test_what_does_not_fit_is_our_exception(caller: Caller, content: bytes) -> None:
    with pytest.raises(errors.UnexpectedResponse) as caught:
        played(caller, get(s200=Reply(lambda: int)), media(content, "application/json"))
    assert caught.value.content == content
    assert caught.value.status == 200
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize(
    ("type", "content", "kind"),
    [
        (Any, b"{", "application/json"),
        (Any, b"{", ""),
        (str, b"<html>", "text/html"),
        (int, b"x", "text/plain"),
        (dict[str, int], b"[1]", "application/json"),
        (list[dict[str, int]], b"[[], null]", "application/json"),
        (Problem, b"[]", "application/json"),
        (dict[str, dict[str, int] | list[int]], b'{"a": [], "b": 1}', ""),
        (dict[str, dict[str, int] | int], b'{"a": []}', "application/json"),
    ],
)
def test_an_answer_of_another_media_type_that_is_not_what_was_said(
    caller: Caller, type: Any, content: bytes, kind: str
) -> None:
    with pytest.raises(errors.UnexpectedResponse):
        played(caller, get(s200=Reply(lambda: type)), media(content, kind))


KNOWN: dict[str, Any] = {
    "404": (errors.NotFoundError, lambda: Problem),
    "5XX": (errors.InternalServerError, lambda: Problem),
}
TYPED = ErrorShape(typed=True, at=("/error", ""), request_id_headers=("x-id",))


@pytest.mark.parametrize(
    ("answer", "message", "code"),
    [
        ({"message": "m", "code": "c"}, "m", "c"),
        ({"error": {"message": "m", "code": None}}, "m", None),
        ({"message": "m", "code": 5}, "m", 5),
        ({"other": 1}, None, None),
        ("text", None, None),
    ],
)
def test_the_error_object_whichever_shape_arrived(
    caller: Caller, answer: Any, message: Any, code: Any
) -> None:
    shared = api(errors=lambda: KNOWN, error=TYPED)
    with pytest.raises(errors.NotFoundError) as caught:
        played(
            caller, get(), Prepared(404, json=answer, headers={"X-Id": "r1"}), shared
        )
    error = caught.value
    assert isinstance(error.body, Problem)
    assert (error.body.message, error.body.code) == (message, code)
    assert error.raw == answer
    assert error.request_id == "r1"
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), copy.body, copy.request_id) == (type(error), error.body, "r1")


def test_an_operation_may_type_its_own_errors(caller: Caller) -> None:
    operation = get(s404=Reply(lambda: dict[Literal["why"], str]))
    with pytest.raises(errors.NotFoundError) as caught:
        played(
            caller,
            operation,
            Prepared(404, json={"why": "w"}),
            api(errors=lambda: KNOWN),
        )
    assert caught.value.body == {"why": "w"}


def test_a_page_of_html_is_cut(caller: Caller) -> None:
    with pytest.raises(errors.InternalServerError) as caught:
        played(caller, get(), media(b"<p>" * 10_000, "text/html", 502))
    assert len(caught.value.text) < 2100
    assert len(str(caught.value)) < 400


LINES = Reply(item=lambda: dict[str, int], media_type="application/jsonl")
SEQUENCE = Reply(item=lambda: int, media_type="application/json-seq")
EVENTS = Reply(media_type="text/event-stream")
TYPED_EVENTS = Reply(item=lambda: dict[str, int], media_type="text/event-stream")


class Told(BaseModel):
    """An event as an object."""

    data: str | None = None
    event: str | None = None


class Opened(BaseModel):
    """An event as an object whose data is an object."""

    event: str
    data: dict[str, int]


class Counted(BaseModel):
    """An event whose id is a number."""

    id: Annotated[int, Field(strict=True)] | None = None
    data: dict[str, int] | str


class Payload(BaseModel):
    """What is no event, though its keys are those of one."""

    id: str
    data: dict[str, int]


class Loose(BaseModel):
    """The same, of which nothing has to be there."""

    id: str | None = None
    data: dict[str, int] | None = None


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Payload, 'data: {"id":"1","data":{"n":1}}', Payload(id="1", data={"n": 1})),
        (Loose, 'data: {"id":"1","data":{"n":1}}', Loose(id="1", data={"n": 1})),
        (Loose, 'id: 1\ndata: {"n":1}', Loose(id="1", data={"n": 1})),
        (Counted, 'id: 12\ndata: {"n":1}', Counted(id=12, data='{"n":1}')),
        (Counted, "data: x", Counted(data="x")),
        (list[Told], 'data: [{"data":"x"}]', [Told(data="x")]),
        (Told, 'data: {"data":"x"}', Told(data='{"data":"x"}')),
        (Told, 'data: {"a":1}', Told(data='{"a":1}')),
        (Told, "event: end\ndata", Told(event="end", data="")),
        (Opened, 'event: e\ndata: {"a":1}', Opened(event="e", data={"a": 1})),
        (Annotated[Opened | Told, "told apart"], "data: x", Told(data="x")),
        (Opened, 'id: 7\ndata: {"a":1}', Opened(event="message", data={"a": 1})),
        (Problem, 'data: {"message":"m"}', Problem(message="m")),
    ],
)
def test_events_as_objects(kind: Any, text: str, expected: Any) -> None:
    reply = Reply(item=lambda: kind, media_type="text/event-stream")
    assert list(members(reply, iter([f"{text}\n\n".encode()]))) == [expected]


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
@pytest.mark.parametrize(
    ("reply", "content", "expected"),
    [
        (LINES, b'{"a":1}\r\n\n{"b":2}\n{"c":3}', [{"a": 1}, {"b": 2}, {"c": 3}]),
        (SEQUENCE, b"\x1e1\n\x1e2\n", [1, 2]),
        (
            EVENTS,
            "\ufeff: hi\r\nevent: e\rdata: ü\ndata:  b\nid: 1\n\ndata\n\nretry: 5\n\ndata: cut".encode(),
            [ServerSentEvent("ü\n b", "e", "1"), ServerSentEvent("", "message", "1")],
        ),
        (TYPED_EVENTS, b'data: {"a":1}\n\n', [{"a": 1}]),
    ],
)
def test_streams_however_they_are_cut(
    reply: Reply, content: bytes, expected: list[Any], size: int
) -> None:
    chunks = [content[i : i + size] for i in range(0, len(content), size)]
    assert list(members(reply, iter(chunks))) == expected


def test_a_time_to_wait_of_thousands_of_digits_is_none() -> None:
    content = f"retry: 7\nretry: {'9' * 5000}\ndata: a\n\n".encode()
    assert list(members(EVENTS, iter([content]))) == [ServerSentEvent("a", retry=7)]


def test_a_text_of_many_lines_is_tried_a_few_times() -> None:
    lines = [b"\x1e[\n", *[b"1,\n"] * 30_000, b"1]\n", b"\x1e", b"[\n", b"1\n", b"]\n"]
    reply = Reply(item=lambda: list[int], media_type="application/json-seq")
    found = members(reply, iter(lines))
    assert len(next(found)) == 30_001
    assert next(found) == [1]


def test_a_stream_through_a_client(caller: Caller) -> None:
    made = played(
        caller, get(s200=LINES), media(b'{"a":1}\n{"a":2}\n', "application/jsonl")
    )
    if isinstance(made, Stream):
        with made as stream:
            assert list(stream) == [{"a": 1}, {"a": 2}]
        return

    async def collect(stream: AsyncIterator[Any]) -> list[Any]:
        return [member async for member in stream]

    assert isinstance(made, AsyncStream)
    assert asyncio.run(collect(aiter(made))) == [{"a": 1}, {"a": 2}]


def test_a_member_that_does_not_fit(caller: Caller) -> None:
    made = played(
        Caller(False), get(s200=LINES), media(b'{"a":"x"}\n', "application/jsonl")
    )
    with pytest.raises(errors.UnexpectedResponse):
        list(made)
    assert isinstance(caller, Caller)


def test_an_event_that_does_not_fit_is_told_whole() -> None:
    text = b'data: {"a":1}\n\ndata\n\nevent: error\ndata: {"message":"too\ndata: many"}\n\n'
    made = played(
        Caller(False), get(s200=TYPED_EVENTS), media(text, "text/event-stream")
    )
    assert next(made) == {"a": 1}
    with pytest.raises(errors.UnexpectedResponse, match="text/event-stream") as caught:
        next(made)
    assert caught.value.text == '{"message":"too\nmany"}'
    assert "errors.pydantic.dev" not in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize(
    ("wanted", "content", "charset", "expected"),
    [
        (Any, b"", "", None),
        (str | None, b"", "", None),
        (str, '"é"'.encode("latin-1"), "; charset=iso-8859-1", "é"),
        (str, '"é"'.encode("utf-16"), "; charset=UTF-16", "é"),
    ],
)
def test_json_of_no_letters_or_of_others(
    caller: Caller, wanted: Any, content: bytes, charset: str, expected: object
) -> None:
    answer = media(content, f"application/json{charset}")
    assert played(caller, get(s200=Reply(lambda: wanted)), answer) == expected


@pytest.mark.parametrize(
    ("wanted", "text", "expected"),
    [
        (str, "text black", "text black"),
        (str, "", ""),
        (str, "12", "12"),
        (str, '"a"', "a"),
        (str | None, "<b>a</b>", "<b>a</b>"),
        (int, "12", 12),
        (Literal["a", "b"], "b", "b"),
    ],
)
def test_a_text_that_is_sent_as_it_stands(
    caller: Caller, wanted: Any, text: str, expected: object
) -> None:
    answer = media(text.encode(), "text/html; charset=utf-8")
    assert played(caller, get(s200=Reply(lambda: wanted)), answer) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><p>Log in", "text/html"),
        ("\n<html>", "text/html"),
        ("a", "application/json"),
        ("a", "application/octet-stream"),
        ("data: a", "text/event-stream"),
    ],
)
def test_no_text_where_json_is_described(caller: Caller, text: str, kind: str) -> None:
    with pytest.raises(errors.UnexpectedResponse):
        played(caller, get(s200=Reply(lambda: str)), media(text.encode(), kind))


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (["name is short", "age is no number"], ": name is short; age is no number"),
        ([], ': {"message":[]}'),
        ("no", ": no"),
        ({"en": "no"}, ': {"message":{"en":"no"}}'),
    ],
)
def test_messages_as_they_are_said(caller: Caller, message: Any, said: str) -> None:
    with pytest.raises(errors.BadRequestError) as caught:
        played(caller, get(), Prepared(400, json={"message": message}))
    assert str(caught.value).replace(" ", "").endswith(said.replace(" ", ""))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"detail": "No such pet."}, "No such pet."),
        ({"title": "Gone", "status": 410, "detail": "No such pet."}, "No such pet."),
        (
            {"detail": [{"loc": ["query", "n", 0], "msg": "Too big"}, {"msg": "No"}]},
            "query.n.0: Too big; No",
        ),
        (
            {"detail": "Bad", "extra": [{"key": "n"}]},
            '{"detail": "Bad", "extra": [{"key": "n"}]}',
        ),
        ({"detail": [{"a": 1}]}, '{"detail": [{"a": 1}]}'),
        ({"Message": "No"}, "No"),
        ({"Error": {"Message": "No"}}, "No"),
        ({"Title": "Gone", "Status": 410, "Detail": "No such pet."}, "No such pet."),
        (
            {"Message": "Not valid.", "ModelState": {"pet.Name": ["Too long"]}},
            "Not valid. (pet.Name: Too long)",
        ),
        ({"errors": [{"message": "No", "extensions": {"code": "N"}}]}, "No"),
        (
            {"errors": [{"title": "Bad", "detail": "Too big"}, {"title": "Late"}]},
            "Too big; Late",
        ),
        (
            {"message": "Bad", "details": [{"message": "too big", "field": "n"}]},
            "Bad (n: too big)",
        ),
        ({"message": "No pet", "details": [{"message": "No pet"}]}, "No pet"),
        (
            {"error": {"message": "2 faults", "details": {"errors": ["a", "b"]}}},
            "2 faults (a; b)",
        ),
        ({"message": "Bad", "errors": [{"code": 7}]}, "Bad"),
        (
            {"name": ["Too short", "No name"], "age": ["No"]},
            "name: Too short; No name; age: No",
        ),
        ({"name": ["No"], "age": 3}, '{"name": ["No"], "age": 3}'),
        (
            {"title": "Faults", "errors": {"Name": ["It is missing."]}, "traceId": "1"},
            "Name: It is missing.",
        ),
        (
            {"detail": "Bad", "extra": [{"message": "No text", "key": "name"}]},
            "Bad (name: No text)",
        ),
        ({"detail": {"message": "Too many", "code": "n"}}, "Too many"),
        ({"detail": {"code": "n", "params": {"detail": "Not known"}}}, "Not known"),
        (
            {"code": 7, "errors": {"json": {"pets": {"0": {"name": ["No", "Bad"]}}}}},
            "json.pets.0.name: No; Bad",
        ),
        (
            {"message": "Bad", "detail": {"json": {"name": ["No"], "age": ["Low"]}}},
            "Bad (json.name: No; json.age: Low)",
        ),
        ({"owner": {"name": ["No"]}, "age": ["Low"]}, "owner.name: No; age: Low"),
        ({"a": {"b": 1}, "c": ["No"]}, '{"a": {"b": 1}, "c": ["No"]}'),
        ({"a": {}, "age": ["Low"]}, "age: Low"),
        ("No such pet", "No such pet"),
        (["ValueError", "Too big"], "ValueError; Too big"),
        ([{"field": "n", "message": "Too big"}], "n: Too big"),
        ([{"a": 1}], '[{"a": 1}]'),
        ([], "[]"),
        ({"detail": {"error": "Not ready"}}, "Not ready"),
        ({"detail": {"error": {"code": 7}}}, '{"detail": {"error": {"code": 7}}}'),
        (
            {"detail": "Bad", "code": None, "validation_errors": {"name": ["No"]}},
            "Bad (name: No)",
        ),
        (
            {"said": "Bad", "exception_detail": [{"loc": ["a"], "msg": "No"}]},
            "a: No",
        ),
        (
            {"about": {"detail": "No"}, "n": [1]},
            '{"about": {"detail": "No"}, "n": [1]}',
        ),
        ({"ocs": {"meta": {"message": "No"}, "data": []}}, "No"),
        (
            {"errors": [{"detail": "No", "source": {"pointer": "/data/a"}}]},
            "/data/a: No",
        ),
        (
            {"errors": [{"msg": "No", "path": "a", "location": "body"}]},
            "a: No",
        ),
        ({"hydra:title": "Bad", "hydra:description": "No", "trace": [{}]}, "No"),
        ({"title": "No", "status": 404, "details": {}}, "No"),
        ({"message": "No (and 1 more error)", "errors": {"a": ["No"]}}, "a: No"),
        ({"error": True, "reason": "No"}, "No"),
        ({"errors": {"detail": "No"}}, "No"),
        ({"errors": {"a": [{}, {"b": ["No"]}]}}, "a.1.b: No"),
        ({"a": [{"message": "No", "args": {}}]}, "a: No"),
        ({"type": "coercion", "value": {"a": 1}, "humanized": {"a": ["No"]}}, "a: No"),
        ({"status": 400, "messages": {"a": "No"}}, "a: No"),
        ({"error": "No pet", "ok": False}, "No pet"),
        (
            {"timestamp": "2026", "status": 404, "error": "No", "path": "/pets"},
            "No",
        ),
        ({"type": "about:blank", "title": "No", "status": 404, "traceId": "0"}, "No"),
        ({"errorCode": "P1", "errorMessage": "No pet"}, "No pet"),
        ({"success": False, "code": 3, "msg": "No pet", "data": None}, "No pet"),
        ({"NotFound": "pet"}, '{"NotFound": "pet"}'),
        (
            {"title": "Bad", "violations": [{"field": "pet.name", "message": "No"}]},
            "pet.name: No",
        ),
        (
            {"detail": "Bad", "invalid-params": [{"name": "age", "reason": "Low"}]},
            "Bad (age: Low)",
        ),
        (
            {"detail": "Bad", "errors": [{"message": "No", "location": "body.name"}]},
            "Bad (body.name: No)",
        ),
        ({"error": "a", "reason": "b"}, '{"error": "a", "reason": "b"}'),
        ({"error": "grant", "error_description": "It is late"}, "It is late"),
        (
            {
                "success": False,
                "error": {
                    "name": "ZodError",
                    "message": '[\n {"path": ["a"], "message": "No"},\n {"path": [], "message": "So"}\n]',
                },
            },
            "a: No; So",
        ),
        ({"message": '{"error": "Not now"}'}, "Not now"),
        ({"message": "{a} is none"}, "{a} is none"),
        (
            {"message": "Bad", "details": {"a.$0": {"message": "No", "value": 1}}},
            "Bad (a.$0: No)",
        ),
        ({"message": "Bad", "errors": {"a": "No", "b": "So"}}, "Bad (a: No; b: So)"),
        (
            {"message": "Bad", "data": [{"instancePath": "/a", "message": "No"}]},
            "Bad (/a: No)",
        ),
        ({"message": "Bad", "data": [{"id": 7}]}, "Bad"),
        ({"message": "Bad", "details": {"id": "7"}}, "Bad"),
        (
            {
                "message": "Bad",
                "data": {"issues": [{"path": ["a", 0], "message": "No"}]},
            },
            "Bad (a.0: No)",
        ),
        (
            {
                "detail": {
                    "code": "n",
                    "params": {"errors": [{"loc": ["a"], "msg": "No"}]},
                }
            },
            "a: No",
        ),
    ],
)
def test_what_problems_say(caller: Caller, body: Any, said: str) -> None:
    """FastAPI, Django, ASP.NET, Spring, Quarkus, Litestar, zod and others, whose documents say nothing of their errors."""
    with pytest.raises(errors.NotFoundError, match=f": {re.escape(said)}$"):
        played(caller, get(s200=Reply(lambda: int)), Prepared(404, json=body))


def test_space_around_what_an_answer_says_is_not_told(caller: Caller) -> None:
    told = media(b'{"code": 7}\n', "application/json", 404)
    with pytest.raises(errors.NotFoundError, match=r': {"code": 7}$') as caught:
        played(caller, get(s200=Reply(lambda: int)), told)
    assert caught.value.text == '{"code": 7}\n'


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<html>\r\n<head><title>502 Bad\n Gateway</title></head>", "502 Bad Gateway"),
        (" <!DOCTYPE html><Title lang=en>Q&amp;A</TITLE >", "Q&A"),
        ("<html><title></title>No", "<html><title></title>No"),
        ("<html><title> </title>No", "<html><title> </title>No"),
        ("<p><title>a</title>", "<p><title>a</title>"),
    ],
)
def test_a_page_of_html_is_told_by_its_title(
    caller: Caller, page: str, said: str
) -> None:
    answer = media(page.encode(), "text/html", 502)
    with pytest.raises(errors.InternalServerError) as caught:
        played(caller, get(), answer)
    assert str(caught.value).endswith(f": {said}")
    assert caught.value.text == page


def test_a_message_within_an_error_object(caller: Caller) -> None:
    told = {"error": {"message": "it is bad", "name": "Bad"}}
    with pytest.raises(errors.BadRequestError, match=r": it is bad$"):
        played(caller, get(), Prepared(400, json=told))


def test_no_body_where_one_is_described(caller: Caller) -> None:
    with pytest.raises(errors.UnexpectedResponse, match="answered 204 with no body"):
        played(caller, get(s2XX=Reply(lambda: list[int])), Prepared(204))


def test_raw_responses_show_no_body() -> None:
    from _runtime.headers import Headers

    assert "secret" not in repr(RawResponse(200, Headers(), None, b"secret"))


def test_the_type_of_a_json_answer_is_made_out_once(caller: Caller) -> None:
    asked: list[None] = []

    def wanted() -> Any:
        asked.append(None)
        return list[int]

    operation = get(s200=Reply(wanted))
    for _ in range(3):
        assert played(caller, operation, Prepared(json=[1])) == [1]
    assert len(asked) == 1
