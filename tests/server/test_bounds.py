"""Requests that are large in one way or another go in; a small answer comes out, and little is held in memory."""

from __future__ import annotations

import importlib
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from operations.package import imported

from server.running import served
from server.test_strict import sent

SPEC = Path(__file__).with_name("bounds.yaml")
MEMORY = 200_000
MANY = 10_000
"""Fields of a query or form."""


class Things:
    """Says how much it got."""

    def numbers(self, call: Any, /, *, body: list[int]) -> int:
        return len(body)

    def text(self, call: Any, /, *, body: str) -> int:
        return len(body)

    def form(self, call: Any, /, *, body: Any) -> int:
        return len(body.model_dump() if hasattr(body, "model_dump") else body)

    def asked(self, call: Any, /, *, q: list[str] | None) -> int:
        return len(q or ())

    def steps(self, call: Any, /, *, a: str, b: str, c: str) -> list[str]:
        return [a, b, c]

    def one(self, call: Any, /) -> int:
        return 1

    def two(self, call: Any, /) -> int:
        return 2

    def files(self, call: Any, /, *, text: str | None, file: Any) -> int:
        return len(text or "") + len(file or ())


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that holds little in memory."""
    with imported(SPEC, tmp_path_factory.mktemp("bounds"), server=True):
        server: Any = importlib.import_module("judged_server")
        app = FastAPI()
        limits = server.Limits(body=MEMORY, upload=20_000_000)
        app.include_router(server.create_router(things=Things(), limits=limits))
        app.include_router(
            copied(server.create_router(things=Things())), prefix="/copy"
        )
        with served(app) as address:
            yield address


def copied(router: APIRouter) -> APIRouter:
    """A router with the routes of another, made anew by their classes, as older versions of FastAPI include one."""
    made = APIRouter()
    for route in router.routes:
        assert isinstance(route, APIRoute)
        made.add_api_route(
            route.path,
            route.endpoint,
            methods=route.methods,
            response_model=None,
            route_class_override=type(route),
        )
    return made


def posted(url: str, path: str, body: bytes, media_type: str) -> tuple[int, Any]:
    status, _, answer = sent(url, "POST", path, body, Content_Type=media_type)
    return status, answer


@pytest.mark.parametrize(
    ("wrong", "told"), [(1, 1), (100, 100), (101, 101), (1000, 101), (1001, 1)]
)
def test_of_very_many_errors_some_are_told(url: str, wrong: int, told: int) -> None:
    body = json.dumps(["x"] * wrong).encode()
    status, answer = posted(url, "/numbers", body, "application/json")
    assert (status, len(answer["detail"])) == (422, told)
    if wrong > 100:
        left = wrong - told + 1
        assert answer["detail"][-1]["loc"] == ["body"]
        assert answer["detail"][-1]["msg"].startswith(f"{left} ")


def test_what_is_no_json_is_told_as_that(url: str) -> None:
    status, answer = posted(url, "/numbers", b"[1", "application/json")
    assert (status, answer["detail"][0]["msg"]) == (400, "The body is no JSON")


@pytest.mark.parametrize(
    ("charset", "body", "status"),
    [
        ("utf-8", "grün".encode(), 200),
        ("ISO-8859-1", "grün".encode("latin-1"), 200),
        ("windows-1252", "grün".encode("cp1252"), 200),
        ("utf-16", "grün".encode("utf-16"), 200),
        ("Shift_JIS", "あああい".encode("shift_jis"), 200),
        ("us-ascii", "grün".encode(), 400),
        *((name, b"-a-", 400) for name in ("punycode", "idna", "utf-7", "hz", "zip")),
    ],
)
def test_texts_are_in_character_sets_of_texts(
    url: str, charset: str, body: bytes, status: int
) -> None:
    found, answer = posted(url, "/text", body, f"text/plain; charset={charset}")
    assert found == status
    assert status != 200 or answer == 4


@pytest.mark.parametrize(("count", "status"), [(MANY, 200), (MANY + 1, 413)])
def test_a_form_has_so_many_fields(url: str, count: int, status: int) -> None:
    body = b"&".join(b"a%d=" % i for i in range(count))
    found, answer = posted(url, "/form", body, "application/x-www-form-urlencoded")
    assert found == status
    assert answer == count if status == 200 else "More than" in str(answer)


@pytest.mark.parametrize(("count", "status"), [(MANY, 200), (MANY + 1, 413)])
def test_a_query_has_so_many_fields(url: str, count: int, status: int) -> None:
    found, _, answer = sent(url, "GET", "/form?" + "&".join(["q=a"] * count))
    assert found == status
    assert status != 200 or answer == count


@pytest.mark.parametrize("prefix", ["", "/copy"])
@pytest.mark.parametrize(
    ("step", "divided"),
    [
        ("a-b.c", ["a", "b", "c"]),
        ("a--b-.c..d", ["a--b", ".c.", "d"]),
        ("a%2Fb-%2D.%2E", ["a/b", "-", "."]),
        ("a-.c", None),
        ("-.-.", None),
        ("a.b-c", None),
        (f"{'-.' * 20_000}/", None),
    ],
)
def test_a_step_of_a_path_is_divided_among_its_fields(
    url: str, prefix: str, step: str, divided: list[str] | None
) -> None:
    status, _, answer = sent(url, "GET", f"{prefix}/steps/{step}")
    assert (status, answer if divided else None) == (200 if divided else 404, divided)


@pytest.mark.parametrize("prefix", ["", "/copy"])
def test_what_tells_operations_apart_is_kept_below_a_prefix(
    url: str, prefix: str
) -> None:
    for number in (1, 2):
        path = f"{prefix}/told?apart={number}"
        assert sent(url, "GET", path)[2] == number
        status, fields, _ = sent(url, "POST", path)
        assert (status, fields["allow"]) == (405, "GET")


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize(
    ("path", "query"),
    [("[" * 60_000, ""), ("%25" * 20_000, ""), ("a", "a=%00&" * 9000)],
)
def test_a_long_path_costs_little_where_there_are_many_routes(
    path: str, query: str
) -> None:
    server: Any = importlib.import_module("judged_server")
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/told/{path}",
        "raw_path": f"/told/{path}".encode(),
        "query_string": query.encode(),
    }
    routes = server.create_router(things=Things()).routes
    began = time.monotonic()
    for _ in range(1 + 1000 // len(routes)):
        assert all(not route.matches(scope)[0].value for route in routes)
    assert time.monotonic() - began < 10


def multipart(*parts: tuple[str, bytes]) -> bytes:
    """A multipart body of parts: what stands behind `form-data`, and the content."""
    head = b"--b\r\nContent-Disposition: form-data; "
    made = [
        head + said.encode() + b"\r\n\r\n" + content + b"\r\n"
        for said, content in parts
    ]
    return b"".join(made) + b"--b--\r\n"


TEXT, FILE = 'name="text"', 'name="file"; filename="f"'


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        (((TEXT, b"x" * 1000), (FILE, b"y" * 1000)), 200),
        (((FILE, b"y" * 3_000_000),) * 3, 200),
        (((TEXT, b"x" * (MEMORY + 1)),), 413),
        ((('name="other"', b"x" * 1000),) * 200, 413),
        (((FILE, b"y" * 1000),) * 200, 413),
        ((('name="text"; filename="f"', b"x" * 3_000_000),), 413),
        (((f'name="{"n" * 1000}"', b""),) * 200, 413),
    ],
    ids=[
        "little",
        "files on disk",
        "a text",
        "texts",
        "small files",
        "a file for a text",
        "names",
    ],
)
def test_what_a_multipart_body_holds_in_memory_is_counted(
    url: str, parts: tuple[tuple[str, bytes], ...], status: int
) -> None:
    kind = "multipart/form-data; boundary=b"
    assert posted(url, "/files", multipart(*parts), kind)[0] == status


@pytest.mark.parametrize(
    "kind",
    ["multipart/form-data; boundary=b; charset=punycode", "multipart/form-data", ""],
)
def test_a_multipart_body_says_how_it_is_to_be_read(url: str, kind: str) -> None:
    own = {"Content_Type": kind} if kind else {}
    assert sent(url, "POST", "/files", multipart((TEXT, b"-a-")), **own)[0] == 400


@pytest.mark.parametrize(
    ("path", "kind", "status"),
    [
        ("/form", "application/x-www-form-urlencoded", 200),
        ("/text", "text/plain", 200),
        ("/numbers", "application/json", 422),
    ],
)
def test_a_form_and_a_text_may_hold_nothing(
    url: str, path: str, kind: str, status: int
) -> None:
    found, answer = posted(url, path, b"", kind)
    assert found == status
    assert status != 200 or answer == 0
