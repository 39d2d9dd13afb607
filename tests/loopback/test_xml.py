"""XML that is wrong in some way goes to a server and to a client; an error that tells what is wrong comes out."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from operations.package import Package, imported
from operations.server import Answer, running
from server.running import served

CASES = Path(__file__).parent.parent / "cases"
BOMB = "<!DOCTYPE pet [<!ENTITY a 'aaaa'>]><pet id='1'><photos/>&a;</pet>"


def deep(levels: int) -> str:
    """A pet with something in it that nothing tells of."""
    inside = "<a>" * levels + "</a>" * levels
    return f"<pet id='1'><photos/>{inside}</pet>"


class Pets:
    """Keeps nothing."""

    def list(self, call: Any, /) -> Any:
        return []

    def add(self, call: Any, /, *, body: Any) -> Any:
        return body

    def replace(self, call: Any, /, *, body: Any) -> None:
        assert isinstance(body, list)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    spec = CASES / "bodies" / "xml" / "openapi.yaml"
    with imported(spec, tmp_path_factory.mktemp("xml"), server=True) as made:
        yield made


@pytest.fixture(scope="module")
def url(package: Package) -> Iterator[str]:
    server: Any = importlib.import_module("judged_server")
    with served(server.create_app(pets=Pets())) as address:
        yield address


@pytest.mark.parametrize(
    ("body", "media_type", "status", "said"),
    [
        ("<pet id='1'><photos/></pet>", "application/xml", 201, '<pet id="1">'),
        ("<pet id='1'><photos>", "application/xml", 400, "this is no XML"),
        (BOMB, "application/xml", 400, "document type declaration"),
        ("<pet id='x'><photos/></pet>", "application/xml", 422, "be an integer"),
        ("<pet id='1'/>", "application/xml", 422, "Field required"),
        ('{"id": 1, "photos": []}', "application/json", 415, "application/xml"),
        *((deep(levels), "application/xml", 400, "") for levels in (300, 900, 9000)),
    ],
)
def test_a_server_tells_what_is_wrong(
    url: str, body: str, media_type: str, status: int, said: str
) -> None:
    request = Request(f"{url}/pets", body.encode(), {"Content-Type": media_type})
    try:
        with urlopen(request, timeout=20) as answer:
            got, text = answer.status, answer.read().decode()
    except HTTPError as error:
        got, text = error.code, error.read().decode()
    assert (got, said in text) == (status, True), text


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<pets><pet id='1'>", "this is no XML"),
        (BOMB, "document type declaration"),
        ("<pets><pet id='x'><photos/></pet></pets>", "be an integer"),
    ],
)
def test_a_client_tells_what_is_wrong(package: Package, body: str, said: str) -> None:
    with running() as server:
        server.answer = Answer(200, "application/xml", body.encode())
        with package.module.Client(base_url=server.url) as client:
            errors = package.part("errors")
            with pytest.raises(errors.UnexpectedResponse, match=said):
                client.pets.list()


def test_text_is_read_in_the_character_set_that_either_names(package: Package) -> None:
    head = '<?xml version="1.0" encoding="iso-8859-1"?>'
    pets = f"{head}<pets><pet id='1'><photos/><tag>grün</tag></pet></pets>"
    with running() as server:
        for media_type in ("application/xml", "application/xml; charset=latin-1"):
            body = pets.encode("latin-1")
            server.answer = Answer(200, media_type, body)
            with package.module.Client(base_url=server.url) as client:
                assert client.pets.list()[0].tags == ["grün"]


def test_nothing_is_an_element_without_content(package: Package) -> None:
    with running() as server, package.module.Client(base_url=server.url) as client:
        server.answer = Answer(200, "application/xml", b"")
        assert client.pets.list() == []
        server.answer = Answer(201, "application/xml", b"")
        # What is required is missed all the same.
        with pytest.raises(package.part("errors").UnexpectedResponse, match="id"):
            client.pets.add(id=1, photos=[])


def test_what_is_written_already_is_sent_as_it_stands(package: Package) -> None:
    with running() as server:
        server.answer = Answer(201, "application/xml", b"<pet id='1'/>")
        with (
            package.module.Client(base_url=server.url) as client,
            pytest.raises(package.part("errors").UnexpectedResponse),
        ):
            client.pets.add(id=1, photos=[], request_options={"body": b"<own/>"})
        assert server.requests[-1].body == b"<own/>"
