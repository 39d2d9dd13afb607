"""Header fields of answers: as text in a mapping, and as the types that the document declares."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any, Literal

import pytest
from _runtime.answered import Header
from _runtime.errors import RateLimitError
from _runtime.headers import Headers
from _runtime.model import Model
from pydantic import TypeAdapter


class Point(Model):
    x: int
    name: str = ""


def read(type: Any, *sent: str, **how: Any) -> Any:
    """One field, as its type."""

    class Declared(Headers):
        """What a document declares."""

        value: Header[Any] = Header("X-Value", lambda: type, **how)

    return Declared([("x-value", one) for one in sent]).value


@pytest.mark.parametrize(
    ("type", "sent", "value"),
    [
        (int, ["5"], 5),
        (int, ["1" + "0" * 30], 10**30),
        (int | float, ["1.5"], 1.5),
        (int | float, ["5"], 5),
        (bool, ["true"], True),
        (bool, ["false"], False),
        (str, ["5"], "5"),
        (str, ["a, b"], "a, b"),
        (str, ["a", "b"], "a, b"),
        (int | str, ["5"], "5"),
        (Literal["a", "b"] | str, ["c"], "c"),
        (dt.date, ["2026-01-31"], dt.date(2026, 1, 31)),
        (list[int], ["1,2"], [1, 2]),
        (list[int], ["1, 2", "3"], [1, 2, 3]),
        (list[int], [""], []),
        (list[str], ["1,b"], ["1", "b"]),
        (list[int | str], ["1,b"], ["1", "b"]),
        (list[bool], ["true,false"], [True, False]),
        (dict[str, int], ["a,1,b,2"], {"a": 1, "b": 2}),
        (Point, ["x,1,name,2"], Point(x=1, name="2")),
        (Any, ["1,2"], "1,2"),
    ],
)
def test_a_field_is_its_type(type: Any, sent: list[str], value: object) -> None:
    found = read(type, *sent)
    assert found == value
    assert found.__class__ is value.__class__


@pytest.mark.parametrize(
    ("type", "sent"),
    [
        (int, []),
        (int, ["five"]),
        (int, ["1_000"]),
        (bool, ["yes"]),
        (bool, ["1"]),
        (float, ["nan"]),
        (list[int], ["1,b"]),
        (dict[str, int], ["a,1,b"]),
        (Point, ["x,one"]),
        (Literal["a"], ["b"]),
        (dt.date, ["2026-02-31"]),
    ],
)
def test_a_field_that_is_something_else_is_none(type: Any, sent: list[str]) -> None:
    assert read(type, *sent) is None


def test_objects_are_exploded() -> None:
    assert read(Point, "x=1,name=2", explode=True) == Point(x=1, name="2")
    assert read(Point, "x=1, y = 2", explode=True) == Point.model_validate(
        {"x": 1, "y": 2}
    )
    assert read(Point, "x,1", explode=True) is None


def test_content() -> None:
    assert read(Point, '{"x": 1}', content="application/json") == Point(x=1)
    assert read(Point, '{"x": "1"}', content="application/json") is None
    assert read(str, "5", content="text/plain") == "5"


def test_cookies_are_not_joined_by_commas() -> None:
    class Declared(Headers):
        """What a document declares."""

        one: Header[str] = Header("Set-Cookie", lambda: str)
        all_of_them: Header[list[str]] = Header("Set-Cookie", lambda: list[str])

    sent = ["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"]
    found = Declared([("set-cookie", one) for one in sent])
    assert found.one == "\n".join(sent)
    assert found.all_of_them == sent


class Limits(Headers):
    """What a document declares."""

    left: Header[int] = Header("X-Left", lambda: int)


def test_it_stays_a_mapping() -> None:
    found = Limits([("X-Left", "few"), ("X-Other", "1")])
    assert found.left is None
    assert (found["x-left"], found["x-other"]) == ("few", "1")
    again = pickle.loads(pickle.dumps(Limits([("X-Left", "3")])))
    assert again.left == 3
    assert repr(again) == "Limits([('X-Left', '3')])"
    assert isinstance(Limits.left, Header)
    assert TypeAdapter(dict[str, str]).validate_python(dict(again)) == {"x-left": "3"}


class Reset(Headers):
    """What errors declare."""

    x_reset: Header[int] = Header("X-Reset", lambda: int)


class Limited(RateLimitError):
    """As a package has it that declares header fields of its errors."""

    @property
    def headers(self) -> Reset:
        """Its header fields."""
        return self._fields(Reset)


def test_errors_have_the_fields_that_are_declared_for_them() -> None:
    error = Limited("429", status=429, headers=Headers([("x-reset", "5"), ("a", "b")]))
    for one in (error, pickle.loads(pickle.dumps(error))):
        assert one.headers.x_reset == 5
        assert one.headers["a"] == "b"
    assert dict(Limited("429").headers) == {} == dict(RateLimitError("429").headers)
