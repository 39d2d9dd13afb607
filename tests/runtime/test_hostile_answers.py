"""Whatever a server answers, a call gives a value or raises one of the client's own exceptions, and soon."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from _runtime import errors
from _runtime.async_engine import AsyncEngine
from _runtime.auth import ClientCredentials
from _runtime.downloads import Target
from _runtime.engine import SyncEngine
from _runtime.operation import Operation, Reply, Scheme
from _runtime.pages import next_link
from _runtime.settings import Settings
from _runtime.testing import FakeTransport, Prepared
from pydantic import BaseModel

from runtime.engines import Caller, api


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """The address of a server that says the same to everybody."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)

        def play() -> None:
            while True:
                try:
                    one, _ = server.accept()
                except OSError:
                    return
                with one, suppress(OSError):
                    one.settimeout(5)
                    one.recv(65_536)
                    one.sendall(answer)

        thread = threading.Thread(target=play, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def says(status: str, *fields: str, body: bytes = b"") -> bytes:
    """An answer."""
    length = f"Content-Length: {len(body)}"
    lines = [f"HTTP/1.1 {status}", *fields, length, "Connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


GET: Operation[Any] = Operation("GET", "/x", replies={"200": Reply(lambda: object)})
JSON = "Content-Type: application/json"
NINES = "9" * 5000

ANSWERS = {
    "nothing": b"",
    "no HTTP": b"\x00\xff\xfe garbage\r\n\r\n",
    "an old version": b"HTTP/0.9 200\r\n\r\n",
    "no status": b"HTTP/1.1 abc OK\r\n\r\n",
    "status 000": b"HTTP/1.1 000 \r\nContent-Length: 0\r\n\r\n",
    "status 999": says("999 What"),
    "status 42": b"HTTP/1.1 42 \r\nContent-Length: 0\r\n\r\n",
    "only informational": b"HTTP/1.1 103 Early Hints\r\n\r\n" * 3,
    "a protocol switch": says("101 Switching Protocols", "Upgrade: x"),
    "an endless header": b"HTTP/1.1 200 OK\r\nA: " + b"x" * 2_000_000,
    "many headers": b"HTTP/1.1 200 OK\r\n" + b"A: x\r\n" * 200_000 + b"\r\n",
    "a length of digits": b"HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n"
    % NINES.encode(),
    "a negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "a chunk of digits": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b"f" * 5000
    + b"\r\n",
    "a header with NUL": b"HTTP/1.1 200 OK\r\nA: \x00\r\nContent-Length: 0\r\n\r\n",
    "deep JSON": says("200 OK", JSON, body=b"[" * 200_000),
    "deep JSON, closed": says("200 OK", JSON, body=b"[" * 99_999 + b"]" * 99_999),
    "deep JSON of an error": says("400 Bad", JSON, body=b'{"a":' * 200_000),
    "a number of digits": says("200 OK", JSON, body=NINES.encode()),
    "digits of an error": says("400 Bad", JSON, body=b'{"a": %s}' % NINES.encode()),
    **{
        f"the argument {name} in an error": says(
            "400 Bad", JSON, body=b'{"message": "no", "%s": 1}' % name.encode()
        )
        for name in ("cls", "self", "_fields_set", "values", "model_fields")
    },
    "half of a pair": says("200 OK", JSON, body=b'"\\ud800"'),
    "half of a pair in an error": says("400 Bad", JSON, body=b'{"a": "\\ud800"}'),
    "no UTF-8": says("200 OK", JSON, body=b'"\xff\xfe"'),
    "many codings": says(
        "200 OK", f"Content-Encoding: {'gzip, ' * 3000}gzip", body=b"x"
    ),
    "an unknown coding": says("200 OK", "Content-Encoding: \xff", body=b"x"),
    "a bomb in a bomb": says(
        "200 OK",
        JSON,
        "Content-Encoding: gzip, gzip",
        body=gzip.compress(gzip.compress(b" " * 30_000_000 + b"[")),
    ),
    **{
        f"charset {name}": says(
            "400 Bad", f"Content-Type: text/plain; charset={name}", body=b"-a-" * 9_000
        )
        for name in (
            "undefined",
            "idna",
            "punycode",
            "unicode_escape",
            "zip",
            "rot13",
            "utf-7",
            "\xff",
            "../x",
        )
    },
    "Retry-After of digits": says("429 Wait", f"Retry-After: {NINES}"),
    "Retry-After of dots": says("429 Wait", "Retry-After: ."),
    "Retry-After long ago": says(
        "503 Wait", "Retry-After: Mon, 01 Jan 0001 00:00:00 +2359"
    ),
    **{
        f"to {address}": says("302 Found", f"Location: {address}")
        for address in (
            "http://127.0.0.1:99999999/",
            "http://127.0.0.1:x/",
            "http://[::1/",
            "http://[x]/",
            "http:///x",
            "http://",
            "//",
            "file:///etc/passwd",
            "http://\xff.example/",
            f"http://{'a' * 70}.example/",
            f"http://{'a.' * 200}example/",
            "http://a..b/",
            "http://user:secret@127.0.0.1:1/",
            "http://127.0.0.1:1/\x7f \t",
            "http://127.0.0.1:1/\xff",
            "http://127.0.0.1:0/",
        )
    },
}


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def asynchronous(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def caller(asynchronous: bool) -> Caller:
    return Caller(asynchronous)


class Fault(BaseModel, extra="allow"):
    """An error of which the document says that it has a code."""

    code: int


SHARED = api(errors=lambda: {"400": (errors.BadRequestError, lambda: Fault)})


@pytest.mark.parametrize("case", ANSWERS)
def test_only_own_exceptions_come_out(caller: Caller, case: str) -> None:
    began = time.monotonic()
    with answering(ANSWERS[case]) as url, suppress(errors.APIError):
        caller.call(
            GET,
            url=url,
            retries=0,
            real_time=True,
            options={"timeout": 5},
            shared=SHARED,
        )
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("name", ["cls", "self", "_fields_set", "model_fields"])
def test_an_error_keeps_properties_of_any_name(caller: Caller, name: str) -> None:
    fake = FakeTransport(Prepared(400, json={"message": "no", name: 1}))
    with pytest.raises(errors.BadRequestError) as caught:
        caller.call(GET, fake=fake, shared=SHARED)
    body = caught.value.body
    assert isinstance(body, Fault)
    assert body.code is None
    assert body.model_extra == {"message": "no", name: 1}


@pytest.mark.parametrize(
    "life", ["1" + "0" * 400, "1e999", "-1e999", "NaN", "true", '"1"', "[]"]
)
def test_a_token_whose_end_is_no_number_has_none(caller: Caller, life: str) -> None:
    token = f'{{"access_token": "t", "expires_in": {life}}}'.encode()
    fake = FakeTransport(Prepared(content=token), Prepared(json=1))
    scheme = Scheme("oauth2", token_url="https://acme.example/token")
    shared = api(schemes={"oauth": scheme}, security=({"oauth": ()},))
    given = {"oauth": ClientCredentials("id", "secret")}
    assert caller.call(GET, fake=fake, shared=shared, credentials=given) == 1


@pytest.mark.parametrize(
    "field",
    [
        f"Content-Range: bytes 0-1/{NINES}",
        f"Content-Range: bytes {NINES}-1/2",
        f"Content-Range: bytes 0-{NINES}/2",
        f"Content-Range: bytes */{NINES}",
        f"Content-Length: {NINES}",
        f"Retry-After: {NINES}",
    ],
)
@pytest.mark.parametrize("status", [200, 206, 416, 503])
def test_numbers_without_end_of_a_download(
    asynchronous: bool, field: str, status: int, tmp_path: Path
) -> None:
    (tmp_path / "v.part").write_bytes(b"x")
    note = {"place": "https://acme.example/v", "validator": '"1"', "total": 2}
    (tmp_path / "v.part.json").write_text(json.dumps(note))
    name, _, value = field.partition(": ")
    fake = FakeTransport(Prepared(status, content=b"xx", headers={name: value}))
    told = Settings("https://acme.example", True, retries=0)
    target = Target(str(tmp_path / "v"))
    url = "https://acme.example/v"
    with suppress(errors.APIError):
        if asynchronous:
            other = AsyncEngine(api(), told, fake.asynchronous)
            asyncio.run(other.download(url, target))
        else:
            SyncEngine(api(), told, fake.sync).download(url, target)


@pytest.mark.parametrize("piece", ["<>", "<>;", "<", '<x>;rel="a",'])
def test_a_long_list_of_links_is_read_once(piece: str) -> None:
    began = time.monotonic()
    assert next_link((piece * 300_000, "<y>; rel=next")) == "y"
    assert time.monotonic() - began < 5
