"""Files that are no text, in forms beside other media types and in forms of several kinds, from clients to servers."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from operations.package import Package, imported
from server.running import served
from starlette.datastructures import UploadFile

from loopback.documents import application

SPEC = Path(__file__).with_name("files.yaml")
PNG = b"\x89PNG\r\n\x1a\n\xff\x00"


class Things:
    """Keeps what it got; files are read."""

    def __init__(self) -> None:
        self.got: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        async def method(_: Any, /, **arguments: Any) -> None:
            body = arguments.get("body", arguments)
            kind = type(body).__name__
            fields = body if isinstance(body, dict | list) else vars(body)
            self.got.append((kind, await _read(fields)))

        if name.startswith("__"):
            raise AttributeError(name)
        return method


async def _read(value: Any) -> Any:
    match value:
        case UploadFile():
            return value.content_type, await value.read()
        case dict():
            return {k: await _read(one) for k, one in value.items() if one is not None}
        case list():
            return [await _read(one) for one in value]
        case _:
            return value


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    with imported(SPEC, tmp_path_factory.mktemp("files"), server=True) as made:
        yield made


@pytest.fixture(scope="module")
def things() -> Things:
    return Things()


@pytest.fixture(scope="module")
def client(package: Package, things: Things) -> Iterator[Any]:
    with (
        served(application(package, things)) as url,
        package.client(False, url) as made,
    ):
        yield made.things


OCTETS = "application/octet-stream"


@pytest.mark.parametrize(
    ("method", "given", "kind", "got"),
    [
        ("same", {"name": "a", "size": 1}, "Thing", {"name": "a", "size": 1}),
        (
            "same",
            {"name": "a", "size": 1, "photo": PNG},
            "ThingForm",
            {"name": "a", "size": 1, "photo": (OCTETS, PNG)},
        ),
        ("listed", {"body": [1, 2]}, "list", [1, 2]),
        (
            "listed",
            {"body": {"table": PNG}},
            "ThingsListedRequestFormDataForm",
            {"table": (OCTETS, PNG)},
        ),
        (
            "either",
            {"body": {"photo": PNG, "size": 2}},
            "ThingForm",
            {"photo": (OCTETS, PNG), "size": 2},
        ),
        (
            "either",
            {"body": {"name": "b", "address": "c", "size": 3}},
            "Linked",
            {"name": "b", "address": "c", "size": 3},
        ),
        (
            "either",
            {"body": {"files": [PNG, b"text"]}},
            "ManyForm",
            {"files": [(OCTETS, PNG), (OCTETS, b"text")]},
        ),
        ("bare", {"picture": PNG}, "dict", {"picture": ("image/png", PNG)}),
        (
            "bare",
            {"picture": PNG, "rest": "x"},
            "dict",
            {"picture": ("image/png", PNG), "rest": "x"},
        ),
    ],
)
def test_a_file_arrives_as_it_is(
    client: Any,
    things: Things,
    method: str,
    given: dict[str, Any],
    kind: str,
    got: Any,
) -> None:
    things.got.clear()
    getattr(client, method)(**given)
    assert things.got == [(kind, got)]


def test_what_fits_no_form_is_told_of_the_nearest(
    client: Any, things: Things, package: Package
) -> None:
    errors = package.part("errors")
    things.got.clear()
    with pytest.raises(errors.StatusError, match="size") as caught:
        client.either(body={"photo": PNG, "size": "x"})
    assert caught.value.status == 422
    assert not things.got


def test_a_class_of_a_form_can_be_made_by_hand(package: Package) -> None:
    handlers = importlib.import_module("judged_server.handlers.things")
    form = handlers.ThingForm(name="a", size=None, photo=None)
    assert form == handlers.ThingForm(name="a", size=None, photo=None)
    with pytest.raises(AttributeError):
        form.name = "b"
