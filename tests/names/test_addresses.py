"""What an address is about, as resources and the docs' groups are called."""

from __future__ import annotations

import pytest

from generator.names.addresses import is_version, shared, subject


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["/v1/a", "/v1/a/{id}", "/v1/b"], ["a", "a", "b"]),
        (["/shop/api/v2.1/a", "/shop/api/v2.1/{id}/b"], ["a", "b"]),
        (["/", "/2024-01-01/{x}/y"], ["", "y"]),
        (["/pets"], ["pets"]),
        (["/pets", "/pets/{id}", "/pets/{id}/toys"], ["pets", "pets", "pets"]),
        (["/shop/a", "/shop/b"], ["shop", "shop"]),
        (["/shop/a", "/shop/b", "/shop/a/{id}", "/shop/b/{id}"], ["a", "b", "a", "b"]),
        (
            ["/people('{id}')", "/pets.{format}", "/rest/photos:send"],
            ["people", "pets", "photos"],
        ),
        (["/v2LoggingLevel", "/2fa"], ["v2LoggingLevel", "2fa"]),
        (["/{id}"], [""]),
        (
            ["/v{version}/a", "/api/{api-version}/b", "/{version}/c"],
            ["a", "b", "c"],
        ),
        (["/v{venue}/a", "/{v}/b", "/{verdict}"], ["v", "b", ""]),
        (["/dev{version}/a", "/b{version}"], ["dev", "b"]),
    ],
)
def test_what_an_address_is_about(paths: list[str], names: list[str]) -> None:
    base = shared(paths)
    assert [subject(path, base) for path in paths] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v1", True),
        ("V2beta1", True),
        ("v1p1beta1", True),
        ("2", True),
        ("1.0", True),
        ("2015-03-31", True),
        ("v2.0-rc1", True),
        ("2fa", False),
        ("v2LoggingLevel", False),
        ("voice", False),
        ("", False),
    ],
)
def test_versions(text: str, expected: bool) -> None:
    assert is_version(text) is expected
