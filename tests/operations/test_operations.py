"""Small documents with every style, body and answer go in; both clients speak and understand all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .bodies import body, parts_of
from .decoder import parameters
from .document import Call, Media, Parameter
from .judge import judge
from .reading import Leaf, Unreadable, nothing, same
from .server import Request

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
COLOR = {"R": 100, "G": 200, "B": 150}
ROW = ["blue", "black", "brown"]


@pytest.mark.parametrize("spec", CASES, ids=lambda spec: spec.stem)
def test_every_operation_says_what_it_is_given_and_gives_what_it_is_told(
    spec: Path,
) -> None:
    """Nothing is wrong, and nothing is left out."""
    tally = judge(spec)
    assert not tally.failures
    assert not tally.unsupported
    assert tally.all["called"] >= 4 * tally.operations > 0


# (style, explode, value, text), from OpenAPI 3.2, "Style Examples".
PATHS = [
    ("simple", False, "blue", "blue"),
    ("simple", False, ROW, "blue,black,brown"),
    ("simple", False, COLOR, "R,100,G,200,B,150"),
    ("simple", True, COLOR, "R=100,G=200,B=150"),
    ("label", False, "blue", ".blue"),
    ("label", False, ROW, ".blue,black,brown"),
    ("label", True, ROW, ".blue.black.brown"),
    ("label", False, COLOR, ".R,100,G,200,B,150"),
    ("label", True, COLOR, ".R=100.G=200.B=150"),
    ("matrix", False, "", ";color"),
    ("matrix", False, "blue", ";color=blue"),
    ("matrix", False, ROW, ";color=blue,black,brown"),
    ("matrix", True, ROW, ";color=blue;color=black;color=brown"),
    ("matrix", False, COLOR, ";color=R,100,G,200,B,150"),
    ("matrix", True, COLOR, ";R=100;G=200;B=150"),
]
QUERIES = [
    ("form", True, "", "color="),
    ("form", True, "blue", "color=blue"),
    ("form", False, ROW, "color=blue,black,brown"),
    ("form", True, ROW, "color=blue&color=black&color=brown"),
    ("form", False, COLOR, "color=R,100,G,200,B,150"),
    ("form", True, COLOR, "R=100&G=200&B=150"),
    ("spaceDelimited", False, ROW, "color=blue%20black%20brown"),
    ("spaceDelimited", False, COLOR, "color=R%20100%20G%20200%20B%20150"),
    ("pipeDelimited", False, ROW, "color=blue%7Cblack%7Cbrown"),
    ("pipeDelimited", False, COLOR, "color=R%7C100%7CG%7C200%7CB%7C150"),
    ("deepObject", True, COLOR, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
]


def decoded(location: str, style: str, explode: bool, value: Any, text: str) -> Any:
    """A parameter named color, out of a path or a query."""
    color = Parameter("color", location, {}, style, explode)
    path = "/{color}" if location == "path" else "/"
    call = Call("get", path, (color,), (), False, (), ())
    target = f"/base/{text}" if location == "path" else f"/base/?{text}"
    request = Request("GET", target, (), b"")
    key = ("color", location)
    found, beyond = parameters(call, request, "/base", {key: value})
    assert not beyond
    return found[key]


@pytest.mark.parametrize(("style", "explode", "value", "text"), PATHS)
def test_the_decoder_reads_the_table_of_paths(
    style: str, explode: bool, value: Any, text: str
) -> None:
    assert same(decoded("path", style, explode, value, text), value)


@pytest.mark.parametrize(("style", "explode", "value", "text"), QUERIES)
def test_the_decoder_reads_the_table_of_queries(
    style: str, explode: bool, value: Any, text: str
) -> None:
    assert same(decoded("query", style, explode, value, text), value)


def test_the_decoder_sees_what_is_wrong() -> None:
    """Another style, another value, another kind of value, a repeated name."""
    assert not same(decoded("query", "form", False, ROW, "color=blue%20black"), ROW)
    assert not same(decoded("path", "simple", False, COLOR, "R,100,G,200"), COLOR)
    assert isinstance(decoded("path", "matrix", False, ROW, ";colour=blue"), Unreadable)
    assert isinstance(
        decoded("query", "form", True, "a", "color=a&color=b"), Unreadable
    )
    assert isinstance(decoded("query", "deepObject", True, COLOR, ""), KeyError)
    assert not same(Leaf("True"), True)
    assert not same(1, True)
    assert not same({"a": None}, {})
    assert same(1.0, 1)


def test_an_empty_list_has_no_form() -> None:
    assert nothing(KeyError("color"), [])
    assert not nothing(KeyError("color"), ["a"])


def test_parts_are_read_as_they_were_sent() -> None:
    """RFC 7578: names with quotation marks, file names, bytes with line ends."""
    text = (
        b'--b\r\nContent-Disposition: form-data; name="a%22b"\r\n\r\nx\r\n\r\n'
        b'--b\r\nContent-Disposition: form-data; name="f"; filename="n"\r\n'
        b"Content-Type: image/png\r\n\r\n\x00\r\n--b--\r\n"
    )
    one, other = parts_of('multipart/form-data; boundary="b"', text)
    assert (one.name, one.filename, one.content) == ('a"b', None, b"x\r\n")
    assert (other.filename, other.media_type, other.content) == (
        "n",
        "image/png",
        b"\x00",
    )
    with pytest.raises(Unreadable):
        parts_of("multipart/form-data; boundary=b", text[:-8])


def test_a_form_is_read_by_its_encoding() -> None:
    """OpenAPI 3.2, "Encoding Object"."""
    given = {"row": ["a", "b c"], "json": [1], "open": ["x", "y"]}
    media = Media(
        "application/x-www-form-urlencoded",
        {},
        encoding={
            "row": {"style": "form", "explode": False},
            "json": {"contentType": "application/json"},
        },
    )
    headers = (("Content-Type", media.name),)
    text = b"row=a,b%20c&json=%5B1%5D&open=x&open=y"
    assert same(body(media, Request("POST", "/", headers, text), given), given)
    text = b"row=a&row=b+c&json=%5B1%5D&open=x&open=y"
    with pytest.raises(Unreadable):
        body(media, Request("POST", "/", headers, text), given)
