"""A class of header fields that operations share is called after what the fields have in common."""

from __future__ import annotations

import pytest

from generator.names.headers import in_common


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
