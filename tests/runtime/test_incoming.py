"""Bodies that arrive by themselves: what they are read as, and what is raised for the others."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from _runtime.errors import APIError, InvalidWebhook
from _runtime.incoming import Incoming, parse
from _runtime.operation import Reply
from _runtime.streams import ServerSentEvent
from pydantic import BaseModel, ConfigDict


class Notice(BaseModel):
    id: str


NOTICE = Reply(lambda: Notice)
TEXT = Reply(lambda: str, "text/plain")
PICTURE = Reply(lambda: bytes, "image/*")
JSON: Incoming[Any] = Incoming("changed", (NOTICE,))
SEVERAL: Incoming[Any] = Incoming("changed", (NOTICE, TEXT, PICTURE))
LINES: Incoming[Any] = Incoming(
    "lines", (Reply(media_type="application/jsonl", item=lambda: Notice),)
)
EVENTS: Incoming[Any] = Incoming("events", (Reply(media_type="text/event-stream"),))


class Paid(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")

    id: int
    note: str | None = None
    tags: list[str] = []
    on: bool = False
    place: dict[str, Any] = {}
    rows: list[dict[str, Any]] = []


FORM: Incoming[Any] = Incoming(
    "paid", (Reply(lambda: Paid, "application/x-www-form-urlencoded"), TEXT)
)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("id=5", Paid(id=5)),
        ("id=5&note=7&tags=1&on=true", Paid(id=5, note="7", tags=["1"], on=True)),
        ("note=a+b%26c&tags=x&tags=y&id=1", Paid(id=1, note="a b&c", tags=["x", "y"])),
        (
            "id=1&place[x]=a&place[y][z]=b",
            Paid(id=1, place={"x": "a", "y": {"z": "b"}}),
        ),
        ('id=1&rows={"x":1}', Paid(id=1, rows=[{"x": 1}])),
        ('id=1&rows={"x":1}&rows={}', Paid(id=1, rows=[{"x": 1}, {}])),
        ('id=1&place={"x":1}&note=', Paid(id=1, place={"x": 1}, note="")),
        (
            "id=1&more=2&more[a]=3",
            Paid.model_validate({"id": 1, "more": "2", "more[a]": "3"}),
        ),
    ],
)
def test_a_form_is_read_as_its_fields_are_typed(body: str, value: Paid) -> None:
    assert parse(FORM, body) == value


@pytest.mark.parametrize(
    ("style", "text"),
    [("form", "a,b%2Cc"), ("spaceDelimited", "a%20b,c"), ("pipeDelimited", "a|b,c")],
)
def test_members_that_stand_in_one_text(style: str, text: str) -> None:
    kind = "application/x-www-form-urlencoded"
    reply = Reply(lambda: Paid, kind, joined={"tags": style})
    one: Incoming[Any] = Incoming("paid", (reply,))
    assert parse(one, f"id=1&tags={text}") == Paid(id=1, tags=["a", "b,c"])
    assert parse(one, "id=1&tags=") == Paid(id=1, tags=[])


@pytest.mark.parametrize("body", ["", "id=x", "id=1&on=maybe", "id=1&id=2", "[" * 999])
def test_a_form_that_does_not_fit(body: str) -> None:
    with pytest.raises(InvalidWebhook) as caught:
        parse(FORM, body)
    assert caught.value.content == body.encode()


@pytest.mark.parametrize(
    ("incoming", "body", "content_type", "value"),
    [
        (JSON, b'{"id": "1"}', "", Notice(id="1")),
        (JSON, '{"id": "ü"}', "", Notice(id="ü")),
        (JSON, '{"id": "1"}', "text/plain", Notice(id="1")),
        (SEVERAL, b'{"id": "1"}', "application/json; charset=utf-8", Notice(id="1")),
        (SEVERAL, b"gr\xfc\xdfe", "text/plain; charset=latin-1", "grüße"),
        (SEVERAL, b"\x89PNG", "image/png", b"\x89PNG"),
        (LINES, '{"id": "1"}\n{"id": "2"}', "", [Notice(id="1"), Notice(id="2")]),
        (EVENTS, b"data: a\n\ndata: b\n\n", "", [*map(ServerSentEvent, "ab")]),
        (Incoming("maybe", (NOTICE,), required=False), b"", "", None),
        (Incoming("text", (TEXT,)), "as it is", "", "as it is"),
        (Incoming("bytes", (PICTURE,)), b"\xff", "", b"\xff"),
    ],
)
def test_what_a_body_is(
    incoming: Incoming[Any], body: bytes | str, content_type: str, value: object
) -> None:
    assert parse(incoming, body, content_type) == value


@pytest.mark.parametrize(
    ("incoming", "body", "raw"),
    [
        (JSON, b'{"id": 1}', {"id": 1}),
        (JSON, b'{"id": ', '{"id": '),
        (JSON, b"\xff\xfe", "\ufffd\ufffd"),
        (JSON, "\ud800", "\ufffd\ufffd\ufffd"),
        (JSON, b"", None),
        (JSON, b"[" * 100_000, "[" * 100_000),
        (LINES, b'{"id": "1"}\n{"id": 2}', '{"id": "1"}\n{"id": 2}'),
    ],
    ids=["wrong", "cut", "no text", "half a character", "empty", "deep", "line"],
)
def test_another_body_is_refused(
    incoming: Incoming[Any], body: bytes | str, raw: object
) -> None:
    with pytest.raises(InvalidWebhook) as caught:
        parse(incoming, body)
    error = caught.value
    assert isinstance(error, APIError)
    assert error.raw == raw
    sent = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    assert error.content == sent
    assert incoming.name in str(error)
    assert len(str(error)) < 1000
    again = pickle.loads(pickle.dumps(error))
    assert (again.content, again.raw) == (error.content, error.raw)
