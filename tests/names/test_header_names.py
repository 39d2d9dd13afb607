"""A class of header fields that operations share is called after what the fields have in common."""

from __future__ import annotations

import pytest

from generator.languages.python import RULES
from generator.names.headers import in_common
from generator.names.wishes import by_path
from names.apis import operation


@pytest.mark.parametrize(
    ("wires", "words"),
    [
        (["idempotency-key"], "idempotency key"),
        (["ratelimit-limit", "ratelimit-reset"], "ratelimit"),
        (["x-left"], "left"),
        (["link", "etag"], ""),
        ([], ""),
    ],
)
def test_words_in_common(wires: list[str], words: str) -> None:
    assert in_common(wires) == words


def test_without_an_operation_id_the_path_gives_the_words() -> None:
    asked = operation(method="GET", path="/users/{id}")
    assert RULES.candidate("type", f"{by_path(asked)} headers") == "GetUsersByIdHeaders"
