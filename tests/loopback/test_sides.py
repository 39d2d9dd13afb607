"""What only the other side of an exchange can tell apart is no fault of a request, to servers and to the mock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mock.playing import playing
from operations.package import Package, imported
from server.running import served

from loopback.documents import Handler, application

CASE = Path(__file__).parents[1] / "cases/access/one-of/openapi.yaml"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    with imported(CASE, tmp_path_factory.mktemp("sides"), server=True) as made:
        yield made


def test_a_request_that_fits_several_members_arrives(package: Package) -> None:
    handler = Handler(answer={"name": "a", "dog_id": "b"})
    with (
        served(application(package, handler)) as url,
        package.client(False, url) as client,
    ):
        made = client.pets.create(name="a")
        assert type(made).__name__ == "Dog"
        handler.answer = None
        client.pets.change(body={"name": "a", "fins": 2})
        client.pets.change(body={"name": "a"})
        errors: Any = package.part("errors")
        with pytest.raises(errors.StatusError):
            client.pets.change(body={"fins": 1})
    assert handler.got == [
        {"body": {"name": "a"}},
        {"body": {"name": "a", "fins": 2}},
        {"body": {"name": "a"}},
    ]


def test_the_mock_takes_it_too(package: Package) -> None:
    with playing(CASE) as mock, package.client(False, mock.url) as client:
        assert client.pets.create(name="a").name
        client.pets.change(body={"name": "a", "fins": 2})
        errors: Any = package.part("errors")
        with pytest.raises(errors.StatusError, match="fits none"):
            client.pets.change(body={"fins": 1})
