"""Bodies in every media type, as a server reads them."""

from __future__ import annotations

import email
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from _runtime.bodies import write_body
from _runtime.omit import omit
from _runtime.operation import Body, Part
from pydantic import BaseModel, ConfigDict


def read(content: Any) -> bytes:
    """All bytes of a body."""
    return content if isinstance(content, bytes) else b"".join(content.chunks())


def written(
    body: Body, value: object, extra: Any = None, kind: str = ""
) -> tuple[bytes, str]:
    """A body and its media type."""
    content, media_type = write_body((body,), value, extra, kind)
    return read(content), media_type


class Pet(BaseModel):
    model_config = ConfigDict(extra="allow")
    name: str
    age: int | None = None


def test_json_holds_what_was_set() -> None:
    assert written(Body(), Pet(name="Rex")) == (b'{"name":"Rex"}', "application/json")
    assert written(Body(), {"a": omit, "b": None, "p": Pet(name="x", age=None)}) == (
        b'{"b":null,"p":{"name":"x","age":null}}',
        "application/json",
    )
    assert written(Body("application/merge-patch+json"), [1, "é"]) == (
        '[1,"é"]'.encode(),
        "application/merge-patch+json",
    )


def test_further_fields_and_raw_bodies() -> None:
    assert written(Body(), {"a": 1}, {"b": 2})[0] == b'{"a":1,"b":2}'
    assert written(Body(), Pet(name="x"), {"b": 2})[0] == b'{"name":"x","b":2}'
    assert written(Body(), {"a": 1}, b"raw", "x/y") == (b"raw", "x/y")
    with pytest.raises(TypeError, match="beside a body that is an object"):
        written(Body(), [1], {"b": 2})


def test_an_optional_body_that_is_left_out_is_not_sent() -> None:
    optional = Body(required=False)
    assert written(optional, omit) == (b"", "")
    assert written(optional, {"a": omit}) == (b"", "")
    assert written(Body(), {"a": omit})[0] == b"{}"


def test_numbers_that_json_lacks_are_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        written(Body(), {"a": float("nan")})


def test_urlencoded_form() -> None:
    body = Body(
        "application/x-www-form-urlencoded",
        {
            "deep": Part(style="deepObject", explode=True),
            "flat": Part(style="form", explode=False),
        },
    )
    value = {
        "a b": "x&y=ü",
        "list": [1, 2],
        "object": {"k": True},
        "deep": {"k": "v"},
        "flat": [1, 2],
    }
    made, media_type = written(body, value)
    assert media_type == "application/x-www-form-urlencoded"
    assert parse_qsl(made.decode()) == [
        ("a b", "x&y=ü"),
        ("list", "1"),
        ("list", "2"),
        ("object", '{"k":true}'),
        ("deep[k]", "v"),
        ("flat", "1,2"),
    ]


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_null_in_a_form_is_left_out_unless_it_says_something(kind: str) -> None:
    told = {"c": Part(null=True), "d": Part("application/json")}
    value = {"a": "x", "b": None, "c": None, "d": None}
    made, media_type = written(Body(kind, told), value)
    if kind.startswith("multipart"):
        found = [
            (name, content.decode()) for name, _, _, content in parts(made, media_type)
        ]
    else:
        found = parse_qsl(made.decode(), keep_blank_values=True)
    assert found == [("a", "x"), ("c", ""), ("d", "null")]


def parts(content: bytes, media_type: str) -> list[tuple[str, str | None, str, bytes]]:
    """Name, file name, media type and content of the parts, read by Python's own parser."""
    head = f"Content-Type: {media_type}\r\n\r\n".encode()
    message = email.message_from_bytes(head + content)
    found = []
    for part in message.get_payload():
        assert isinstance(part, email.message.Message)
        name = part.get_param("name", header="content-disposition")
        assert isinstance(name, str)
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        found.append((name, part.get_filename(), part.get_content_type(), payload))
    return found


def test_multipart_with_every_kind_of_file(tmp_path: Path) -> None:
    place = tmp_path / "a.txt"
    place.write_bytes(b"from a path")
    with place.open("rb") as opened:
        value = {
            "plain": "text",
            "object": {"k": 1},
            "bytes": b"\x00\r\n--x",
            "path": place,
            "open": opened,
            "named": ("n.png", b"png", "image/png"),
            "many": [b"1", ("two", io.BytesIO(b"2"))],
        }
        content, media_type = write_body(
            (Body("multipart/form-data", {"bytes": Part("image/gif")}),),
            value,
            None,
            "",
        )
        assert not isinstance(content, bytes)
        made = read(content)
        assert content.length == len(made)
        assert read(content) == made
    assert parts(made, media_type) == [
        ("plain", None, "text/plain", b"text"),
        ("object", None, "application/json", b'{"k":1}'),
        ("bytes", "upload", "image/gif", b"\x00\r\n--x"),
        ("path", "a.txt", "text/plain", b"from a path"),
        ("open", "a.txt", "text/plain", b"from a path"),
        ("named", "n.png", "image/png", b"png"),
        ("many", "upload", "application/octet-stream", b"1"),
        ("many", "two", "application/octet-stream", b"2"),
    ]


def test_names_cannot_break_out_of_a_part() -> None:
    made, _ = written(Body("multipart/form-data"), {'a"\r\nX: y': ('f"\r\n', b"1")})
    assert b'name="a%22%0D%0AX: y"; filename="f%22%0D%0A"' in made


def test_a_file_has_header_fields_of_its_part() -> None:
    """OpenAPI 3.2, "Encoding Object", `headers`."""
    form = Body("multipart/form-data")
    made, _ = written(form, {"a": ("a.txt", b"1", "text/plain", {"X-Part": "one"})})
    assert (
        b'filename="a.txt"\r\nContent-Type: text/plain\r\nX-Part: one\r\n\r\n1' in made
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("X-Part", "a\r\n\r\nb"), ("X Part", "a"), ("content-type", "text/html")],
)
def test_header_fields_of_a_part_cannot_break_out_of_it(name: str, value: str) -> None:
    file = ("a.txt", b"1", "text/plain", {name: value})
    with pytest.raises(ValueError, match="(?i)" + name):
        written(Body("multipart/form-data"), {"a": file})


def test_a_file_that_is_the_whole_body_has_no_part() -> None:
    file = ("a.txt", b"1", "text/plain", {"X-Part": "one"})
    with pytest.raises(TypeError, match="part of a form"):
        written(Body("application/octet-stream"), file)


def test_streams_are_not_held_in_memory() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"a"
        yield b"b"

    content, _ = write_body((Body("application/octet-stream"),), pieces(), None, "")
    assert not isinstance(content, bytes)
    assert content.length is None
    assert not content.replayable
    assert read(content) == b"ab"


def test_text_and_xml() -> None:
    assert written(Body("text/plain"), "ü") == ("ü".encode(), "text/plain")
    assert written(Body("application/xml"), "<a/>") == (b"<a/>", "application/xml")
    with pytest.raises(TypeError, match="given as str or bytes"):
        written(Body("application/xml"), {"a": 1})


def test_the_caller_chooses_among_media_types() -> None:
    several = (Body(), Body("application/x-www-form-urlencoded"))
    content, media_type = write_body(
        several, {"a": 1}, None, "application/x-www-form-urlencoded"
    )
    assert (content, media_type) == (b"a=1", "application/x-www-form-urlencoded")


@pytest.mark.parametrize(
    ("declared", "value", "sent"),
    [
        ("image/*", ("a", b"1", "image/webp"), "image/webp"),
        ("image/*", ("a.png", b"1"), "image/png"),
        ("image/*", Path("b.jpg"), "image/jpeg"),
        ("image/*", ("a.pdf", b"1"), "application/octet-stream"),
        ("image/*", b"1", "application/octet-stream"),
        ("*/*", ("a.png", b"1"), "image/png"),
        ("*/*", b"1", "application/octet-stream"),
        ("*/*", ("a.png", b"1", "image/png"), "image/png"),
        ("*/*", [1], "application/json"),
        ("image/png", ("a.jpg", b"1"), "image/png"),
    ],
)
def test_a_file_says_its_media_type_where_the_document_leaves_it_open(
    declared: str,
    value: object,
    sent: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("b.jpg").write_bytes(b"1")
    assert written(Body(declared), value)[1] == sent


@pytest.mark.parametrize(
    ("declared", "sent"),
    [
        ("image/png, image/jpeg", "image/jpeg"),
        ("image/*", "image/jpeg"),
        ("image/png, image/gif", "image/png"),
        ("image/gif", "image/gif"),
        ("", "image/jpeg"),
        ("application/octet-stream", "application/octet-stream"),
    ],
)
def test_a_part_has_the_declared_media_type_that_its_file_has(
    declared: str, sent: str
) -> None:
    body = Body("multipart/form-data", {"a": Part(declared)})
    found = parts(*written(body, {"a": ("b.jpg", b"1")}))
    assert found == [("a", "b.jpg", sent, b"1")]


def test_members_are_written_one_by_one_when_they_are_sent() -> None:
    taken: list[int] = []

    def members() -> Iterator[Any]:
        for number, one in enumerate(({"a": 1}, Pet(name="é"), b'{"b": 2}\n', "x")):
            taken.append(number)
            yield one

    content, media_type = write_body((Body("application/jsonl"),), members(), None, "")
    assert taken == []
    assert not isinstance(content, bytes)
    assert not content.replayable
    assert read(content) == '{"a":1}\n{"name":"é"}\n{"b": 2}\n"x"\n'.encode()
    assert media_type == "application/jsonl"
    seq = Body("application/json-seq")
    assert written(seq, [1, [2]])[0] == b"\x1e1\n\x1e[2]\n"
    again, _ = write_body((seq,), [1], None, "")
    assert not isinstance(again, bytes)
    assert again.replayable
    assert read(again) == read(again) == b"\x1e1\n"


def test_a_multipart_body_that_is_given_as_it_is_sent_says_its_boundary() -> None:
    mixed = Body("multipart/mixed")
    whole = b"--mark here\r\n\r\nx\r\n--mark here--\r\n"
    assert written(mixed, whole) == (whole, 'multipart/mixed; boundary="mark here"')
    own = "multipart/mixed; boundary=other"
    assert written(mixed, whole, None, own) == (whole, own)
    assert written(mixed, b"preamble\r\n--a\r\n")[1] == "multipart/mixed"
    assert written(mixed, {}, whole)[1] == 'multipart/mixed; boundary="mark here"'
