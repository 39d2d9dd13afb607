"""What is wrong is told where the document's errors have a place for it."""

from __future__ import annotations

from typing import Any

import pytest

from generator.mock.errors import in_usual_words


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (
            {"type": "a", "title": "birch", "status": 1, "detail": "dune"},
            {
                "type": "a",
                "title": "Not Found",
                "status": 404,
                "detail": "It is not there",
            },
        ),
        (
            {"title": "No such pet", "status": 404, "detail": "Rex"},
            {"title": "No such pet", "status": 404, "detail": "It is not there"},
        ),
        (
            {"detail": [{"loc": ["a"], "msg": "birch"}, {"loc": [], "msg": "cedar"}]},
            {"detail": [{"loc": ["a"], "msg": "It is not there"}]},
        ),
        ({"error": "invalid", "code": 3}, {"error": "It is not there", "code": 3}),
        ({"error": {"why": "birch"}}, None),
        ({"detail": []}, None),
    ],
)
def test_the_usual_places(made: dict[str, Any], told: dict[str, Any] | None) -> None:
    assert in_usual_words(made, 404, "It is not there") == told
