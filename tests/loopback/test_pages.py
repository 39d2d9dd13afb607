"""A document with pages of every kind: its generated clients go through all of them, at the mock and at its own server."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from mock.playing import playing
from operations.package import Package, imported
from server.running import served

from generator.mock import Mock

DOCUMENT = Path(__file__).resolve().parents[1] / "mock" / "documents" / "pages.yaml"
KEY = "secret-1"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    """The document's client and server."""
    folder = tmp_path_factory.mktemp("pages")
    with imported(DOCUMENT, folder, "library", server=True) as found:
        yield found


@dataclass
class Caller:
    """One of the two clients, behind functions that do not await."""

    package: Package
    asynchronous: bool
    url: str

    def items(self, resource: str, most: int = 100, **arguments: Any) -> list[Any]:
        """The items of all pages, up to a number of them."""
        return self._listed(resource, "items", most, arguments)

    def pages(self, resource: str) -> list[Any]:
        """The pages themselves."""
        return self._listed(resource, "pages", 100, {})

    def _listed(
        self, resource: str, what: str, most: int, arguments: dict[str, Any]
    ) -> list[Any]:
        found: list[Any] = []
        if not self.asynchronous:
            with self.package.module.Client(base_url=self.url, api_key=KEY) as client:
                listing = getattr(client, resource).list_all(**arguments)
                for one in listing.pages() if what == "pages" else listing:
                    found.append(one)
                    if len(found) == most:
                        break
            return found

        async def run() -> None:
            kind = self.package.module.AsyncClient
            async with kind(base_url=self.url, api_key=KEY) as client:
                listing = getattr(client, resource).list_all(**arguments)
                async for one in listing.pages() if what == "pages" else listing:
                    found.append(one)
                    if len(found) == most:
                        break

        asyncio.run(run())
        return found


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def asynchronous(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


# ------------------------------------------------------------------------------------------------------- at the mock


@pytest.fixture
def mock() -> Iterator[Mock]:
    with playing(DOCUMENT) as found:
        yield found


EVERYTHING = {
    "books": ["b1", "b2", "b3"],
    "authors": ["Lem", "Herbert", "Strugatsky"],
    "loans": ["b1", "b2", "b3"],
    "shelves": ["north", "south", "east"],
    "rooms": ["north"],
}
TARGETS = {
    "books": ["/books", "/books?cursor=p1", "/books?cursor=p2"],
    "authors": ["/authors", "/authors?skip=2"],
    "loans": ["/loans", "/loans?page=2", "/loans?page=3"],
    "shelves": ["/shelves", "/shelves?__page=1"],
    "rooms": ["/rooms", "/rooms?__page=1"],
}


def told(item: Any) -> str:
    """What an item is known by."""
    return str(getattr(item, "id", getattr(item, "name", item)))


@pytest.mark.parametrize("resource", EVERYTHING)
def test_the_mock_is_read_to_its_end(
    package: Package, mock: Mock, resource: str, asynchronous: bool
) -> None:
    caller = Caller(package, asynchronous, mock.url)
    assert [told(one) for one in caller.items(resource)] == EVERYTHING[resource]
    assert [one.incoming.target for one in mock.requests] == TARGETS[resource]


def test_items_are_models_and_pages_are_what_the_document_says(
    package: Package, mock: Mock, asynchronous: bool
) -> None:
    caller, models = Caller(package, asynchronous, mock.url), package.part("models")
    assert {type(one) for one in caller.items("books")} == {models.Book}
    pages = caller.pages("books")
    assert [type(one) for one in pages] == [models.Page] * 3
    assert [one.next for one in pages] == ["p1", "p2", None]


def test_pages_are_asked_for_when_they_are_needed(
    package: Package, mock: Mock, asynchronous: bool
) -> None:
    caller = Caller(package, asynchronous, mock.url)
    assert [told(one) for one in caller.items("books", most=2)] == ["b1", "b2"]
    assert len(mock.requests) == 2


def test_arguments_stay_and_a_caller_may_begin_anywhere(
    package: Package, mock: Mock, asynchronous: bool
) -> None:
    caller = Caller(package, asynchronous, mock.url)
    assert [told(one) for one in caller.items("books", cursor="p1", limit=7)] == [
        "b2",
        "b3",
    ]
    assert [told(one) for one in caller.items("authors", skip=1)] == [
        "Herbert",
        "Strugatsky",
    ]
    assert caller.items("shelves", floor=3) == EVERYTHING["shelves"]
    assert [one.incoming.target for one in mock.requests] == [
        "/books?cursor=p1&limit=7",
        "/books?cursor=p2&limit=7",
        "/authors?skip=1",
        "/authors?skip=2",
        "/shelves?floor=3",
        "/shelves?floor=3&__page=1",
    ]
    assert {one.incoming.get("x-key") for one in mock.requests} == {KEY}


def test_a_page_that_fails_once_is_asked_for_again(
    package: Package, mock: Mock, asynchronous: bool
) -> None:
    mock.set("503; times=1; operation=books.list")
    caller = Caller(package, asynchronous, mock.url)
    assert [told(one) for one in caller.items("books")] == EVERYTHING["books"]
    assert [one.status for one in mock.requests] == [503, 200, 200, 200]


# ----------------------------------------------------------------------------------------------------- at the server


@dataclass
class Library:
    """A library with two hundred books, as a user would write it; counts what it was asked."""

    package: Package
    asked: list[Any] = field(default_factory=list[Any])
    size: int = 200

    def books(self, first: int, count: int) -> list[Any]:
        made = self.package.part("models").Book
        last = min(first + count, self.size)
        return [made(id=f"b{i}", title=f"Book {i}") for i in range(first, last)]


class Books(Library):
    def create(self, call: Any, /, **given: Any) -> Any:
        raise AssertionError(f"nobody calls this, and not with {given}")

    retrieve = delete = create

    def list(
        self, call: Any, /, *, cursor: str | None, limit: int | None, shelf: Any
    ) -> Any:
        self.asked.append(cursor)
        first, count = int((cursor or "p0")[1:]), limit or 50
        following = f"p{first + count}" if first + count < self.size else None
        page = self.package.part("models").Page(
            items=self.books(first, count), next=following
        )
        server = importlib.import_module("library_server")
        return server.Answer(page, headers={"X-Total": self.size})


class Authors(Library):
    async def list(self, call: Any, /, *, skip: int | None) -> Any:
        self.asked.append(skip)
        first = skip or 0
        names = [{"name": f"Author {i}"} for i in range(first, min(first + 30, 100))]
        return {"authors": names, "more": first + 30 < 100}


class Loans(Library):
    async def list(self, call: Any, /, *, page: int | None) -> Any:
        self.asked.append(page)
        number = (page or 1) - 1
        return [f"b{i}" for i in range(number * 40, min(number * 40 + 40, 120))]


class Shelves(Library):
    def list(self, call: Any, /, *, floor: int | None) -> Any:
        self.asked.append(floor)
        number = floor or 0
        address = f'</shelves?floor={number + 1}>; title="a, b"; rel="up next"'
        server = importlib.import_module("library_server")
        link = '</shelves>; rel=first, </x?rel="next">; rel=last'
        headers = {"Link": f"{link}, {address}" if number < 3 else link}
        return server.Answer({"shelves": [f"shelf {number}"]}, headers=headers)


class Rooms(Library):
    def list(self, call: Any, /) -> Any:
        number = int(call.request.query_params.get("from", "0"))
        self.asked.append(number)
        links = {"next": f"rooms?from={number + 1}"} if number < 3 else {}
        return {"shelves": [f"shelf {number}"], "links": links}


HANDLERS = {
    "books": Books,
    "authors": Authors,
    "loans": Loans,
    "shelves": Shelves,
    "rooms": Rooms,
}
ASKED: dict[str, tuple[list[Any], int]] = {
    "books": ([None, "p50", "p100", "p150"], 200),
    "authors": ([None, 30, 60, 90], 100),
    "loans": ([None, 2, 3, 4], 120),
    "shelves": ([None, 1, 2, 3], 4),
    "rooms": ([0, 1, 2, 3], 4),
}


@pytest.mark.parametrize("resource", HANDLERS)
def test_the_server_is_read_to_its_end(
    package: Package, resource: str, asynchronous: bool
) -> None:
    handlers = {name: kind(package) for name, kind in HANDLERS.items()}
    make = importlib.import_module("library_server").create_app
    with served(make(**handlers, verify=lambda _: "me")) as url:
        items = Caller(package, asynchronous, url).items(resource, most=1000)
    asked, count = ASKED[resource]
    assert handlers[resource].asked == asked
    assert len(items) == len({told(one) for one in items}) == count
