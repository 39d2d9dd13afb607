"""A small document whose lists come page by page: every item once, whatever way the pages follow each other."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from runtime.conftest import Play, Seen, Server, reply, serving

from small import CASES, package

PETS = [{"name": name, "extra": True} for name in "abcdefg"]
WORDS = [pet["name"] for pet in PETS]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    spec = CASES / "extensions" / "pagination" / "openapi.yaml"
    with pytest.MonkeyPatch.context() as patch:
        yield package(spec, "small_pages", tmp_path_factory.mktemp("pages"), patch)


@pytest.fixture
def serve() -> Iterator[Callable[[Play], Server]]:
    with serving() as start:
        yield start


def play(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
    """Three items a page."""
    split = urlsplit(seen.target)
    query = {name: values[0] for name, values in parse_qs(split.query).items()}
    headers: dict[str, str] = {}
    body: Any = None
    match split.path:
        case "/pets":
            at = int(query.get("after", "c0")[1:])
            more = at + 3 < len(PETS)
            # The last page names a cursor all the same; `more` is what counts.
            body = {"data": PETS[at : at + 3], "next": f"c{at + 3}", "more": more}
        case "/owners":
            at = int(query.get("skip", "0"))
            body = WORDS[at : at + 3]
        case "/visits":
            at = 3 * (int(query.get("page", "1")) - 1)
            body = {"data": PETS[at : at + 3]}
        case _:
            at = int(query.get("at", "0"))
            body = {"data": PETS[at : at + 3]}
            if at + 3 < len(PETS):
                first = '</shops>; rel="first", '
                headers["Link"] = f'{first}</shops?at={at + 3}>; title="x"; rel=next'
    reply(
        handler,
        200,
        json.dumps(body).encode(),
        Content_Type="application/json",
        **headers,
    )


def gather(
    pages: ModuleType, url: str, asynchronous: bool, resource: str, **arguments: Any
) -> list[Any]:
    """All items of a list."""
    method = "find_all" if resource == "visits" else "list_all"
    if not asynchronous:
        with pages.Client(base_url=url, headers={"X-Mine": "1"}) as client:
            return list(getattr(getattr(client, resource), method)(**arguments))

    async def run() -> list[Any]:
        async with pages.AsyncClient(base_url=url, headers={"X-Mine": "1"}) as client:
            found = getattr(getattr(client, resource), method)(**arguments)
            return [item async for item in found]

    return asyncio.run(run())


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize(
    ("resource", "asked"),
    [
        ("pets", ["/pets", "/pets?after=c3", "/pets?after=c6"]),
        ("owners", ["/owners", "/owners?skip=3", "/owners?skip=6", "/owners?skip=7"]),
        ("visits", ["/visits", *(f"/visits?page={number}" for number in (2, 3, 4))]),
        ("shops", ["/shops", "/shops?at=3", "/shops?at=6"]),
    ],
)
def test_every_item_once(
    pages: ModuleType,
    serve: Callable[[Play], Server],
    resource: str,
    asked: list[str],
    asynchronous: bool,
) -> None:
    server = serve(play)
    found = gather(pages, server.url, asynchronous, resource)
    if resource == "owners":
        assert found == WORDS
    else:
        assert all(isinstance(one, pages.models.Pet) for one in found)
        assert [one.model_dump(exclude_unset=True) for one in found] == PETS
    assert [seen.target for seen in server.seen] == asked
    assert all(seen.headers["x-mine"] == "1" for seen in server.seen)


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
def test_the_callers_own_arguments_are_where_it_begins(
    pages: ModuleType, serve: Callable[[Play], Server], asynchronous: bool
) -> None:
    server = serve(play)
    found = gather(pages, server.url, asynchronous, "pets", limit=3, after="c3")
    assert [one.name for one in found] == WORDS[3:]
    assert [seen.target for seen in server.seen] == [
        "/pets?limit=3&after=c3",
        "/pets?limit=3&after=c6",
    ]
    assert gather(pages, server.url, asynchronous, "owners", skip=5) == WORDS[5:]


def test_pages_are_asked_for_when_they_are_needed(
    pages: ModuleType, serve: Callable[[Play], Server]
) -> None:
    server = serve(play)
    with pages.Client(base_url=server.url) as client:
        items = client.pets.list_all()
        assert server.seen == []
        for item in items:
            if item.name == "b":
                break
        assert len(server.seen) == 1
        sizes = [len(page.data) for page in items.pages()]
        assert sizes == [3, 3, 1]


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
def test_a_circle_is_no_endless_loop(
    pages: ModuleType, serve: Callable[[Play], Server], asynchronous: bool
) -> None:
    body = json.dumps({"data": PETS[:1], "next": "again"}).encode()
    server = serve(lambda h, _: reply(h, 200, body, Content_Type="application/json"))
    with pytest.raises(pages.UnexpectedResponse, match="no end"):
        gather(pages, server.url, asynchronous, "pets")
    assert len(server.seen) == 2


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
def test_a_page_elsewhere_gets_no_header_of_ours(
    pages: ModuleType, serve: Callable[[Play], Server], asynchronous: bool
) -> None:
    other = serve(play)

    def home(handler: BaseHTTPRequestHandler, _: Seen) -> None:
        link = f"<{other.url}/shops?at=6>; rel=next"
        reply(handler, 200, b'{"data": []}', Content_Type="application/json", Link=link)

    server = serve(home)
    found = gather(pages, server.url, asynchronous, "shops")
    assert [one.name for one in found] == ["g"]
    assert server.seen[0].headers["x-mine"] == "1"
    assert "x-mine" not in other.seen[0].headers


def test_an_error_on_the_way_is_raised(
    pages: ModuleType, serve: Callable[[Play], Server]
) -> None:
    def second(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        if "after" in seen.target:
            reply(handler, 404)
        else:
            play(handler, seen)

    server = serve(second)
    with pages.Client(base_url=server.url) as client:
        items = iter(client.pets.list_all())
        assert [next(items).name for _ in range(3)] == WORDS[:3]
        with pytest.raises(pages.NotFoundError):
            next(items)
