"""Environment variables are named by the distribution, or as settings say, by the arguments that they stand in for."""

from __future__ import annotations

import pytest

from generator.diagnostics import Misused
from generator.languages.code import Code
from generator.names import Names, environment

NAMES = Names(
    schemes={"bearer": Code("token"), "login": Code("username")},
    passwords={"login": Code("password")},
)


def test_they_are_called_after_the_distribution() -> None:
    assert environment(NAMES, "acme-api.v2", {}) == {
        "base_url": "ACME_API_V2_BASE_URL",
        "token": "ACME_API_V2_TOKEN",
        "username": "ACME_API_V2_USERNAME",
        "password": "ACME_API_V2_PASSWORD",
    }


def test_settings_name_some_of_them() -> None:
    wished = {"base_url": "ACME_URL", "token": "ACME_KEY"}
    assert environment(NAMES, "acme", wished) == {
        "base_url": "ACME_URL",
        "token": "ACME_KEY",
        "username": "ACME_USERNAME",
        "password": "ACME_PASSWORD",
    }


@pytest.mark.parametrize(
    ("wished", "message", "hint"),
    [
        ({"tokn": "X"}, "'tokn', which is no argument", "Did you mean 'token'?"),
        ({"zzzzz": "X"}, "'zzzzz', which is no argument", "Known: base_url, token,"),
        ({"token": "X", "username": "X"}, "are both read from X", ""),
        ({"token": "ACME_BASE_URL"}, "token and base_url are both read", ""),
    ],
)
def test_wrong_wishes(wished: dict[str, str], message: str, hint: str) -> None:
    with pytest.raises(Misused) as caught:
        environment(NAMES, "acme", wished)
    assert message in caught.value.message
    assert hint in caught.value.hint
